"""What speaks for one reading of a row against another: its looks, and relations between columns.

A relation that holds in one reading and can't be tested in the other says as much as that would be a
coincidence for the figures that are moved: two relations over one moved figure say no more than one, and none
says much where the columns between which it is moved mostly hold the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import log2

from lnextract.tables.placement import Placement
from lnextract.tables.rivals import Columns, Relation, Witness, best_odds

SPELLING_BITS = 1.44
"""Bits in one log-odds of spelling."""
BROKEN_RELATION_BITS = 12.0
"""A relation that all rows bear out holds in each, unless what it compares with is printed nowhere: then it
may fail where forecast and budget differ."""
OUT_OF_SCALE_BITS = 6.0
"""At most, against a figure that was put together from two by the looks of its column."""
ANY_BITS = 100.0
"""More than any relation says."""

Group = frozenset[Relation]
"""Relations that the rows can't tell apart."""


@dataclass(slots=True)
class RowEvidence:
    """Weighs readings of rows by relations that the rows bear out."""

    groups: Sequence[Group]
    witnesses: Sequence[Witness]
    """The rows, as they are read."""
    amounts: Sequence[int]
    """Columns of amounts, which are of one size; percentages may be of any."""
    _sizes: dict[int, Decimal] = field(default_factory=dict)
    _shares: dict[tuple[Relation, Columns], float] = field(default_factory=dict)

    def costs(self, options: Sequence[Placement], chosen: Placement, gap_bits: float) -> list[float]:
        """Bits by which each reading of a row is less likely than the likeliest."""
        own = [
            SPELLING_BITS * each.spelling
            - gap_bits * (None in each.figures)
            - self._out_of_scale(each, chosen)
            for each in options
        ]
        said = [[best_odds(group, each.figures) for group in self.groups] for each in options]
        broken = [any(bits < 0 for bits in each) for each in said]
        likely = [
            bits + (-BROKEN_RELATION_BITS if fails else sum(each))
            for bits, fails, each in zip(own, broken, said, strict=True)
        ]
        best = likely.index(max(likely))
        coincidences = log2(len(options))
        found = []
        for at, option in enumerate(options):
            if broken[at] or broken[best]:
                related = BROKEN_RELATION_BITS * (broken[at] - broken[best])
            else:
                related = self._advantage(options[best], option, said[best], said[at], coincidences)
            found.append(max(0.0, own[best] - own[at] + related))
        return found

    def _out_of_scale(self, option: Placement, chosen: Placement) -> float:
        """Bits against a figure grouped by blanks that dwarfs all others of its column together."""
        bits = 0.0
        for column in self.amounts:
            cell = option.cells[column]
            if cell is None or not cell.grouped:
                continue
            own = chosen.figures[column]
            others = self._size(column) - (abs(own.value) if own is not None else 0)
            if others:
                bits = max(bits, log2(max(1.0, float(abs(cell.number.value) / others))))
        return min(bits, OUT_OF_SCALE_BITS)

    def _size(self, column: int) -> Decimal:
        if column not in self._sizes:
            figures = [each.figures[column] for each in self.witnesses]
            self._sizes[column] = sum((abs(each.value) for each in figures if each is not None), Decimal(0))
        return self._sizes[column]

    def _advantage(
        self, best: Placement, other: Placement, of_best: list[float], of_other: list[float], chance: float
    ) -> float:
        """What relations say for the likeliest reading against another that breaks none."""
        moved = _moved(best, other)
        gained = sorted(
            (
                (min(gain, self._surprise(group, moved)), group)
                for group, own, its in zip(self.groups, of_best, of_other, strict=True)
                if (gain := own - its) > 0
            ),
            key=lambda each: -each[0],
        )
        lost = sum(its - own for own, its in zip(of_best, of_other, strict=True) if its > own)
        free, bits = set(moved), 0.0
        for gain, group in gained:
            taken = next(
                (at for columns, _ in sorted(group, key=_columns) for at in columns if at in free), None
            )
            if taken is not None:
                free.discard(taken)
                bits += gain
        return max(0.0, bits - chance) - lost

    def _surprise(self, group: Group, moved: dict[int, int | None]) -> float:
        """Bits of the coincidence that a relation holds for figures which belong where `moved` says."""
        bits = []
        for relation in group:
            columns = tuple(moved.get(at, at) for at in relation[0])
            if None in columns:
                return ANY_BITS
            bits.append(self._rarity(relation, columns))  # type: ignore[arg-type]
        return min(bits)

    def _rarity(self, relation: Relation, exchanged: Columns) -> float:
        """How rarely, in bits, the rows in which a relation holds hold it with other columns as well."""
        key = (relation, exchanged)
        if key not in self._shares:
            own, odds = relation
            holding = [each for each in self.witnesses if (odds(each.figures, own) or 0.0) > 0]
            also = [said for each in holding if (said := odds(each.figures, exchanged)) is not None]
            hits = sum(said >= 0 for said in also)
            self._shares[key] = log2(len(also) / hits) if hits else ANY_BITS
        return self._shares[key]


def _columns(relation: Relation) -> Columns:
    return relation[0]


def _moved(best: Placement, other: Placement) -> dict[int, int | None]:
    """Columns whose figure stands elsewhere in the other reading, and where; None = it is no figure there."""
    places = {cell: at for at, cell in enumerate(other.cells) if cell is not None}
    return {
        at: places.get(cell)
        for at, cell in enumerate(best.cells)
        if cell is not None and other.cells[at] != cell
    }
