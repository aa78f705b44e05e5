"""Measures, periods and units of columns."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.report import Period
from lnextract.normalise.columns import ColumnMeaning, HeaderText, TableContext, interpret_columns
from lnextract.normalise.settling import settle_by_arithmetic
from lnextract.normalise.tables import table_kind


def period(year: int, first: int, last: int) -> Period:
    days = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
    return Period(from_=date(year, first, 1), to=date(year, last, days.get(last, 31)))


UR2 = TableContext(year=2020, period=period(2020, 1, 8))
YEAR = TableContext(year=2012, period=period(2012, 1, 12))


def measures(headers: list[str | tuple[str, str]], context: TableContext = UR2) -> list[str]:
    return [meaning.measure for meaning in meanings(headers, context)]


def meanings(headers: list[str | tuple[str, str]], context: TableContext = UR2) -> list[ColumnMeaning]:
    texts = [HeaderText(each) if isinstance(each, str) else HeaderText(each[1], each[0]) for each in headers]
    return interpret_columns(texts, context)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (
            [
                "Budget",
                "Utfall jan-aug",
                "Utfall %",
                "Avvikelse [periodise\nrad]",
                "Prognos",
                "Avvik\nelse B-P",
            ],
            [
                "budget_year",
                "outcome_period",
                "outcome_pct",
                "deviation_period",
                "forecast_year",
                "deviation_forecast",
            ],
        ),
        (
            [
                "Resultat jan-\naug 2020",
                "Budget jan-\naug 2020",
                "Budget 2020",
                "Prognos 2020",
                "Prog. avvikelse mot budget 2020",
            ],
            ["outcome_period", "budget_period", "budget_year", "forecast_year", "deviation_forecast"],
        ),
        (
            ["Årsprognos tkr", "Årsbudget tkr", "Avvikelse tkr"],
            ["forecast_year", "budget_year", "deviation_forecast"],
        ),
        (
            ["Ack resultat tkr", "Ack budget tkr", "Ack avvikelse tkr"],
            ["outcome_period", "budget_period", "deviation_period"],
        ),
        (["Budget", "Utfall", "Utfall (%)"], ["budget_year", "outcome_period", "outcome_pct"]),
        (
            ["Budget", "Utfall", "Avvikelse", "Prognos", "Avvikelse"],
            ["budget_year", "outcome_period", "deviation_period", "forecast_year", "deviation_forecast"],
        ),
        (
            ["Årsbudget", "Utfall t.o.m. aug", "% av budget", "Återstår"],
            ["budget_year", "outcome_period", "outcome_pct", "deviation_period"],
        ),
        (
            ["Budget 2020", "Utfall 2020", "Utfall 2019", "Budget 2019"],
            ["budget_year", "outcome_year", "outcome_prev_year", "budget_prev_year"],
        ),
        (["Utfall", "Föreg. år", "Förändring"], ["outcome_period", "outcome_prev_year", "change"]),
        (
            ["Periodbudget", "Ack utfall", "Diff", "Helårsprognos", "Helårsbudget", "Budgetavvikelse"],
            [
                "budget_period",
                "outcome_period",
                "deviation_period",
                "forecast_year",
                "budget_year",
                "deviation_forecast",
            ],
        ),
        (["Budget t.o.m. aug", "Förbrukat", "Antal"], ["budget_period", "outcome_pct", "count"]),
        (
            [
                ("Perioden", "Budget"),
                ("Perioden", "Utfall"),
                ("Perioden", "Avvikelse"),
                ("Helår", "Budget"),
                ("Helår", "Prognos"),
                ("Helår", "Avvikelse"),
            ],
            [
                "budget_period",
                "outcome_period",
                "deviation_period",
                "budget_year",
                "forecast_year",
                "deviation_forecast",
            ],
        ),
        (
            [("Utfall", "tkr"), ("Utfall", "%"), ("Budget", "2020"), ("Budget", "jan-aug")],
            ["outcome_period", "outcome_pct", "budget_year", "budget_period"],
        ),
        (["Frukt", "Budget"], ["unmapped", "budget_year"]),
        (["Kommentar", "Avvikelse %"], ["comment", "unmapped"]),
        (["Utfall helår", "Årsutfall"], ["outcome_year", "outcome_year"]),
        (["Budget", "Budget"], ["budget_year", "budget_year"]),
        ([], []),
    ],
)
def test_measures_by_wording(headers: list[str | tuple[str, str]], expected: list[str]) -> None:
    assert measures(headers) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (["Budget", "Utfall", "Avvikelse"], ["budget_year", "outcome_year", "deviation_year"]),
        (
            ["Bokslut 2011", "Budget 2012", "Bokslut 2012", "Avvikelse"],
            ["outcome_prev_year", "budget_year", "outcome_year", "deviation_year"],
        ),
        (["Resultat", "Resultat föreg. år"], ["outcome_year", "outcome_prev_year"]),
        (["Utfall jan-dec 2012"], ["outcome_year"]),
        (["2012", "2011"], ["outcome_year", "outcome_prev_year"]),
    ],
)
def test_an_annual_report_speaks_of_the_year(
    headers: list[str | tuple[str, str]], expected: list[str]
) -> None:
    assert measures(headers, YEAR) == expected


def test_an_indicator_table_has_outcomes_and_targets() -> None:
    context = TableContext(year=2020, period=UR2.period, labels=("Grupp", "Indikatorer"))
    assert measures(["Utfall", "Målvärde", "Kommentar"], context) == ["outcome", "target", "comment"]
    assert measures(["Utfall 2019", "Mål 2020"], context) == ["outcome_prev_year", "target"]


def test_money_under_the_word_indikator_stays_money() -> None:
    context = TableContext(year=2020, period=UR2.period, labels=("Indikator",))
    assert measures(["Årsprognos tkr", "Årsbudget tkr"], context) == ["forecast_year", "budget_year"]


def test_periods_and_units() -> None:
    found = meanings(["Budget 2020 i tkr", "Utfall jan-mars", "Utfall %", "Utfall 2019", "Avvikelse"])
    assert [each.period for each in found] == [
        period(2020, 1, 12),
        period(2020, 1, 3),
        period(2020, 1, 8),
        period(2019, 1, 12),
        period(2020, 1, 8),
    ]
    assert [each.unit for each in found] == ["tkr", None, "%", None, None]
    assert [each.period_printed for each in found] == [True, True, False, True, False]


def test_without_year_and_period_nothing_is_invented() -> None:
    found = meanings(["Budget", "Utfall jan-mars", "Bokslut 2018"], TableContext())
    assert [each.period for each in found] == [None, None, period(2018, 1, 12)]


def figures(rows: list[list[int | None]]) -> list[list[tuple[Decimal, int] | None]]:
    return [[None if cell is None else (Decimal(cell), 0) for cell in row] for row in rows]


def settled(headers: list[str], rows: list[list[int | None]], context: TableContext = UR2) -> list[str]:
    open_meanings = interpret_columns([HeaderText(each) for each in headers], context)
    return [each.measure for each in settle_by_arithmetic(open_meanings, figures(rows), context)]


def test_the_difference_that_holds_goes_before_the_neighbours() -> None:
    headers = ["Budget", "Prognos", "Utfall", "Avvikelse"]
    assert settled(headers, [[100, 90, 60, 10], [50, 55, 20, -5]])[-1] == "deviation_forecast"
    assert settled(headers, [[100, 90, 60, 40], [50, 55, 20, 30]])[-1] == "deviation_period"
    assert settled(headers, [[100, 90, 60, 7], [50, 55, 20, 3]])[-1] == "deviation_period"
    assert settled(headers, [[-100, -90, -60, 10], [-50, -55, -20, -5]])[-1] == "deviation_forecast"


def test_one_wrong_row_does_not_hide_the_difference() -> None:
    rows: list[list[int | None]] = [[100, 90, 60, 10], [50, 55, 20, -5], [70, 60, 30, 11]]
    assert settled(["Budget", "Prognos", "Utfall", "Avvikelse"], rows)[-1] == "deviation_forecast"


def test_rows_of_zeros_prove_nothing() -> None:
    assert settled(["Budget", "Prognos", "Utfall", "Avvikelse"], [[0, 0, 0, 0]])[-1] == "deviation_period"


def test_a_stated_deviation_is_not_moved() -> None:
    headers = ["Budget", "Prognos", "Utfall", "Avvikelse [periodiserad]"]
    assert settled(headers, [[100, 90, 60, 10], [50, 55, 20, -5]])[-1] == "deviation_period"


def test_a_table_without_header_takes_what_a_ratio_proves() -> None:
    rows = [[863, 466, 54, 109], [300, 10, 3, 190], [1163, 477, 41, 299]]
    blank = ["", "", "", ""]
    assert settled(blank, rows) == ["budget_year", "outcome_period", "outcome_pct", "unmapped"]
    assert settled(blank, rows, YEAR)[:3] == ["budget_year", "outcome_year", "outcome_pct"]
    assert settled(blank, [[863, 466, 7, 109], [300, 10, 9, 190]]) == ["unmapped"] * 4


def test_one_row_is_enough_beside_a_printed_percent_sign() -> None:
    blank = interpret_columns([HeaderText("")] * 4, UR2)
    rows = figures([[300, 10, 3, 190], [70, 6, None, None]])
    found = settle_by_arithmetic(blank, rows, UR2, frozenset({2}))
    assert [each.measure for each in found] == ["budget_year", "outcome_period", "outcome_pct", "unmapped"]
    assert found[2].unit == "%"
    assert found[0].period == period(2020, 1, 12)


def test_a_table_without_header_takes_what_a_difference_proves() -> None:
    assert settled(["", "", ""], [[100, 60, 40], [50, 20, 30], [150, 80, 70]]) == [
        "budget_year",
        "outcome_period",
        "deviation_period",
    ]


def kind(labels: list[str], headers: list[str], *titles: str) -> str:
    return table_kind([HeaderText(each) for each in headers], labels, titles)


@pytest.mark.parametrize(
    ("labels", "headers", "title", "expected"),
    [
        (["Uppdrag"], ["Budget", "Utfall jan-aug", "Utfall %", "Prognos"], "", "budget"),
        (["Uppdrag"], ["Resultat jan-aug 2020", "Budget 2020", "Prognos 2020"], "Resultaträkning", "result"),
        (["Uppdrag"], ["Resultat jan-aug 2020", "Budget 2020", "Prognos 2020"], "", "result"),
        (["Verksamhet"], ["Budget", "Utfall", "Avvikelse"], "5.3 Driftredovisning", "result"),
        (["Indikator"], ["Årsprognos tkr", "Årsbudget tkr", "Avvikelse tkr"], "Prognosindikator", "forecast"),
        (["Indikator"], ["Årsprognos tkr", "Årsbudget tkr", "Avvikelse tkr"], "", "forecast"),
        (["Indikator"], ["Ack resultat tkr", "Ack budget tkr", "Ack avvikelse tkr"], "", "result"),
        (["Grupp", "Indikatorer"], ["Utfall", "Målvärde"], "Verksamhetsmått", "indicator"),
        (["Indikatorer"], ["Utfall", "Målvärde", "Kommentar"], "", "indicator"),
        (["Verksamhetsmått"], ["Bokslut 2018", "Budget 2019", "Prognos 2019"], "", "indicator"),
        (["Mål", "Indikator"], ["Målvärde 2020", "Utfall 2020"], "", "indicator"),
        (["Aktiviteter"], ["Kommentar"], "", "activity"),
        (["Delaktivitet"], ["Status", "Kommentar"], "", "activity"),
        (["Förvaltningens uppdrag"], ["Årsprognos", "Kommentar"], "", "assignment"),
        (["Uppdrag"], ["Bedömning", "Kommentar"], "", "assignment"),
        (["Uppdrag"], ["Prognos", "Kommentar"], "", "assignment"),
        ([], ["Budget", "Utfall", "Utfall (%)"], "", "budget"),
        (["Namn"], ["Ansvarig"], "", "other"),
        ([], [], "", "other"),
    ],
)
def test_kinds_of_tables(labels: list[str], headers: list[str], title: str, expected: str) -> None:
    assert kind(labels, headers, title) == expected


def test_the_vocabulary_may_be_the_users_own() -> None:
    own = load_vocabulary()
    assert interpret_columns([HeaderText("Budget")], UR2, own)[0].measure == "budget_year"
