"""Reports → the same with what people have put right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lnextract.corrections.figures import add_cell, add_row, correct_figure, figures_of, rows_of
from lnextract.corrections.places import words_of
from lnextract.corrections.refusal import NOTHING_THERE, Refused, quoted
from lnextract.corrections.undoing import undo
from lnextract.corrections.words import correct_entry, correct_identity, entries_of, placed
from lnextract.model.corrections import (
    CellCorrection,
    Correction,
    Corrections,
    EntryCorrection,
    FigureCorrection,
    IdentityCorrection,
)
from lnextract.model.report import Doubt, Report
from lnextract.model.spans import TextSpan

REFUSED = "correction_refused"
"""Code of the warning that a correction no longer fits."""


@dataclass(slots=True)
class _Input:
    """The documents of one input, changed in place. Where a file lies there twice, those of both."""

    documents: list[Report]
    refused: list[Doubt] = field(default_factory=list)

    def apply(self, correction: Correction) -> None:
        """To every document that it fits; one that fits none is refused."""
        reasons = []
        for report in self.documents:
            try:
                _apply(report, correction)
            except Refused as reason:
                reasons.append(str(reason))
        if len(reasons) == len(self.documents):
            telling = (reason for reason in reasons if reason != NOTHING_THERE)
            self.refused.append(_doubt(correction, next(telling, NOTHING_THERE)))

    def tell(self) -> None:
        """Put what was refused into the document that stands first in the input."""
        if self.refused:
            min(self.documents, key=_position).warnings.extend(self.refused)


def apply_corrections(reports: Sequence[Report], corrections: Corrections) -> list[Report]:
    """The reports as corrected, in their order, without checking them anew.

    Corrections that an earlier run applied are taken back first, so that the result depends on what was
    extracted and on `corrections` alone. One that does not fit becomes a warning in the first document of
    its input; the others still apply.

    Args:
        reports: they are not changed; one that nothing touches is given back itself.
    """
    concerned = {each.source for each in corrections.root}
    done = [
        _as_extracted(report) if report.source.sha256 in concerned or is_corrected(report) else report
        for report in reports
    ]
    inputs: dict[str, _Input] = {}
    for report in done:
        inputs.setdefault(report.source.sha256, _Input([])).documents.append(report)
    for correction in corrections.root:
        if correction.source in inputs:
            inputs[correction.source].apply(correction)
    for each in inputs.values():
        each.tell()
    return done


def refusals(reports: Iterable[Report]) -> list[str]:
    """A sentence for each correction that no longer fits."""
    return [
        f"{report.source.file}: {warning.message}"
        for report in reports
        for warning in report.warnings
        if warning.code == REFUSED
    ]


def is_corrected(report: Report) -> bool:
    """Whether anything in it bears a mark or tells of a correction."""
    marked = (
        *(row.corrected for _, row in rows_of(report)),
        *(figure.corrected for figure in figures_of(report)),
        *(entry.corrected for entry in entries_of(report)),
        report.identity.corrected,
    )
    return any(marked) or any(warning.code == REFUSED for warning in report.warnings)


def _as_extracted(report: Report) -> Report:
    copy = report.model_copy(deep=True)
    undo(copy)
    copy.warnings = [warning for warning in copy.warnings if warning.code != REFUSED]
    return copy


def _position(report: Report) -> tuple[int, int]:
    """Where a document stands in its input: its first page, and in a dump its first line."""
    lines = [each.span.line for each in placed(report) if isinstance(each.span, TextSpan)]
    return report.source.page_range[0], min(lines, default=0)


def _apply(report: Report, correction: Correction) -> None:
    if isinstance(correction, FigureCorrection):
        correct_figure(report, correction)
    elif isinstance(correction, EntryCorrection):
        correct_entry(report, correction)
    elif isinstance(correction, IdentityCorrection):
        correct_identity(report, correction)
    elif isinstance(correction, CellCorrection):
        add_cell(report, correction)
    else:
        add_row(report, correction)


def is_refused(correction: Correction, warnings: Iterable[Doubt]) -> bool:
    """Whether one of the warnings tells that the correction no longer fits."""
    told = _told(correction)
    return any(each.code == REFUSED and each.message.startswith(told) for each in warnings)


def _doubt(correction: Correction, reason: str) -> Doubt:
    message = f"{_told(correction)} and is not applied: {reason}."
    return Doubt(code=REFUSED, message=message, table=None, span=correction.place)


def _told(correction: Correction) -> str:
    if isinstance(correction, IdentityCorrection):
        of = f"the identity's «{correction.field}»"
    else:
        of = f"{quoted(correction.expect)} on {words_of(correction.place)}"
    return f"The correction of {of} by {correction.by}, {correction.at:%Y-%m-%d}, no longer fits"
