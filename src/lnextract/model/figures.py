"""Figures: `Decimal` inside, plain JSON numbers outside, never binary-float noise."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema


def as_decimal(value: Any) -> Any:
    """A JSON number as the decimal that was written: 0.3 is 0.3."""
    return Decimal(repr(value)) if isinstance(value, float) else value


def as_number(value: Decimal) -> int | float:
    """An integer where the value is whole, else the float whose shortest form is the printed decimal."""
    return int(value) if value == value.to_integral_value() else float(value)


Figure = Annotated[
    Decimal,
    BeforeValidator(as_decimal),
    PlainSerializer(as_number, return_type=int | float, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
"""A printed figure's value."""
