"""What a report's prose names, each with its quote: initiatives, partners, events, people, decisions."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from lnextract.model.figures import Figure
from lnextract.model.report import Unit
from lnextract.model.spans import Span, Strict

QUOTE_CHARS: Final = 300
"""Characters that a quote has at most."""

MentionKind = Literal["initiative", "partner", "event", "person", "sum", "decision"]
EventStatus = Literal["held", "planned", "cancelled"]
DatePrecision = Literal["day", "month", "term", "year"]
"""term: spring or autumn, as schools and boards count them."""
Place = Literal["words", "block", "document"]


class MentionDate(Strict):
    """When something happened, as far as it is printed."""

    from_date: date
    """First day that the words allow."""
    to_date: date
    """Last day that the words allow; both ends included."""
    precision: DatePrecision
    year_printed: bool
    """False where the words name no year («i maj») and the report's own was taken."""
    text: str
    """As printed."""


class Mention(Strict):
    """One thing named at one place."""

    kind: MentionKind
    category: str | None
    """Of a partner: kommun, region, högskola, myndighet, förening, nätverk, …; of an event: dialog,
    konferens, …; of a person: politician, official or other; of a decision: besluta, bevilja, avsluta, …"""
    keys: list[str]
    """Keys of the vocabulary that the words can mean, the likeliest first; several where the words alone
    do not tell, none for what no vocabulary lists. A partner found by a pattern has a key made of its
    name."""
    name: str
    """The thing's name in base form; of an ambiguous mention that of the first key."""
    text: str
    """As printed, line breaks mended."""
    quote: str
    """The sentence as the report's block has it, white space folded; of one longer than 300 characters as
    much as fits round the mention, cut between words."""
    section: str | None
    """Id in `sections`."""
    table: str | None
    """Id in `tables` of a mention in a table."""
    row: int | None
    """0-based index in `rows` of that table."""
    span: Span
    place: Place
    """words: `span` holds the quote and little else; block: it is that of the paragraph, list, cell or table
    around it; document: the report does not say where (signatures), and it is that of its last section."""
    dates: list[MentionDate]
    status: EventStatus | None
    """Of an event, by the sentence's verbs; null where they do not tell."""
    participants: list[str]
    """Names of partners and groups that the sentence says took part."""
    value: Figure | None
    """Of a sum; of an event, how many were held."""
    unit: Unit | None
    """Of a sum; `st` of a count."""
    approximate: bool
    """Whether the figure is printed with «ca», «cirka», «omkring», «ett trettiotal»."""
    role: str | None
    """Of a person, as printed."""
    party: str | None
    """Of a person: letters of the party."""
    verbs: list[str]
    """Of a decision: the verbs in base form."""
