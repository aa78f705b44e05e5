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
