"""People who signed the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lnextract.language.drafting import Draft, mention_of
from lnextract.language.passages import Passage
from lnextract.language.people import Person, Standing
from lnextract.language.reading import Reading, finders
from lnextract.model.mentions import Mention

if TYPE_CHECKING:
    from lnextract.knowledge.vocabulary import Vocabulary
    from lnextract.model.report import Report, Signatory


def signed_people(report: Report, words: Vocabulary) -> list[Person]:
    """The signatories as people of known standing."""
    roles = finders(words).people.roles
    return [_person(each, roles.is_political(each.role or "")) for each in report.identity.signatories]


def _person(signatory: Signatory, political: bool) -> Person:
    standing: Standing = "politician" if political else "official" if signatory.role else "other"
    return Person(signatory.name, 0, 0, standing, signatory.role)


def signatories_of(report: Report, readings: Sequence[Reading], words: Vocabulary) -> list[Mention]:
    """A mention for each signatory whom no passage names; the report does not say where the name stands."""
    if not report.sections:
        return []
    last = report.sections[-1]
    unnamed = [
        person
        for person in signed_people(report, words)
        if not any(person.name in reading.text for reading in readings)
    ]
    return [_signed(person, last.id, Passage(_line(person), last.id, last.span)) for person in unnamed]


def _line(person: Person) -> str:
    return f"{person.name}, {person.role}" if person.role else person.name


def _signed(person: Person, section: str, passage: Passage) -> Mention:
    text = passage.text
    reading = Reading(passage, text, ((0, len(text)),), (), ())
    draft = Draft(
        kind="person",
        start=0,
        end=len(person.name),
        name=person.name,
        category=person.standing,
        role=person.role,
    )
    return mention_of(reading, draft).model_copy(
        update={"quote": person.name, "section": None, "place": "document"}
    )
