"""Random accounts of boards and municipalities: no false alarm, no missed error."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from accounts import SHAPES, Accounts, Place, plant, random_accounts
from accounts_reports import place_of, places_of, report_of_accounts
from lnextract.model.finding import Finding

SEEDS = st.integers(min_value=0, max_value=2**32)
PROPERTY = settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
LONE_COLUMN = ("single", "statement")
"""Shapes in which one column may be all there is: an error can then look like another hierarchy."""
MANY_COLUMNS = sorted(set(SHAPES) - set(LONE_COLUMN))
"""Shapes in which figures are vouched for by several relations."""
PLANTED = 25
"""Tables a shape for the shares below."""
FOUND_SHARE, LONE_FOUND_SHARE, NAMED_SHARE = 0.96, 0.75, 0.9


def broken_in(accounts: Accounts) -> list[tuple[Finding, frozenset[Place]]]:
    report = report_of_accounts(accounts)
    return [(each, places_of(each, report)) for each in report.findings if each.verdict == "broken"]


@PROPERTY
@given(shape=st.sampled_from(sorted(SHAPES)), seed=SEEDS)
def test_rounded_figures_raise_no_alarm(shape: str, seed: int) -> None:
    assert broken_in(random_accounts(Random(seed), shape)) == []


@PROPERTY
@given(shape=st.sampled_from(["net", "net_budget", "invest", "quarters"]), seed=SEEDS)
def test_an_error_that_breaks_two_relations_is_found(shape: str, seed: int) -> None:
    random = Random(seed)
    accounts = random_accounts(random, shape)
    planted = plant(accounts, random)
    assume(planted is not None and planted.broken > 1)
    assert planted is not None
    assert any(planted.place in places for _, places in broken_in(accounts))


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_errors_are_found_and_named(shape: str) -> None:
    found = planted_ones = named = in_two = 0
    for seed in range(PLANTED):
        random = Random(f"{shape}{seed}")
        accounts = random_accounts(random, shape)
        planted = plant(accounts, random)
        if planted is None:
            continue
        report = report_of_accounts(accounts)
        broken = [each for each in report.findings if each.verdict == "broken"]
        planted_ones += 1
        found += any(planted.place in places_of(each, report) for each in broken)
        if planted.broken > 1:
            in_two += 1
            named += bool(broken) and place_of(broken[0].target, report) == planted.place
    assert found >= (LONE_FOUND_SHARE if shape in LONE_COLUMN else FOUND_SHARE) * planted_ones
    assert shape in LONE_COLUMN or named >= NAMED_SHARE * in_two


def test_most_true_relations_are_tested() -> None:
    tested = relations = 0
    for seed in range(60):
        accounts = random_accounts(Random(seed), MANY_COLUMNS[seed % len(MANY_COLUMNS)])
        report = report_of_accounts(accounts)
        made = {places_of(each, report) for each in report.findings if each.verdict != "not_checkable"}
        # A deviation from costs less income is tested against the net that is printed beside it.
        direct = [each for each in accounts.relations if len(each.terms) != 4 or each.kind == "sum"]
        relations += len(direct)
        tested += sum(frozenset(relation.places) in made for relation in direct)
    assert tested >= 0.98 * relations
