"""Relations between columns that the rows can't tell apart: outcome ÷ budget and outcome ÷ forecast, where
nearly every forecast is the budget. Of such only one need hold in a row whose columns are open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from lnextract.arithmetic.relations import Printed

Columns = tuple[int, int, int]
Figures = Sequence[Printed | None]
Relation = tuple[Columns, Callable[[Figures, Columns], float | None]]
"""Columns, and what the relation says to a row in bits; below 0 = broken, None = untested."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A row as far as it speaks for relations."""

    figures: Figures
    ways_bits: float
    """Bits of the readings that are open to it; 0 = its figures are known."""


def rivals(relation: Relation, witnesses: Sequence[Witness], columns: int, least: float) -> list[Relation]:
    """Relations with one column exchanged that no known row breaks, where those rows in which only the
    relation itself holds say less than `least` bits for it."""
    own, odds = relation
    holding = [
        (each, bits) for each in witnesses if (bits := odds(each.figures, own)) is not None and bits > 0
    ]
    found = []
    for other in _exchanged(own, columns):
        alone = 0.0
        for each, bits in holding:
            said = odds(each.figures, other)
            if said is not None and said < 0 and not each.ways_bits:
                alone = least
            elif said is None or said < 0:
                alone += max(0.0, bits - each.ways_bits)
            if alone >= least:
                break
        else:
            found.append((other, odds))
    return found


def _exchanged(own: Columns, columns: int) -> Iterator[Columns]:
    for place in range(len(own)):
        for column in range(columns):
            if column not in own:
                yield (*own[:place], column, *own[place + 1 :])  # type: ignore[misc]


def best_odds(group: Collection[Relation], figures: Figures) -> float:
    """What the best of several relations says to a row; 0 = untested, below 0 = all broken."""
    said = [odds(figures, columns) for columns, odds in group]
    tested = [bits for bits in said if bits is not None]
    if len(tested) < len(said):
        return max([0.0, *tested])
    return max(tested)
