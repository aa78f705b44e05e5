"""Which rows of a table add up to which, found from words, indents and all columns together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lnextract.arithmetic.ledger import Ledger
from lnextract.arithmetic.relations import Judgement, Printed, sum_meets
from lnextract.arithmetic.retrying import without_chance_finds
from lnextract.arithmetic.rows import RowFacts
from lnextract.arithmetic.search import search
from lnextract.arithmetic.tree import Tree

RowKind = Literal["heading", "item", "subtotal", "total"]


@dataclass(frozen=True, slots=True)
class SumRelation:
    """A row and the rows that add up to it."""

    total_row: int
    part_rows: tuple[int, ...]
    verdicts: tuple[Judgement | None, ...]
    """One a column; None where the column can't be summed or is empty on one side."""

    @property
    def broken(self) -> bool:
        return any(each is not None and each.verdict == "broken" for each in self.verdicts)


@dataclass(slots=True)
class Hierarchy:
    """What adds up to what."""

    parents: list[int | None]
    """One a row: the row that it is a part of."""
    kinds: list[RowKind]
    sums: list[SumRelation] = field(default_factory=list)
    """By total row, from the top."""
    restates: list[int | None] = field(default_factory=list)
    """One a row: the row whose sum it repeats."""


def find_hierarchy(
    rows: Sequence[RowFacts], summable: Sequence[bool] | None = None, *, doubting: bool = False
) -> Hierarchy:
    """Find parents, kinds and sums of a table's rows.

    Args:
        rows: from the top; all with equally many figures.
        summable: one a column; false for percentages. All are where it is not given.
        doubting: look, where a sum is off, whether another one was found by chance and hides that it closes.

    Returns:
        A sum that words or other columns vouch for is given also where a column of it is broken.
    """
    width = max((len(row.figures) for row in rows), default=0)
    sums_of = [True] * width if summable is None else list(summable)
    ledger = Ledger([row.figures for row in rows], sums_of)
    tree = Tree(rows, ledger)
    search(tree)
    if doubting:
        tree = without_chance_finds(tree)
    relations = [_relation(rows, total, parts, sums_of) for total, parts in sorted(tree.all_sums().items())]
    kinds = _kinds(tree)
    return Hierarchy(tree.parents_with_words(), kinds, relations, tree.restates)


def judge_columns(
    total: Sequence[Printed | None], parts: Sequence[Sequence[Printed | None]], summable: Sequence[bool]
) -> tuple[Judgement | None, ...]:
    """Test a sum column by column; None where it can't be tested."""
    verdicts: list[Judgement | None] = []
    for column, stated in enumerate(total):
        addends = [part[column] for part in parts]
        testable = summable[column] and stated is not None and any(addend is not None for addend in addends)
        verdicts.append(sum_meets(stated, addends) if testable and stated is not None else None)
    return tuple(verdicts)


def _relation(
    rows: Sequence[RowFacts], total: int, parts: tuple[int, ...], summable: Sequence[bool]
) -> SumRelation:
    verdicts = judge_columns(rows[total].figures, [rows[part].figures for part in parts], summable)
    return SumRelation(total, parts, verdicts)


def _kinds(tree: Tree) -> list[RowKind]:
    has_total = any(
        row.label_role == "total" and row.printed and tree.parent[at] is None
        for at, row in enumerate(tree.rows)
    )
    return [_kind(tree, index, has_total) for index in range(len(tree.rows))]


def _kind(tree: Tree, index: int, has_total: bool) -> RowKind:
    row = tree.rows[index]
    if not row.printed:
        return "heading"
    if index not in tree.parts and tree.restates[index] is None and not tree.named(index):
        return "item"
    if tree.parent[index] is not None or row.label_role == "of_which":
        return "subtotal"
    if row.label_role == "total":
        return "total"
    if row.label_role == "subtotal" and has_total:
        return "subtotal"
    return "subtotal" if _breaks_down_a_part(tree, index) else "total"


def _breaks_down_a_part(tree: Tree, index: int) -> bool:
    """A later block that closes with the figures of a row which adds into a sum elsewhere."""
    for other, parent in enumerate(tree.parent):
        if parent is None or other == index or parent == index:
            continue
        equal, unequal = tree.ledger.same(index, other)
        if equal > unequal and equal >= 2:
            return True
    return False


__all__ = ["Hierarchy", "RowFacts", "RowKind", "SumRelation", "find_hierarchy", "judge_columns"]
