"""One fact in several places: what is planted is found, what is only rounded is not accused."""

from __future__ import annotations

import os
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lnextract
from conftest import ROOT
from lnextract.checks.reported import Reported
from lnextract.checks.run import check_report
from lnextract.model.finding import Finding
from lnextract.model.report import Report
from planting import planted_claim, planted_restatements
from printed_tables import report_of

FIXTURES = ROOT / "fixtures"
DUMPS = sorted(FIXTURES.glob("*/*.txt"))
PROPERTY_CASES = int(os.environ.get("TIES", "150"))
"""More for a deeper run than that of every day."""
SOME = 7
"""Every n-th restated figure is changed here; the bench changes all."""

each_dump = pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.stem)


@cache
def reports_in(dump: Path) -> tuple[Report, ...]:
    return tuple(lnextract.read(dump))


def broken(report: Report) -> list[Finding]:
    return [finding for finding in check_report(report) if finding.verdict == "broken"]


@each_dump
def test_a_restated_figure_that_is_changed_is_found(dump: Path) -> None:
    for report in reports_in(dump):
        for planted in planted_restatements(report, SOME):
            rules = {each.rule for each in broken(planted.report) if planted.spoken_of(each)}
            assert "same_figure" in rules, planted.place


@each_dump
def test_a_claim_that_is_changed_is_found_where_its_line_is_sure(dump: Path) -> None:
    for report in reports_in(dump):
        for claimed in Reported(report).claimed:
            if claimed.sure and claimed.stated:
                planted = planted_claim(report, claimed.figure.index)
                found = [each for each in broken(planted.report) if planted.spoken_of(each)]
                assert [each.rule for each in found] == ["claim"], planted.place
                assert found[0].target.span == planted.place.span


def test_most_claims_on_money_are_sure() -> None:
    facts = [
        claimed
        for dump in DUMPS
        for report in reports_in(dump)
        for claimed in Reported(report).claimed
        if claimed.stated
    ]
    assert len(facts) >= 40
    assert sum(claimed.sure for claimed in facts) >= 0.8 * len(facts)


def test_both_places_and_what_to_do_are_told() -> None:
    tables = [
        {
            "columns": ["budget_year", "outcome_period"],
            "rows": [["Politik", "item", 1, "792 148"], ["Total", "total", None, "792 148"]],
        },
        {
            "columns": ["budget_year", "outcome_period"],
            "rows": [["Politik", "item", 1, "792 184"], ["Total", "total", None, "792 148"]],
        },
    ]
    (finding,) = [each for each in broken(report_of(tables)) if each.rule == "same_figure"]
    assert (finding.target.table, finding.operands[0].table) == ("t2", "t1")
    assert (finding.stated, finding.difference) == (184, 36)
    for told in ("184\u00a0tkr", "148\u00a0tkr", "”Politik”", "tabell t1", "rätta"):
        assert told in finding.message.sv
    for told in ("184\u00a0tkr", "148\u00a0tkr", "“Politik”", "table t1", "correct"):
        assert told in finding.message.en


LINES = ("Arvoden", "Resor", "Bibliotek", "Kulturskola", "Fritidsgårdar", "Idrottshallar", "Bidrag")
UNITS = (("tkr", 3, 0), ("kr", 0, 0), ("mnkr", 6, 1), ("mnkr", 6, 3))
"""Unit, its power of ten in kronor, printed decimals."""
MEASURES = ("budget_year", "outcome_period", "forecast_year")


def twice_printed(seed: int) -> tuple[list[dict[str, Any]], Random]:
    """One ledger of true amounts in two tables: units, columns, order, signs and rows differ."""
    random = Random(seed)
    lines = random.sample(LINES, random.randint(3, len(LINES)))
    true = {
        line: {measure: Decimal(random.randint(200_000, 90_000_000)) for measure in MEASURES}
        for line in lines
    }
    tables = []
    for _ in range(2):
        unit, power, decimals = random.choice(UNITS)
        measures = random.sample(MEASURES, random.randint(2, 3))
        own = random.sample(lines, random.randint(3, len(lines)))
        sign = random.choice((1, 1, -1))
        rows: list[list[Any]] = [
            [line, "item", len(own), figures(true[line], measures, power, decimals, sign)] for line in own
        ]
        sums = {measure: sum((true[line][measure] for line in own), Decimal(0)) for measure in measures}
        rows.append(["Summa", "total", None, figures(sums, measures, power, decimals, sign)])
        tables.append({"columns": measures, "unit": unit, "rows": rows})
    return tables, random


def figures(amounts: dict[str, Decimal], measures: list[str], power: int, decimals: int, sign: int) -> str:
    step = Decimal(1).scaleb(-decimals)
    printed = (sign * amounts[each].scaleb(-power).quantize(step, ROUND_HALF_UP) for each in measures)
    return " ".join(str(figure).replace(".", ",") for figure in printed)


@settings(max_examples=PROPERTY_CASES, deadline=None)
@given(st.integers(0, 10**9))
def test_one_ledger_printed_twice_contradicts_itself_nowhere(seed: int) -> None:
    tables, _ = twice_printed(seed)
    assert broken(report_of(tables)) == []


@settings(max_examples=PROPERTY_CASES, deadline=None)
@given(st.integers(0, 10**9))
def test_a_figure_changed_in_one_of_two_tables_is_found(seed: int) -> None:
    tables, random = twice_printed(seed)
    first, second = tables
    labels = [row[0] for row in first["rows"][:-1]]
    shared = [row for row in second["rows"][:-1] if row[0] in labels]
    measures = [measure for measure in second["columns"] if measure in first["columns"]]
    # Rows and columns beside it must show that the two tables are on one thing.
    if len(shared) < 3 or len(measures) < 2:
        return
    row, column = random.choice(shared), second["columns"].index(random.choice(measures))
    texts = row[3].split()
    texts[column] = str(Decimal(texts[column].replace(",", ".")) * 3).replace(".", ",")
    row[3] = " ".join(texts)
    found = [each for each in broken(report_of(tables)) if each.rule == "same_figure"]
    places = {(ref.table, ref.row, ref.column) for each in found for ref in [each.target, *each.operands]}
    assert ("t2", second["rows"].index(row), f"c{column + 1}") in places
