"""A report's tables in the terminal, with what was proven of each figure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table as Screen
from rich.text import Text

from lnextract.batch.convert import MONEY_TABLES, count_verdicts
from lnextract.cli.findings.places import place, sentence
from lnextract.cli.terminal import count
from lnextract.model.finding import Finding
from lnextract.model.report import Cell, Identity, Report, Row, Table

INDENT = "  "
PROVEN = ("holds", "holds_within_rounding")

Place = tuple[int | None, str | None]
"""Row index and column id."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the checks say of one table."""

    findings: list[Finding]
    broken: set[Place]
    """Figures put in question."""
    proven: set[Place]
    """Figures that a holding check ties to others."""


def print_report(report: Report, screen: Console, *, every: bool, lang: str) -> None:
    """Whose report it is, then its tables; those of amounts only, unless `every`."""
    screen.print(Text(_title(report.identity), style="bold"))
    screen.print(f"{report.source.file}: {_contents(report)}")
    tables = [table for table in report.tables if every or table.kind in MONEY_TABLES]
    for table in tables:
        proof = _proof(table, report.findings)
        screen.print()
        screen.print(_grid(table, proof))
        _print_proof(table, proof, screen, lang)
        for doubt in report.warnings:
            if doubt.table == table.id:
                screen.print(Text(f"  warning: {doubt.message}", style="yellow"))
    if not tables:
        screen.print("No table of amounts." if report.tables else "No table.")
    screen.print()


def _title(identity: Identity) -> str:
    number = "" if identity.report_number is None else f" {identity.report_number}"
    parts = [identity.body or "Unknown body", f"{identity.report_type}{number}"]
    if identity.period is not None:
        parts.append(f"{identity.period.from_} to {identity.period.to}")
    elif identity.year is not None:
        parts.append(str(identity.year))
    return " · ".join(parts)


def _contents(report: Report) -> str:
    return ", ".join(
        (
            count(len(report.sections), "section"),
            count(len(report.assignments), "assignment"),
            count(len(report.indicators), "indicator"),
            count(len(report.tables), "table"),
            count(len(report.claims), "claim"),
            count(len(report.warnings), "warning"),
        )
    )


def _proof(table: Table, findings: list[Finding]) -> Proof:
    own = [finding for finding in findings if finding.target.table == table.id]
    broken = {(each.target.row, each.target.column) for each in own if each.verdict == "broken"}
    proven = {
        (figure.row, figure.column)
        for each in findings
        if each.verdict in PROVEN
        for figure in (each.target, *each.operands)
        if figure.table == table.id
    }
    return Proof(own, broken, proven)


def _grid(table: Table, proof: Proof) -> Screen:
    heading = f"{table.id} · {table.kind}" + (f" · {table.unit}" if table.unit else "")
    title = f"{table.title}\n{heading}" if table.title else heading
    grid = Screen(title=Text(title), title_justify="left", title_style="italic")
    grid.add_column("")
    for column in table.columns:
        header = Text.assemble(column.header, "\n", (column.measure, "dim"))
        grid.add_column(header, justify="right" if column.measure != "comment" else "left")
    base = min((row.level for row in table.rows), default=0)
    for index, row in enumerate(table.rows):
        cells = [
            _figure(cell, (index, column.id), proof)
            for cell, column in zip(row.cells, table.columns, strict=True)
        ]
        grid.add_row(_label(row, base), *cells, end_section=row.kind == "total")
    return grid


def _label(row: Row, base: int) -> Text:
    style = "bold" if row.kind in ("total", "subtotal", "heading") else ""
    return Text(INDENT * (row.level - base) + row.label, style=style)


def _figure(cell: Cell | None, where: Place, proof: Proof) -> Text:
    if cell is None:
        return Text("")
    text = " ".join(cell.text.split())
    if where in proof.broken:
        return Text(f"{text} ✗", style="bold red")
    if cell.value is None or where in proof.proven:
        return Text(text)
    return Text(f"{text} ?", style="dim")


def _print_proof(table: Table, proof: Proof, screen: Console, lang: str) -> None:
    counts = count_verdicts(proof.findings)
    unproven = _unproven(table, proof)
    parts = [f"{counts.holds} hold", f"{counts.holds_within_rounding} hold within rounding"]
    if counts.broken:
        parts.append(f"{counts.broken} broken (✗)")
    if counts.not_checkable:
        parts.append(f"{counts.not_checkable} not checkable")
    screen.print(f"Checks: {', '.join(parts)}.")
    if unproven:
        figures = count(sum(unproven.values()), "figure")
        where = ", ".join(f"{header or '(no header)'} ({times})" for header, times in unproven.items())
        screen.print(f"Unproven (?): {figures} in no check that holds, in {where}.")
    for finding in proof.findings:
        if finding.verdict == "broken":
            screen.print(Text(f"  ✗ {place(finding.target.span)}: {sentence(finding, lang)}", style="red"))


def _unproven(table: Table, proof: Proof) -> Counter[str]:
    return Counter(
        column.header
        for index, row in enumerate(table.rows)
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell is not None
        and cell.value is not None
        and (index, column.id) not in proof.proven | proof.broken
    )
