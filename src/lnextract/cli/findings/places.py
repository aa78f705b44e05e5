"""What stands where a finding points: labels, headers, units, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lnextract.cli.findings.words import word
from lnextract.model.finding import Candidate, FigureRef, Finding
from lnextract.model.report import Column, Report, Row, Table
from lnextract.model.spans import PageSpan, Span
from lnextract.swedish.writing import swedish


class Places:
    """The reports that findings speak of, by name."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports = {report.source.file: report for report in reports}
        self.tables = {
            (name, table.id): table for name, each in self.reports.items() for table in each.tables
        }

    def table(self, figure: FigureRef) -> Table | None:
        """The table that a figure stands in; None outside tables."""
        return self.tables.get((figure.report, figure.table or ""))

    def row(self, figure: FigureRef) -> Row | None:
        """The figure's row."""
        table = self.table(figure)
        return table.rows[figure.row] if table is not None and figure.row is not None else None

    def column(self, figure: FigureRef) -> Column | None:
        """The figure's column."""
        table = self.table(figure)
        return next((each for each in table.columns if each.id == figure.column), None) if table else None

    def unit(self, figure: FigureRef) -> str | None:
        """The unit that the figure is printed in; None where it stands nowhere."""
        table, row, column = self.table(figure), self.row(figure), self.column(figure)
        if table is None or row is None or column is None:
            report = self.reports.get(figure.report)
            claims = report.claims if report is not None else []
            return next((claim.unit for claim in claims if claim.span == figure.span), None)
        cell = row.cells[table.columns.index(column)]
        return (cell.unit if cell is not None else None) or column.unit or table.unit

    def name(self, figure: FigureRef) -> str:
        """`Totalt, Utfall jan-aug`; outside tables the figure as printed."""
        row, column = self.row(figure), self.column(figure)
        if row is None or column is None:
            return f"”{' '.join(figure.text.split())}”"
        return ", ".join(part for part in (row.label or f"#{(figure.row or 0) + 1}", column.header) if part)


def place(span: Span, lang: str = "en") -> str:
    """`page 5` or `line 512`."""
    if isinstance(span, PageSpan):
        return f"{word('page', lang)} {span.page}"
    return f"{word('line', lang)} {span.line}"


def sentence(finding: Finding, lang: str) -> str:
    """The message in the language asked for."""
    return finding.message.sv if lang == "sv" else finding.message.en


def remedies(finding: Finding, places: Places, lang: str, most: int) -> list[str]:
    """What each figure would have to be for everything to hold, the likeliest first, at most so many.

    None where the sentence says it already: of the one figure that can be the mistake.
    """
    candidates = finding.candidates
    if len(candidates) == 1 and candidates[0].figure == finding.target:
        return []
    lines = [_remedy(candidate, places, lang) for candidate in candidates[:most]]
    if len(candidates) > most:
        lines.append(f"… {len(candidates) - most} {word('more', lang)}")
    return lines


def _remedy(candidate: Candidate, places: Places, lang: str) -> str:
    """`Arvoden, Utfall: 739 tkr instead of 793 (two digits swapped)`."""
    value = amount(candidate.value, places.unit(candidate.figure))
    slip = "" if candidate.change == "other" else f" ({word(candidate.change, lang)})"
    printed = " ".join(candidate.figure.text.split())
    return f"{places.name(candidate.figure)}: {value} {word('instead_of', lang)} {printed}{slip}"


def amount(value: Decimal, unit: str | None = None) -> str:
    """The figure with the decimals that it has, in Swedish form."""
    return swedish(value, decimals(value), unit)


def signed(value: Decimal, unit: str | None, shown: int) -> str:
    """`+54 tkr`: with a sign also where it is positive."""
    return ("+" if value > 0 else "") + swedish(value, shown, unit)


def percentage(share: Decimal) -> str:
    """`4,5 %` of 0.045; what is less than a tenth of a percent is not nothing."""
    percent = 100 * share
    return swedish(percent, 1, "%") if percent >= Decimal("0.05") else "< 0,1\u00a0%"


def decimals(value: Decimal) -> int:
    """Decimals that a figure is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
