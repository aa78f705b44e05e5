"""The JSON Schemas of the public files, made from the types. `schemas/` holds this module's output."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from lnextract.model.corrections import Corrections
from lnextract.model.finding import Finding
from lnextract.model.manifest import ManifestRow
from lnextract.model.report import SCHEMA_VERSION, Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TYPES: dict[str, type[BaseModel]] = {
    "report": Report,
    "finding": Finding,
    "manifest-row": ManifestRow,
    "corrections": Corrections,
}
_WRITTEN_BY_HAND = frozenset({"corrections"})

_Field = core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField


class _EveryKeyPresent(GenerateJsonSchema):
    """The files always hold every key, so a schema asks for all of them, defaults or not.

    The one exception is a key that says something only where it is present, and is never null.
    """

    def field_is_required(self, field: _Field, total: bool) -> bool:
        return "serialization_exclude_if" not in field

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        body = super().default_schema(schema)
        if body.get("default", "") is None:
            del body["default"]
        return body


def schemas() -> dict[str, dict[str, Any]]:
    """One JSON Schema (2020-12) a public type: report, finding, manifest-row, corrections."""
    return {name: _schema(name, of) for name, of in _TYPES.items()}


def _schema(name: str, of: type[BaseModel]) -> dict[str, Any]:
    if name in _WRITTEN_BY_HAND:  # what has a default may be left out
        body = of.model_json_schema(by_alias=True)
    else:
        body = of.model_json_schema(by_alias=True, mode="serialization", schema_generator=_EveryKeyPresent)
    head = {"$schema": DIALECT, "$id": f"urn:lnextract:schema:{SCHEMA_VERSION}:{name}"}
    return {**head, "title": body.pop("title"), **body}
