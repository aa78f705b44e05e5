"""Contradictions planted in reports: one figure changed as a typist errs, all others left alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lnextract.checks.figures import TableFigure
from lnextract.checks.prose.passages import ClaimFigure
from lnextract.checks.same_fact.amounts import agree
from lnextract.checks.same_fact.clusters import restatements
from lnextract.checks.same_fact.views import views_of
from lnextract.model.finding import FigureRef, Finding
from lnextract.model.report import Report

LEAST_STEPS = 3
"""Of the coarser of two printings: a smaller change may be rounding."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A report with one wrong figure."""

    report: Report
    place: FigureRef
    """Where, as it was printed."""
    value: Decimal

    def spoken_of(self, finding: Finding) -> bool:
        """Whether a finding names the figure, as its target or as what it is tested against."""
        return any(self._is(ref) for ref in [finding.target, *finding.operands])

    def aimed_at(self, finding: Finding) -> bool:
        """Whether a finding takes the figure for the mistake."""
        return self._is(finding.target)

    def _is(self, ref: FigureRef) -> bool:
        return (ref.table, ref.row, ref.column, ref.span) == (
            self.place.table,
            self.place.row,
            self.place.column,
            self.place.span,
        )


def wrong(value: Decimal, decimals: int) -> Decimal:
    """Two neighbouring digits swapped; where that changes too little, the last digit but one is another."""
    digits = str(int(abs(value).scaleb(decimals)))
    for at in range(len(digits) - 1):
        swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        if abs(int(swapped) - int(digits)) >= LEAST_STEPS:
            return Decimal(swapped).scaleb(-decimals).copy_sign(value)
    return value + Decimal(7).scaleb(-decimals)


def planted_restatements(report: Report, every: int = 1) -> Iterator[Planted]:
    """Each place of each fact that tables print twice alike, changed in turn; or each n-th of them."""
    places: dict[object, TableFigure] = {}
    for found in restatements(report, views_of(report)):
        if found.sure and agree(found.again, found.first, found.sign) and _finer(found.again, found.first):
            places.setdefault(found.again.place, found.again)
    for figure in list(places.values())[::every]:
        changed = report.model_copy(deep=True)
        table = next(table for table in changed.tables if table.id == figure.table.id)
        cell = table.rows[figure.row_index].cells[figure.column_index]
        assert cell is not None
        cell.value = wrong(figure.value, figure.decimals)
        yield Planted(changed, figure.ref, cell.value)


def _finer(again: TableFigure, first: TableFigure) -> bool:
    """Whether the changed figure is no finer than the other: a change of kronor is no error in tkr."""
    return again.unit == first.unit and again.decimals <= first.decimals


def planted_claim(report: Report, index: int) -> Planted:
    """One claim changed."""
    changed = report.model_copy(deep=True)
    figure = ClaimFigure(report, report.claims[index], index)
    changed.claims[index].value = wrong(figure.printed.value, figure.printed.decimals)
    return Planted(changed, figure.ref, changed.claims[index].value)
