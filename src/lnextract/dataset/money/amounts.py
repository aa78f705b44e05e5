"""A report's tables of money → rows of tables, amounts, facts and mappings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypedDict

from lnextract.dataset.ids import hashed
from lnextract.dataset.mapping_rows import by_vocabulary
from lnextract.dataset.money.basis import Signs, basis_of_table, signs_of
from lnextract.dataset.money.lines import Line, lines_of
from lnextract.dataset.money.periods import Measured, measured
from lnextract.dataset.money.roles import roles_of
from lnextract.dataset.money.scope import TableScope, scope_of
from lnextract.dataset.places import where
from lnextract.dataset.reading import Reading
from lnextract.dataset.rows.money import Amount, Fact, PrintedTable
from lnextract.dataset.rows.rules import Mapping
from lnextract.model.finding import FigureRef
from lnextract.model.report import Cell, Table

THOUSANDS: Final = {"kr": Decimal("0.001"), "tkr": Decimal(1), "mnkr": Decimal(1000)}
"""Money unit → thousand SEK."""
NOT_MONEY: Final = frozenset({"activity", "assignment", "indicator"})
"""Kinds of tables whose figures stand in tables of their own."""
DEVIATION_OF: Final = {"outcome": "deviation", "forecast": "forecast_deviation"}
"""What an outcome or forecast that is printed as a surplus against the grant states instead."""


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """A printed table with what was made of it."""

    table: Table
    row: PrintedTable
    scope: TableScope
    lines: list[Line]
    roles: list[str]
    signs: list[Signs]
    measured: list[Measured | None]
    """One a column."""
    cells: dict[tuple[int, int], Amount]
    """By 0-based row and column, in printed order."""
    facts: dict[str, Fact]
    mappings: dict[str, Mapping]

    @property
    def amounts(self) -> list[Amount]:
        """Every figure of the table, row by row."""
        return list(self.cells.values())


def money_tables(reading: Reading) -> list[MoneyTable]:
    """Every table of the report; those that hold no money have no amounts."""
    return [_money_table(reading, table) for table in reading.report.tables]


def _money_table(reading: Reading, table: Table) -> MoneyTable:
    words = reading.words
    scope = scope_of(table, reading.section_titles.get(table.section or ""), words)
    lines = lines_of(table, scope, words)
    signs = signs_of(table, lines, words)
    made = MoneyTable(
        table=table,
        row=_table_row(reading, table, scope, basis_of_table(signs)),
        scope=scope,
        lines=lines,
        roles=roles_of(table, lines, words),
        signs=signs,
        measured=[measured(table, column, reading.report.identity) for column in table.columns],
        cells={},
        facts={},
        mappings={},
    )
    if table.kind not in NOT_MONEY:
        for row_no, column_no, cell in _figures(table):
            made.cells[row_no, column_no] = _amount(reading, made, row_no, column_no, cell)
    return made


def amount_key(reading: Reading, figure: FigureRef) -> str | None:
    """Key of the amount that a figure is; None where it is none: in prose, or in a table of other things."""
    table = reading.tables.get(figure.table)
    if table is None or table.kind in NOT_MONEY or figure.row is None:
        return None
    column_no = next((at for at, each in enumerate(table.columns) if each.id == figure.column), None)
    if column_no is None or not 0 <= figure.row < len(table.rows):
        return None
    cell = table.rows[figure.row].cells[column_no]
    if cell is None or cell.value is None:
        return None
    return _key(reading, table, figure.row, column_no)


def _key(reading: Reading, table: Table, row_no: int, column_no: int) -> str:
    return reading.key(table.id, f"r{row_no + 1}", f"c{column_no + 1}")


def _figures(table: Table) -> Iterator[tuple[int, int, Cell]]:
    for row_no, row in enumerate(table.rows):
        for column_no, cell in enumerate(row.cells):
            if cell is not None and cell.value is not None:
                yield row_no, column_no, cell


def _table_row(reading: Reading, table: Table, scope: TableScope, basis: str) -> PrintedTable:
    at = where(table.span)
    money = table.kind not in NOT_MONEY
    return PrintedTable(
        table_id=reading.key(table.id),
        doc_id=reading.doc_id,
        section_id=reading.section_key(table.section),
        caption_raw=table.title,
        kind=table.kind,
        unit=table.unit,
        layout=scope.layout if money else None,
        scope=scope.account if money else None,
        basis=basis if money else None,
        headers_raw=" | ".join(column.header for column in table.columns) or None,
        row_count=len(table.rows),
        engine=table.engine,
        confidence=Decimal(str(table.confidence)),
        page=at.page,
        line=at.line,
        place=at.place,
    )


@dataclass(frozen=True, slots=True)
class Stated:
    """What a figure states, in the units of all reports."""

    factor: Decimal | None
    """To thousand SEK; None for what is no money."""
    cost: Decimal | None
    deviation: Decimal | None
    fact: Fact | None


def _stated(reading: Reading, made: MoneyTable, row_no: int, column_no: int, cell: Cell) -> Stated:
    assert cell.value is not None
    line, signs = made.lines[row_no], made.signs[row_no]
    factor = THOUSANDS.get(cell.unit or "")
    states = _states(made.measured[column_no], signs)
    cost, deviation = _canonical(states, signs, cell.value, factor)
    fact = _fact(reading, line, states) if cost is not None or deviation is not None else None
    if fact is not None:
        made.facts[fact.fact_id] = fact
    return Stated(factor, cost, deviation, fact)


def _mappings(made: MoneyTable, row_no: int, column_no: int) -> tuple[str | None, str | None]:
    """Keys of the rules for label and header, which are kept with the table."""
    column = made.table.columns[column_no]
    header = by_vocabulary("measure", column.header, column.measure) if column.header else None
    label = made.lines[row_no].mapping
    for mapping in (label, header):
        if mapping is not None:
            made.mappings[mapping.mapping_id] = mapping
    return label.mapping_id if label else None, header.mapping_id if header else None


def _amount(reading: Reading, made: MoneyTable, row_no: int, column_no: int, cell: Cell) -> Amount:
    assert cell.value is not None
    row, column = made.table.rows[row_no], made.table.columns[column_no]
    line, days, at = made.lines[row_no], made.measured[column_no], where(cell.span)
    stated = _stated(reading, made, row_no, column_no, cell)
    label_mapping, header_mapping = _mappings(made, row_no, column_no)
    return Amount(
        amount_id=_key(reading, made.table, row_no, column_no),
        doc_id=reading.doc_id,
        table_id=made.row.table_id,
        row_no=row_no + 1,
        column_no=column_no + 1,
        label_raw=row.label_raw or None,
        label=row.label or None,
        header_raw=column.header or None,
        account=line.account,
        purpose=line.purpose,
        purpose_second=line.second,
        label_mapping_id=label_mapping,
        header_mapping_id=header_mapping,
        role=made.roles[row_no],
        measure=column.measure,
        **_days(days),
        value_raw=cell.text,
        value=cell.value,
        unit=cell.unit,
        decimals=cell.decimals,
        amount_tkr=None if stated.factor is None else cell.value * stated.factor,
        amount_cost_tkr=stated.cost,
        deviation_tkr=stated.deviation,
        half_width_tkr=_half_width(cell, stated.factor),
        basis=made.signs[row_no].basis,
        fact_id=stated.fact.fact_id if stated.fact else None,
        confidence=Decimal(str(cell.confidence)),
        page=at.page,
        line=at.line,
        place=at.place,
    )


class _Days(TypedDict):
    period_from: date | None
    period_to: date | None


def _days(days: Measured | None) -> _Days:
    return {"period_from": days.period_from if days else None, "period_to": days.period_to if days else None}


def _states(days: Measured | None, signs: Signs) -> Measured | None:
    """What a figure states: a surplus printed where an outcome is expected states the deviation."""
    if days is None or signs.basis == "unknown":
        return None
    if signs.basis != "result_after_grant":
        return days
    concept = DEVIATION_OF.get(days.concept, days.concept)
    return None if concept == "budget" else Measured(concept, days.period_from, days.period_to, days.as_of)


def _canonical(
    states: Measured | None, signs: Signs, value: Decimal, factor: Decimal | None
) -> tuple[Decimal | None, Decimal | None]:
    """Cost and deviation in thousand SEK; one of them at most."""
    if states is None or factor is None:
        return None, None
    if states.concept in DEVIATION_OF.values():
        return None, value * factor * signs.deviation
    return value * factor * signs.cost, None


def _half_width(cell: Cell, factor: Decimal | None) -> Decimal | None:
    if factor is None or cell.decimals is None:
        return None
    return Decimal("0.5").scaleb(-cell.decimals) * factor


def _fact(reading: Reading, line: Line, states: Measured | None) -> Fact | None:
    if reading.board is None or line.key is None or states is None:
        return None
    return fact_of(reading.board.board_id, line.key, line.account, line.purpose, states)


def fact_of(board_id: str, key: str, account: str | None, purpose: str | None, states: Measured) -> Fact:
    """The fact that a figure of a line states."""
    days = (states.period_from, states.period_to, states.as_of)
    return Fact(
        fact_id=hashed(board_id, key, states.concept, *days),
        board_id=board_id,
        line_key=key,
        account=account,
        purpose=purpose,
        concept=states.concept,
        period_from=states.period_from,
        period_to=states.period_to,
        months=states.months,
        year=states.period_to.year,
        as_of=states.as_of,
    )
