"""Which columns of a table are made of others: a = b + c, a = b − c, a = b + c + d …, found in the rows.

No column is told to be a total. A relation is believed where the rows bear it out far beyond chance, so
that a wrong figure in one row does not hide it and a coincidence in two small ones does not make it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2

from lnextract.arithmetic.ledger import UNIT, Ledger
from lnextract.arithmetic.relations import Printed

Signs = tuple[tuple[int, int], ...]
"""Columns with +1 or −1."""

CHANCE_BITS = 10.0
"""A relation without words for it must be a 1 in 1000 chance after all that was tried is counted."""
NAMED_BITS = 5.0
"""Where the header calls the column one that is made of others."""
BROKEN_BITS = 4.0
"""Taken off for each row that denies it."""
ROW_BITS = 12.0
"""Most that one row can prove: large figures are no better witnesses than several rows."""
TWO_FIGURES_BITS = 1.5
"""Most that a row proves in which one operand is nothing: a = b says little of a = b + c."""
HOLDING_PER_BROKEN = 2
"""Rows that must hold for each that is broken, where the header says that the column is made of others."""
HOLDING_UNSAID = 6
"""Where it does not, and more than one row is broken: figures that often agree are not made of each other."""
LEAST_ROWS = 2
WIDEST_SUM = 12
"""Columns added up at most; months of a year."""


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """Σ sign·operand = target in the rows of a table."""

    target: int
    operands: Signs
    holds: int
    """Rows that hold and prove something."""
    broken: int
    bits: float

    @property
    def columns(self) -> frozenset[int]:
        return frozenset({self.target, *(column for column, _ in self.operands)})


def find_column_sums(
    grid: Sequence[Sequence[Printed | None]], columns: Sequence[int], named: Iterable[int] = ()
) -> list[ColumnSum]:
    """Relations between columns that the rows prove, the surest first; of rival ones the surest only.

    Args:
        grid: rows × columns, all rows of one length; None = empty.
        columns: those that share a unit, in printed order.
        named: those whose header says that they are made of others: net, total, deviation, change.
    """
    width = max((len(row) for row in grid), default=0)
    ledger = Ledger(grid, [column in set(columns) for column in range(width)])
    amounts = _Amounts(ledger)
    made = frozenset(named)
    tried = list(_hypotheses(columns, made))
    chance = log2(max(len(tried), 1))
    found = [each for hypothesis in tried if (each := amounts.test(*hypothesis)) is not None]
    believed = [each for each in found if _is_believed(each, chance, said=each.target in made)]
    believed.sort(key=lambda each: (each.broken, -each.bits, len(each.operands), each.target))
    return _without_rivals(believed, amounts)


def _is_believed(each: ColumnSum, chance: float, *, said: bool) -> bool:
    if said:
        return each.bits >= NAMED_BITS
    often = each.broken <= 1 or each.holds >= HOLDING_UNSAID * each.broken
    return often and each.bits >= CHANCE_BITS + chance


def _hypotheses(columns: Sequence[int], named: frozenset[int]) -> Iterator[tuple[int, Signs]]:
    """Of three columns each can be the one that is made; a sum of more is of neighbours right beside it."""
    for three in combinations(columns, 3):
        yield from _of_three(three, named)
    for at, target in enumerate(columns):
        for side in (list(columns[at + 1 :]), list(reversed(columns[:at]))):
            for length in range(3, min(len(side), WIDEST_SUM) + 1):
                yield target, tuple((column, 1) for column in sorted(side[:length]))


def _of_three(three: tuple[int, ...], named: frozenset[int]) -> Iterator[tuple[int, Signs]]:
    """a + b = c and its turned forms, told from the side of a named column, else of the last."""
    target = next((column for column in reversed(three) if column in named), three[-1])
    first, second = (column for column in three if column != target)
    yield target, ((first, 1), (second, 1))
    yield target, ((first, 1), (second, -1))
    yield target, ((second, 1), (first, -1))


class _Amounts:
    """Rows as whole numbers by column."""

    def __init__(self, ledger: Ledger) -> None:
        self.rows: list[dict[int, tuple[int, int]]] = [
            {ledger.columns[slot]: (value, half) for slot, value, half in row} for row in ledger.entries
        ]

    def test(self, target: int, operands: Signs) -> ColumnSum | None:
        """None where the rows deny it, or too few speak of it."""
        holds = broken = 0
        bits = 0.0
        seen: set[tuple[int, ...]] = set()
        for row in self.rows:
            proof = self._row(row, target, operands, seen)
            if proof is None:
                continue
            if proof < 0:
                broken += 1
                if broken > LEAST_ROWS and broken > holds:
                    return None
            elif proof > 0:
                holds += 1
                bits += proof
        if holds < LEAST_ROWS or holds < HOLDING_PER_BROKEN * broken:
            return None
        return ColumnSum(target, operands, holds, broken, bits - BROKEN_BITS * broken)

    def distinguishing(self, one: ColumnSum, other: ColumnSum) -> float:
        """Bits of the rows in which `one` holds and `other` does not."""
        seen: set[tuple[int, ...]] = set()
        bits = 0.0
        for row in self.rows:
            proof = self._row(row, one.target, one.operands, seen)
            rival = self._row(row, other.target, other.operands, set())
            if proof and proof > 0 and (rival is None or rival < 0):
                bits += proof
        return bits

    @staticmethod
    def _row(
        row: dict[int, tuple[int, int]], target: int, operands: Signs, seen: set[tuple[int, ...]]
    ) -> float | None:
        """Bits that a row proves; −1 where it denies; 0 where it proves nothing; None where it is silent."""
        if target not in row:
            return None
        stated, slack = row[target]
        printed = [(row[column], sign) for column, sign in operands if column in row]
        if len(printed) < len(operands):
            return None
        off, size, filled = -stated, abs(stated), int(stated != 0)
        for (value, half), sign in printed:
            off += sign * value
            slack += half
            size = max(size, abs(value))
            filled += value != 0
        if abs(off) > slack:
            return -1.0
        witness = (stated, *(value for (value, _), _ in printed))
        if filled < 2 or witness in seen:
            return 0.0
        seen.add(witness)
        proof = min(ROW_BITS, max(0.0, log2(size / max(UNIT, 2 * slack if off else UNIT))))
        return min(proof, TWO_FIGURES_BITS) if filled == 2 else proof


def _without_rivals(believed: Sequence[ColumnSum], amounts: _Amounts) -> list[ColumnSum]:
    """Drop what only repeats a surer relation where two columns happen to be equal in most rows."""
    kept: list[ColumnSum] = []
    for each in believed:
        if any(other.columns == each.columns for other in kept):
            continue
        rivals = [other for other in kept if len(other.columns & each.columns) >= len(each.columns) - 1]
        if not each.broken or all(amounts.distinguishing(each, rival) >= CHANCE_BITS for rival in rivals):
            kept.append(each)
    return kept
