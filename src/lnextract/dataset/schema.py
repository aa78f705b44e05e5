"""What a table is made of: the one description that every format, key and help text is derived from."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import NoneType
from typing import Any, Final, Literal, get_args, get_type_hints

Kind = Literal["string", "integer", "number", "date", "boolean"]
Format = Literal["plain", "tkr", "text", "share"]

_KINDS: Final[dict[type, Kind]] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    Decimal: "number",
    date: "date",
}


@dataclass(frozen=True, slots=True)
class Says:
    """What a column holds, in both languages, and what it points to."""

    sv: str
    en: str
    key: bool = False
    """Part of the table's primary key."""
    to: str | None = None
    """Table whose primary key the value is."""
    codes: str | None = None
    """Code list that the values come from."""
    prose: bool = False
    """Text of the report: persons in it are masked before it is written."""
    format: Format = "plain"
    """How a spreadsheet shows it: tkr in groups of three, text wide and wrapped."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    kind: Kind
    required: bool
    says: Says


@dataclass(frozen=True)
class Table:
    """One table: its columns are the fields of its row type."""

    name: str
    row: type[Any]
    sv: str
    en: str
    shared: bool = False
    """Several reports give the same rows; each is kept once."""
    order: tuple[str, ...] = ()
    """Columns that a shared table is sorted by; the others follow the documents."""
    asked: str | None = None
    """Name of the SQL file that makes the rows of all reports at once; None where each gives its own."""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """In the order of the row type's fields."""
        hints = get_type_hints(self.row, include_extras=True)
        return tuple(_column(field.name, hints[field.name]) for field in dataclasses.fields(self.row))

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Names of the columns that tell one row from all others."""
        return tuple(column.name for column in self.columns if column.says.key)

    @cached_property
    def links(self) -> tuple[Column, ...]:
        """The columns that point to other tables."""
        return tuple(column for column in self.columns if column.says.to)


def _column(name: str, hint: Any) -> Column:
    bare, says = get_args(hint)
    kinds = [each for each in get_args(bare) or (bare,) if each is not NoneType]
    return Column(name, _KINDS[kinds[0]], NoneType not in get_args(bare), says)
