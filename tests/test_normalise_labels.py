"""Row labels and units."""

from __future__ import annotations

import pytest

from lnextract.normalise.labels import read_label, strip_footnote
from lnextract.normalise.units import cell_unit, table_unit


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("Intäkter1", "Intäkter"),
        ("Intäkter 1)", "Intäkter"),
        ("Intäkter*", "Intäkter"),
        ("Intäkter **", "Intäkter"),
        ("Intäkter²", "Intäkter"),
        ("Intäkter (1)", "Intäkter"),
        ("*Intäkter", "Intäkter"),
        ("Personalkostnader (arvode)", "Personalkostnader (arvode)"),
        ("Covid-19", "Covid-19"),
        ("Agenda 2030", "Agenda 2030"),
        ("FaR nivå 1", "FaR nivå 1"),
        ("Insatser 100 tkr", "Insatser 100 tkr"),
        ("*", "*"),
        ("Budget 2020", "Budget 2020"),
    ],
)
def test_footnote_marks_go(printed: str, label: str) -> None:
    assert strip_footnote(printed) == label


def test_a_label_is_read() -> None:
    found = read_label("Summa  utvecklingsmedel")
    assert (found.label, found.account, found.code, found.role) == (
        "Summa utvecklingsmedel",
        "development",
        None,
        "subtotal",
    )


def test_codes_come_from_the_code_column_or_the_front() -> None:
    assert (read_label("Intäkter", code="3000").code, read_label("4010 Personalkostnader").code) == (
        "3000",
        "4010",
    )
    assert read_label("4010 Personalkostnader").label == "Personalkostnader"
    assert read_label("2019 Bokslut").code is None


def test_the_unit_of_a_table_comes_from_the_nearest_place() -> None:
    assert table_unit(["Budget", "Utfall %"], "Ekonomi. Belopp i tkr", None) == "tkr"
    assert table_unit(["Budget tkr"], "Ekonomi", "Belopp i mnkr") == "mnkr"
    assert table_unit(["Budget tkr", "Utfall tkr"]) == "tkr"
    assert table_unit(["Budget tkr", "Utfall mnkr"], earlier="kr") == "kr"
    assert table_unit(["Budget"], None, None) is None


def test_the_unit_of_a_cell() -> None:
    assert cell_unit("kr", "tkr", "mnkr", "budget_year") == "kr"
    assert cell_unit(None, "tkr", "mnkr", "budget_year") == "tkr"
    assert cell_unit(None, None, "mnkr", "budget_year") == "mnkr"
    assert cell_unit(None, None, "tkr", "outcome_pct") == "%"
    assert cell_unit(None, None, "tkr", "count") == "st"
    assert cell_unit(None, None, "tkr", "target") is None
    assert cell_unit(None, None, "tkr", "unmapped") == "tkr"
    assert cell_unit(None, None, "tkr", "outcome_period", money_table=False) is None
    assert cell_unit(None, None, None, "budget_year") is None
