"""Findings as a table, as JSON, as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lnextract.batch.convert import count_verdicts
from lnextract.model.figures import as_number
from lnextract.model.finding import Finding
from lnextract.model.spans import PageSpan, Span, TextSpan

CSV_COLUMNS = (
    *("report", "id", "rule", "verdict", "severity", "cause", "group", "table", "row", "column"),
    *("text", "stated", "low", "high", "computed", "difference", "unit", "page", "line", "message"),
)


def verdict_counts(findings: Sequence[Finding]) -> str:
    """One line: what was checked and what came of it."""
    counts = count_verdicts(findings)
    return (
        f"{len(findings)} checks: {counts.broken} broken, {counts.holds} hold, "
        f"{counts.holds_within_rounding} hold within rounding, {counts.not_checkable} not checkable"
    )


def print_table(findings: Sequence[Finding], lang: str, screen: Console) -> None:
    """The broken checks, one a row, then the counts of all."""
    broken = [finding for finding in findings if finding.verdict == "broken"]
    if broken:
        table = Table("report", "place", "rule", "cause", "finding", show_lines=True)
        for finding in broken:
            target = finding.target
            words = (target.report, place(target.span), finding.rule, finding.cause, sentence(finding, lang))
            table.add_row(*(Text(word) for word in words))
        screen.print(table)
    screen.print(verdict_counts(findings))


def as_json(findings: Sequence[Finding]) -> str:
    """A list of every finding, as in `report.findings`."""
    rows = [finding.model_dump(mode="json") for finding in findings]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_csv(findings: Sequence[Finding], lang: str) -> str:
    """Every finding, one a line, under `CSV_COLUMNS`."""
    text = io.StringIO()
    writer = csv.DictWriter(text, CSV_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_flat(finding, lang) for finding in findings)
    return text.getvalue()


def place(span: Span) -> str:
    """`page 5` or `line 512`."""
    return f"page {span.page}" if isinstance(span, PageSpan) else f"line {span.line}"


def sentence(finding: Finding, lang: str) -> str:
    """The message in the language asked for."""
    return finding.message.sv if lang == "sv" else finding.message.en


def _flat(finding: Finding, lang: str) -> dict[str, object]:
    target, computed = finding.target, finding.computed
    figures = {
        "stated": finding.stated,
        "difference": finding.difference,
        "low": None if computed is None else computed.low,
        "high": None if computed is None else computed.high,
        "computed": None if computed is None else computed.value,
    }
    return {
        **finding.model_dump(include={"id", "rule", "verdict", "severity", "cause", "group", "unit"}),
        **target.model_dump(include={"report", "table", "row", "column", "text"}),
        **{name: None if value is None else as_number(value) for name, value in figures.items()},
        "page": target.span.page if isinstance(target.span, PageSpan) else None,
        "line": target.span.line if isinstance(target.span, TextSpan) else None,
        "message": sentence(finding, lang),
    }
