"""Column sums: a total or subtotal is what its part rows add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lnextract.arithmetic.equations import sum_equation
from lnextract.arithmetic.hierarchy import RowFacts, find_hierarchy
from lnextract.arithmetic.relations import sum_meets
from lnextract.arithmetic.rows import LabelRole
from lnextract.checks.check import Check
from lnextract.checks.drafting import NOT_CHECKABLE, draft
from lnextract.checks.figures import NEVER_SUMMED, PERCENT, TableFigure, figure_at, one_unit
from lnextract.checks.reported import Reported
from lnextract.checks.same_fact.ties import retold
from lnextract.checks.wording import signed_sum
from lnextract.model.finding import Message
from lnextract.model.report import Column, Report, Table

NAME = "sum"

MOSTLY_EXACT = ("budget_year", "forecast_year", "deviation_forecast")
"""Measures that boards set in whole units: their sums mostly close exactly."""
OF_WHICH = re.compile(r"\W*(varav|därav)\b", re.IGNORECASE)
"""A row that takes out a share of the row before it, and need not belong to the sum."""


def check(reported: Reported) -> Iterator[Check]:
    """Test each sum row in each column that is filled for it and for a part."""
    report = reported.report
    for table in report.tables:
        for total, parts in sorted(_sums(report, table).items()):
            for column in _summable(table):
                made = _test(report, table, total, parts, column)
                if made is not None:
                    yield made


def _summable(table: Table) -> list[int]:
    return [
        index
        for index, column in enumerate(table.columns)
        if column.measure not in NEVER_SUMMED and column.unit != PERCENT
    ]


def _sums(report: Report, table: Table) -> dict[int, list[int]]:
    """Sum row → part rows, by the rows' parents; a total without parts may repeat another total."""
    sums: dict[int, list[int]] = {}
    for index, row in enumerate(table.rows):
        if row.parent is not None and row.kind != "heading" and _adds_up(table, row.parent):
            sums.setdefault(row.parent, []).append(index)
    sums = {total: _without_varav(report, table, total, parts) for total, parts in sums.items()}
    childless = [index for index in range(len(table.rows)) if index not in sums and _adds_up(table, index)]
    if childless:
        restates = find_hierarchy(_facts(report, table), _flags(table)).restates
        for index in childless:
            first = restates[index]
            if first is not None and first in sums:
                sums[index] = sums[first]
    return sums


def _adds_up(table: Table, row: int) -> bool:
    return table.rows[row].kind in ("subtotal", "total")


def _without_varav(report: Report, table: Table, total: int, parts: list[int]) -> list[int]:
    """Leave «varav» rows out where the rest closes better without them."""
    rest = [part for part in parts if not OF_WHICH.match(table.rows[part].label)]
    if not rest or len(rest) == len(parts):
        return parts
    return min((parts, rest), key=lambda each: _count_broken(report, table, total, each))


def _count_broken(report: Report, table: Table, total: int, parts: list[int]) -> int:
    tests = [_test(report, table, total, parts, column) for column in _summable(table)]
    return sum(test is not None and test.finding.verdict == "broken" for test in tests)


def _test(report: Report, table: Table, total: int, parts: Sequence[int], column: int) -> Check | None:
    """None where the column is empty for the total or for all its parts."""
    stated = figure_at(report, table, total, column)
    addends = [figure for part in parts if (figure := figure_at(report, table, part, column)) is not None]
    if stated is None or not addends or PERCENT in {figure.unit for figure in [stated, *addends]}:
        return None
    alike = one_unit([stated, *addends])
    judged = sum_meets(stated.printed, [each.printed for each in addends]) if alike else NOT_CHECKABLE
    if judged.verdict == "broken" and _averages(table.columns[column], stated, addends):
        return None
    words = _words_among(table, parts, column) if judged.verdict == "broken" else None
    if words is not None:
        judged = NOT_CHECKABLE
    exact = table.columns[column].measure in MOSTLY_EXACT
    equation = sum_equation(stated.place, [each.place for each in addends])
    made = draft(NAME, stated, addends, judged, signed_sum(addends), equation, mostly_exact=exact)
    return made if words is None else retold(made, _incomplete(made.finding.message, words))


def _words_among(table: Table, parts: Sequence[int], column: int) -> str | None:
    """What stands instead of a figure in a part: «årligen», and so an amount that nobody knows."""
    cells = [table.rows[part].cells[column] for part in parts]
    return next((cell.text for cell in cells if cell is not None and cell.value is None), None)


def _incomplete(message: Message, words: str) -> Message:
    told = " ".join(words.split())
    return Message(
        sv=f"{message.sv.removesuffix('.')}, eftersom det bland delarna står ”{told}” och inget belopp.",
        en=f"{message.en.removesuffix('.')}, since a part says “{told}” and no amount.",
    )


def _averages(column: Column, stated: TableFigure, addends: Sequence[TableFigure]) -> bool:
    """Whether a figure of unknown meaning lies amid its parts, as a mean of shares, rates or ages does."""
    values = [each.value for each in addends]
    unknown = column.measure == "unmapped" and stated.unit is None
    return unknown and len(values) > 1 and 0 < min(values) <= stated.value <= max(values)


def _flags(table: Table) -> list[bool]:
    summable = set(_summable(table))
    return [column in summable for column in range(len(table.columns))]


def _facts(report: Report, table: Table) -> list[RowFacts]:
    facts = []
    for index, row in enumerate(table.rows):
        figures = [figure_at(report, table, index, column) for column in range(len(table.columns))]
        printed = [None if figure is None else figure.printed for figure in figures]
        facts.append(RowFacts(_role(table, index), row.level, printed, heading=row.kind == "heading"))
    return facts


def _role(table: Table, index: int) -> LabelRole:
    row = table.rows[index]
    if row.kind == "total":
        return "total"
    above = any(other.parent == index for other in table.rows[:index])
    if row.kind == "subtotal" and above:
        return "subtotal"
    return "of_which" if OF_WHICH.match(row.label) else "plain"
