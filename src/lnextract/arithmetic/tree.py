"""The sums found so far, as a forest of rows."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.arithmetic.ledger import Ledger, Reading
from lnextract.arithmetic.rows import RowFacts

Run = list[int]
"""Rows that can be parts of a total, nearest first."""


LEAST_NAME = 3
"""Letters of a heading that the label of its sum must repeat."""


class Tree:
    """Rows from the top with the sums that were taken for true."""

    def __init__(self, rows: Sequence[RowFacts], ledger: Ledger) -> None:
        self.rows = rows
        self.ledger = ledger
        self.parent: list[int | None] = [None] * len(rows)
        self.restates: list[int | None] = [None] * len(rows)
        self.parts: dict[int, tuple[int, ...]] = {}
        """Total row → part rows."""
        self.along: dict[tuple[int, ...], list[Reading]] = {}
        """Total row and the run tried as its parts → the readings: figures and words alone decide them."""
        self.printed = [index for index, row in enumerate(rows) if row.printed]
        self.refused: frozenset[tuple[int, tuple[int, ...]]] = frozenset()
        """Total row and part rows of sums that are not to be taken, on trial."""

    def without(self, total: int) -> Tree:
        """An empty tree over the same rows that may not take one of the sums of this one."""
        other = Tree(self.rows, self.ledger)
        other.along = self.along
        other.refused = self.refused | {(total, self.parts[total])}
        return other

    def add(self, reading: Reading) -> bool:
        """Take a reading for true; false where an earlier one stands against it."""
        total, parts = reading.total, reading.parts
        if (
            (total, parts) in self.refused
            or total in self.parts
            or any(self.parent[part] is not None for part in parts)
        ):
            return False
        if any(part in self._with_ancestors(total) for part in parts):
            return False
        self.parts[total] = parts
        for part in parts:
            self.parent[part] = total
        return True

    def insert(self, reading: Reading) -> bool:
        """Put a sum between parts and the total that has taken them; false where they have no one total."""
        over = {self.parent[part] for part in reading.parts}
        total = over.pop()
        if (
            (reading.total, reading.parts) in self.refused
            or over
            or total is None
            or reading.total in self._with_ancestors(total)
        ):
            return False
        rest = [part for part in self.parts[total] if part not in reading.parts]
        self.parts[total] = tuple(sorted([*rest, reading.total]))
        self.parts[reading.total] = reading.parts
        self.parent[reading.total] = total
        for part in reading.parts:
            self.parent[part] = reading.total
        return True

    def remove(self, total: int) -> None:
        for part in self.parts.pop(total):
            self.parent[part] = None

    def named(self, row: int) -> bool:
        """Whether the words call it a sum."""
        return self.rows[row].label_role in ("total", "subtotal")

    def unsolved(self) -> Run:
        """Rows with figures of which no sum is known."""
        return [row for row in self.printed if row not in self.parts and self.restates[row] is None]

    def open_above(self, total: int) -> Run:
        return [row for row in reversed(self.printed) if row < total and self.parent[row] is None]

    def open_below(self, total: int) -> Run:
        """Down to the next row that shares the total's own parent, and never a total."""
        over = self.parent[total]
        run: Run = []
        for row in self.printed:
            if row <= total:
                continue
            sibling = over is not None and self.parent[row] == over
            if sibling or row == over or self.rows[row].label_role == "total":
                break
            if self.parent[row] is None:
                run.append(row)
        return run

    def framed(self, total: int) -> bool:
        """Whether a heading above bears the name of this sum, so that its parts stand between the two."""
        return self.named(total) and self._own_heading(total) is not None

    def below_own_heading(self, total: int) -> Run:
        """Open rows above a sum, up to the heading whose words its label ends in; empty without one."""
        heading = self._own_heading(total)
        if heading is None:
            return []
        return [row for row in self.open_above(total) if row > heading and self._is_part(row)]

    def _own_heading(self, total: int) -> int | None:
        for row in range(total - 1, -1, -1):
            facts = self.rows[row]
            named = not facts.printed and len(facts.label) >= LEAST_NAME
            if named and self.rows[total].label.endswith(facts.label):
                return row
        return None

    def _is_part(self, row: int) -> bool:
        return self.rows[row].label_role != "of_which"

    def leaves_rows_behind(self, reading: Reading) -> bool:
        """Whether a named total would pass over a row before it that no other sum takes."""
        if not self.named(reading.total) or reading.parts[-1] > reading.total:
            return False
        for row in range(reading.total - 1, -1, -1):
            above = row < reading.parts[0]
            if above and (not self.rows[row].printed or self.rows[row].label_role == "total"):
                return False
            taken = self.parent[row] is not None or row in reading.parts or (above and row in self.parts)
            if not taken and self._rivals(row, reading):
                return True
        return False

    def skips_rows_below(self, reading: Reading) -> bool:
        """Whether a group would pass over a row between it and its last part that no sum takes."""
        return any(
            self.parent[row] is None and row not in reading.parts and self.rows[row].label_role != "of_which"
            for row in self.printed
            if reading.total < row < reading.parts[-1]
        )

    def all_sums(self) -> dict[int, tuple[int, ...]]:
        """Restated totals included: they stand for the same parts."""
        again = {
            row: self.parts[first]
            for row, first in enumerate(self.restates)
            if first is not None and row not in self.parts
        }
        return {**self.parts, **again}

    def parents_with_words(self) -> list[int | None]:
        """Parents by sums, then by «varav» and indent where no sum takes the row."""
        return [
            self._parent_by_words(index) if parent is None and self.rows[index].printed else parent
            for index, parent in enumerate(self.parent)
        ]

    def _with_ancestors(self, row: int) -> set[int]:
        found = {row}
        above = self.parent[row]
        while above is not None:
            found.add(above)
            above = self.parent[above]
        return found

    def _rivals(self, row: int, reading: Reading) -> bool:
        """Whether a row is printed like the parts are: in each column that total and parts all fill."""
        if row in reading.parts or not self.rows[row].printed or self.rows[row].label_role == "of_which":
            return False
        full = self.ledger.filled(reading.total)
        for part in reading.parts:
            full &= self.ledger.filled(part)
        return full <= self.ledger.filled(row)

    def _parent_by_words(self, index: int) -> int | None:
        """«Varav» belongs to the row before it; an indented row to the nearest row that is less so."""
        row = self.rows[index]
        for other in range(index - 1, -1, -1):
            before = self.rows[other]
            if row.label_role == "of_which" and before.printed and before.label_role != "of_which":
                return other
            if row.label_role in ("plain", "group") and before.level < row.level:
                # A sum that closes without the row is complete.
                return None if other in self.parts else other
        return None
