"""What the prose names: initiatives, partners, events, and each mention with its quote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from lnextract.dataset.rows.documents import DocId, Line, Page, Place, SectionId
from lnextract.dataset.schema import Says


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """An initiative by one name, whatever the papers call it."""

    initiative_id: Annotated[str, Says("Nyckel", "Key", key=True)]
    name: Annotated[str, Says("Namn", "Name")]
    aliases: Annotated[
        str | None, Says("Andra skrivsätt, skilda av « | »", "Other spellings, parted by “ | ”")
    ]
    purpose: Annotated[str | None, Says("Ändamål", "Purpose", codes="purpose")]
    predecessor: Annotated[
        str | None,
        Says("Nyckel för insatsen som den tog över efter", "Key of the initiative that it took over from"),
    ]
    successor: Annotated[
        str | None, Says("Nyckel för insatsen som tog över", "Key of the initiative that took over")
    ]
    first_year: Annotated[
        int | None, Says("Första år, där någon källa säger det", "First year, where a source states it")
    ]
    last_year: Annotated[
        int | None, Says("Sista år, där någon källa säger det", "Last year, where a source states it")
    ]
    note: Annotated[str | None, Says("Anmärkning", "Note", format="text")]


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """An organisation that the boards worked with."""

    partner_id: Annotated[str, Says("Nyckel", "Key", key=True)]
    name: Annotated[str, Says("Namn", "Name", prose=True)]
    kind: Annotated[
        str | None,
        Says(
            "Slag: kommun, region, högskola, myndighet, förening, nätverk …",
            "Kind: municipality, region, university, authority, association, network …",
        ),
    ]


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that took place, or was to; several documents may speak of it."""

    event_id: Annotated[
        str,
        Says(
            "Nyckel: av nämnd, slag, namn och tid; utan tid av dokumentet",
            "Key: of board, kind, name and time; without time, of the document",
            key=True,
        ),
    ]
    board_id: Annotated[
        str | None, Says("Nämnden som skriver om det", "The board that writes of it", to="boards")
    ]
    kind: Annotated[
        str | None,
        Says("Slag: dialog, konferens, utvecklingsdag …", "Kind: dialogue, conference, development day …"),
    ]
    name: Annotated[str, Says("Namn", "Name", prose=True)]
    date_from: Annotated[date | None, Says("Första dagen som orden medger", "First day that the words allow")]
    date_to: Annotated[date | None, Says("Sista dagen som orden medger", "Last day that the words allow")]
    date_precision: Annotated[
        str | None, Says("Hur noga tiden är angiven", "How exactly the time is given", codes="date_precision")
    ]


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One thing named at one place, with the sentence."""

    mention_id: Annotated[str, Says("Nyckel", "Key", key=True)]
    doc_id: DocId
    section_id: SectionId
    kind: Annotated[str, Says("Vad som nämns", "What is named", codes="mention_kind")]
    category: Annotated[str | None, Says("Slag inom det", "Kind within that")]
    name: Annotated[str, Says("Namn i grundform", "Name in base form", prose=True)]
    initiative_id: Annotated[
        str | None, Says("Insatsen, den troligaste", "The initiative, the likeliest", to="initiatives")
    ]
    partner_id: Annotated[
        str | None, Says("Organisationen, den troligaste", "The organisation, the likeliest", to="partners")
    ]
    event_id: Annotated[str | None, Says("Händelsen", "The event", to="events")]
    ambiguous_keys: Annotated[
        str | None,
        Says(
            "Alla nycklar som orden kan avse, där de är flera",
            "All keys that the words can mean, where there are several",
        ),
    ]
    text: Annotated[str, Says("Orden som de står", "The words as printed", prose=True)]
    quote: Annotated[
        str,
        Says(
            "Meningen, högst 300 tecken, med personer maskerade",
            "The sentence, at most 300 characters, persons masked",
            prose=True,
            format="text",
        ),
    ]
    claim_value: Annotated[Decimal | None, Says("Talet som påstås", "The number claimed")]
    claim_unit: Annotated[str | None, Says("Dess enhet", "Its unit", codes="unit")]
    approximate: Annotated[bool, Says("Står med «ca», «omkring»", "Printed with “ca”, “about”")]
    status: Annotated[
        str | None,
        Says(
            "Om händelsen hölls, planeras eller ställdes in",
            "Whether the event was held, is planned or was cancelled",
            codes="event_status",
        ),
    ]
    verbs: Annotated[str | None, Says("Beslutets verb", "Verbs of the decision")]
    participants: Annotated[
        str | None,
        Says(
            "Deltagare som meningen nämner, skilda av « | »",
            "Participants that the sentence names, parted by “ | ”",
            prose=True,
        ),
    ]
    role: Annotated[str | None, Says("Personens roll", "Role of the person")]
    party: Annotated[str | None, Says("Partibeteckning", "Party")]
    date_from: Annotated[date | None, Says("Första dagen som orden medger", "First day that the words allow")]
    date_to: Annotated[date | None, Says("Sista dagen som orden medger", "Last day that the words allow")]
    date_precision: Annotated[
        str | None, Says("Hur noga tiden är angiven", "How exactly the time is given", codes="date_precision")
    ]
    date_raw: Annotated[str | None, Says("Tiden som den står", "The time as printed")]
    page: Page
    line: Line
    place: Place
    place_kind: Annotated[
        str,
        Says(
            "Om stället är meningen eller stycket omkring",
            "Whether the place is the sentence or the block around it",
            codes="place_kind",
        ),
    ]


@dataclass(frozen=True, slots=True)
class InitiativeYear:
    """That an initiative is named by a board in a year."""

    initiative_id: Annotated[str, Says("Insatsen", "The initiative", key=True, to="initiatives")]
    board_id: Annotated[str, Says("Nämnden", "The board", key=True, to="boards")]
    year: Annotated[int, Says("Året dokumentet handlar om", "Year that the document is about", key=True)]
    mentions: Annotated[int, Says("Antal ställen", "Number of places")]
    documents: Annotated[int, Says("Antal dokument", "Number of documents")]
    first_mention_id: Annotated[str, Says("Ett av ställena", "One of the places", to="mentions")]
