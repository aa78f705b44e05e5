"""The rows that marks lead to: tables in the page, each row with its place in the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

from lnextract.dataset.cells import as_text


@dataclass(frozen=True, slots=True)
class Listed:
    """A row: its anchor and its cells."""

    anchor: str
    cells: Sequence[Any]


def listing(title: str, headers: Sequence[str], rows: Iterable[Listed]) -> str:
    """A table that opens on demand, on paper always open."""
    body = "\n".join(_row(row) for row in rows)
    head = "".join(f"<th>{escape(header)}</th>" for header in headers)
    return (
        f"<details open><summary>{escape(title)}</summary>\n<table><thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody></table></details>"
    )


def _row(row: Listed) -> str:
    cells = "".join(_cell(cell) for cell in row.cells)
    return f'<tr id="{escape(row.anchor, quote=True)}">{cells}</tr>'


def _cell(value: Any) -> str:
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return f'<td class="n">{number(Decimal(value))}</td>'
    return f"<td>{escape(as_text(value))}</td>"


def number(value: Decimal) -> str:
    """As Swedes write it: 1 196, 148,2, −13."""
    whole = f"{value:,f}" if value == value.to_integral_value() else f"{value:,.3f}".rstrip("0")
    whole = whole.partition(".")[0] if value == value.to_integral_value() else whole
    return whole.replace(",", "\u00a0").replace(".", ",").replace("-", "\u2212")


def place(file: str | None, page: int | None, line: int | None) -> str:
    """`rapport.pdf, s. 5` or `rapport.txt, rad 512`."""
    where = f", s. {page}" if page is not None else f", rad {line}" if line is not None else ""
    return f"{file or 'beräknad'}{where}"
