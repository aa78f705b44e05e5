"""The mark of a value that a person has put right."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from lnextract.model.figures import as_decimal, as_number
from lnextract.model.spans import Strict


def _plain(value: Any) -> Any:
    return as_number(value) if isinstance(value, Decimal) else value


Extracted = Annotated[
    Any,
    BeforeValidator(as_decimal),
    PlainSerializer(_plain, when_used="json"),
    WithJsonSchema({"type": ["number", "string", "object", "null"]}),
]
"""A value as JSON has it: a figure, words, a period, or nothing."""


class Mark(Strict):
    """Who put a value right and when. Why stands in the corrections file."""

    from_: Annotated[Extracted, Field(alias="from")]
    """What was extracted: the value; the text where it was read as words; null where nothing was read."""
    by: str
    at: datetime

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)


def _is_none(value: object) -> bool:
    return value is None


Corrected = Annotated[Mark | SkipJsonSchema[None], Field(default=None, exclude_if=_is_none)]
"""The one key that is present only where it says something: on a corrected value."""

CorrectedFields = Annotated[dict[str, Mark] | SkipJsonSchema[None], Field(default=None, exclude_if=_is_none)]
"""Of an entry with several fields: one mark for each that was corrected, by its key."""
