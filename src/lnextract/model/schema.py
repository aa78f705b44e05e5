"""The JSON Schemas of the public files, made from the types. `schemas/` holds this module's output."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
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

_Field = core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField


class _EveryKeyPresent(GenerateJsonSchema):
    """The files always hold every key, so a schema asks for all of them, defaults or not."""

    def field_is_required(self, field: _Field, total: bool) -> bool:
        return True


def schemas() -> dict[str, dict[str, Any]]:
    """One JSON Schema (2020-12) a public type: report, finding, manifest-row, corrections."""
    return {name: _schema(name, of) for name, of in _TYPES.items()}


def _schema(name: str, of: type[BaseModel]) -> dict[str, Any]:
    body = of.model_json_schema(by_alias=True, mode="serialization", schema_generator=_EveryKeyPresent)
    head = {"$schema": DIALECT, "$id": f"urn:lnextract:schema:{SCHEMA_VERSION}:{name}"}
    return {**head, "title": body.pop("title"), **body}
