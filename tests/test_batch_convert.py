"""One input and a whole run: files, names, manifest, quarantine."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any, NoReturn

import pytest

from lnextract.batch import convert
from lnextract.batch.account import earlier_rows
from lnextract.batch.inputs import find_inputs
from lnextract.batch.run import Run, Wishes, run
from lnextract.batch.stores import LocalStore
from lnextract.errors import UnreadableInputError, VocabularyError
from sample_reports import read_sample


@pytest.fixture(autouse=True)
def sample_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "read", read_sample)


def write(path: Path, text: str = "total: 1 196\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def convert_all(out: Path, *inputs: Path) -> Run:
    return run(find_inputs(inputs, out), out, Wishes(), lambda outcome: None)


def manifest(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]


def without_seconds(out: Path) -> list[dict[str, Any]]:
    return [{**row, "seconds": 0} for row in manifest(out)]


def test_a_report_file_and_a_manifest_row(tmp_path: Path) -> None:
    write(tmp_path / "in" / "år" / "ur1.txt")
    result = convert_all(tmp_path / "out", tmp_path / "in")
    report = json.loads((tmp_path / "out/reports/ur1.json").read_text(encoding="utf-8"))
    (row,) = manifest(tmp_path / "out")
    assert report["source"]["file"] == row["file"] == "år/ur1.txt"
    assert list(row) == [
        *("file", "sha256", "status", "reports", "pages", "seconds", "warnings", "findings", "error")
    ]
    assert row["sha256"] == report["source"]["sha256"]
    assert (row["status"], row["reports"], row["pages"], row["warnings"]) == ("converted", ["ur1.json"], 3, 1)
    assert row["findings"] == {"broken": 0, "holds": 1, "holds_within_rounding": 0, "not_checkable": 0}
    assert row["error"] is None
    assert result.unmapped_headers == {"Läge [bold]": 1} and result.unmapped_labels == {"Okänt konto": 1}


def test_report_json_is_readable_utf8_with_plain_numbers(tmp_path: Path) -> None:
    write(tmp_path / "ur1.txt")
    convert_all(tmp_path / "out", tmp_path / "ur1.txt")
    text = (tmp_path / "out/reports/ur1.json").read_text(encoding="utf-8")
    assert text.endswith("}\n") and "Lokal nämnd Någonstans" in text
    assert '"value": 1196,' in text and '"from": "2031-01-01"' in text
    assert '"row": 2' in text and list(json.loads(text))[:2] == ["schema_version", "source"]


def test_findings_name_the_report_file(tmp_path: Path) -> None:
    write(tmp_path / "ur1.txt", "total: 1 196\ntotal: 1 300\n")
    convert_all(tmp_path / "out", tmp_path / "ur1.txt")
    for name in ("ur1.json", "ur1-2.json"):
        (finding,) = json.loads((tmp_path / "out/reports" / name).read_text(encoding="utf-8"))["findings"]
        assert {finding["target"]["report"], *(each["report"] for each in finding["operands"])} == {name}


def test_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        write(tmp_path / "in" / f"{name}.txt")
    convert_all(tmp_path / "one", tmp_path / "in")
    convert_all(tmp_path / "two", *(tmp_path / "in" / f"{name}.txt" for name in ("c", "a", "b")))
    assert [row["file"] for row in manifest(tmp_path / "one")] == ["a.txt", "b.txt", "c.txt"]
    assert without_seconds(tmp_path / "one") == without_seconds(tmp_path / "two")
    for path in (tmp_path / "one/reports").iterdir():
        assert path.read_bytes() == (tmp_path / "two/reports" / path.name).read_bytes()


def test_clashing_names_get_a_hash_and_nothing_is_lost(tmp_path: Path) -> None:
    for name in ("x/ur.txt", "y/ur.txt", "UR.txt", "ur-2.txt", "alone.txt"):
        write(tmp_path / "in" / name, "total: 1\ntotal: 2\n")
    convert_all(tmp_path / "out", tmp_path / "in")
    rows = {row["file"]: row["reports"] for row in manifest(tmp_path / "out")}
    names = [name for reports in rows.values() for name in reports]
    assert rows["alone.txt"] == ["alone.json", "alone-2.json"]
    assert len(set(map(str.casefold, names))) == len(names) == 10
    assert sorted(names) == sorted(path.name for path in (tmp_path / "out/reports").iterdir())
    assert all(name.startswith("ur-") and len(name) >= len("ur-01234567.json") for name in rows["x/ur.txt"])


def test_same_relative_name_under_two_inputs(tmp_path: Path) -> None:
    write(tmp_path / "a" / "ur.txt")
    write(tmp_path / "b" / "ur.txt", "total: 2")
    convert_all(tmp_path / "out", tmp_path / "a", tmp_path / "b")
    assert len({name for row in manifest(tmp_path / "out") for name in row["reports"]}) == 2


def test_a_file_named_twice_is_one_input(tmp_path: Path) -> None:
    path = write(tmp_path / "in" / "ur.txt")
    convert_all(tmp_path / "out", tmp_path / "in", path, path)
    assert len(manifest(tmp_path / "out")) == 1


def test_a_very_long_name_still_gets_its_file(tmp_path: Path) -> None:
    write(tmp_path / ("å" * 120 + ".txt"))
    convert_all(tmp_path / "out", tmp_path)
    (row,) = manifest(tmp_path / "out")
    assert (tmp_path / "out/reports" / row["reports"][0]).is_file()


def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/uppf\xf6ljning.txt")).write_text("total: 1", encoding="utf-8")
    convert_all(tmp_path / "out", tmp_path)
    (row,) = manifest(tmp_path / "out")
    assert row["status"] == "converted" and row["file"] == "uppf\\xf6ljning.txt"


def test_results_inside_the_input_folder_are_not_read(tmp_path: Path) -> None:
    write(tmp_path / "in" / "ur.txt")
    for out in (tmp_path / "in" / "out", tmp_path / "in"):
        write(out / "reports" / "note.txt")
        result = convert_all(out, tmp_path / "in")
        assert [row.file for row in result.rows] == ["ur.txt"] and result.ignored == 0
        shutil.rmtree(out if out.name == "out" else out / "reports")
        (tmp_path / "in" / "manifest.jsonl").unlink(missing_ok=True)


@pytest.mark.parametrize(("name", "kind"), [("ur.odt", "unsupported"), ("letter.docx", "unsupported")])
def test_other_kinds_are_quarantined_with_a_sentence(tmp_path: Path, name: str, kind: str) -> None:
    convert_all(tmp_path / "out", write(tmp_path / name))
    (row,) = manifest(tmp_path / "out")
    assert (row["status"], row["reports"], row["pages"]) == ("quarantined", [], None)
    assert row["error"]["kind"] == kind and row["error"]["message"].endswith(".")
    assert len(row["sha256"]) == 64


def test_what_the_pipeline_reads_is_converted(tmp_path: Path) -> None:
    convert_all(tmp_path / "out", write(tmp_path / "a.PDF"), write(tmp_path / "b.docx"))
    pdf, letter = manifest(tmp_path / "out")
    assert (pdf["status"], pdf["reports"]) == ("converted", ["a.json"])
    assert letter["error"]["kind"] == "unsupported" and ".pdf and .txt" in letter["error"]["message"]


def test_other_endings_and_hidden_files_in_folders_are_counted(tmp_path: Path) -> None:
    for name in ("a.txt", "b.PDF", "c.docx", "d/e.png", ".DS_Store", "._a.txt"):
        write(tmp_path / "in" / name)
    result = convert_all(tmp_path / "out", tmp_path / "in")
    assert [row.file for row in result.rows] == ["a.txt", "b.PDF"] and result.ignored == 4


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (UnreadableInputError("No text.", "Look at it."), "unreadable"),
        (PermissionError(13, "Permission denied"), "unreadable"),
        (ZeroDivisionError("division by zero"), "ZeroDivisionError"),
        (RecursionError("too deep"), "RecursionError"),
    ],
)
def test_a_bad_input_costs_itself_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, kind: str
) -> None:
    def read(path: Path, **options: Any) -> Any:
        if path.name == "bad.txt":
            raise error
        return read_sample(path, **options)

    monkeypatch.setattr(convert, "read", read)
    for name in ("a", "bad", "c"):
        write(tmp_path / "in" / f"{name}.txt")
    convert_all(tmp_path / "out", tmp_path / "in")
    rows = {row["file"]: row for row in manifest(tmp_path / "out")}
    assert [row["status"] for row in rows.values()] == ["converted", "quarantined", "converted"]
    assert rows["bad.txt"]["error"]["kind"] == kind


def test_a_mistake_in_the_vocabulary_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path, **options: Any) -> NoReturn:
        raise VocabularyError("words.yaml, line 3: no such account.")

    monkeypatch.setattr(convert, "read", read)
    with pytest.raises(VocabularyError):
        convert_all(tmp_path / "out", write(tmp_path / "ur.txt"))


def test_a_pipe_named_as_report_does_not_hang(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    os.mkfifo(tmp_path / "in" / "ur.txt")
    (tmp_path / "in" / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    convert_all(tmp_path / "out", tmp_path / "in")
    assert {row["error"]["kind"] for row in manifest(tmp_path / "out")} == {"unreadable"}
    assert {row["sha256"] for row in manifest(tmp_path / "out")} == {None}


def test_a_folder_that_links_to_itself(tmp_path: Path) -> None:
    write(tmp_path / "in" / "ur.txt")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in")
    convert_all(tmp_path / "out", tmp_path / "in")
    assert len(manifest(tmp_path / "out")) == 1


def test_inputs_stay_as_they_are(tmp_path: Path) -> None:
    path = write(tmp_path / "in" / "ur.txt")
    before = (path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir()))
    convert_all(tmp_path / "out", tmp_path / "in")
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(path.parent.iterdir())) == before


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        convert_all(tmp_path / "out", write(tmp_path / "ur.txt"))
    assert list((tmp_path / "out/reports").iterdir()) == []


def test_a_second_run_removes_what_no_longer_holds(tmp_path: Path) -> None:
    path = write(tmp_path / "ur.txt", "total: 1\ntotal: 2\n")
    other = write(tmp_path / "other.txt")
    convert_all(tmp_path / "out", path, other)
    write(path, "total: 1\n")
    result = convert_all(tmp_path / "out", path)
    assert sorted(each.name for each in (tmp_path / "out/reports").iterdir()) == ["other.json", "ur.json"]
    assert result.left_over == 1 and [row["file"] for row in manifest(tmp_path / "out")] == ["ur.txt"]


def test_a_broken_manifest_of_an_earlier_run_does_no_harm(tmp_path: Path) -> None:
    outside = write(tmp_path / "precious.json")
    write(tmp_path / "out" / "manifest.jsonl", '{"file": "ur.txt"}\nnonsense\n')
    row = {
        "file": "ur.txt", "sha256": None, "status": "converted", "reports": ["../../precious.json"],
        "pages": 1, "seconds": 0, "warnings": 0, "findings": {}, "error": None,
    }  # fmt: skip
    with (tmp_path / "out" / "manifest.jsonl").open("a") as file:
        file.write(json.dumps(row) + "\n")
    assert len(earlier_rows(LocalStore(tmp_path / "out"))) == 1
    convert_all(tmp_path / "out", write(tmp_path / "ur.txt"))
    assert outside.is_file() and len(manifest(tmp_path / "out")) == 1
