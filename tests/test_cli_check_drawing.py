"""What a finding shows of its sources: tables cut to what matters, sentences, reasons, groups."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from checked_reports import GOOD, LARGE, SMALL, budget_report, dump_report
from lnextract.checks.run import check_report
from lnextract.cli.findings.drawing import WHOLE_UP_TO, draw
from lnextract.cli.findings.outcome import Outcome
from lnextract.cli.findings.places import Places, amount, percentage, signed
from lnextract.cli.findings.quoting import quote
from lnextract.cli.findings.reasons import REASONS, reason
from lnextract.model.finding import FigureRef, Finding
from lnextract.model.report import Block, Report
from lnextract.model.spans import PageSpan, TextSpan
from printed_tables import report_of


def test_a_long_table_is_cut_to_the_rows_that_matter() -> None:
    rows: list[list[Any]] = [[f"Post {n}", "item", 40, str(n)] for n in range(40)]
    table = report_of(
        [{"columns": ["budget_year"], "rows": [*rows, ["Summa", "total", None, "780"]]}]
    ).tables[0]
    drawn = draw(table, {(20, "c1"): "target"})
    assert [row.label or row.left_out for row in drawn.rows] == [
        19,
        "Post 19",
        "Post 20",
        "Post 21",
        18,
        "Summa",
    ]
    assert [cell.mark for row in drawn.rows for cell in row.cells] == ["", "target", "", ""]
    assert sum(row.left_out or 1 for row in drawn.rows) == 41


def test_a_broad_table_is_cut_to_the_columns_that_matter() -> None:
    measures = ["budget_year", *["unmapped"] * 13]
    row: list[Any] = ["Post", "item", None, " ".join(map(str, range(14)))]
    table = report_of([{"columns": measures, "rows": [row]}]).tables[0]
    drawn = draw(table, {(0, "c8"): "target"})
    assert [cell.text for cell in drawn.rows[0].cells] == ["0", "⋯", "6", "7", "8", "⋯"]
    assert len(drawn.headers) == 6 and not drawn.wide
    assert len(draw(table.model_copy(update={"columns": table.columns[:9], "rows": []}), {}).headers) == 9


def test_a_short_table_is_drawn_whole_with_levels_from_nought() -> None:
    report = budget_report(GOOD)
    drawn = draw(report.tables[0], {})
    assert len(drawn.rows) == 3 <= WHOLE_UP_TO
    assert {row.level for row in drawn.rows} == {0} and [numeric for _, numeric in drawn.headers] == [
        True
    ] * 3


def test_long_comments_are_shortened_and_their_column_is_no_column_of_figures() -> None:
    table = budget_report(GOOD).tables[0]
    cell = table.rows[0].cells[1]
    assert cell is not None
    told = cell.model_copy(update={"text": "Ord " * 60, "value": None})
    rows = [row.model_copy(update={"cells": [row.cells[0], told, None]}) for row in table.rows]
    drawn = draw(table.model_copy(update={"rows": rows}), {})
    assert drawn.rows[0].cells[1].text.endswith(" …") and len(drawn.rows[0].cells[1].text) <= 70
    assert [numeric for _, numeric in drawn.headers] == [True, False, False]


def figure(span: PageSpan | TextSpan, text: str = "700 tkr") -> FigureRef:
    return FigureRef(report="r", table=None, row=None, column=None, text=text, value=Decimal(700), span=span)


def test_a_figure_is_quoted_with_the_words_around_it() -> None:
    sentence = (
        "Först kommer " + "många ord " * 40 + "och sedan 700 tkr, " + "följt av fler " * 40 + "till slut."
    )
    report = dump_report(sentence, "700 tkr")
    found = quote(figure(report.claims[0].span), report)
    assert (
        found.figure == "700 tkr"
        and found.before.endswith("och sedan ")
        and found.after.startswith(", följt")
    )
    assert found.before.startswith("… ") and found.after.endswith(" …")
    assert len(found.before) < 170 and len(found.after) < 130


@pytest.mark.parametrize("sentence", ["Det är 700 tkr av 700 tkr.", "Det är något helt annat."])
def test_a_figure_that_stands_twice_or_not_at_all_is_quoted_alone(sentence: str) -> None:
    report = dump_report(sentence, sentence[:3])
    found = quote(figure(TextSpan(line=9, start=205, end=210)), report)
    assert (found.before, found.figure, found.after) == ("", "700 tkr", "")


def test_on_a_page_the_list_that_holds_the_figure_is_quoted() -> None:
    report = dump_report("Inget här.", "Inget")
    section = report.sections[0]
    blocks = [
        Block(type="list", text=None, items=[f"Punkt med {n}00 tkr" for n in (6, 7)], table=None, span=box)
        for box in (PageSpan(page=2, bbox=(0, 0, 9, 50)), PageSpan(page=3, bbox=(0, 0, 9, 50)))
    ]
    listed = report.model_copy(update={"sections": [section.model_copy(update={"blocks": blocks})]})
    inside = quote(figure(PageSpan(page=3, bbox=(1, 20, 5, 30))), listed)
    assert (inside.before, inside.figure) == ("Punkt med ", "700 tkr")
    below = quote(figure(PageSpan(page=3, bbox=(1, 60, 5, 70))), listed)
    assert below.before == "" and quote(figure(PageSpan(page=4, bbox=(1, 20, 5, 30))), listed).before == ""
    assert quote(figure(PageSpan(page=3, bbox=(1, 20, 5, 30))), None).before == ""


def untested(report: Report) -> Finding:
    broken = next(each for each in report.findings if each.verdict == "broken")
    return broken.model_copy(update={"verdict": "not_checkable", "computed": None, "difference": None})


def with_cell(report: Report, row: int, column: int, **changes: Any) -> Report:
    table = report.tables[0]
    cell = table.rows[row].cells[column]
    assert cell is not None
    cells = list(table.rows[row].cells)
    cells[column] = cell.model_copy(update=changes)
    rows = list(table.rows)
    rows[row] = rows[row].model_copy(update={"cells": cells})
    return report.model_copy(update={"tables": [table.model_copy(update={"rows": rows})]})


def test_each_reason_is_told_from_what_is_printed() -> None:
    report = budget_report(SMALL)
    finding = untested(report)
    first = finding.operands[0]
    assert reason(finding.model_copy(update={"operands": []}), Places([report])) == "no_operands"
    assert reason(finding, Places([with_cell(report, 0, 1, unit="kr")])) == "units_differ"
    assert reason(finding, Places([report])) == "not_meant"
    share = {"unit": "%", "operands": [first, first.model_copy(update={"value": Decimal(0)})]}
    assert reason(finding.model_copy(update=share), Places([report])) == "nothing_of"
    table = report.tables[0]
    columns = [column.model_copy(update={"measure": "unmapped"}) for column in table.columns]
    unmapped = report.model_copy(update={"tables": [table.model_copy(update={"columns": columns})]})
    assert reason(finding, Places([unmapped])) == "unmapped"
    unknown = report.model_copy(update={"tables": [table.model_copy(update={"unit": None})]})
    assert reason(finding, Places([with_cell(unknown, 0, 1, unit="tkr")])) == "unit_unknown"
    assert len(REASONS) == 6


def named(report: Report, name: str) -> Report:
    return report.model_copy(update={"source": report.source.model_copy(update={"file": name})})


def test_groups_of_two_reports_are_not_one_though_their_ids_are_the_same() -> None:
    reports = [named(budget_report(LARGE), "a"), named(budget_report(SMALL), "b")]
    findings = [each for report in reports for each in check_report(report)]
    broken = [each for each in findings if each.verdict == "broken"]
    # Between reports ids begin anew: this f1 of g1 shares its cause with no finding within them.
    across = broken[0].model_copy(update={"group": broken[0].group, "operands": [broken[-1].target]})
    outcome = Outcome(reports, {}, [*findings, across], [], [], {})
    sizes = [len(group.members) for group in outcome.groups]
    assert sorted(sizes) == [1, 1, 2]


def test_figures_are_written_as_they_are_printed() -> None:
    assert amount(Decimal("1163.50"), "mnkr") == "1\u00a0163,50\u00a0mnkr"
    assert signed(Decimal("-54"), "tkr", 0) == "\u221254\u00a0tkr" and signed(Decimal(54), None, 1) == "+54,0"
    assert percentage(Decimal("0.0449")) == "4,5\u00a0%" and percentage(Decimal("0.0001")) == "< 0,1\u00a0%"
