"""Headers of dumps that are printed in rows or under words that the lexicon doesn't know."""

from __future__ import annotations

import pytest

from lnextract.knowledge.spanner_lines import spanner_texts
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.source import Line
from lnextract.tables.header_columns import header_readings


def lines(text: str) -> list[Line]:
    out, at = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        out.append(Line(number, at, line))
        at += len(line) + 1
    return out


def readings(text: str) -> list[list[str]]:
    return [[column.text for column in found] for found in header_readings(lines(text), load_vocabulary())]


@pytest.mark.parametrize(
    ("printed", "columns"),
    [
        (
            "Verksamhet Bokslut Budget Bokslut Avvikelse\n2018 2019 2019 2019",
            ["Verksamhet", "Bokslut 2018", "Budget 2019", "Bokslut 2019", "Avvikelse 2019"],
        ),
        (
            "Verksamhet Utfall Budget Prognos Budget\njan-aug jan-aug 2020 2020\n2020 2020",
            ["Verksamhet", "Utfall jan-aug 2020", "Budget jan-aug 2020", "Prognos 2020", "Budget 2020"],
        ),
        (
            "Hela projektet Innevarande år\nProjekt Budget Utfall Avvikelse Budget Utfall Avvikelse",
            ["Projekt"]
            + [f"Hela projektet {head}" for head in ("Budget", "Utfall", "Avvikelse")]
            + [f"Innevarande år {head}" for head in ("Budget", "Utfall", "Avvikelse")],
        ),
    ],
)
def test_a_header_in_rows_is_put_together(printed: str, columns: list[str]) -> None:
    assert readings(printed)[0] == columns


def test_years_before_a_change_may_be_columns() -> None:
    assert ["Personal", "2021", "2020", "Förändring"] in readings("Personal 2021 2020 Förändring")


def test_a_head_of_figures_may_stand_first() -> None:
    found = header_readings(lines("Intäkter Kostnader Nettokostnad"), load_vocabulary())
    assert ["figure", "figure", "figure"] in [[column.role for column in reading] for reading in found]


def test_a_cell_by_cell_header_is_no_stack() -> None:
    assert readings("Konto Budget 2021 Utfall \nperioden 2021")[0] == [
        "Konto",
        "Budget 2021",
        "Utfall perioden 2021",
    ]


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("Hela projektet", ["budget", "outcome", "budget", "outcome"]),
        ("Hela projektet Innevarande år", ["budget", "outcome", "forecast"]),
        ("Hela projektet Innevarande år.", ["budget", "outcome", "budget", "outcome"]),
        ("hela projektet Innevarande år", ["budget", "outcome", "budget", "outcome"]),
    ],
)
def test_a_line_that_can_not_span_is_none(line: str, keys: list[str]) -> None:
    assert spanner_texts(line, keys) == []
