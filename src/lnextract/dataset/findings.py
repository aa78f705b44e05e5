"""Checks and doubts of a report as rows."""

from __future__ import annotations

from collections.abc import Iterator, Set

from lnextract.dataset.places import where
from lnextract.dataset.reading import Reading
from lnextract.dataset.rows.findings import DoubtRow, FindingOperand, FindingRow
from lnextract.model.finding import FigureRef, Finding


def findings_of(reading: Reading, amounts: Set[str]) -> Iterator[tuple[FindingRow, list[FindingOperand]]]:
    """Every check with the figures that it tests against; `amounts` are the keys there are to point to."""
    tables = {table.id: table for table in reading.report.tables}
    columns = {
        (table.id, column.id): number
        for table in reading.report.tables
        for number, column in enumerate(table.columns, start=1)
    }

    def amount(figure: FigureRef) -> str | None:
        number = columns.get((figure.table or "", figure.column or ""))
        if figure.row is None or number is None:
            return None
        key = reading.key(figure.table, f"r{figure.row + 1}", f"c{number}")
        return key if key in amounts else None

    for finding in reading.report.findings:
        target = finding.target
        table = reading.key(target.table) if target.table in tables else None
        row = _row(reading, finding, table, amount(target))
        yield (
            row,
            [
                FindingOperand(row.finding_id, number, amount(each), each.text, each.value)
                for number, each in enumerate(finding.operands, start=1)
            ],
        )


def _row(reading: Reading, finding: Finding, table_id: str | None, amount_id: str | None) -> FindingRow:
    computed = finding.computed
    at = where(finding.target.span)
    return FindingRow(
        finding_id=reading.key(finding.id),
        doc_id=reading.doc_id,
        rule=finding.rule,
        verdict=finding.verdict,
        severity=finding.severity,
        cause=finding.cause,
        group_id=reading.key(finding.group),
        table_id=table_id,
        amount_id=amount_id,
        stated_raw=finding.target.text,
        stated=finding.stated,
        computed=computed.value if computed else None,
        computed_low=computed.low if computed else None,
        computed_high=computed.high if computed else None,
        difference=finding.difference,
        unit=finding.unit,
        message_sv=finding.message.sv,
        message_en=finding.message.en,
        page=at.page,
        line=at.line,
        place=at.place,
    )


def doubts_of(reading: Reading) -> Iterator[DoubtRow]:
    """Warnings of the report."""
    tables = {table.id for table in reading.report.tables}
    for number, doubt in enumerate(reading.report.warnings, start=1):
        yield DoubtRow(
            doubt_id=reading.key(f"w{number}"),
            doc_id=reading.doc_id,
            code=doubt.code,
            message=doubt.message,
            table_id=reading.key(doubt.table) if doubt.table in tables else None,
        )
