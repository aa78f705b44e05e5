"""Broken checks that somebody has looked at and lets stand: who, why and until when, in a YAML file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter, model_validator

from lnextract.errors import SuppressionError
from lnextract.knowledge.marked_yaml import file_text, line_of, read_marked
from lnextract.model.finding import FigureRef, Finding
from lnextract.model.report import Report
from lnextract.model.spans import PageSpan

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Suppression(BaseModel):
    """One finding that is let stand."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    report: Sha256 | None = None
    """`source.sha256` of the report; or `file`."""
    file: Words | None = None
    """Name of the report's file, as findings call it, or of its source."""
    rule: Words | None = None
    """Where it is left out, every rule that puts the figure in question."""
    table: str | None = None
    """As in the finding: `t1`."""
    row: str | None = None
    """Index in `rows`, or the row's label."""
    column: str | None = None
    """Id of the column, or its header."""
    page: int | None = None
    """Outside tables, in a PDF."""
    line: int | None = None
    """Outside tables, in a text dump."""
    text: Words
    """The figure as printed. Where another figure stands there now, nothing is suppressed."""
    reason: Words
    author: Words
    expires: date
    """The last day on which it is suppressed."""

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if (self.report is None) == (self.file is None):
            raise ValueError("say which report: either `report` (the source's sha256) or `file`")
        if self.table is None:
            given = self.row is None and self.column is None and (self.page is None) != (self.line is None)
        else:
            given = self.row is not None and self.column is not None and self.page is self.line is None
        if not given:
            raise ValueError(
                "say where: `table`, `row` and `column`, or outside tables either `page` or `line`"
            )
        return self


SHAPE = TypeAdapter(list[Suppression])


@dataclass(frozen=True, slots=True)
class Entry:
    """A suppression and where it stands, for messages."""

    suppression: Suppression
    place: str
    """`file:line`."""


@dataclass(slots=True)
class Sifted:
    """Findings after suppression."""

    kept: list[Finding] = field(default_factory=list)
    suppressed: list[tuple[Finding, Suppression]] = field(default_factory=list)
    expired: list[Entry] = field(default_factory=list)
    """These would have suppressed a finding, but their day is past."""
    unmatched: list[Entry] = field(default_factory=list)
    """These speak of nothing that is broken."""
    elsewhere: list[Entry] = field(default_factory=list)
    """These speak of reports that were not checked."""


def read_suppressions(path: Path) -> list[Entry]:
    """The entries of a file: a list of mappings.

    Raises:
        SuppressionError: the file can't be read or an entry has a mistake; the message names file and line.
    """
    found = read_marked(path, SHAPE, [], SuppressionError, as_text=True)
    text = file_text(path, SuppressionError)
    return [Entry(each, f"{path}:{line_of(text, [index])}") for index, each in enumerate(found)]


def sift(
    findings: Sequence[Finding],
    reports: Sequence[Report],
    entries: Sequence[Entry],
    today: date,
    sources: Mapping[str, str],
) -> Sifted:
    """Take out the broken findings that an entry speaks of; those that are not broken always stay.

    Args:
        reports: all that the findings speak of.
        today: an entry that expires earlier suppresses nothing.
        sources: name of a report → name of the file that it was read from.
    """
    by_name = {report.source.file: report for report in reports}
    sifted = Sifted()
    used: set[str] = set()
    for finding in findings:
        names = {finding.target.report, sources.get(finding.target.report)}
        report = by_name.get(finding.target.report)
        matching = [entry for entry in entries if _speaks_of(entry.suppression, finding, report, names)]
        used.update(entry.place for entry in matching)
        valid = [entry.suppression for entry in matching if entry.suppression.expires >= today]
        if valid:
            sifted.suppressed.append((finding, valid[0]))
        else:
            sifted.kept.append(finding)
    known = {*by_name, *sources.values(), *(report.source.sha256 for report in reports)}
    for entry in entries:
        if not known & {entry.suppression.report, entry.suppression.file}:
            sifted.elsewhere.append(entry)
        elif entry.place not in used:
            sifted.unmatched.append(entry)
        elif entry.suppression.expires < today:
            sifted.expired.append(entry)
    return sifted


def _speaks_of(
    entry: Suppression, finding: Finding, report: Report | None, names: Collection[str | None]
) -> bool:
    if finding.verdict != "broken" or entry.rule not in (None, finding.rule):
        return False
    same_report = report is not None and report.source.sha256 == entry.report
    return (
        (same_report or (entry.file is not None and entry.file in names))
        and _folded(finding.target.text) == _folded(entry.text)
        and _is_place(entry, finding.target, report)
    )


def _is_place(entry: Suppression, target: FigureRef, report: Report | None) -> bool:
    if entry.table is None:
        number = target.span.page if isinstance(target.span, PageSpan) else target.span.line
        asked = entry.page if isinstance(target.span, PageSpan) else entry.line
        return target.table is None and number == asked
    if target.table != entry.table or target.row is None:
        return False
    table = next((each for each in report.tables if each.id == target.table), None) if report else None
    rows = [str(target.row)]
    columns = [target.column]
    if table is not None:
        rows.append(table.rows[target.row].label)
        columns += [each.header for each in table.columns if each.id == target.column]
    return entry.row in rows and entry.column in columns


def _folded(text: str) -> str:
    """White space is no difference: the printed blank may be one that does not break."""
    return " ".join(text.split())
