"""Documents, sections, assignments, activities, indicators, claims: one step a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lnextract.dataset.boards import term_of
from lnextract.dataset.mapping_rows import by_vocabulary
from lnextract.dataset.money.periods import months_of
from lnextract.dataset.places import where
from lnextract.dataset.reading import Reading
from lnextract.dataset.rows.documents import Activity, Assignment, Claim, Document, Indicator, Section
from lnextract.dataset.rows.rules import Mapping
from lnextract.model import report as printed


def document_of(reading: Reading) -> Document:
    """The report itself."""
    source, identity = reading.report.source, reading.report.identity
    period = identity.period
    return Document(
        doc_id=reading.doc_id,
        board_id=reading.board.board_id if reading.board else None,
        board_name_raw=identity.body,
        doc_type=identity.report_type,
        report_number=identity.report_number,
        year=identity.year,
        period_from=period.from_ if period else None,
        period_to=period.to if period else None,
        months=months_of(period.from_, period.to) if period else None,
        term=term_of(identity.year),
        dated=identity.date,
        file=source.file,
        file_sha256=source.sha256,
        file_kind=source.kind,
        pages=source.pages,
        page_from=source.page_range[0],
        page_to=source.page_range[1],
        producer=source.producer,
        extractor=source.extractor,
    )


def sections_of(reading: Reading) -> Iterator[Section]:
    """Headings in printed order, each with the text under it; tables have tables of their own."""
    for section in reading.report.sections:
        at = where(section.span)
        yield Section(
            section_id=reading.key(section.id),
            doc_id=reading.doc_id,
            number=section.number,
            heading=section.title or None,
            level=section.level,
            parent_id=reading.section_key(section.parent),
            marker=section.marker,
            text=_text(section),
            page=at.page,
            line=at.line,
            place=at.place,
        )


def _text(section: printed.Section) -> str | None:
    parts = []
    for block in section.blocks:
        if block.text:
            parts.append(block.text)
        parts.extend(f"• {item}" for item in block.items or ())
    return "\n".join(parts) or None


def assignments_of(reading: Reading) -> Iterator[tuple[Assignment, Mapping | None]]:
    """Assignments in printed order, with the mapping of the status word."""
    for number, assignment in enumerate(reading.report.assignments, start=1):
        status, basis, raw = _status(assignment, reading)
        at = where(assignment.span)
        row = Assignment(
            assignment_id=reading.key(f"u{number}"),
            doc_id=reading.doc_id,
            section_id=reading.section_key(assignment.section),
            title=assignment.title,
            category=assignment.category,
            status_raw=raw,
            status=status,
            status_basis=basis,
            comment=assignment.comment,
            page=at.page,
            line=at.line,
            place=at.place,
        )
        yield row, by_vocabulary("status", raw, status) if raw and status else None


def _status(assignment: printed.Assignment, reading: Reading) -> tuple[str | None, str, str | None]:
    """Status, what it rests on, and its words.

    Where only an icon was printed, which no text holds, the comment often opens with a sentence that is a
    status as a whole («Uppdraget följer plan.»); it is said that the status rests on that.
    """
    statuses = reading.words.statuses
    if assignment.forecast:
        return statuses.key(assignment.forecast), "word", assignment.forecast
    first = (assignment.comment or "").partition(".")[0].strip()
    key = statuses.key(first) if len(first.split()) > 1 else None
    return (key, "text", first) if key else (None, "none", None)


def activities_of(reading: Reading) -> Iterator[Activity]:
    """Rows of activity tables; the assignment where the section has only one."""
    sections = Counter(each.section for each in reading.report.assignments)
    owners = {
        each.section: reading.key(f"u{number}")
        for number, each in enumerate(reading.report.assignments, start=1)
        if sections[each.section] == 1
    }
    for number, activity in enumerate(reading.report.activities, start=1):
        at = where(activity.span)
        yield Activity(
            activity_id=reading.key(f"a{number}"),
            doc_id=reading.doc_id,
            section_id=reading.section_key(activity.section),
            assignment_id=owners.get(activity.section) if activity.section else None,
            activity=activity.activity,
            status_raw=activity.status,
            status=reading.words.statuses.key(activity.status) if activity.status else None,
            comment=activity.comment,
            page=at.page,
            line=at.line,
            place=at.place,
        )


def indicators_of(reading: Reading) -> Iterator[Indicator]:
    """Rows of indicator tables."""
    for number, indicator in enumerate(reading.report.indicators, start=1):
        outcome, target = indicator.outcome, indicator.target
        at = where(indicator.span)
        yield Indicator(
            indicator_id=reading.key(f"i{number}"),
            doc_id=reading.doc_id,
            section_id=reading.section_key(indicator.section),
            name=indicator.name,
            indicator_group=indicator.group,
            outcome_raw=outcome.text if outcome else None,
            outcome=outcome.value if outcome else None,
            outcome_unit=outcome.unit if outcome else None,
            target_raw=target.text if target else None,
            target=target.value if target else None,
            target_unit=target.unit if target else None,
            comment=indicator.comment,
            page=at.page,
            line=at.line,
            place=at.place,
        )


def claims_of(reading: Reading) -> Iterator[Claim]:
    """Figures in running text."""
    for number, claim in enumerate(reading.report.claims, start=1):
        at = where(claim.span)
        yield Claim(
            claim_id=reading.key(f"p{number}"),
            doc_id=reading.doc_id,
            section_id=reading.section_key(claim.section),
            text=claim.text,
            value=claim.value,
            unit=claim.unit,
            measure=claim.measure,
            page=at.page,
            line=at.line,
            place=at.place,
        )
