"""What `lnextract check` is given: OUT folders, files, mixtures, and things that are no reports."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from checked_reports import GOOD, LARGE, budget_report, check, converted
from conftest import ROOT
from lnextract.batch.writing import report_json

HYLTE = ROOT / "fixtures" / "hylte-2022-ur2"
TWO_BOARDS = ROOT / "fixtures" / "kallelse-2019-tva-namnder"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return converted(tmp_path / "out", {"good.json": budget_report(GOOD), "large.json": budget_report(LARGE)})


def changed(path: Path, **keys: Any) -> str:
    return json.dumps({**json.loads(path.read_text(encoding="utf-8")), **keys})


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("0.9", "It is older. Convert its source again."),
        ("1.1", "It is newer. Update lnextract."),
        ("10.0", "It is newer. Update lnextract."),
        ("one", "damaged"),
        (None, "damaged"),
    ],
)
def test_another_schema_version_is_told_and_the_rest_checked(out: Path, version: object, said: str) -> None:
    path = out / "reports" / "other.json"
    path.write_text(changed(out / "reports" / "good.json", schema_version=version), encoding="utf-8")
    result = check(out)
    assert f"{path}: " in result.stderr and said in result.stderr
    assert "1 broken" not in result.stdout and "2 broken" in result.stdout
    assert result.exit_code == 1
    (out / "reports" / "large.json").unlink()
    assert check(out).exit_code == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "damaged"),
        (b"{", "damaged"),
        (b'{"schema_version": "1.0"', "damaged"),
        (b'{"schema_version": "1.0"}', "damaged (source: Field required)"),
        (b"\xff\xfe", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b'{"schema_version": "1.0", "source": ' + b"9" * 5000 + b"}", "damaged"),
        (b"[1, 2]", "no report of lnextract"),
        (b'{"name": "a data package"}', "no report of lnextract"),
    ],
    ids=range(9),
)
def test_a_damaged_file_is_told_and_the_rest_checked(out: Path, content: bytes, said: str) -> None:
    path = out / "reports" / "odd.json"
    path.write_bytes(content)
    result = check(out)
    assert result.exit_code == 1 and "2 broken" in result.stdout
    (told,) = [line for line in result.stderr.splitlines() if str(path) in line]
    assert said in told


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (("rows", 0, "cells"), [], "row 0 has 0 cells for 3 columns"),
        (("rows", 1, "parent"), 7, "row 1 is part of row 7"),
        (("rows", 2, "parent"), 2, "row 2 is part of row 2"),
        (("rows", 1, "parent"), -1, "row 1 is part of row -1"),
    ],
)
def test_a_report_whose_parts_do_not_fit_is_damaged(
    out: Path, place: tuple[Any, ...], value: object, said: str
) -> None:
    data = json.loads((out / "reports" / "good.json").read_text(encoding="utf-8"))
    inner = data["tables"][0]
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    (out / "reports" / "good.json").write_text(json.dumps(data), encoding="utf-8")
    result = check(out)
    assert said in result.stderr and "2 broken" in result.stdout and result.exit_code == 1


def test_a_folder_without_any_report_is_told_and_the_rest_checked(out: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "readme.md").write_text("no report", encoding="utf-8")
    result = check(tmp_path / "empty", tmp_path / "notes", out)
    assert result.exit_code == 1 and "2 broken" in result.stdout
    assert result.stderr.count("No report was found") == 2
    assert check(tmp_path / "empty").exit_code == 2
    assert check(tmp_path / "empty", out / "reports" / "good.json").exit_code == 2


def test_an_empty_out_folder_is_told(tmp_path: Path) -> None:
    result = check(converted(tmp_path / "out", {}))
    assert result.exit_code == 2 and "No report was found" in result.stderr


def test_other_json_in_a_folder_is_passed_over(out: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    shutil.copytree(out / "reports", folder / "year")
    (folder / "datapackage.json").write_text('{"name": "x"}', encoding="utf-8")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "cache.json").write_text("{", encoding="utf-8")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    result = check(folder)
    assert "datapackage.json is passed over" in result.stderr and "cache.json" not in result.stderr
    assert "broken.json: The report is damaged" in result.stderr
    assert "2 broken" in result.stdout
    (folder / "broken.json").unlink()
    (folder / "year" / "large.json").unlink()
    assert check(folder).exit_code == 0
    # Named by itself it should have been a report.
    assert check(folder / "datapackage.json").exit_code == 2


def test_a_folder_named_like_a_report_is_told(out: Path) -> None:
    (out / "reports" / "folder.json").mkdir()
    result = check(out)
    assert "folder.json: This is not a regular file." in result.stderr and result.exit_code == 1


def test_documents_and_reports_are_mixed(out: Path) -> None:
    result = check(out / "reports" / "good.json", HYLTE / "hylte-2022-ur2.pdf", "--format", "json")
    names = {each["target"]["report"] for each in json.loads(result.stdout)}
    assert names == {"good.json", "hylte-2022-ur2.pdf"} and result.exit_code == 1


def test_each_report_of_a_bundle_has_its_name() -> None:
    result = check(TWO_BOARDS / "kallelse-2019-tva-namnder.txt", "--format", "json")
    names = {each["target"]["report"] for each in json.loads(result.stdout)}
    assert names == {"kallelse-2019-tva-namnder.txt", "kallelse-2019-tva-namnder.txt#2"}


def test_a_document_whose_report_is_there_is_not_read_again(tmp_path: Path) -> None:
    pdf = HYLTE / "hylte-2022-ur2.pdf"
    made = json.loads(check(pdf, "--format", "json").stdout)
    from lnextract import read

    folder = tmp_path / "year"
    folder.mkdir()
    shutil.copy(pdf, folder)
    (folder / "h.json").write_text(report_json(read(pdf)[0]), encoding="utf-8")
    result = check(folder, "--format", "json")
    assert "is not read again: its report is" in result.stderr
    assert len(json.loads(result.stdout)) == len(made)


def test_one_file_named_twice_is_checked_once(out: Path) -> None:
    once = json.loads(check(out, "--format", "json").stdout)
    twice = json.loads(check(out, out / "reports" / "large.json", "--format", "json").stdout)
    assert once == twice
