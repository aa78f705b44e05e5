"""The shape of the vocabulary's YAML: one list of entries a topic."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Form = Annotated[str, StringConstraints(min_length=1, strip_whitespace=False)]
Year = Annotated[int, Field(ge=1862, le=2200)]
"""Municipalities and landsting came with the year 1862."""
Forms = Annotated[list[Form], Field(min_length=1)]
HeaderRole = Literal["label", "code", "group", "figure", "text", "status", "period", "unknown"]
LabelRole = Literal["total", "subtotal", "of_which", "group", "plain"]
Place = Literal["before", "after", "both"]


class Entry(BaseModel):
    """An entry holds in the years `from`..`to`, both included; null is open."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, frozen=True)

    from_: Annotated[Year | None, Field(alias="from")] = None
    to: Year | None = None

    def holds(self, year: int | None) -> bool:
        """True where the year is unknown too."""
        if year is None:
            return True
        return (self.from_ is None or self.from_ <= year) and (self.to is None or year <= self.to)


class KeyedForms(Entry):
    """Printed forms of one thing."""

    key: str
    forms: Forms


class Head(KeyedForms):
    """What a column header can be about."""

    role: HeaderRole = "figure"
    text_role: HeaderRole | None = None
    label_role: HeaderRole | None = None
    first_role: HeaderRole | None = None


class Qualifier(KeyedForms):
    """What narrows a head down."""

    place: Place = "after"
    only: list[str] = []
    joiner: bool = False
    capital_splits: bool = False


class MeasureRule(Entry):
    """Heads whose columns bear a measure where all the flags hold; the first rule that fits is taken."""

    heads: list[str]
    when: list[str] = []
    measure: str


class KindRule(Entry):
    """Columns and words that make a table one of a kind; the first rule that fits is taken."""

    kind: Literal["budget", "result", "forecast", "indicator", "activity", "assignment", "other"]
    any_of: list[str] = []
    all_of: list[str] = []
    none_of: list[str] = []
    title: list[Form] = []


class Account(KeyedForms):
    """A line of the accounts. `patterns` are regular expressions on squashed labels."""

    parent: str | None = None
    patterns: list[str] = []


class RowWord(Entry):
    """Words that give a row's role: at the beginning, at the end, or as the whole label."""

    role: LabelRole | Literal["net", "income", "cost"]
    place: Literal["whole", "begin", "end", "within"]
    forms: Forms


class BoardPattern(Entry):
    """Spellings of a board's name with `{name}` for a municipality, or its closing word."""

    kind: Literal["local", "ending", "alone", "not_alone"]
    forms: Forms


class Municipality(Entry):
    """A municipality with its SCB code."""

    code: Annotated[str, StringConstraints(pattern=r"^\d{4}$")]
    name: str
    common_word: bool = False


class Region(Entry):
    """A region with its county code."""

    code: Annotated[str, StringConstraints(pattern=r"^\d{2}$")]
    name: str
    forms: Forms


class ReportWord(Entry):
    """Words that name a kind of document."""

    report_type: Literal["uppföljningsrapport", "årsredovisning", "presentation", "other"]
    forms: Forms


class UsualMonths(Entry):
    """Months that a report usually covers, both included."""

    report: int
    months: Annotated[list[Annotated[int, Field(ge=1, le=12)]], Field(min_length=2, max_length=2)]
    region: str | None = None


class Judgement(Entry):
    """A rule that is somebody's judgement, and why it was made."""

    author: str
    reason: str


class Purpose(Judgement):
    """What money was spent on, known by words that begin a word of the label."""

    key: str
    sv: str
    en: str
    words: Forms


class Scope(Judgement):
    """Words of a caption that say what the table's total is the total of; null: of no account."""

    account: str | None
    words: Forms


class Layout(Entry):
    """How a table cuts the money, known by accounts of its rows."""

    key: str
    any_of: Annotated[list[str], Field(min_length=1)]


class Restates(Judgement):
    """An account that is another one under a name of its own."""

    account: str
    is_: Annotated[str, Field(alias="is")]


class Bridge(Judgement):
    """An account as the sum of others."""

    account: str
    parts: Annotated[list[str], Field(min_length=2)]


class CodeMeaning(Entry):
    """What a code means."""

    code: str
    sv: str
    en: str


class CodeList(Entry):
    """A list of codes."""

    key: str
    codes: Annotated[list[CodeMeaning], Field(min_length=1)]


class Named(Entry):
    """Something that prose names. A bar in a form parts the word that inflects: «friskvårds|grupp».

    `shared` forms may mean something else too and are kept with all that they can mean; they count only in
    the years `from`..`to` and, where `region` is given, in reports of that region.
    """

    key: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
    name: str
    forms: list[Form] = []
    shared: list[Form] = []
    region: str | None = None
    why: str | None = None
    """What the entry rests on, where that is no common knowledge."""


class Initiative(Named):
    """A development work of boards, with its years as far as a report states them."""

    purpose: str | None = None
    first_year: Year | None = None
    last_year: Year | None = None
    predecessor: str | None = None
    successor: str | None = None


class Partner(Named):
    """Somebody that boards work with."""

    kind: str


class NamePattern(Entry):
    """Shapes of names: `{town}` a municipality, `{place}` one or two words with a capital, `{words}` a title
    in quotes or with a capital, `{head}` the first part of a compound, such as «kultur- och fritids».
    """

    topic: Literal["partner", "initiative"]
    kind: str
    forms: Forms
    without: list[Form] = []
    """Words of the shape that are no names."""


class EventWord(Entry):
    """What happens on a day. `words` inflect and may end a longer word; `forms` are taken as they stand.

    `counts_alone`: whether the bare word means an event; of others a date, a number or a verb must say so.
    """

    key: str
    words: Annotated[list[Form], Field(min_length=1)]
    forms: list[Form] = []
    not_after: list[Form] = []
    not_before: list[Form] = []
    counts_alone: bool = False


class VerbWord(Entry):
    """A verb of one use; `forms` are those that the lemma table lacks, `without` those it wrongly has."""

    use: Literal["decide", "end", "happen", "plan", "cancel"]
    verb: str
    forms: list[Form] = []
    without: list[Form] = []


class VocabularyFile(BaseModel):
    """Everything a vocabulary file may hold."""

    model_config = ConfigDict(extra="forbid")

    heads: list[Head] = []
    qualifiers: list[Qualifier] = []
    measures: list[MeasureRule] = []
    table_kinds: list[KindRule] = []
    accounts: list[Account] = []
    row_words: list[RowWord] = []
    statuses: list[KeyedForms] = []
    boards: list[BoardPattern] = []
    municipalities: list[Municipality] = []
    regions: list[Region] = []
    words: list[KeyedForms] = []
    report_types: list[ReportWord] = []
    usual_months: list[UsualMonths] = []
    purposes: list[Purpose] = []
    scopes: list[Scope] = []
    layouts: list[Layout] = []
    restates: list[Restates] = []
    bridges: list[Bridge] = []
    codelists: list[CodeList] = []
    initiatives: list[Initiative] = []
    partners: list[Partner] = []
    name_patterns: list[NamePattern] = []
    event_words: list[EventWord] = []
    verbs: list[VerbWord] = []
    prose_words: list[KeyedForms] = []


PROSE_TOPICS = frozenset({"initiatives", "partners", "name_patterns", "event_words", "verbs", "prose_words"})
"""Topics of the names in prose; they say nothing of how a report is cut and read."""
