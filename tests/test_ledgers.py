"""Any ledger written as a dump is read back right, or the reading says that it is not sure."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lnextract
from ledger_dumps import write_dump
from ledger_judging import STYLES, judge, read_back
from ledgers import Manner, random_ledger

LEDGERS = int(os.environ.get("LEDGERS", "0"))
"""Ledgers a style for a deeper run than that of every day."""
PROPERTY_LEDGERS, SHARE_LEDGERS = LEDGERS or 60, LEDGERS or 40
RIGHT_SHARE = {
    "word": 0.92,
    "word_wrapped": 0.92,
    "word_blank_lines": 0.92,
    "trimmed_filled": 0.80,
    # Without the blanks of empty cells most gaps can stand in several columns, and nothing tells in which.
    "trimmed": 0.15,
    "trimmed_wrapped": 0.15,
}
"""Least share of ledgers a style that are read right with nothing doubted."""
WRONG_SHARE = 0.01
"""Most ledgers a style that are read wrong without a word; none in a run of every day."""
DOUBTED_SHARE = 0.01
"""Most ledgers a style in which a figure is wrong and stated for sure though the table is doubted."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledgers")


@settings(
    max_examples=PROPERTY_LEDGERS,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(style=st.sampled_from(STYLES), seed=st.integers(min_value=0, max_value=2**32))
def test_a_ledger_is_read_back_right_or_doubted(folder: Path, style: str, seed: int) -> None:
    verdict, dump = read_back(style, Random(seed), folder)
    assert verdict.kind != "wrong", "\n".join([*verdict.faults[:5], dump.text])


@pytest.mark.parametrize("style", STYLES)
def test_most_ledgers_are_read_right_without_a_doubt(
    style: str, folder: Path, record_property: Callable[[str, object], None]
) -> None:
    kinds = Counter(
        read_back(style, Random(f"{style}{seed}"), folder)[0].kind for seed in range(SHARE_LEDGERS)
    )
    print(style, dict(kinds))
    record_property(style, dict(kinds))
    assert kinds["wrong"] <= WRONG_SHARE * SHARE_LEDGERS
    assert kinds["doubted"] <= DOUBTED_SHARE * SHARE_LEDGERS
    assert kinds["right"] >= RIGHT_SHARE[style] * SHARE_LEDGERS


def test_a_wrong_figure_is_found(folder: Path) -> None:
    """The judge itself: a figure that the ledger does not have is a fault."""
    random = Random(1)
    manner = Manner(blanks=True, group=".")
    ledger = random_ledger(random, manner)
    dump = write_dump(ledger, manner, random)
    file = folder / "changed.txt"
    file.write_text(dump.text, encoding="utf-8")
    reports = lnextract.read(file)
    assert judge(reports, ledger, dump).kind == "right"
    at, place = next(iter(dump.places.items()))
    dump.places[at] = replace(place, value=place.value + 1)
    assert judge(reports, ledger, dump).kind == "wrong"
