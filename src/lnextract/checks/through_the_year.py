"""Two reports of one year, the earlier and the later: budgets that stay, outcomes that only grow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lnextract.arithmetic.relations import Judgement
from lnextract.checks.check import Check
from lnextract.checks.drafting import draft
from lnextract.checks.figures import TableFigure
from lnextract.checks.reported import Reported
from lnextract.checks.same_fact.amounts import agree, seen_as
from lnextract.checks.same_fact.clusters import gathered
from lnextract.checks.same_fact.columns import ColumnKey, Span, year_of
from lnextract.checks.same_fact.matching import links_between
from lnextract.checks.same_fact.ties import doubted, equality, place, retold, short_place, tie
from lnextract.checks.same_fact.views import RowView, TableView
from lnextract.checks.wording import amount
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.finding import Message
from lnextract.model.report import Report

BUDGET = "budget"
OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the accounts whose budget is printed in both reports."""

    first: TableFigure
    again: TableFigure
    sign: int
    row: RowView
    other: RowView

    @property
    def same_budget(self) -> bool:
        return agree(self.again, self.first, self.sign)


def budget_checks(rule: str, earlier: Reported, later: Reported) -> Iterator[Check]:
    """The year's budget in both reports: of a line it may be moved, of the whole body it stays."""
    lines = _lines(earlier, later)
    for line in lines:
        whole = line.row.whole and line.other.whole
        if line.same_budget:
            yield tie(rule, line.again, line.first, line.sign, level="info")
        elif not whole or _tells_of_a_change(later.report):
            yield retold(doubted(rule, line.again, line.first), _on_budget(line.again, line.first))
    if not any(line.row.whole and line.same_budget for line in lines):
        yield from _whole_budget(rule, earlier, later)


def outcome_checks(rule: str, earlier: Reported, later: Reported) -> Iterator[Check]:
    """The outcome of each line with the same budget: later months only add to it."""
    if earlier.span is None or later.span is None or earlier.span[0] != later.span[0]:
        return
    for line in _lines(earlier, later):
        first = _figure(line.row, OUTCOME, earlier.span)
        again = _figure(line.other, OUTCOME, later.span)
        if line.same_budget and first is not None and again is not None:
            yield from _growing(rule, again, first, line)


def _lines(earlier: Reported, later: Reported) -> list[Line]:
    """Lines by what agrees of their budgets, each row of the later report once."""
    span = year_of(later.report.identity)
    before, after = _budgets(earlier.views, span), _budgets(later.views, span)
    links = [link for one in before for again in after for link in links_between(one, again)]
    rows = {(id(row.table), row.index): row for view in [*earlier.views, *later.views] for row in view.rows}
    return [
        Line(
            found.first,
            found.again,
            found.sign,
            rows[id(found.first.table), found.first.row_index],
            rows[id(found.again.table), found.again.row_index],
        )
        for found in gathered(links, [earlier.report, later.report])
        if found.sure and found.again.report is later.report and found.first.report is earlier.report
    ]


def _budgets(views: Sequence[TableView], span: Span) -> list[TableView]:
    """The tables with nothing but the year's budgets in them."""
    return [
        replace(view, rows=tuple(rows))
        for view in views
        if (rows := [row for each in view.rows if (row := _only(each, ColumnKey(BUDGET, span))) is not None])
    ]


def _only(row: RowView, key: ColumnKey) -> RowView | None:
    return None if row.board or key not in row.figures else replace(row, figures={key: row.figures[key]})


def _figure(row: RowView, kind: str, span: Span) -> TableFigure | None:
    return row.figures.get(ColumnKey(kind, span))


def _whole_budget(rule: str, earlier: Reported, later: Reported) -> Iterator[Check]:
    """The budget of the whole body where no place in one report agrees with one in the other."""
    span = year_of(later.report.identity)
    before, after = (
        [
            (row, figure)
            for view in each.views
            for row in view.rows
            if row.whole and not row.board and (figure := _figure(row, BUDGET, span)) is not None
        ]
        for each in (earlier, later)
    )
    if not before or not after or _tells_of_a_change(later.report):
        return
    pairs = [(one, again) for one in before for again in after]
    if any(agree(again, first, row.sign * other.sign) for (row, first), (other, again) in pairs):
        return
    (row, first), (other, again) = pairs[0]
    check = tie(rule, again, first, row.sign * other.sign, level="info")
    yield retold(check, _on_budget(again, first))


def _growing(rule: str, again: TableFigure, first: TableFigure, line: Line) -> Iterator[Check]:
    """Nothing where one of them is an income or a credit: those may shrink."""
    seen = seen_as(first, again.unit, line.sign)
    if seen is None or first.value * line.row.sign < 0 or again.value * line.other.sign < 0:
        return
    now, then = again.printed.interval, seen[0]
    grown = now.high >= then.low if line.other.sign > 0 else now.low <= then.high
    formula = f"{amount(first, unit=True)} ({short_place(first)})"
    judged = Judgement("holds" if grown else "broken", None, None)
    check = draft(rule, again, [first], judged, formula, equality(again, first, line.sign), level="warning")
    # An outcome may lie anywhere above the earlier one: nothing that other checks could be held against.
    yield retold(Check(check.finding, None, check.figures, formula), _on_outcome(again, first, grown=grown))


def _tells_of_a_change(report: Report) -> bool:
    """Whether the report says anywhere that the budget was changed during the year."""
    texts = (
        text
        for section in report.sections
        for block in section.blocks
        for text in [block.text or "", *(block.items or [])]
    )
    return any(_changes().search(text) for text in texts)


@lru_cache(maxsize=1)
def _changes() -> re.Pattern[str]:
    forms = load_vocabulary().words("budget_change").forms()
    return re.compile("|".join(rf"\b{re.escape(form)}" for form in forms), re.IGNORECASE)


def _on_budget(again: TableFigure, first: TableFigure) -> Message:
    here, there = place(again, first), place(first, again)
    now, then = amount(again, unit=True), amount(first, unit=True)
    return Message(
        sv=f"Årets budget är {now} {here.sv}, men {then} {there.sv}. Om budgeten har ändrats under året: "
        "ange beslutet. Annars: rätta den som är fel.",
        en=f"The year's budget is {now}, {here.en}, but {then}, {there.en}. If the budget was changed during "
        "the year, name the decision; else correct the one that is wrong.",
    )


def _on_outcome(again: TableFigure, first: TableFigure, *, grown: bool) -> Message:
    here, there = place(again, first), place(first, again)
    now, then = amount(again, unit=True), amount(first, unit=True)
    if grown:
        return Message(
            sv=f"Utfallet är {now} {here.sv} och var {then} {there.sv}: det har inte minskat.",
            en=f"The outcome is {now}, {here.en}, and was {then}, {there.en}: it has not shrunk.",
        )
    return Message(
        sv=f"Utfallet är {now} {here.sv}, men var redan {then} {there.sv}, efter färre månader. Se efter "
        "om något har bokats om, eller rätta den siffra som är fel.",
        en=f"The outcome is {now}, {here.en}, but was already {then}, {there.en}, after fewer months. "
        "Find out whether something was re-booked, or correct the figure that is wrong.",
    )
