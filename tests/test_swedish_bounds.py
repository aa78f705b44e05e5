"""Cells with a sign of comparison: text of an indicator's target, but no amount."""

from __future__ import annotations

import pytest

from lnextract.swedish.numbers import parse_bound, parse_number
from lnextract.swedish.tails import tail_run


@pytest.mark.parametrize(
    ("cell", "text", "value"),
    [("≥ 90 %", "≥ 90 %", 90), ("<12 %", "<12 %", 12), ("> 1 000", "> 1 000", 1000), (" >=5 ", ">=5", 5)],
)
def test_a_bound_keeps_its_sign(cell: str, text: str, value: int) -> None:
    bound = parse_bound(cell)
    assert bound is not None and (bound.text, bound.value) == (text, value)
    assert cell[bound.start : bound.end] == text
    assert parse_number(cell) is None


@pytest.mark.parametrize("cell", ["90 %", "< personer", "≥", "", "Utfall > 5"])
def test_what_is_no_bound(cell: str) -> None:
    assert parse_bound(cell) is None


def test_the_sign_belongs_to_the_run_of_figures() -> None:
    run = tail_run("Första besök inom 30 dagar ≥ 90 % 71 %")
    assert run is not None and [atom.text for atom in run.atoms] == ["≥ 90", "%", "71", "%"]


def test_thousands_after_a_sign_are_one_figure() -> None:
    run = tail_run("Antal besök ≥ 1 000 1 204")
    assert run is not None and [atom.text for atom in run.atoms] == ["≥ 1 000", "1", "204"]
