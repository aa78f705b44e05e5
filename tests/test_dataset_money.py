"""What printed tables mean: basis, signs, roles, purposes, bridges, and which statement is taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dataset_made import build_into, table, write_report
from lnextract.dataset.boards import board_of, term_of
from lnextract.dataset.money.amounts import MoneyTable, money_tables
from lnextract.dataset.money.bridges import bridges_of
from lnextract.dataset.money.purposes import purpose_of
from lnextract.dataset.reading import Reading
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.report import Cell, Column, Identity, Measure, Report, Row, RowKind, Table, Unit
from lnextract.model.spans import TextSpan
from sample_reports import sample_report

WORDS = load_vocabulary()
Printed = tuple[str, RowKind, int | None, Sequence[str | None]]
"""Label, kind, parent, figures."""


def cell(text: str, unit: Unit | None) -> Cell:
    number = Decimal(text.replace(" ", "").replace(",", ".").replace("−", "-"))
    decimals = len(text.partition(",")[2])
    span = TextSpan(line=1, start=0, end=len(text))
    return Cell(text=text, value=number, unit=unit, decimals=decimals, span=span, confidence=1.0)


def printed(
    measures: Sequence[Measure], rows: Sequence[Printed], *, title: str | None = None, unit: Unit = "tkr"
) -> Table:
    return Table(
        id="t1",
        title=title,
        section=None,
        unit=None if unit in ("%", "st") else unit,
        kind="budget",
        columns=[
            Column(id=f"c{at}", header=measure, measure=measure, period=None, unit=unit)
            for at, measure in enumerate(measures, start=1)
        ],
        rows=[
            Row(
                label=label,
                label_raw=label,
                level=0,
                parent=parent,
                kind=kind,
                account=WORDS.account_of(label),
                code=None,
                cells=[None if text is None else cell(text, unit) for text in texts],
            )
            for label, kind, parent, texts in rows
        ],
        engine="made",
        confidence=1.0,
        span=TextSpan(line=1, start=0, end=1),
    )


def report_of(
    *tables: Table, year: int = 2020, months: int = 8, file: str = "ur2.txt", **identity: Any
) -> Report:
    report = sample_report(file, content=file.encode())
    days = {"from": date(year, 1, 1), "to": date(year, months, 28)}
    told = {
        "body": "Lokal nämnd Kungsbacka",
        "municipality": "Kungsbacka",
        "municipality_code": "1384",
        "region": "Region Halland",
        "report_type": "uppföljningsrapport",
        "report_number": 2,
        "year": year,
        "period": days,
        "date": None,
        "signatories": [],
    }
    numbered = [table.model_copy(update={"id": f"t{at}"}) for at, table in enumerate(tables, start=1)]
    who = Identity.model_validate({**told, **identity})
    return report.model_copy(update={"identity": who, "tables": numbered, "findings": [], "warnings": []})


def read(*tables: Table, **told: Any) -> list[MoneyTable]:
    return money_tables(Reading(report_of(*tables, **told), WORDS))


def by_label(table: MoneyTable, attribute: str) -> dict[str | None, Any]:
    return {amount.label: getattr(amount, attribute) for amount in table.amounts}


PLAN: tuple[Measure, ...] = ("budget_year", "forecast_year", "deviation_forecast")
BOARD: list[Printed] = [
    ("Politik", "item", 2, ["863", "863", "0"]),
    ("Utveckling folkhälsa", "item", 2, ["300", "200", "100"]),
    ("Summa lokala nämndens verksamhet", "total", None, ["1 163", "1 063", "100"]),
]


def test_positive_costs_are_costs_and_a_surplus_is_positive() -> None:
    (table,) = read(printed(PLAN, BOARD))
    assert [amount.amount_cost_tkr for amount in table.amounts][:3] == [863, 863, None]
    assert [amount.deviation_tkr for amount in table.amounts][3:6] == [None, None, 100]
    assert {amount.basis for amount in table.amounts} == {"cost"}


def test_signed_costs_are_turned() -> None:
    signed = [
        (label, kind, parent, [f"-{texts[0]}", f"-{texts[1]}", texts[2]])
        for label, kind, parent, texts in BOARD
    ]
    (table,) = read(printed(PLAN, signed))
    assert table.amounts[0].amount_cost_tkr == 863
    assert table.amounts[5].deviation_tkr == 100
    assert {amount.basis for amount in table.amounts} == {"net_signed"}


def test_a_table_that_prints_overdrafts_as_positive_is_turned() -> None:
    other = [
        ("Politik", "item", 2, ["800", "850", "50"]),
        ("Utveckling folkhälsa", "item", 2, ["300", "280", "-20"]),
        ("Summa nämnden", "total", None, ["1 100", "1 130", "30"]),
    ]
    (table,) = read(printed(PLAN, other))  # type: ignore[arg-type]
    assert [amount.deviation_tkr for amount in table.amounts if amount.deviation_tkr is not None] == [
        -50,
        20,
        -30,
    ]


def test_what_is_left_of_the_grant_is_no_cost_but_the_deviation() -> None:
    rows: list[Printed] = [("Prognos budgetavvikelse", "item", None, ["100", "0", "100"])]
    whole, left = read(
        printed(PLAN, BOARD), printed(("forecast_year", "budget_year", "deviation_forecast"), rows)
    )
    assert [amount.amount_cost_tkr for amount in left.amounts] == [None, None, None]
    assert left.amounts[0].deviation_tkr == left.amounts[2].deviation_tkr == 100
    assert left.amounts[1].fact_id is None
    total = next(amount for amount in whole.amounts if amount.row_no == 3 and amount.column_no == 3)
    assert left.amounts[0].fact_id == left.amounts[2].fact_id == total.fact_id


def test_income_lowers_the_cost_however_it_is_printed() -> None:
    rows: list[Printed] = [
        ("Intäkter", "item", 2, ["50"]),
        ("Kostnader", "item", 2, ["150"]),
        ("Nettokostnad", "total", None, ["100"]),
    ]
    (table,) = read(printed(["budget_year"], rows))
    assert [amount.amount_cost_tkr for amount in table.amounts] == [-50, 150, 100]
    rows[0] = ("Intäkter", "item", 2, ["-50"])
    (table,) = read(printed(["budget_year"], rows))
    assert [amount.amount_cost_tkr for amount in table.amounts] == [-50, 150, 100]


@pytest.mark.parametrize(("unit", "text", "tkr"), [("kr", "863 250", "863.25"), ("mnkr", "0,9", "900")])
def test_other_units_become_thousands(unit: Unit, text: str, tkr: str) -> None:
    rows: list[Printed] = [("Politik", "item", None, [text])]
    (table,) = read(printed(["budget_year"], rows, unit=unit))
    assert table.amounts[0].amount_cost_tkr == Decimal(tkr)
    assert table.amounts[0].value_raw == text


def test_a_bare_sum_is_of_the_board_only_where_the_table_says_so() -> None:
    rows: list[Printed] = [
        ("Konstgräsplan", "item", 2, ["4 500"]),
        ("Scenteknik", "item", 2, ["1 200"]),
        ("Summa", "total", None, ["5 700"]),
    ]
    (investments,) = read(printed(["budget_year"], rows, title="Tabell 4. Investeringar (tkr)"))
    assert {amount.fact_id for amount in investments.amounts} == {None}
    (efforts,) = read(printed(["budget_year"], rows, title="Utvecklingsmedel per insats (tkr)"))
    assert efforts.lines[2].account == "development"
    (unknown,) = read(printed(["budget_year"], rows))
    assert {amount.fact_id for amount in unknown.amounts} == {None}


def test_lines_of_development_money_have_a_purpose_and_a_number_where_they_repeat() -> None:
    rows: list[Printed] = [
        ("Utvecklingsmedel", "subtotal", 4, ["100"]),
        ("Dialog", "item", 0, ["15"]),
        ("Dialog", "item", 0, ["20"]),
        ("Psykisk hälsa hos unga", "item", 0, ["65"]),
        ("Total", "total", None, ["100"]),
    ]
    (table,) = read(printed(["budget_year"], rows))
    keys = [line.key for line in table.lines]
    assert keys == [
        "development",
        "development/dialog",
        "development/dialog#2",
        "development/psykiskhälsahosunga",
        "total",
    ]
    assert [line.purpose for line in table.lines][1:4] == [
        "dialog_kunskap",
        "dialog_kunskap",
        "psykisk_halsa",
    ]
    assert table.lines[3].second == "barn_unga_halsa"
    assert len({amount.fact_id for amount in table.amounts}) == 5


@pytest.mark.parametrize(
    ("label", "purpose"),
    [
        ("FaR", "fysisk_aktivitet"),
        ("Farliga ämnen", None),
        ("VGR", "skola_valmaende"),
        ("Trygg i trafiken", None),
    ],
)
def test_an_abbreviation_stands_alone(label: str, purpose: str | None) -> None:
    found = purpose_of(label, WORDS)
    assert (found.purpose if found else None) == purpose


def test_a_sum_that_is_printed_again_counts_once() -> None:
    rows: list[Printed] = [
        ("Personalkostnader (arvode för nämndens ledamöter)", "item", 2, ["800"]),
        ("Övriga driftkostnader", "item", 2, ["400"]),
        ("Summa", "total", None, ["1 200"]),
        ("Utvecklingsmedel", "item", 5, ["340"]),
        ("Kurs och konferens", "item", 5, ["60"]),
        ("Summa övriga driftkostnader", "subtotal", None, ["400"]),
        ("Föräldrastöd", "item", 7, ["340"]),
        ("Summa utvecklingsmedel", "subtotal", None, ["340"]),
        ("Totalt", "total", None, ["1 200"]),
    ]
    (table,) = read(printed(["budget_year"], rows))
    assert table.roles == [
        "detail",
        "subtotal",
        "total",
        "subtotal",
        "detail",
        "restated",
        "detail",
        "restated",
        "restated",
    ]
    details = [amount.amount_cost_tkr for amount in table.amounts if amount.role == "detail"]
    assert sum(value for value in details if value) == 1200


def test_some_of_a_sum_is_not_the_sum() -> None:
    rows: list[Printed] = [
        ("Avgifter", "item", 2, ["30"]),
        ("Övriga intäkter", "item", 2, ["10"]),
        ("Summa intäkter", "subtotal", None, ["40"]),
    ]
    (table,) = read(printed(["budget_year"], rows))
    assert [line.account for line in table.lines] == ["fees_income", None, "income"]


def test_politics_is_bridged_where_only_its_parts_are_printed() -> None:
    rows: list[Printed] = [
        ("Arvoden och ersättningar", "item", 4, ["807"]),
        ("Kurs och konferens", "item", 4, ["50"]),
        ("Övrigt", "item", 4, ["9"]),
        ("Utvecklingsmedel", "item", 4, ["330"]),
        ("Totalt", "total", None, ["1 196"]),
    ]
    reading = Reading(report_of(printed(["budget_year"], rows)), WORDS)
    tables = money_tables(reading)
    made = {each.fact.account: each for each in bridges_of(reading, tables)}
    assert made["politics"].bridge.amount_cost_tkr == 866
    assert made["politics.course_and_other"].bridge.amount_cost_tkr == 59
    assert made["politics"].bridge.half_width_tkr == Decimal("1.5")
    assert len(made["politics"].parts) == 3
    reading = Reading(report_of(printed(["budget_year"], rows), printed(PLAN, BOARD)), WORDS)
    bridged = bridges_of(reading, money_tables(reading))
    assert "politics" not in {each.fact.account for each in bridged if each.fact.concept == "budget"}


def test_what_remains_of_the_budget_is_no_deviation() -> None:
    rows: list[Printed] = [
        ("Politik", "item", 2, ["800", "300", "500"]),
        ("Utvecklingsmedel", "item", 2, ["300", "100", "200"]),
        ("Summa", "total", None, ["1 100", "400", "700"]),
    ]
    (table,) = read(printed(("budget_year", "outcome_period", "deviation_period"), rows))
    assert [amount.fact_id for amount in table.amounts if amount.measure == "deviation_period"] == [None] * 3


def test_a_prior_year_without_its_period_states_a_fact_only_in_a_year_report() -> None:
    rows: list[Printed] = [("Politik", "item", None, ["800"])]
    (part,) = read(printed(["outcome_prev_year"], rows))
    assert part.amounts[0].fact_id is None
    (year,) = read(printed(["outcome_prev_year"], rows), report_type="årsredovisning", months=12)
    (fact,) = year.facts.values()
    assert (fact.concept, fact.year, fact.months) == ("outcome", 2019, 12)


@pytest.mark.parametrize(
    "body",
    ["Kungsbackanämnden", "Lokala nämnden Kungsbacka", "Lokal nämnd i Kungsbacka", "Lokal nämnd Kungsbacka"],
)
def test_a_board_is_one_by_all_its_names(body: str) -> None:
    board = board_of(report_of(body=body).identity, WORDS)
    assert board is not None and (board.board_id, board.name) == ("1384", "Lokal nämnd Kungsbacka")


def test_a_board_of_the_municipality_is_another() -> None:
    board = board_of(report_of(body="Socialnämnden").identity, WORDS)
    assert board is not None and board.board_id == "1384-socialnämnden"


@pytest.mark.parametrize(
    ("year", "term"),
    [(2007, "2007–2010"), (2010, "2007–2010"), (2022, "2019–2022"), (1994, None), (None, None)],
)
def test_terms_of_office_last_four_years(year: int | None, term: str | None) -> None:
    assert term_of(year) == term


def series(folder: Path, account: str, concept: str = "outcome") -> list[tuple[Any, ...]]:
    with duckdb.connect(str(folder / "historiebeskrivning.duckdb"), read_only=True) as connection:
        return connection.execute(
            "SELECT year, amount_cost_tkr, agreement, break_before, segment FROM series_by_account "
            "WHERE account = ? AND concept = ? ORDER BY year",
            [account, concept],
        ).fetchall()


def built(tmp_path: Path, *reports: Report) -> Path:
    place = tmp_path / "reports"
    place.mkdir()
    paths = [write_report(place / f"{at}.json", report) for at, report in enumerate(reports)]
    return build_into(tmp_path / "dataset", paths)


def outcome(text: str, unit: Unit = "tkr") -> Table:
    return printed(["outcome_period"], [("Politik", "item", None, [text])], unit=unit)


def test_a_series_breaks_where_the_period_changes_or_years_are_missing(tmp_path: Path) -> None:
    folder = built(
        tmp_path,
        report_of(outcome("100"), year=2014, months=7, file="a"),
        report_of(outcome("110"), year=2015, months=7, file="b"),
        report_of(outcome("120"), year=2016, months=8, file="c"),
        report_of(outcome("130"), year=2018, months=8, file="d"),
    )
    assert [(row[0], row[3], row[4]) for row in series(folder, "politics")] == [
        (2014, None, 0),
        (2015, None, 0),
        (2016, "months", 1),
        (2018, "years_missing", 2),
    ]


def test_the_most_exact_of_agreeing_statements_is_taken(tmp_path: Path) -> None:
    folder = built(tmp_path, report_of(outcome("148"), outcome("148 215", "kr")))
    assert series(folder, "politics") == [(2020, Decimal("148.215"), "within_rounding", None, 0)]


def test_statements_that_rounding_cannot_explain_are_kept_and_called_a_conflict(tmp_path: Path) -> None:
    folder = built(tmp_path, report_of(outcome("148"), outcome("140")))
    assert series(folder, "politics") == [(2020, Decimal(148), "conflict", None, 0)]
    assert {row["value_raw"] for row in table(folder, "amounts")} == {"148", "140"}


def test_a_later_report_revises_the_budget(tmp_path: Path) -> None:
    early, late = (printed(["budget_year"], [("Politik", "item", None, [text])]) for text in ("800", "850"))
    folder = built(tmp_path, report_of(early, months=4, file="ur1"), report_of(late, months=8, file="ur2"))
    assert series(folder, "politics", "budget") == [(2020, Decimal(850), "revised", None, 0)]


def test_a_report_is_taken_before_slides_and_a_year_before_the_next_ones_comparison(tmp_path: Path) -> None:
    own = printed(["outcome_year"], [("Politik", "item", None, ["700"])])
    compared = printed(["outcome_prev_year"], [("Politik", "item", None, ["705"])])
    year = {"report_type": "årsredovisning", "report_number": None, "months": 12}
    folder = built(
        tmp_path,
        report_of(own, year=2019, file="2019", **year),
        report_of(compared, year=2020, file="2020", **year),
        report_of(outcome("300"), file="ur2"),
        report_of(outcome("310"), file="deck", report_type="presentation"),
    )
    assert [(row[0], row[1]) for row in series(folder, "politics")] == [(2019, 700), (2020, 300)]


def test_a_document_that_lies_there_twice_counts_once(tmp_path: Path) -> None:
    folder = built(tmp_path, report_of(outcome("148")), report_of(outcome("148")))
    assert len(table(folder, "documents")) == 1


def test_no_period_no_fact() -> None:
    (table,) = read(outcome("148"), period=None)
    assert table.amounts[0].fact_id is None and table.amounts[0].amount_tkr == 148
