"""Other words for entries and for the identity."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.corrections.figures import figures_of, mark
from lnextract.corrections.places import Placed, at_place, one_place
from lnextract.corrections.refusal import NOTHING_THERE, Refused, quoted, same_words
from lnextract.model.corrections import EntryCorrection, IdentityCorrection
from lnextract.model.report import Activity, Assignment, Identity, Indicator, Report, Section

Entry = Section | Assignment | Activity | Indicator


def entries_of(report: Report) -> Iterator[Entry]:
    """Every section, assignment, activity and indicator."""
    yield from report.sections
    yield from report.assignments
    yield from report.activities
    yield from report.indicators


def placed(report: Report) -> Iterator[Placed]:
    """Everything that stands somewhere."""
    yield from figures_of(report)
    yield from entries_of(report)


def correct_entry(report: Report, correction: EntryCorrection) -> None:
    """Give every entry at the place that has the key its new words, in place.

    Raises:
        Refused: it does not fit.
    """
    key = correction.field
    there = at_place(correction.place, [each for each in entries_of(report) if hasattr(each, key)])
    if not there:
        raise Refused(f"nothing with a «{key}» was read there")
    fitting = [each for each in there if same_words(_extracted(each, key), correction.expect)]
    if not fitting:
        was = _extracted(there[0], key)
        raise Refused(f"its «{key}» is {quoted(was)}, not {quoted(correction.expect)}")
    for entry in one_place(fitting):
        extracted = _extracted(entry, key)
        if getattr(entry, key) != correction.value:
            setattr(entry, key, correction.value)
            entry.corrected = {**(entry.corrected or {}), key: mark(correction, extracted)}


def correct_identity(report: Report, correction: IdentityCorrection) -> None:
    """Give a key of the identity another value.

    Raises:
        Refused: it does not fit.
    """
    if correction.place and not at_place(correction.place, list(placed(report))):
        raise Refused(NOTHING_THERE)
    key, marks = correction.field, report.identity.corrected or {}
    now = report.identity.model_dump(mode="json", by_alias=True)[key]
    extracted = marks[key].from_ if key in marks else now
    if extracted != correction.expect:
        raise Refused(f"its «{key}» is {quoted(extracted)}, not {quoted(correction.expect)}")
    if now != correction.value:
        marks = {**marks, key: mark(correction, extracted)}
        report.identity = identity_with(report.identity, key, correction.value)
        report.identity.corrected = marks


def identity_with(identity: Identity, key: str, value: object) -> Identity:
    """The identity with another value (as JSON has it), without marks."""
    plain = identity.model_dump(mode="json", by_alias=True, exclude={"corrected"})
    return Identity.model_validate({**plain, key: value})


def _extracted(entry: Entry, key: str) -> str | None:
    marks = entry.corrected or {}
    value: str | None = marks[key].from_ if key in marks else getattr(entry, key)
    return value
