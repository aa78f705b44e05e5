"""A table's figures as whole numbers, so that thousands of sums can be tried in a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import gcd, log2

from lnextract.arithmetic.relations import Printed

Entry = tuple[int, int, int]
"""Column, value, half-width of what was rounded; both in half units of the column's last printed digit."""


class Ledger:
    """Figures by row, in the columns that can be summed.

    Args:
        figures: rows × columns; None = empty.
        summable: one a column; percentages, for one, never add up.
    """

    def __init__(self, figures: Sequence[Sequence[Printed | None]], summable: Sequence[bool]) -> None:
        self.columns = [column for column, sums in enumerate(summable) if sums]
        digits = [
            max((figure.decimals for row in figures if (figure := _at(row, column))), default=0)
            for column in self.columns
        ]
        self.entries: list[list[Entry]] = [
            [
                _entry(slot, figure, digits[slot])
                for slot, column in enumerate(self.columns)
                if (figure := _at(row, column)) is not None
            ]
            for row in figures
        ]

        self._filled = [frozenset(slot for slot, _, _ in row) for row in self.entries]

    @property
    def width(self) -> int:
        return len(self.columns)

    def filled(self, row: int) -> frozenset[int]:
        """Columns in which the row prints a figure."""
        return self._filled[row]

    def same(self, row: int, other: int) -> tuple[int, int]:
        """In how many columns two rows print the same amount, and in how many not; both 0 is left out."""
        mine = {slot: value for slot, value, _ in self.entries[row]}
        theirs = {slot: value for slot, value, _ in self.entries[other]}
        shared = [slot for slot in mine if slot in theirs and (mine[slot] or theirs[slot])]
        equal = sum(mine[slot] == theirs[slot] for slot in shared)
        return equal, len(shared) - equal


def _at(row: Sequence[Printed | None], column: int) -> Printed | None:
    return row[column] if column < len(row) else None


def _entry(slot: int, figure: Printed, digits: int) -> Entry:
    value = int(figure.value.scaleb(digits) * UNIT)
    half = 0 if figure.exact else int(Decimal(1).scaleb(digits - figure.decimals))
    return slot, value, half


UNIT = 2
"""Half units in the last printed digit."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A set of rows that a row may be the sum of, and what the columns say to that."""

    total: int
    parts: tuple[int, ...]
    closing: int
    """Columns that close and are not all zero."""
    broken: int
    trivial: int
    """Columns of zeros."""
    bits: float
    """How much of a coincidence it would be: the number of halvings that chance would have to get right."""
    gap: float
    """Greatest distance from closing, as a share of the greater side; 0 where all close."""


def read(ledger: Ledger, total: int, parts: Sequence[int]) -> Reading:
    """Try `total` as the sum of `parts` in every column that is filled on both sides."""
    columns, suppliers = _by_column(ledger, parts)
    closing = broken = trivial = 0
    bits = gap = 0.0
    seen: set[tuple[int, ...]] = set()
    repeated: dict[int, float] = {}
    for slot, stated, half in ledger.entries[total]:
        addends = columns.get(slot)
        if addends is None:
            continue
        values = [value for _, value, _ in addends]
        off = abs(stated - sum(values))
        slack = half + sum(each for _, _, each in addends)
        size = max(abs(stated), *(abs(value) for value in values))
        if off > slack:
            broken += 1
            gap = max(gap, off / max(abs(stated), abs(sum(values))))
            continue
        trivial += size == 0
        closing += size != 0
        # Two columns with the same figures (budget, and forecast as budget) are one witness.
        witness = (stated, *(value for value in values if value))
        if size == 0 or witness in seen:
            continue
        seen.add(witness)
        supplied_by = suppliers.get(slot, set())
        if len(supplied_by) == 1:
            row = next(iter(supplied_by))
            repeated[row] = max(repeated.get(row, 0.0), log2(size / UNIT))
        else:
            bits += _bits(witness, size, off, slack)
    # One row that repeats another proves nothing; two rows that each give a column of it do.
    if len(repeated) > 1 or (repeated and bits):
        bits += sum(repeated.values()) / 2
    return Reading(total, tuple(sorted(parts)), closing, broken, trivial, bits, gap)


def bits_beyond(ledger: Ledger, reading: Reading, known: frozenset[int]) -> float:
    """What a sum says for those of its parts that are not `known`: the coincidence that they make up what
    the known ones leave of the total. A small row closes a sum that large ones nearly close by chance."""
    columns, _ = _by_column(ledger, [part for part in reading.parts if part not in known])
    taken, _ = _by_column(ledger, sorted(known))
    bits = 0.0
    seen: set[tuple[int, ...]] = set()
    for slot, stated, half in ledger.entries[reading.total]:
        addends, before = columns.get(slot, ()), taken.get(slot, ())
        values = [value for _, value, _ in addends]
        rest = stated - sum(value for _, value, _ in before)
        off = abs(rest - sum(values))
        slack = half + sum(each for _, _, each in (*addends, *before))
        witness = (rest, *(value for value in values if value))
        if not any(values) or off > slack or witness in seen:
            continue
        seen.add(witness)
        grain = gcd(stated, *values, *(value for _, value, _ in before))
        size = max(map(abs, witness))
        bits += max(0.0, log2(size / (grain if off == 0 else 2 * slack)))
    return bits


def _by_column(ledger: Ledger, parts: Sequence[int]) -> tuple[dict[int, list[Entry]], dict[int, set[int]]]:
    """By slot: the entries of all parts, and the parts that have a figure there other than 0."""
    columns: dict[int, list[Entry]] = {}
    suppliers: dict[int, set[int]] = {}
    for part in parts:
        for entry in ledger.entries[part]:
            columns.setdefault(entry[0], []).append(entry)
            if entry[1]:
                suppliers.setdefault(entry[0], set()).add(part)
    return columns, suppliers


def _bits(witness: tuple[int, ...], size: int, off: int, slack: int) -> float:
    """Chance hits 1 in (size / grain): round numbers and wide slack prove less."""
    grain = gcd(*witness)
    return max(0.0, log2(size / (grain if off == 0 else 2 * slack)))
