"""`lnextract dataset` applies the corrections as they stand now, whatever `convert` had applied."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dataset_made import table
from lnextract.cli.main import main
from lnextract.dataset.tables import TABLES

SLUGS = ("hylte-2022-ur2", "falkenberg-2016-ur2")
SIGNED = {"by": "A. Reader", "at": "2031-05-01", "why": "The page says so."}


def lnextract_(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def inputs(root: Path) -> list[Path]:
    return [root / "fixtures" / slug / f"{slug}.txt" for slug in SLUGS]


@pytest.fixture
def out(inputs: list[Path], tmp_path: Path) -> Path:
    assert lnextract_("convert", *inputs, "-o", tmp_path / "out", "--workers", "1", "-q").exit_code == 0
    return tmp_path / "out"


def report(out: Path, slug: str) -> Any:
    return json.loads((out / "reports" / f"{slug}.json").read_text(encoding="utf-8"))


def files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / "reports").iterdir()}


def write(out: Path, *entries: dict[str, Any]) -> None:
    text = json.dumps([{**SIGNED, **each} for each in entries], ensure_ascii=False)
    (out / "corrections.yml").write_text(text, encoding="utf-8")


def figure(out: Path, value: int, expect: str = "793") -> dict[str, Any]:
    """Of the planted mistake: a total that says 793 where the rows give 739."""
    source = report(out, SLUGS[0])["source"]["sha256"]
    place = {"line": 81, "start": 1406, "end": 1409}
    return {"source": source, "corrects": "figure", "place": place, "expect": expect, "value": value}


def missed_rows(out: Path) -> list[dict[str, Any]]:
    """An activity and an indicator that were not read, each after the first of their tables."""
    read = report(out, SLUGS[1])
    tables = {kind: next(each for each in read["tables"] if each["kind"] == kind) for kind in ROWS}
    made = []
    for kind, row in ROWS.items():
        beside = next(cell for cell in tables[kind]["rows"][0]["cells"] if cell)
        made.append(
            {
                "source": read["source"]["sha256"],
                "corrects": "missing_row",
                "place": beside["span"],
                "expect": beside["text"],
                "row": row,
            }
        )
    return made


def missed(text: str, value: int | None = None) -> dict[str, Any]:
    return {"text": text, "value": value, "place": {"line": 30, "start": 1100, "end": 1100 + len(text)}}


ROWS: dict[str, Any] = {
    "activity": {
        "label": "Sagostund",
        "cells": [missed("Genomförd"), missed("Ring Karin Lindqvist, 070-123 45 67.")],
    },
    "indicator": {
        "label": "Antal sagostunder",
        "cells": [missed("4", 4), missed("6", 6), missed("Två återstår.")],
    },
}


def dataset(out: Path, name: str = "dataset", *words: str | Path) -> tuple[Path, Result]:
    folder = out.parent / name
    result = lnextract_("dataset", out, "-o", folder, *words)
    assert result.exit_code == 0, result.stderr
    return folder, result


def same_bytes(one: Path, other: Path) -> bool:
    names = {path.name for path in one.iterdir()}
    return all((one / name).read_bytes() == (other / name).read_bytes() for name in names)


def assert_keys_lead_somewhere(folder: Path) -> None:
    keys = {each.name: {row[each.key[0]] for row in table(folder, each.name)} for each in TABLES}
    for each in TABLES:
        for column in each.links:
            used = {row[column.name] for row in table(folder, each.name)} - {""}
            assert used <= keys[column.says.to or ""], (each.name, column.name)


def test_an_edit_after_convert_shows_and_no_report_file_is_written_to(out: Path) -> None:
    write(out, figure(out, 739), figure(out, 1, expect="795"), {**figure(out, 1), "source": "ab" * 32})
    before = files(out)
    folder, result = dataset(out)
    assert files(out) == before
    (amount,) = (row for row in table(folder, "amounts") if row["value_raw"] == "793")
    assert amount["value"] == "739"
    rows = table(folder, "corrections")
    assert sorted((row["applied"], row["expected"], row["value"]) for row in rows) == [
        ("false", "793", "1"),
        ("false", "795", "1"),
        ("true", "793", "739"),
    ]
    assert [bool(row["doc_id"]) for row in rows].count(False) == 1
    assert all(row["doc_id"] in ("", amount["doc_id"]) for row in rows)
    assert "1 applied, 1 no longer fits, 1 of inputs that are not among these" in result.stderr
    assert "«793» stands there, not «795»" in result.stderr
    assert "correction_refused" in {row["code"] for row in table(folder, "doubts")}
    assert [row for row in table(folder, "findings") if row["verdict"] == "broken"] == []
    assert_keys_lead_somewhere(folder)


def test_what_convert_had_applied_changes_nothing(out: Path, inputs: list[Path]) -> None:
    """The dataset hangs on what was read and on the corrections now, not on those of before."""
    plain, _ = dataset(out, "plain")
    write(out, figure(out, 739), *missed_rows(out))
    fresh, _ = dataset(out, "fresh")
    assert lnextract_("convert", *inputs, "-o", out, "--workers", "1", "-q").exit_code == 0
    assert '"corrected"' in (out / "reports" / f"{SLUGS[1]}.json").read_text(encoding="utf-8")
    again, _ = dataset(out, "again")
    assert same_bytes(fresh, again)
    write(out)
    withdrawn, _ = dataset(out, "withdrawn")
    assert same_bytes(plain, withdrawn)


def test_rows_that_were_not_read_are_activities_and_indicators(out: Path) -> None:
    before, _ = dataset(out, "before")
    write(out, *missed_rows(out))
    folder, _ = dataset(out)
    (activity,) = (row for row in table(folder, "activities") if row["activity"] == "Sagostund")
    assert (activity["status"], activity["status_raw"]) == ("klar", "Genomförd")
    assert activity["comment"] == "Ring [namn], [telefon]."
    (indicator,) = (row for row in table(folder, "indicators") if row["name"] == "Antal sagostunder")
    assert (indicator["outcome"], indicator["target"], indicator["comment"]) == ("4", "6", "Två återstår.")
    for name, key in (("activities", "activity"), ("indicators", "name")):
        rows, earlier = table(folder, name), table(before, name)
        assert [row[key] for row in rows if row[key] not in ("Sagostund", "Antal sagostunder")] == [
            row[key] for row in earlier
        ]
    (told,) = (row for row in table(folder, "corrections") if "Sagostund" in row["value"])
    assert "[telefon]" in told["value"] and "Lindqvist" not in told["value"]
    assert_keys_lead_somewhere(folder)


def test_a_correction_of_what_a_report_is_about_moves_it(out: Path) -> None:
    """As if it had been read so: the order of the documents too."""
    source = report(out, SLUGS[0])["source"]["sha256"]
    year = {"source": source, "corrects": "identity", "field": "year", "expect": 2022, "value": 2015}
    code = {**year, "field": "municipality_code", "expect": "1315", "value": "1999"}
    write(out, year, code)
    folder, _ = dataset(out)
    assert [row["year"] for row in table(folder, "documents")] == ["2016", "2015"]


def test_a_named_file_and_a_damaged_one(out: Path, tmp_path: Path) -> None:
    write(tmp_path / "out", figure(out, 739))
    named = (out / "corrections.yml").rename(tmp_path / "own.yml")
    folder, result = dataset(out, "dataset", "--corrections", named)
    assert "1 applied" in result.stderr and len(table(folder, "corrections")) == 1
    named.write_text("- source: x\n", encoding="utf-8")
    assert lnextract_("dataset", out, "-o", tmp_path / "d", "--corrections", named).exit_code == 2
