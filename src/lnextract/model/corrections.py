"""Values put right by a person, each with a guard that fails when the source or its reading has changed."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self, cast

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    RootModel,
    StringConstraints,
    Tag,
    TypeAdapter,
    WithJsonSchema,
    model_validator,
)

from lnextract.model.figures import Figure
from lnextract.model.report import Identity, RowKind
from lnextract.model.spans import PageSpan, Strict, TextSpan

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

EntryField = Literal[
    "title",
    "number",
    "marker",
    "category",
    "forecast",
    "comment",
    "activity",
    "status",
    "name",
    "group",
]
"""Keys of sections, assignments, activities and indicators that hold printed words."""
NEVER_NULL: frozenset[EntryField] = frozenset({"title", "activity", "name"})

IdentityField = Literal[
    "body",
    "municipality",
    "municipality_code",
    "region",
    "report_type",
    "report_number",
    "year",
    "period",
    "date",
]


def _in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


Moment = Annotated[
    datetime,
    AfterValidator(_in_utc),
    WithJsonSchema({"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]}),
]


def _kind_of_place(place: Any) -> str:
    on_page = "page" in place if isinstance(place, dict) else isinstance(place, PageSpan)
    return "PageSpan" if on_page else "TextSpan"


Place = Annotated[
    Annotated[PageSpan, Tag("PageSpan")] | Annotated[TextSpan, Tag("TextSpan")],
    Discriminator(_kind_of_place),
]
"""A `span`, copied from the report."""


class Signed(Strict):
    """Who made a correction, when and why, and to which source it belongs."""

    source: Sha256
    """`source.sha256` of the report."""
    by: Words
    at: Moment
    """A day, or a moment; without a time zone it is UTC."""
    why: Words


class FigureCorrection(Signed):
    """Another value for what is printed at a place: a cell, an indicator's figure, a claim."""

    corrects: Literal["figure"]
    place: Place
    expect: str
    """The figure's `text`: what is printed there."""
    value: Figure | None
    """What it says, in its own unit; null where it is no number."""


class EntryCorrection(Signed):
    """Other words for a key of a section, assignment, activity or indicator."""

    corrects: Literal["entry"]
    place: Place
    """The entry's `span`."""
    field: EntryField
    expect: str | None
    """What was extracted."""
    value: str | None

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        if self.value is None and self.field in NEVER_NULL:
            raise ValueError(f"«{self.field}» can't be null")
        return self


class IdentityCorrection(Signed):
    """Another value for a key of `identity`."""

    corrects: Literal["identity"]
    place: Place | None = None
    """Of anything in the document, where one input holds several that say what is expected."""
    field: IdentityField
    expect: Any
    """What was extracted."""
    value: Any

    @model_validator(mode="after")
    def _are_of_the_fields_type(self) -> Self:
        of: TypeAdapter[Any] = TypeAdapter(cast(Any, Identity.model_fields[self.field].annotation))
        self.expect, self.value = (
            of.dump_python(of.validate_python(each), mode="json", by_alias=True)
            for each in (self.expect, self.value)
        )
        return self


class MissedCell(Strict):
    """A cell that was not read."""

    text: Words
    """As printed."""
    value: Figure | None
    unit: Literal["tkr", "kr", "mnkr", "%", "st"] | None = None
    place: Place


class CellCorrection(Signed):
    """A cell that stands on the page and was left empty."""

    corrects: Literal["missing_cell"]
    place: Place
    """Of another cell of the row."""
    expect: str
    """Its text."""
    column: str
    """Header of the column, as printed; its id where two columns bear one header."""
    cell: MissedCell


class MissedRow(Strict):
    """A row that was not read."""

    label: str
    kind: RowKind = "item"
    account: str | None = None
    code: str | None = None
    cells: list[MissedCell | None]
    """One a column; null = empty on paper."""


class RowCorrection(Signed):
    """A row that stands on the page and was not read."""

    corrects: Literal["missing_row"]
    place: Place
    """Of a cell in the row above or below."""
    expect: str
    """Its text."""
    put: Literal["before", "after"] = "after"
    """Where the new row stands to that row."""
    row: MissedRow


Correction = Annotated[
    FigureCorrection | EntryCorrection | IdentityCorrection | CellCorrection | RowCorrection,
    Field(discriminator="corrects"),
]


class Corrections(RootModel[list[Correction]]):
    """All corrections of a collection of reports, in the order in which they were made."""

    def of(self, sha256: str) -> list[Correction]:
        """Those that belong to one input."""
        return [each for each in self.root if each.source == sha256]

    def fingerprint(self, sha256: str) -> str:
        """Changes whenever a correction of this input does; empty where there is none."""
        own = self.of(sha256)
        if not own:
            return ""
        text = "\n".join(each.model_dump_json() for each in own)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()
