"""A printed grid → a table of the report: measures, accounts, units, row kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lnextract.knowledge.headers import within_cells
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.grid import Grid, GridCell
from lnextract.model.report import Cell, Column, Doubt, Identity, MoneyUnit, Row, Table
from lnextract.normalise.columns import ColumnMeaning, HeaderText, TableContext, interpret_columns
from lnextract.normalise.figures_of_grid import figure_cell
from lnextract.normalise.labels import LabelReading, read_label
from lnextract.normalise.row_sums import hierarchy_of
from lnextract.normalise.settling import settle_by_arithmetic
from lnextract.normalise.tables import table_kind
from lnextract.normalise.units import table_unit
from lnextract.swedish.units import find_money_unit
from lnextract.swedish.words import join_lines, squash

BEFORE_UNIT = (
    "",
    "i",
    "beloppi",
    "allabeloppi",
    "samtligabeloppi",
    "beloppangesi",
    "beloppen",
    "beloppredovisasi",
)
UNIT_WORDS = ("tkr", "kr", "mnkr", "mkr", "kkr", "tusenkronor", "kronor", "miljonerkronor")
"""Lines that say the unit alone, squashed: a word of each."""
TEXT_KINDS = ("indicator", "activity", "assignment")


@dataclass(frozen=True, slots=True)
class TablePlace:
    """What the document says of a table from outside it."""

    id: str
    section: str | None
    section_title: str | None
    identity: Identity
    earlier_unit: MoneyUnit | None
    trailing_blanks: bool | None


def table_of_grid(grid: Grid, place: TablePlace, vocabulary: Vocabulary) -> tuple[Table, list[Doubt]]:
    """The table, and what is doubted of it."""
    return _Making(grid, place, vocabulary).table()


class _Making:
    def __init__(self, grid: Grid, place: TablePlace, vocabulary: Vocabulary) -> None:
        self.grid, self.place, self.vocabulary = grid, place, vocabulary
        self.by_place = {(cell.row, cell.column): cell for cell in grid.cells if cell.text.strip()}
        roles = grid.roles or ("label", *["figure"] * (grid.columns - 1))
        self.columns = [at for at in range(1, grid.columns) if roles[at] not in ("code", "group", "label")]
        self.code = next((at for at in range(grid.columns) if roles[at] == "code"), None)
        self.roles = roles

    def table(self) -> tuple[Table, list[Doubt]]:
        title, unit_line = self._caption()
        headers = [HeaderText(self._header(at), None) for at in self.columns]
        label_head = self._header(0)
        kind = table_kind(
            headers,
            [label_head],
            [text for text in (title, self.place.section_title) if text],
            self.vocabulary,
        )
        self.texts = kind in TEXT_KINDS
        stated = [label_head, *(header.text for header in headers)]
        unit = table_unit(stated, title, unit_line, self.place.earlier_unit)
        identity = self.place.identity
        context = TableContext(
            identity.year, identity.period, title, unit, (label_head,), kind if kind in TEXT_KINDS else None
        )
        meanings = self._meanings(headers, context)
        if kind in TEXT_KINDS:
            unit = None
        elif kind == "other" and not any(meaning.measure != "unmapped" for meaning in meanings):
            unit = table_unit(stated, title, unit_line, None) or (
                unit if self.grid.header_rows == 0 else None
            )
        cells = self._cells(meanings, unit, money=kind not in TEXT_KINDS and unit is not None)
        labels = [self._label(at) for at in self._body()]
        rows = self._rows(labels, cells, meanings)
        table = Table(
            id=self.place.id,
            title=title,
            section=self.place.section,
            unit=unit,
            kind=kind,
            columns=self._columns(headers, meanings),
            rows=rows,
            engine=self.grid.engine,
            confidence=self.grid.confidence,
            span=self.grid.span,
        )
        return table, self._doubts(table, headers, meanings)

    def _body(self) -> range:
        return range(self.grid.header_rows, self.grid.rows)

    def _repaired(self, text: str) -> str:
        return join_lines(
            text.split("\n"), known=self.vocabulary.known_words, trailing_blanks=self.place.trailing_blanks
        )

    def _header(self, column: int) -> str:
        parts = [
            self._head(cell.text)
            for row in range(self.grid.header_rows)
            if (cell := self.grid.cell(row, column)) is not None
        ]
        return " ".join(dict.fromkeys(parts))

    def _head(self, text: str) -> str:
        """A head with the words that a narrow cell broke joined as the lexicon knows them."""
        phrases = self.vocabulary.headers.segment(within_cells(text))
        if phrases and all(phrase.role != "unknown" for phrase in phrases):
            return " ".join(phrase.text for phrase in phrases)
        return self._repaired(text)

    def _caption(self) -> tuple[str | None, str | None]:
        """Title and separate unit line."""
        titles, unit_line = [], None
        for text in self.grid.caption:
            bare = text.strip().strip("()").strip()
            if (
                find_money_unit(bare)
                and len(bare.split()) <= 4
                and not bare[:1].isdigit()
                and _only_unit(bare)
            ):
                unit_line = bare
            else:
                titles.append(text)
        return (self._repaired("\n".join(titles)) if titles else None), unit_line

    def _meanings(self, headers: Sequence[HeaderText], context: TableContext) -> list[ColumnMeaning]:
        meanings = interpret_columns(headers, context, self.vocabulary)
        figures: list[list[tuple[object, int] | None]] = []
        percent: set[int] = set()
        for at in self._body():
            row: list[tuple[object, int] | None] = []
            for place, column in enumerate(self.columns):
                cell = self.by_place.get((at, column))
                read = (
                    figure_cell(cell, meanings[place], None, money_table=True) if cell is not None else None
                )
                row.append(
                    (read.value, read.decimals or 0) if read is not None and read.value is not None else None
                )
                if read is not None and read.unit == "%":
                    percent.add(place)
            figures.append(row)
        return settle_by_arithmetic(meanings, figures, context, frozenset(percent))  # type: ignore[arg-type]

    def _cells(
        self, meanings: Sequence[ColumnMeaning], unit: MoneyUnit | None, *, money: bool
    ) -> list[list[Cell | None]]:
        return [
            [
                figure_cell(self._unbroken(cell), meaning, unit, money_table=money)
                if (cell := self.by_place.get((at, column))) is not None
                else None
                for column, meaning in zip(self.columns, meanings, strict=True)
            ]
            for at in self._body()
        ]

    def _unbroken(self, cell: GridCell) -> GridCell:
        if "\n" not in cell.text:
            return cell
        text = (
            " ".join(cell.text.split()) if self.roles[cell.column] == "status" else self._repaired(cell.text)
        )
        return GridCell(
            cell.row, cell.column, text, cell.span, cell.row_span, cell.column_span, cell.confidence
        )

    def _label(self, row: int) -> LabelReading:
        cell = self.by_place.get((row, 0))
        code = self.by_place.get((row, self.code)) if self.code is not None else None
        year = self.place.identity.year
        return read_label(
            self._repaired(cell.text) if cell is not None else "",
            code.text.strip() if code is not None else None,
            year,
            self.vocabulary,
        )

    def _rows(
        self,
        labels: Sequence[LabelReading],
        cells: Sequence[list[Cell | None]],
        meanings: Sequence[ColumnMeaning],
    ) -> list[Row]:
        printed_labels = [self.by_place.get((at, 0)) for at in self._body()]
        hierarchy = (
            None if self.texts else hierarchy_of(labels, printed_labels, cells, meanings, self.vocabulary)
        )
        rows = []
        for at, (label, row) in enumerate(zip(labels, cells, strict=True)):
            printed = self.by_place.get((at + self.grid.header_rows, 0))
            parent = hierarchy.parents[at] if hierarchy is not None else None
            rows.append(
                Row(
                    label=label.label,
                    label_raw=printed.text if printed is not None else "",
                    level=_depth(hierarchy.parents, at) if hierarchy is not None else 0,
                    parent=parent,
                    kind=hierarchy.kinds[at] if hierarchy is not None else "item",
                    account=label.account,
                    code=label.code,
                    cells=row,
                    span=printed.span if printed is not None else None,
                )
            )
        return rows

    def _columns(self, headers: Sequence[HeaderText], meanings: Sequence[ColumnMeaning]) -> list[Column]:
        return [
            Column(
                id=f"{self.place.id}c{number}",
                header=header.text,
                measure=meaning.measure,
                period=meaning.period if meaning.period_printed else None,
                unit=meaning.unit,
            )
            for number, (header, meaning) in enumerate(zip(headers, meanings, strict=True), start=1)
        ]

    def _doubts(
        self, table: Table, headers: Sequence[HeaderText], meanings: Sequence[ColumnMeaning]
    ) -> list[Doubt]:
        doubts = [
            Doubt(code="unproven_reading", message=message, table=table.id, span=table.span)
            for message in self.grid.doubts
        ]
        for header, meaning in zip(headers, meanings, strict=True):
            if meaning.measure == "unmapped":
                named = f"«{header.text}»" if header.text else "without header"
                message = f"The vocabulary does not know what the column {named} measures."
                doubts.append(Doubt(code="unmapped_header", message=message, table=table.id, span=table.span))
        for row in table.rows:
            if (
                row.account is None
                and row.kind in ("total", "subtotal")
                and table.kind in ("budget", "result")
            ):
                message = f"The vocabulary does not know the account «{row.label}»."
                doubts.append(Doubt(code="unmapped_label", message=message, table=table.id, span=table.span))
        return doubts


def _only_unit(text: str) -> bool:
    """Whether the line says the unit and nothing else: «Tkr», «Belopp i tkr»."""
    bare = squash(text).strip(".:")
    return any(bare == before + unit for before in BEFORE_UNIT for unit in UNIT_WORDS)


def _depth(parents: Sequence[int | None], row: int) -> int:
    """Steps up to a row without parent."""
    depth, at, seen = 0, parents[row], {row}
    while at is not None and at not in seen:
        seen.add(at)
        depth, at = depth + 1, parents[at]
    return depth
