"""The JSON Schemas: in step with the types, true of what is written, and strict."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lnextract.batch.inputs import find_inputs
from lnextract.batch.run import Wishes, run
from lnextract.batch.writing import report_json
from lnextract.model.report import Report
from lnextract.model.schema import schemas
from sample_reports import sample_report


def validator(name: str) -> Draft202012Validator:
    schema = schemas()[name]
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_files_are_the_output_of_the_command(root: Path) -> None:
    made = {
        f"{name}.schema.json": json.dumps(body, ensure_ascii=False, indent=2) + "\n"
        for name, body in schemas().items()
    }
    kept = {path.name: path.read_text(encoding="utf-8") for path in (root / "schemas").iterdir()}
    assert kept == made, "Run: make schemas"


@pytest.mark.parametrize("name", ["report", "finding", "manifest-row", "corrections"])
def test_each_schema_is_2020_12_with_titles_and_ids(name: str) -> None:
    schema = schemas()[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["$id"].endswith(f":{name}") and schema["title"]
    for part in [schema, *schema["$defs"].values()]:
        if "properties" not in part:
            continue
        assert part["additionalProperties"] is False
        if name != "corrections":  # which people write: what has a default may be left out
            always = [key for key in part["properties"] if key != "corrected"]
            assert part["required"] == always


def test_only_a_corrected_value_bears_the_key_and_never_null() -> None:
    body = json.loads(report_json(sample_report()))
    cell = body["tables"][0]["rows"][0]["cells"][0]
    assert "corrected" not in report_json(sample_report())
    cell["corrected"] = {"from": 1000, "by": "A. Reader", "at": "2031-05-01T00:00:00Z"}
    validator("report").validate(body)
    cell["corrected"] = None
    assert not validator("report").is_valid(body)


def test_field_docs_reach_the_schema() -> None:
    assert "SCB" in schemas()["report"]["$defs"]["Identity"]["properties"]["municipality_code"]["description"]


def test_a_report_is_valid_and_comes_back_the_same() -> None:
    report = sample_report()
    text = report_json(report)
    validator("report").validate(json.loads(text))
    validator("finding").validate(json.loads(text)["findings"][0])
    assert Report.model_validate_json(text) == report
    assert report_json(Report.model_validate_json(text)) == text


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("source", "kind"), "fax"),
        (("tables", 0, "rows", 0, "cells", 0, "value"), "1000"),
        (("tables", 0, "columns", 0, "measure"), "budget"),
        (("identity", "period", "to"), None),
        (("identity", "extra"), 1),
    ],
)
def test_the_schema_refuses_what_is_wrong(place: tuple[Any, ...], value: object) -> None:
    body = json.loads(report_json(sample_report()))
    inner = body
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert not validator("report").is_valid(body)


def test_a_key_may_not_be_missing() -> None:
    body = json.loads(report_json(sample_report()))
    del body["identity"]["date"]
    assert not validator("report").is_valid(body)


def test_corrections() -> None:
    correction = {
        "source": "ab" * 32, "corrects": "figure", "place": {"line": 3, "start": 10, "end": 15},
        "expect": "1 000", "value": 1001.5,
        "by": "A. Reader", "at": "2031-05-01T12:00:00Z", "why": "The page says so.",
    }  # fmt: skip
    validator("corrections").validate([correction, {**correction, "at": "2031-05-01"}])
    for wrong in ({"why": None}, {"source": "ab"}, {"corrects": "page"}, {"expect": None}):
        assert not validator("corrections").is_valid([{**correction, **wrong}])


def converted(folder: Path, out: Path) -> list[dict[str, Any]]:
    """Convert a folder and hold every file that comes of it against its schema."""
    run(find_inputs([folder]), out, Wishes(), lambda outcome: None)
    rows = [json.loads(line) for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        validator("manifest-row").validate(row)
        for name in row["reports"]:
            validator("report").validate(json.loads((out / "reports" / name).read_text(encoding="utf-8")))
    return rows


def test_what_convert_writes_of_the_fixtures_is_valid(root: Path, tmp_path: Path) -> None:
    rows = converted(root / "fixtures", tmp_path)
    texts = [row for row in rows if row["file"].endswith(".txt")]
    assert texts and all(row["status"] == "converted" for row in texts)


@pytest.mark.shared
def test_what_convert_writes_of_the_real_dumps_is_valid(shared: Path, tmp_path: Path) -> None:
    rows = converted(shared, tmp_path)
    assert len(rows) == 5 and all(row["status"] == "converted" for row in rows)
