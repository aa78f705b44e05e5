"""Two tables → the figures in them that state one fact, with what agrees beside them as evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lnextract.checks.figures import TableFigure
from lnextract.checks.same_fact.amounts import agree, factor_between, telling
from lnextract.checks.same_fact.columns import SIGNED_AS_COST, ColumnKey
from lnextract.checks.same_fact.directions import good_sign
from lnextract.checks.same_fact.evidence import HOWS, OF_THE_BODY, Cell, How, Tally, sure_of
from lnextract.checks.same_fact.views import RowView, TableView
from lnextract.knowledge.vocabulary import load_vocabulary

TOTAL = "total"
Pair: TypeAlias = tuple[How, RowView, RowView]
"""Two rows, and by what they are taken for the same."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two figures that state one fact."""

    first: TableFigure
    second: TableFigure
    sign: int
    """-1 where one of them is printed with the other sign, as the rows or columns are as a whole."""
    sure: bool
    """False where too little agrees beside them to hold a difference against anybody."""


def links_between(first: TableView, second: TableView) -> Iterator[Link]:
    """Figures of one fact in two tables, of one report or of two."""
    if first.basis and second.basis and first.basis != second.basis:
        return
    if first.keys.isdisjoint(second.keys):
        return
    yield from _links(list(_pairs(first, second)), (*first.rows, *second.rows))


def links_within(view: TableView) -> Iterator[Link]:
    """Rows that are printed twice in one table: a sum again after its distribution, a total at the end."""
    pairs: list[Pair] = [
        (how, first, second)
        for at, first in enumerate(view.rows)
        for second in view.rows[at + 1 :]
        if (how := _how(first, second)) and _restates(first, second)
    ]
    yield from _links(pairs, view.rows)


def _restates(first: RowView, second: RowView) -> bool:
    """Whether one is a sum that stands apart from the other, and not over or under it."""
    kinds = {first.table.rows[row.index].kind for row in (first, second)}
    if first.total != second.total or not kinds & {"subtotal", "total"} or first.board or second.board:
        return False
    return second.index not in _above(first) and first.index not in _above(second)


def _above(row: RowView) -> set[int]:
    found: set[int] = set()
    parent = row.table.rows[row.index].parent
    while parent is not None and parent not in found:
        found.add(parent)
        parent = row.table.rows[parent].parent
    return found


def _how(first: RowView, second: RowView) -> How | None:
    if first.board or second.board:
        if first.board and second.board:
            return "board"
        total = second if first.board else first
        return "whole" if total.whole else None
    if first.names & second.names:
        return "name"
    shared = first.accounts & second.accounts
    if shared:
        return "name" if any(_is_main_line(account) for account in shared) else "account"
    if first.total and second.total:
        return "name" if first.whole and second.whole else "total"
    return None


def _is_main_line(account: str) -> bool:
    """A line right under the total: all its spellings name the same. Deeper ones may name parts of it."""
    return load_vocabulary().accounts.parents.get(account) == TOTAL


def _pairs(first: TableView, second: TableView) -> Iterator[Pair]:
    """Rows that go together, each row in one pair; indicators of the body go with every total."""
    found: list[Pair] = []
    for one, other in _candidates(first, second):
        how = _how(one, other)
        if how is None or one.figures.keys().isdisjoint(other.figures):
            continue
        if how in OF_THE_BODY:
            yield how, one, other
        else:
            found.append((how, one, other))
    yield from _one_to_one(found)


def _one_to_one(found: Sequence[Pair]) -> Iterator[Pair]:
    """Of pairs that share a row, the one in which most agrees."""
    if len({one.index for _, one, _ in found}) == len(found) == len({other.index for *_, other in found}):
        yield from found
        return
    taken_first: set[int] = set()
    taken_second: set[int] = set()
    for how, one, other in sorted(found, key=_rank):
        if one.index not in taken_first and other.index not in taken_second:
            taken_first.add(one.index)
            taken_second.add(other.index)
            yield how, one, other


def _rank(pair: Pair) -> tuple[int, int, int, int, int]:
    how, one, other = pair
    agreeing = sum(cell.tells for cell in _cells(0, one, other, {}))
    return -agreeing, HOWS.index(how), abs(one.index - other.index), one.index, other.index


