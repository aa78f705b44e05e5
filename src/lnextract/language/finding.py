"""The entry point: a report → the mentions of its prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lnextract.language.drafting import Draft, mention_of
from lnextract.language.happenings import decision_drafts, event_drafts, rows_of
from lnextract.language.naming import Setting
from lnextract.language.passages import passages_of
from lnextract.language.people import Person, Standing
from lnextract.language.reading import Reading, finders, read_passages
from lnextract.language.signed import signatories_of, signed_people
from lnextract.language.sums import sum_mentions
from lnextract.language.when import ReportTime
from lnextract.model.mentions import Mention

if TYPE_CHECKING:
    from lnextract.knowledge.vocabulary import Vocabulary
    from lnextract.model.report import Identity, Report

_STANDINGS: dict[str, Standing] = {"politician": "politician", "official": "official"}


def mentions_of(report: Report, words: Vocabulary) -> list[Mention]:
    """Initiatives, partners, events, people, sums and decisions that a report names, in printed order.

    Several mentions can share words: «VGR» is one mention with several keys, «konferensen Att leda in i
    framtiden» an event and an initiative. The same report gives the same list.
    """
    identity = report.identity
    setting = _setting(identity)
    seen = ReportTime(identity.year, identity.period)
    readings = read_passages(passages_of(report), words, setting)
    known = signed_people(report, words)
    known = [*known, *_named_with_role(readings, words, known)]
    rows = rows_of(readings)
    mentions: list[Mention] = []
    for reading in readings:
        drafts = [
            *_name_drafts(reading),
            *_person_drafts(reading, words, known),
            *event_drafts(reading, rows, words, seen),
            *decision_drafts(reading, words, seen),
        ]
        drafts.sort(key=lambda draft: (draft.start, draft.end, draft.kind))
        mentions.extend(mention_of(reading, draft) for draft in drafts)
    return [*mentions, *sum_mentions(report, readings, words), *signatories_of(report, readings, words)]


def _setting(identity: Identity) -> Setting:
    local = bool(identity.body and identity.municipality and identity.municipality in identity.body)
    return Setting(identity.year, identity.region, identity.municipality_code, identity.body, local)


def people_of(mentions: Sequence[Mention]) -> list[Person]:
    """The people that mentions name, for masking the report's other texts."""
    people: dict[str, Person] = {}
    for each in (mention for mention in mentions if mention.kind == "person"):
        person = Person(each.name, 0, 0, _STANDINGS.get(each.category or "", "other"), each.role, each.party)
        earlier = people.get(each.name)
        if earlier is None or earlier.standing == "other":
            people[each.name] = person
    return [people[name] for name in sorted(people)]


def _named_with_role(readings: Sequence[Reading], words: Vocabulary, known: Sequence[Person]) -> list[Person]:
    """People whose role is printed somewhere in the report, so that it holds where the name stands alone."""
    found: dict[str, Person] = {}
    for reading in readings:
        for person in _people_in(reading, words, known):
            if person.standing != "other" and " " in person.name:
                found.setdefault(person.name, person)
    return list(found.values())


def _people_in(reading: Reading, words: Vocabulary, known: Sequence[Person]) -> list[Person]:
    protected = [(name.start, name.end) for name in reading.names]
    return finders(words).people.people_in(reading.text, protected, known, reading.suggested)


def _name_drafts(reading: Reading) -> Iterator[Draft]:
    for name in reading.names:
        first = name.meanings[0]
        yield Draft(
            kind=first.kind,
            start=name.start,
            end=name.end,
            name=first.name,
            category=first.category,
            keys=[meaning.key for meaning in name.meanings],
        )


def _person_drafts(reading: Reading, words: Vocabulary, known: Sequence[Person]) -> Iterator[Draft]:
    for person in _people_in(reading, words, known):
        yield Draft(
            kind="person",
            start=person.start,
            end=person.end,
            name=person.name,
            category=person.standing,
            role=person.role,
            party=person.party,
        )
