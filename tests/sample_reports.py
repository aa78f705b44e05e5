"""Reports made by hand for the tests of commands and batch: no stage takes part."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from lnextract.model.finding import Computed, FigureRef, Finding, Message, Verdict
from lnextract.model.report import Cell, Column, Doubt, Identity, Period, Report, Row, RowKind, Source, Table
from lnextract.model.spans import TextSpan


def figure(text: str, line: int) -> Cell:
    value = Decimal(text.replace(" ", "").replace(",", "."))
    span = TextSpan(line=line, start=100 * line, end=100 * line + len(text))
    return Cell(text=text, value=value, unit="tkr", decimals=0, span=span, confidence=1.0)


def row(label: str, kind: RowKind, account: str | None, texts: tuple[str | None, ...], line: int) -> Row:
    level = 0 if kind == "total" else 1
    cells = [None if text is None else figure(text, line) for text in texts]
    return Row(
        label=label,
        label_raw=label,
        level=level,
        parent=None if kind == "total" else 2,
        kind=kind,
        account=account,
        code=None,
        cells=cells,
    )


def budget(total: str = "1 196") -> Table:
    """Two parts and their total; the second column's header is unknown, with brackets in it."""
    return Table(
        id="t1",
        title="Driftbudget",
        section=None,
        unit="tkr",
        kind="budget",
        columns=[
            Column(id="c1", header="Budget", measure="budget_year", period=None, unit="tkr"),
            Column(id="c2", header="Läge [bold]", measure="unmapped", period=None, unit=None),
        ],
        rows=[
            row("Arvoden", "item", "arvoden", ("1 000", None), 11),
            row("Okänt konto", "item", None, ("196", "5"), 12),
            row("Summa", "total", "summa", (total, None), 13),
        ],
        engine="dump",
        confidence=1.0,
        span=TextSpan(line=10, start=1000, end=1400),
    )


def reference(report: str, table: Table, index: int) -> FigureRef:
    cell = table.rows[index].cells[0]
    assert cell is not None and cell.value is not None
    return FigureRef(
        report=report,
        table=table.id,
        row=index,
        column="c1",
        text=cell.text,
        value=cell.value,
        span=cell.span,
    )


def sum_finding(report: str, table: Table) -> Finding:
    """The check of the total."""
    target = reference(report, table, 2)
    difference = target.value - Decimal(1196)
    verdict: Verdict = "broken" if difference else "holds"
    return Finding(
        id=f"f1-{table.id}",
        rule="sum",
        verdict=verdict,
        severity="error" if difference else "info",
        cause="source",
        group=f"f1-{table.id}",
        stated=target.value,
        computed=Computed(low=Decimal("1195"), high=Decimal("1197"), value=Decimal(1196)),
        difference=difference,
        unit="tkr",
        target=target,
        operands=[reference(report, table, 0), reference(report, table, 1)],
        candidates=[],
        message=Message(sv="Summan är 1 196.", en="The sum is 1 196."),
    )


def sample_report(file: str = "ur1.txt", total: str = "1 196", content: bytes = b"x") -> Report:
    table = budget(total)
    return Report(
        source=Source(
            file=file,
            sha256=hashlib.sha256(content).hexdigest(),
            kind="text",
            pages=3,
            page_range=(1, 3),
            producer=None,
            extractor="lnextract test",
        ),
        identity=Identity(
            body="Lokal nämnd Någonstans",
            municipality=None,
            municipality_code=None,
            region=None,
            report_type="uppföljningsrapport",
            report_number=1,
            year=2031,
            period=Period.model_validate({"from": "2031-01-01", "to": "2031-04-30"}),
            date=None,
            signatories=[],
        ),
        sections=[],
        assignments=[],
        activities=[],
        indicators=[],
        tables=[table],
        claims=[],
        findings=[sum_finding(file, table)],
        warnings=[Doubt(code="unmapped", message="En okänd rubrik.", table="t1", span=None)],
    )


def read_sample(
    path: Path, *, name: str | None = None, vocabulary: Path | None = None, passwords: Sequence[str] = ()
) -> list[Report]:
    """In the place of `pipeline.read`: a text «total: 1 300» is a report with that total, one a line."""
    content = path.read_bytes()
    lines = content.decode().splitlines()
    return [sample_report(name or path.name, line.removeprefix("total: "), content) for line in lines]