def _candidates(first: TableView, second: TableView) -> Iterator[tuple[RowView, RowView]]:
    """Rows that share a name, an account or being the total, found by index."""
    by_mark = first.by_mark
    for other in second.rows:
        seen: set[int] = set()
        for one in (row for mark in other.marks for row in by_mark.get(mark, ())):
            if one.index not in seen:
                seen.add(one.index)
                yield one, other


def _cells(pair: int, one: RowView, other: RowView, turned: dict[ColumnKey, int]) -> Iterator[Cell]:
    cost_sign = one.sign * other.sign
    for key in one.figures.keys() & other.figures.keys():
        first, second = one.figures[key], other.figures[key]
        if factor_between(first.unit, second.unit) is not None:
            sign = cost_sign if key.kind in SIGNED_AS_COST else turned.get(key, 1)
            agrees = agree(first, second, sign)
            tells = agrees and telling(first) and telling(second)
            yield Cell(pair, key, first, second, sign, agrees, tells)


def _links(told: Sequence[Pair], rows: Sequence[RowView]) -> Iterator[Link]:
    """Args:
    told: rows that go together.
    rows: all rows of their tables.
    """
    pairs = [(one, other) for _, one, other in told]
    hows = [_as_its_parts_allow(how, (one, other), pairs) for how, one, other in told]
    turned = _turned_columns(told, rows)
    cells = [cell for at, pair in enumerate(pairs) for cell in _cells(at, *pair, turned)]
    in_row: defaultdict[tuple[bool, int], Tally] = defaultdict(Tally)
    in_column: defaultdict[ColumnKey, Tally] = defaultdict(Tally)
    everywhere = Tally()
    for cell in cells:
        in_row[_row_of(cell, hows)].add(cell)
        # Totals of different parts differ, and say nothing of the lines.
        if cell.agrees or hows[cell.pair] != "total":
            in_column[cell.key].add(cell)
            everywhere.add(cell)
    for cell in sorted(cells, key=lambda each: (each.pair, each.second.column_index)):
        row = in_row[_row_of(cell, hows)].without(cell)
        counted = cell.agrees or hows[cell.pair] != "total"
        column = in_column[cell.key].without(cell) if counted else in_column[cell.key]
        sure = sure_of(
            cell, hows[cell.pair], row, column, everywhere.without(cell) if counted else everywhere
        )
        if sure is not None:
            yield Link(cell.first, cell.second, cell.sign, sure)


def _as_its_parts_allow(
    how: How, pair: tuple[RowView, RowView], pairs: Sequence[tuple[RowView, RowView]]
) -> How:
    """Two totals are one fact by their name only where both have the same parts."""
    if how not in ("name", "total") or not (pair[0].total and pair[1].total):
        return how
    matched = ({one.index for one, _ in pairs}, {other.index for _, other in pairs})
    complete = all(row.parts <= indices for row, indices in zip(pair, matched, strict=True))
    if complete and all(row.parts for row in pair):
        return "name"
    return how if complete else "total"


def _row_of(cell: Cell, hows: Sequence[How]) -> tuple[bool, int]:
    """Indicators of the body are tallied together, since each mostly has one figure."""
    of_body = hows[cell.pair] in OF_THE_BODY
    return of_body, 0 if of_body else cell.pair


def _turned_columns(told: Sequence[Pair], rows: Sequence[RowView]) -> dict[ColumnKey, int]:
    """Columns of deviations that the two tables count the other way round, by what most rows show.

    An indicator of the body counts a surplus as positive unless its own budget and outcome show otherwise;
    beside a table that shows on which side it counts, a sign that differs is no habit.
    """
    votes: defaultdict[ColumnKey, int] = defaultdict(int)
    for how, one, other in told:
        for key in one.figures.keys() & other.figures.keys():
            first, second = one.figures[key], other.figures[key]
            if key.kind in SIGNED_AS_COST or not (telling(first) and telling(second)):
                continue
            shown = _shown_by(((one, first), (other, second)), rows) if how in OF_THE_BODY else set()
            if shown and None not in shown:
                votes[key] += 1 if len(shown) == 1 else -1
            else:
                votes[key] += agree(first, second) - agree(first, second, -1)
    return {key: -1 for key, vote in votes.items() if vote < 0}


def _shown_by(places: Iterable[tuple[RowView, TableFigure]], rows: Sequence[RowView]) -> set[int | None]:
    """The signs that a surplus bears at these places; None where a table does not show it."""
    return {good_sign(row, figure, rows) or (1 if row.board else None) for row, figure in places}


__all__ = ["Link", "links_between", "links_within"]
