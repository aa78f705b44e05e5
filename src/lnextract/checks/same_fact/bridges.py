"""Two cuts of the same money: what one table prints as a line is the sum of lines of another.

A board that turns from lines of its work to kinds of cost prints both for a while, and many print what
comes in and what it costs in tables apart from the net. Which lines make up which is known from the
vocabulary; that they do in these tables must be shown by other columns in which the sum closes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import log2
from typing import TypeAlias

from lnextract.arithmetic.interval import ZERO
from lnextract.arithmetic.relations import Judgement
from lnextract.checks.check import CheckedFigure
from lnextract.checks.drafting import NOT_CHECKABLE
from lnextract.checks.figures import TableFigure
from lnextract.checks.same_fact.amounts import telling
from lnextract.checks.same_fact.columns import SIGNED_AS_COST, ColumnKey
from lnextract.checks.same_fact.views import RowView, TableView
from lnextract.knowledge.vocabulary import load_vocabulary

PROOF_BITS = 9.0
"""The other columns must close by less than a chance of 1 in 512."""
LEAST_PARTS = 2
COST, INCOME = "cost", "income"
NETS = ("total", "net_cost")
Addend: TypeAlias = tuple[TableFigure, int]
"""A printed part and its weight, 1 or -1."""


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the other cut."""

    row: RowView
    weight: int
    """-1 for what is taken off."""

    def weight_of(self, key: ColumnKey) -> int:
        """1 or -1 for a column: costs that are printed as negatives are turned."""
        return self.weight * (self.row.sign if key.kind in SIGNED_AS_COST else 1)


@dataclass(frozen=True)
class Bridge:
    """A line and what makes it up elsewhere."""

    whole: RowView
    parts: tuple[Part, ...]
    kinds: tuple[str, ...] = (*SIGNED_AS_COST, "deviation", "forecast deviation")
    """Kinds of figures that add up so."""

    def columns(self) -> list[ColumnKey]:
        """Columns that are printed for the line and for one of its parts."""
        filled = {key for part in self.parts for key in part.row.figures}
        return [key for key in self.whole.figures if key in filled and key.kind in self.kinds]

    def addends(self, key: ColumnKey) -> list[Addend]:
        """The printed parts in a column, each with its weight; an empty cell adds nothing."""
        return [
            (part.row.figures[key], part.weight_of(key)) for part in self.parts if key in part.row.figures
        ]

    def sign(self, key: ColumnKey) -> int:
        """-1 where the line prints costs as negatives."""
        return self.whole.sign if key.kind in SIGNED_AS_COST else 1

    def judge(self, key: ColumnKey) -> Judgement:
        """Whether the line is the sum of its parts in a column."""
        return judge_sum(self.whole.figures[key], self.addends(key), self.sign(key))

    @cached_property
    def judged(self) -> Mapping[ColumnKey, Judgement]:
        """Every column, tested."""
        return {key: self.judge(key) for key in self.columns()}

    def proven_without(self, key: ColumnKey) -> bool:
        """Whether the other columns show that the parts make up the line."""
        others = [(other, judged) for other, judged in self.judged.items() if other != key]
        closing = [other for other, judged in others if judged.stands and telling(self.whole.figures[other])]
        against = sum(judged.verdict == "broken" for _, judged in others)
        bits = sum(log2(abs(float(self.whole.figures[each].value))) for each in closing)
        return bits >= PROOF_BITS and len(closing) >= against


def judge_sum(stated: CheckedFigure, addends: Sequence[Addend], sign: int = 1) -> Judgement:
    """Whether a figure is the sum of weighted others, all of one unit; `sign` turns the sum."""
    units = {figure.unit for figure in [stated, *(figure for figure, _ in addends)]}
    if len(units - {None}) > 1:
        return NOT_CHECKABLE
    allowed, value = ZERO, Decimal(0)
    for figure, weight in addends:
        allowed += figure.printed.interval.scale(Decimal(weight * sign))
        value += figure.value * weight * sign
    if value == stated.printed.value:
        return Judgement("holds", allowed, value)
    meets = allowed.meets(stated.printed.interval)
    return Judgement("holds_within_rounding" if meets else "broken", allowed, value)


def bridges_of(views: Sequence[TableView]) -> Iterator[Bridge]:
    """All bridges that the vocabulary knows and these tables print, proven or not."""
    rows = [row for view in views for row in view.rows if not row.board]
    for view in views:
        for account, parts in _cut_finer(view).items():
            for whole in rows:
                if account in whole.accounts and whole.table is not view.table and not whole.total:
                    yield Bridge(whole, parts)
    yield from _nets(rows)


def _cut_finer(view: TableView) -> dict[str, tuple[Part, ...]]:
    """Accounts that the table prints no line of, but lines of their parts: the first line of each part."""
    parents = load_vocabulary().accounts.parents
    printed = {account for row in view.rows for account in row.accounts}
    found: dict[str, dict[str, Part]] = {}
    for row in view.rows:
        account = row.table.rows[row.index].account
        parent = parents.get(account or "")
        if account and parent and parent not in printed and parent not in NETS and not row.board:
            found.setdefault(parent, {}).setdefault(account, Part(row, 1))
    return {parent: tuple(parts.values()) for parent, parts in found.items() if len(parts) >= LEAST_PARTS}


def _nets(rows: Sequence[RowView]) -> Iterator[Bridge]:
    """Costs less incomes, printed in other tables than the net."""
    sums = [row for row in rows if row.table.rows[row.index].kind in ("total", "subtotal")]
    costs = [row for row in sums if row.table.rows[row.index].account == COST]
    incomes = [row for row in sums if row.table.rows[row.index].account == INCOME]
    for net in (row for row in sums if row.total and row.table.rows[row.index].account in NETS):
        for cost in costs:
            for income in incomes:
                if net.table is not cost.table and net.table is not income.table:
                    yield Bridge(net, (Part(cost, 1), Part(income, -1)), SIGNED_AS_COST)
