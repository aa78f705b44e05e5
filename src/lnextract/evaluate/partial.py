"""Whether a JSON value is a report, or a part of one: keys may be left out, at every depth."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from lnextract.model.spans import PageSpan


class Misfit(Exception):  # noqa: N818 - the loader makes an error of it, with the file's name
    """Where a value is none of the type, as a JSON Pointer, and why."""

    def __init__(self, pointer: str, reason: str) -> None:
        super().__init__(f"{pointer or '/'}: {reason}")


def check_part(value: Any, annotation: Any, pointer: str = "") -> None:
    """Go through the value beside its type.

    Raises:
        Misfit: a key that the type does not have, or a value of another type.
    """
    origin = get_origin(annotation)
    if origin is Annotated and not isinstance(value, int | float | str):
        check_part(value, get_args(annotation)[0], pointer)
    elif origin in (Union, UnionType):
        _check_union(value, get_args(annotation), pointer)
    elif origin is list and isinstance(value, list):
        for index, each in enumerate(value):
            check_part(each, get_args(annotation)[0], f"{pointer}/{index}")
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        _check_object(value, annotation, pointer)
    else:
        try:
            TypeAdapter(annotation).validate_python(value)
        except ValidationError as error:
            raise Misfit(pointer, error.errors(include_url=False)[0]["msg"]) from error


def _check_union(value: Any, members: tuple[Any, ...], pointer: str) -> None:
    if value is None and NoneType in members:
        return
    rest = [member for member in members if member is not NoneType]
    if PageSpan in rest and isinstance(value, dict):  # a place on a page or in a text
        rest = [member for member in rest if (member is PageSpan) == ("page" in value)]
    check_part(value, rest[0] if len(rest) == 1 else Union[tuple(rest)], pointer)  # noqa: UP007


def _check_object(value: Any, model: type[BaseModel], pointer: str) -> None:
    if not isinstance(value, dict):
        raise Misfit(pointer, "an object is wanted")
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    for key, each in value.items():
        if key not in fields:
            raise Misfit(f"{pointer}/{key}", "a report has no such key")
        check_part(each, _with_metadata(fields[key]), f"{pointer}/{key}")


def _with_metadata(field: Any) -> Any:
    """The field's type with what pydantic keeps beside it, such as the validator of a figure."""
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
