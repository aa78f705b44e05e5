"""The odds of a row's reading among the other rows: in the sums that it stands in, and in its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import log

from lnextract.arithmetic.hierarchy import Hierarchy, SumRelation
from lnextract.arithmetic.relations import Printed, sum_meets
from lnextract.arithmetic.rows import LabelRole
from lnextract.tables.drafts import Draft
from lnextract.tables.placement import Placement
from lnextract.tables.relation_odds import weight

SUM_HOLDS = 3.0
SUM_BROKEN = -3.0
LONE_BROKEN = -5.0
"""The same of a column in which one part of several stands alone: it rather stands elsewhere."""
ONE_SIDED = -1.5
"""A total over nothing, or a part of no total."""
EXACT_SLACK = 0.5
"""Last digits by which a sum that is exact in its printed figures can be off."""
OUT_OF_SCALE = -4.0
"""Least of a figure that is larger than all others of its column together: it was put together from two."""
UNSEEN = 0.1
"""Rows that fill their columns like no other row, counted as so many."""


@dataclass(slots=True)
class Candidates:
    """A row with the readings that it can have."""

    draft: Draft
    role: LabelRole
    options: list[Placement]
    chosen: int = 0

    @property
    def placement(self) -> Placement:
        return self.options[self.chosen]


@dataclass(frozen=True, slots=True)
class Odds:
    """What speaks for a reading."""

    own: float
    """Its own row: relations between columns, spelling, scale."""
    sums: float
    broken: bool
    """Whether a sum that it stands in is broken, or has nothing to set against one of its figures."""

    @property
    def together(self) -> float:
        return self.own + self.sums


@dataclass(slots=True)
class Scales:
    """Weighs readings against the rows as they stand; to be made anew when a row changes."""

    rows: Sequence[Candidates]
    hierarchy: Hierarchy
    summable: Sequence[bool]
    _known: dict[tuple[int, int, int, Printed | None], float] = field(default_factory=dict)
    _sizes: dict[int, Decimal] = field(default_factory=dict)
    _habits: Counter[tuple[bool, ...]] = field(default_factory=Counter)

    def weigh(self, index: int, option: Placement) -> Odds:
        """The odds of one reading of row `index`, all other rows as they are chosen."""
        sums, broken = 0.0, False
        for number, relation in enumerate(self.hierarchy.sums):
            if index != relation.total_row and index not in relation.part_rows:
                continue
            for column, summable in enumerate(self.summable):
                if summable:
                    figure = option.figures[column]
                    verdict = self._verdict(number, relation, index, column, figure)
                    sums += verdict
                    broken = broken or verdict <= SUM_BROKEN or (verdict < 0 and figure is not None)
        return Odds(self.own(index, option), sums, broken)

    def own(self, index: int, option: Placement) -> float:
        """The odds of one reading of row `index` by itself, its size among the other rows included."""
        return option.score + self._scale(index, option) + self._habit(index, option)

    def _verdict(
        self, number: int, relation: SumRelation, index: int, column: int, figure: Printed | None
    ) -> float:
        """What one column of one sum says if row `index` prints this figure there."""
        key = (number, index, column, figure)
        if key not in self._known:
            others = [
                self.rows[at].placement.figures[column]
                for at in (relation.total_row, *relation.part_rows)
                if at != index
            ]
            if index == relation.total_row:
                self._known[key] = _sum_odds(figure, others, figure)
            else:
                self._known[key] = _sum_odds(others[0], [figure, *others[1:]], figure)
        return self._known[key]

    def _scale(self, index: int, option: Placement) -> float:
        """Whether all figures grouped by blanks are of the size of their columns."""
        odds = 0.0
        for column, cell in enumerate(option.cells):
            if cell is None or not cell.grouped:
                continue
            own = self.rows[index].placement.figures[column]
            others = self._size(column) - (abs(own.value) if own is not None else 0)
            if others:
                odds = min(odds, -log(max(1.0, float(abs(cell.number.value) / others))))
        return max(odds, OUT_OF_SCALE)

    def _habit(self, index: int, option: Placement) -> float:
        """Rows that leave a column empty mostly leave the same ones."""
        if not any(option.cells):
            return 0.0
        if not self._habits:
            self._habits.update(row.placement.filled for row in self.rows if any(row.placement.cells))
        own = self.rows[index].placement
        alike = self._habits[option.filled] - (own.filled == option.filled)
        return log((alike + UNSEEN) / UNSEEN)

    def _size(self, column: int) -> Decimal:
        """All figures of a column together, signs left out."""
        if column not in self._sizes:
            figures = [row.placement.figures[column] for row in self.rows]
            self._sizes[column] = sum((abs(each.value) for each in figures if each is not None), Decimal(0))
        return self._sizes[column]


def _sum_odds(total: Printed | None, parts: Sequence[Printed | None], moved: Printed | None) -> float:
    """What a sum says; as little as the figure that is moved would be missed in it."""
    printed = [part for part in parts if part is not None]
    if total is None or not printed:
        return 0.0 if total is None and not printed else ONE_SIDED
    judged = sum_meets(total, printed)
    if not judged.stands:
        return LONE_BROKEN if len(printed) == 1 < len(parts) else SUM_BROKEN
    missed = moved if moved is not None and moved.value else total
    slack = EXACT_SLACK if judged.verdict == "holds" else (len(printed) + 1) / 2
    return SUM_HOLDS * weight(missed, slack)
