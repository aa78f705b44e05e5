"""Mentions as they are found: offsets in a passage's text, made into the public type at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lnextract.language.quotes import quote_of
from lnextract.language.reading import Reading
from lnextract.model.mentions import EventStatus, Mention, MentionDate, MentionKind
from lnextract.model.report import Unit


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention at its place in a passage's folded text."""

    kind: MentionKind
    start: int
    end: int
    name: str
    category: str | None = None
    keys: Sequence[str] = ()
    dates: Sequence[MentionDate] = ()
    status: EventStatus | None = None
    participants: Sequence[str] = ()
    value: Decimal | None = None
    unit: Unit | None = None
    approximate: bool = False
    role: str | None = None
    party: str | None = None
    verbs: Sequence[str] = ()


def mention_of(reading: Reading, draft: Draft) -> Mention:
    """The mention, with the sentence as its quote."""
    passage = reading.passage
    sentence = reading.sentence_at(draft.start)
    return Mention(
        kind=draft.kind,
        category=draft.category,
        keys=list(draft.keys),
        name=draft.name,
        text=reading.text[draft.start : draft.end],
        quote=quote_of(reading.text, sentence, (draft.start, draft.end)),
        section=passage.section,
        table=passage.table,
        row=passage.row,
        span=passage.span,
        place="block",
        dates=list(draft.dates),
        status=draft.status,
        participants=list(draft.participants),
        value=draft.value,
        unit=draft.unit,
        approximate=draft.approximate,
        role=draft.role,
        party=draft.party,
        verbs=list(draft.verbs),
    )
