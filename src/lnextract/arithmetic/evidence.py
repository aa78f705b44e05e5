"""How far a reading of a sum is to be believed."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.arithmetic.ledger import Reading
from lnextract.arithmetic.rows import RowFacts

ACCEPT_BITS = 6.0
"""A reading with several witnesses must be a 1 in 64 chance; each row has one or two near misses to try."""
ACCEPT_ALONE_BITS = 9.0
"""With one column as only witness, and no words: 1 in 512."""
NAMED_BITS = 6.0
"""«Summa» above which the parts stand says what it is."""
INDENT_BITS = 6.0
"""The parts are just the rows that are indented below the total."""
GROUP_BITS = 4.0
"""«Varav», «fördelning» before the parts."""
WHOLE_BITS = 9.0
"""A single «varav» right below that repeats the row above it in most columns: all of it is so used."""
AGAINST_BITS = 4.0
"""Taken off where words or indents speak against the direction."""
BROKEN_BITS = 3.0
"""Taken off for each column that does not close."""
EDGE_BITS = 1.5
"""The run of parts ends where a heading, a total or the table ends."""


class Evidence:
    """Words and indents of the rows, weighed against what the columns say."""

    def __init__(self, rows: Sequence[RowFacts]) -> None:
        self.rows = rows
        self.indented = len({row.level for row in rows if row.printed}) > 1

    def score(self, reading: Reading) -> float:
        """In bits: chance, words, indents and edges together."""
        words = self._words(reading)
        return reading.bits + words + self._edge(reading) - BROKEN_BITS * reading.broken

    def accepts(self, reading: Reading) -> bool:
        """Whether the reading is taken for true; words alone are not enough here."""
        score = self.score(reading)
        backed = self._words(reading) > 0
        if not reading.closing:
            return backed and not reading.broken and reading.trivial > 0
        if backed:
            return score >= ACCEPT_BITS and reading.closing >= reading.broken
        if reading.closing <= reading.broken:
            return False
        if reading.closing + reading.broken == 1:
            return reading.bits >= ACCEPT_ALONE_BITS
        return score >= ACCEPT_BITS and reading.bits >= ACCEPT_BITS / 2

    def is_weak(self, reading: Reading) -> bool:
        """Whether a group may be one at all, if the total above it says so."""
        return len(reading.parts) > 1 and reading.closing > 0 and self._words(reading) >= 0

    def allows_single(self, reading: Reading) -> bool:
        """Whether a row may be the sum of one: two equal rows are mostly just that."""
        total, part = self.rows[reading.total], self.rows[reading.parts[0]]
        if reading.broken >= max(reading.closing, 1):
            return False
        if reading.parts[0] > reading.total:
            follows = reading.parts[0] == reading.total + 1
            return follows and (part.label_role == "of_which" or self.indented_below(reading))
        if part.label_role == "total" or total.label_role not in ("total", "subtotal"):
            return False
        return part.label_role == "subtotal" or self._at_edge_above(reading)

    def _words(self, reading: Reading) -> float:
        total = self.rows[reading.total]
        named = total.label_role in ("total", "subtotal")
        if reading.parts[-1] < reading.total:
            if any(self.rows[part].level < total.level for part in reading.parts):
                return -AGAINST_BITS
            return NAMED_BITS if named else 0.0
        if self.indented_below(reading):
            return INDENT_BITS
        if named or (self.indented and not self._deeper(reading)):
            return -AGAINST_BITS
        if len(reading.parts) == 1 and self.rows[reading.parts[0]].label_role == "of_which":
            return WHOLE_BITS
        return GROUP_BITS if total.label_role in ("of_which", "group") else 0.0

    def _deeper(self, reading: Reading) -> bool:
        level = self.rows[reading.total].level
        return all(self.rows[part].level > level for part in reading.parts)

    def indented_below(self, reading: Reading) -> bool:
        """All rows of the next level, down to the first that is not deeper than the total."""
        if not self._deeper(reading):
            return False
        direct = self.block_below(reading.total)
        plain = [index for index in direct if self.rows[index].label_role != "of_which"]
        return list(reading.parts) in (direct, plain)

    def block_below(self, total: int) -> list[int]:
        """Rows of the next level below a row, down to the first that is not deeper than it."""
        level = self.rows[total].level
        block: list[int] = []
        for index in range(total + 1, len(self.rows)):
            if not self.rows[index].printed:
                continue
            if self.rows[index].level <= level:
                break
            block.append(index)
        nearest = min((self.rows[index].level for index in block), default=level)
        return [index for index in block if self.rows[index].level == nearest]

    def _edge(self, reading: Reading) -> float:
        above = reading.parts[-1] < reading.total
        at_edge = self._at_edge_above(reading) if above else self._at_edge_below(reading)
        return EDGE_BITS if at_edge else 0.0

    def _at_edge_above(self, reading: Reading) -> bool:
        before = reading.parts[0] - 1
        return before < 0 or self._breaks(before)

    def _at_edge_below(self, reading: Reading) -> bool:
        after = reading.parts[-1] + 1
        if after >= len(self.rows) or self._breaks(after):
            return True
        return self.indented and self.rows[after].level <= self.rows[reading.total].level

    def _breaks(self, index: int) -> bool:
        row = self.rows[index]
        return not row.printed or row.label_role in ("total", "subtotal")
