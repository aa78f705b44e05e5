"""The texts of a report that can name something, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lnextract.model.report import Block, Report, Section, Table
from lnextract.model.spans import Span

_ACCOUNTS = ("budget", "result", "forecast")


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, paragraph, list item, row label or text cell: sentences never run from one to the next."""

    text: str
    section: str | None
    span: Span
    """Of the block, or of the cell where it has its own."""
    is_heading: bool = False
    table: str | None = None
    row: int | None = None
    is_label: bool = False
    in_accounts: bool = False
    """In a table of money, or the label of an indicator: it names what is counted, and tells of no day."""


def passages_of(report: Report) -> list[Passage]:
    """Every passage in printed order; a table stands where its block does."""
    tables = {table.id: table for table in report.tables}
    found: list[Passage] = []
    placed: set[str] = set()
    for section in report.sections:
        found.append(Passage(section.title, section.id, section.span, is_heading=True))
        for block in section.blocks:
            found.extend(_of_block(block, section, tables))
            placed.add(block.table or "")
    outside = [table for table in report.tables if table.id not in placed]
    return [*(passage for table in outside for passage in _of_table(table)), *found]


def _of_block(block: Block, section: Section, tables: dict[str, Table]) -> Iterator[Passage]:
    for text in [block.text, *(block.items or ())]:
        if text:
            yield Passage(text, section.id, block.span)
    if block.table in tables:
        yield from _of_table(tables[block.table])


def _of_table(table: Table) -> Iterator[Passage]:
    money = table.kind in _ACCOUNTS
    if table.title:
        yield Passage(table.title, table.section, table.span, table=table.id, in_accounts=money)
    for number, row in enumerate(table.rows):
        texts = [cell for cell in row.cells if cell is not None and cell.value is None]
        inside = Passage("", table.section, table.span, table=table.id, row=number, in_accounts=money)
        if row.label:
            label = replace(inside, text=row.label, is_label=True)
            yield replace(label, in_accounts=money or table.kind == "indicator")
        for cell in texts:
            yield replace(inside, text=cell.text, span=cell.span)
