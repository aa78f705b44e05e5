"""Events and decisions of a passage, with their dates and who took part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from lnextract.language.decisions import Decision, decisions_in
from lnextract.language.drafting import Draft
from lnextract.language.events import Happening, Sentence, groups_in
from lnextract.language.naming import Name
from lnextract.language.reading import Reading, finders, sentence_of
from lnextract.language.when import ReportTime, When
from lnextract.model.mentions import EventStatus, MentionDate

if TYPE_CHECKING:
    from lnextract.knowledge.vocabulary import Vocabulary

_QUOTED = re.compile(r"[\"”“«][^\"”“»]{3,120}[\"”»]")
_OF_GROUPS = re.compile(r"(?<!\w)(?:med|för|av|bland|till|deltog|samlade|lockade|möter|mötte|som)(?!\w)")

Rows = Mapping[tuple[str | None, int | None], Sequence[Reading]]
"""The text cells of each row, by table and number."""


def rows_of(readings: Sequence[Reading]) -> Rows:
    """The text cells by their rows."""
    rows: dict[tuple[str | None, int | None], list[Reading]] = {}
    for reading in readings:
        if reading.passage.row is not None and not reading.passage.is_label:
            rows.setdefault((reading.passage.table, reading.passage.row), []).append(reading)
    return rows


def event_drafts(reading: Reading, rows: Rows, words: Vocabulary, seen: ReportTime) -> Iterator[Draft]:
    """The events of a passage; a row's label is read with the comments beside it."""
    titled = [match.span() for match in _QUOTED.finditer(reading.text)]
    for span in reading.sentences:
        sentence = sentence_of(reading, span, words, _comment(reading, rows, words))
        for event in finders(words).events.events_in(sentence):
            start, end = span[0] + event.start, span[0] + event.end
            in_title = any(first <= start and end <= last for first, last in titled)
            if end > span[1] or in_title or (reading.passage.is_heading and not (event.times or event.count)):
                continue
            names = [name for name in reading.names if span[0] <= name.start < span[1]]
            yield Draft(
                kind="event",
                start=start,
                end=end,
                name=sentence.text[event.start : event.end],
                category=event.key,
                keys=[name.meanings[0].key for name in names if name.meanings[0].kind == "initiative"],
                dates=_dates(event.times, event.status, seen),
                status=event.status,
                participants=_participants(sentence, event, names, words),
                value=event.count.value if event.count else None,
                unit="st" if event.count else None,
                approximate=event.count.approximate if event.count else False,
            )


def _comment(reading: Reading, rows: Rows, words: Vocabulary) -> str:
    """First sentences of the cells beside a row's label, but for those that tell of events of their own."""
    passage = reading.passage
    if passage.row is None or not passage.is_label or passage.in_accounts:
        return ""
    told = []
    for each in rows.get((passage.table, passage.row), ()):
        if each.sentences and not finders(words).events.words_in(each.text):
            start, end = each.sentences[0]
            told.append(f" {each.text[start:end]}")
    return "".join(told)


def _dates(times: Sequence[When], status: EventStatus | None, seen: ReportTime) -> list[MentionDate]:
    ahead = {"planned": True, "held": False}.get(status or "")
    dates = [when.to_date(seen, ahead=ahead) for when in times]
    return [each for each in dates if each is not None]


def _participants(
    sentence: Sentence, event: Happening, names: Sequence[Name], words: Vocabulary
) -> list[str]:
    """Partners of the sentence, and the groups named after the event."""
    partners = [name.meanings[0].name for name in names if name.meanings[0].kind == "partner"]
    after = sentence.text[event.end :]
    link = _OF_GROUPS.search(after)
    if link is None:
        return list(dict.fromkeys(partners))
    shift = event.end + link.end()
    groups = groups_in(
        sentence.text[shift:],
        words.prose_words.get("group", frozenset()),
        [each.moved(-shift) for each in sentence.counts if each.start >= shift],
    )
    return list(dict.fromkeys([*partners, *groups]))


def decision_drafts(reading: Reading, words: Vocabulary, seen: ReportTime) -> Iterator[Draft]:
    """The decisions of a passage that is no heading and no label."""
    if reading.passage.in_accounts:
        return
    for span in reading.sentences:
        sentence = sentence_of(reading, span, words)
        names = [name for name in reading.names if span[0] <= name.start < span[1]]
        for decision in decisions_in(sentence, _deciders(words), names):
            yield Draft(
                kind="decision",
                start=span[0] + decision.start,
                end=span[0] + decision.end,
                name=decision.category,
                category=decision.category,
                keys=[name.meanings[0].key for name in names if name.meanings[0].kind == "initiative"],
                dates=_dates(_nearest_time(sentence, decision), None, seen),
                participants=list(dict.fromkeys(decision.deciders)),
                verbs=decision.verbs,
            )


def _nearest_time(sentence: Sentence, decision: Decision) -> list[When]:
    """The time of a decision: the one printed nearest its verb."""

    def apart(when: When) -> int:
        return max(when.start - decision.end, decision.start - when.end)

    return sorted(sentence.times, key=apart)[:1]


@lru_cache(maxsize=4)
def _deciders(words: Vocabulary) -> re.Pattern[str]:
    """Words for those who decide; in compounds («regionstyrelsen») too, acronyms in capitals only."""
    forms = sorted(words.prose_words.get("decider", frozenset()), key=lambda form: (-len(form), form))
    exact = "|".join(re.escape(form) for form in forms if form.isupper())
    tails = "|".join(re.escape(form) for form in forms if not form.isupper())
    return re.compile(rf"(?<![\w-])(?:(?:{exact or '(?!)'})|(?i:[^\W\d_]*(?:{tails or '(?!)'})))(?!\w)")
