"""Mentions of a report → initiatives, partners, events and the mentions themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from lnextract.dataset.ids import hashed
from lnextract.dataset.persons import PersonRules
from lnextract.dataset.places import where
from lnextract.dataset.reading import Reading
from lnextract.dataset.rows.language import EventRow, InitiativeRow, MentionRow, PartnerRow
from lnextract.model.mentions import Mention

PARTED = " | "
"""Between several values in one cell."""


def named_of(reading: Reading, mentions: Sequence[Mention], rules: PersonRules) -> dict[str, list[Any]]:
    """Rows of initiatives, partners, events and mentions."""
    rows: defaultdict[str, list[Any]] = defaultdict(list)
    for number, mention in enumerate(mentions, start=1):
        if mention.kind == "person" and not _may_stand(mention, rules):
            continue
        initiative, partner, event = (
            _initiative(reading, mention),
            _partner(mention),
            _event(reading, mention),
        )
        for name, row in (("initiatives", initiative), ("partners", partner), ("events", event)):
            rows[name].extend([row] if row else [])
        rows["mentions"].append(_mention(reading, number, mention, event))
    return rows


def _may_stand(mention: Mention, rules: PersonRules) -> bool:
    """Whether a person has a row: by default nobody, third persons never."""
    if not rules.keep_persons:
        return False
    if mention.category == "politician":
        return not rules.mask_politicians
    return mention.category == "official" and rules.show_officials


def _initiative(reading: Reading, mention: Mention) -> InitiativeRow | None:
    """What the vocabulary knows of it; of one that only a pattern found, its name."""
    if mention.kind != "initiative" or not mention.keys:
        return None
    key = mention.keys[0]
    known = next((each for each in reading.words.entries.initiatives if each.key == key), None)
    if known is None:
        return InitiativeRow(key, mention.name, None, None, None, None, None, None, None)
    spellings = [form.replace("|", "") for form in (*known.forms, *known.shared)]
    others = [form for form in spellings if form != known.name]
    return InitiativeRow(
        initiative_id=key,
        name=known.name,
        aliases=PARTED.join(others) or None,
        purpose=known.purpose,
        predecessor=known.predecessor,
        successor=known.successor,
        first_year=known.first_year,
        last_year=known.last_year,
        note=known.why,
    )


def _partner(mention: Mention) -> PartnerRow | None:
    if mention.kind != "partner" or not mention.keys:
        return None
    return PartnerRow(mention.keys[0], mention.name, mention.category)


def _event(reading: Reading, mention: Mention) -> EventRow | None:
    if mention.kind != "event":
        return None
    date = mention.dates[0] if mention.dates else None
    board = reading.board.board_id if reading.board else None
    first, last = (date.from_date, date.to_date) if date else (None, None)
    # Without a date nothing tells two meetings apart: each document has its own.
    when = (first, last) if date else (reading.doc_id,)
    return EventRow(
        event_id=hashed("event", board, mention.category, mention.name.casefold(), *when),
        board_id=board,
        kind=mention.category,
        name=mention.name,
        date_from=first,
        date_to=last,
        date_precision=date.precision if date else None,
    )


def _mention(reading: Reading, number: int, mention: Mention, event: EventRow | None) -> MentionRow:
    at = where(mention.span)
    date = mention.dates[0] if mention.dates else None
    key = mention.keys[0] if mention.keys else None
    return MentionRow(
        mention_id=reading.key(f"m{number}"),
        doc_id=reading.doc_id,
        section_id=reading.section_key(mention.section),
        kind=mention.kind,
        category=mention.category,
        name=mention.name,
        initiative_id=key if mention.kind == "initiative" else None,
        partner_id=key if mention.kind == "partner" else None,
        event_id=event.event_id if event else None,
        ambiguous_keys=PARTED.join(mention.keys) if len(mention.keys) > 1 else None,
        text=mention.text,
        quote=mention.quote,
        claim_value=mention.value,
        claim_unit=mention.unit,
        approximate=mention.approximate,
        status=mention.status,
        verbs=PARTED.join(mention.verbs) or None,
        participants=PARTED.join(mention.participants) or None,
        role=mention.role,
        party=mention.party,
        date_from=date.from_date if date else None,
        date_to=date.to_date if date else None,
        date_precision=date.precision if date else None,
        date_raw=date.text if date else None,
        page=at.page,
        line=at.line,
        place=at.place,
        place_kind=mention.place,
    )
