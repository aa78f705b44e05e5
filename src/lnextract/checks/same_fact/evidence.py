"""What agrees beside two figures, and whether it is enough to take them for one fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lnextract.checks.figures import TableFigure
from lnextract.checks.same_fact.columns import ColumnKey

How = Literal["board", "whole", "name", "account", "total"]
"""By what two rows are taken for the same, the surest first."""
HOWS: tuple[How, ...] = ("board", "whole", "name", "account", "total")
SURE_OF_TOTAL = 2
"""Columns in which two totals of different parts must agree before a third may be held against them."""
SURE_OF_TABLES = 3
"""Cells of two tables that must agree for each one that does not, to hold a line against its namesake."""
OF_THE_BODY = ("board", "whole")
"""An indicator of the body beside another one, or beside a total."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of two rows."""

    pair: int
    key: ColumnKey
    first: TableFigure
    second: TableFigure
    sign: int
    agrees: bool
    tells: bool
    """They agree, and have digits enough for that to say something."""


@dataclass(slots=True)
class Tally:
    """How many cells agree in a way that tells, and how many do not agree."""

    tells: int = 0
    agree: int = 0
    """Of figures that are not nothing, those that tell included."""
    against: int = 0

    def add(self, cell: Cell) -> None:
        self.tells += cell.tells
        self.agree += cell.agrees and bool(cell.first.value)
        self.against += not cell.agrees

    def without(self, cell: Cell) -> Tally:
        return Tally(
            self.tells - cell.tells,
            self.agree - (cell.agrees and bool(cell.first.value)),
            self.against - (not cell.agrees),
        )


def sure_of(cell: Cell, how: How, row: Tally, column: Tally, everywhere: Tally) -> bool | None:
    """Whether the two are sure to state one fact; None where they may as well state two.

    The tallies are of the other cells: in its row, in its column, in both tables.
    """
    alone = column.tells == column.against == 0
    in_time = cell.first.column.period is not None and cell.second.column.period is not None
    backed = row.tells > 0 and row.tells >= row.against and (in_time or column.tells >= column.against)
    if how in OF_THE_BODY:
        return True if cell.agrees or row.agree >= row.against else None
    if cell.agrees:
        return True if backed or (cell.tells and how == "name") or (cell.tells and column.tells) else None
    if backed and (how in ("name", "account") or row.tells >= max(SURE_OF_TOTAL, row.against + 1)):
        return True
    if how == "name" and row.agree >= row.against and column.tells >= column.against:
        if row.tells == row.against == 0 and column.tells > max(1, column.against):
            return True
        if everywhere.tells >= SURE_OF_TABLES * max(1, everywhere.against):
            return True
    return False if row.tells and (column.tells or alone) else None
