"""Checks and doubts of a report as rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lnextract.dataset.money.amounts import amount_key
from lnextract.dataset.places import where
from lnextract.dataset.reading import Reading
from lnextract.dataset.rows.findings import DoubtRow, FindingOperand, FindingRow
from lnextract.model.finding import Finding

FindingRows = tuple[FindingRow, list[FindingOperand]]
"""A check with the figures that it tests against."""


def findings_of(reading: Reading) -> Iterator[FindingRows]:
    """Every check within the report, those that hold too."""
    for finding in reading.report.findings:
        row = finding_row(finding, reading, reading.key(finding.id), reading.key(finding.group))
        readings = dict.fromkeys((each.report for each in finding.operands), reading)
        yield row, operands_of(finding, row.finding_id, readings)


def operands_of(finding: Finding, key: str, readings: Mapping[str, Reading]) -> list[FindingOperand]:
    """The figures that a check tests against.

    Args:
        key: of the check.
        readings: by the name that the check calls each report.
    """
    return [
        FindingOperand(
            finding_id=key,
            operand_no=number,
            doc_id=readings[each.report].doc_id,
            amount_id=amount_key(readings[each.report], each),
            value_raw=each.text,
            value=each.value,
        )
        for number, each in enumerate(finding.operands, start=1)
    ]


def finding_row(
    finding: Finding, reading: Reading, key: str, group: str, *, between: bool = False
) -> FindingRow:
    """A check as a row.

    Args:
        reading: the report of the figure put in question.
        key: of the row.
        group: what the checks of one cause have in common.
        between: it holds reports against each other.
    """
    computed, target = finding.computed, finding.target
    at = where(target.span)
    return FindingRow(
        finding_id=key,
        doc_id=reading.doc_id,
        rule=finding.rule,
        between=between,
        verdict=finding.verdict,
        severity=finding.severity,
        cause=finding.cause,
        group_id=group,
        table_id=reading.key(target.table) if target.table in reading.tables else None,
        amount_id=amount_key(reading, target),
        stated_raw=target.text,
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
    for number, doubt in enumerate(reading.report.warnings, start=1):
        yield DoubtRow(
            doubt_id=reading.key(f"w{number}"),
            doc_id=reading.doc_id,
            code=doubt.code,
            message=doubt.message,
            table_id=reading.key(doubt.table) if doubt.table in reading.tables else None,
        )
