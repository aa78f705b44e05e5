"""The texts of a report that can name something, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lnextract.model.report import Block, Report, Section, Table
from lnextract.model.spans import Span


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
    if table.title:
        yield Passage(table.title, table.section, table.span, table=table.id)
    for number, row in enumerate(table.rows):
        texts = [cell for cell in row.cells if cell is not None and cell.value is None]
        if row.label:
            yield Passage(row.label, table.section, table.span, table=table.id, row=number)
        for cell in texts:
            yield Passage(cell.text, table.section, cell.span, table=table.id, row=number)


def texts_of(passages: Sequence[Passage]) -> list[str]:
    """The passages' texts with white space folded to blanks; offsets of mentions count in these."""
    return [" ".join(passage.text.split()) for passage in passages]
