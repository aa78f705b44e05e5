"""Inputs that are damaged, odd or no report: each costs itself only, and in reasonable time."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner

from lnextract.batch import run
from lnextract.cli.main import main

LONGEST_S = 20
"""A dump of 50 MB is a hundred times any real one; it may be slow but must not stall a batch."""

NOTE = "Hej!\n\nHär är receptet på kladdkaka.\n\n• smör\n• socker\n"


def convert(*inputs: Path, out: Path) -> tuple[int, list[dict[str, Any]]]:
    """Exit status and manifest rows."""
    result = CliRunner().invoke(main, ["convert", *map(str, inputs), "-o", str(out)])
    manifest = out / "manifest.jsonl"
    lines = manifest.read_text(encoding="utf-8").splitlines() if manifest.is_file() else []
    return result.exit_code, [json.loads(line) for line in lines]


def report_of(row: dict[str, Any], out: Path) -> Any:
    return json.loads((out / "reports" / row["reports"][0]).read_text(encoding="utf-8"))


@pytest.fixture
def dump(root: Path) -> Path:
    """A text dump of the fixtures, encoded in UTF-8."""
    return min((root / "fixtures").glob("*/*.txt"))


def stable(report: Any) -> Any:
    """What does not depend on the file's bytes."""
    return {
        key: report[key] for key in ("identity", "assignments", "sections", "tables", "claims", "findings")
    }


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b" \r\n\t\n", id="blank"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 64, id="binary"),
        pytest.param(b"PK\x03\x04" + bytes(1000), id="zip"),
        pytest.param(b"\x00" * 1000, id="zeros"),
    ],
)
def test_what_is_no_text_is_quarantined_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    status, (row,) = convert(path, out=tmp_path / "out")
    assert (status, row["status"], row["reports"]) == (1, "quarantined", [])
    assert row["error"]["kind"] == "unreadable" and row["error"]["message"]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings_say_the_same(tmp_path: Path, dump: Path, encoding: str) -> None:
    text = dump.read_bytes().decode("utf-8").encode("cp1252", "replace").decode("cp1252")
    if encoding == "latin-1":
        text = text.encode("latin-1", "replace").decode("latin-1")
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "ur.txt").write_bytes(text.encode("utf-8"))
    (tmp_path / "ur.txt").write_bytes(text.encode(encoding))
    assert convert(tmp_path / "plain" / "ur.txt", out=tmp_path / "one")[0] == 0
    status, (row,) = convert(tmp_path / "ur.txt", out=tmp_path / "two")
    plain, other = report_of(row, tmp_path / "one"), report_of(row, tmp_path / "two")
    assert status == 0
    assert without_places(stable(other)) == without_places(stable(plain))


def without_places(value: Any) -> Any:
    """The same without spans: offsets move where a mark or a line end has another length."""
    if isinstance(value, dict):
        return {
            key: without_places(inner)
            for key, inner in value.items()
            if key not in ("span", "label_raw", "text")
        }
    return [without_places(inner) for inner in value] if isinstance(value, list) else value


def test_windows_line_ends_say_the_same_and_spans_hold(tmp_path: Path, dump: Path) -> None:
    text = dump.read_bytes().decode("utf-8").replace("\r\n", "\n")
    windows = text.replace("\n", "\r\n")
    for name, content in (("one", text), ("two", windows)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ur.txt").write_bytes(content.encode("utf-8"))
        assert convert(tmp_path / name / "ur.txt", out=tmp_path / name / "out")[0] == 0
    plain, other = (
        json.loads((tmp_path / name / "out/reports/ur.json").read_text(encoding="utf-8"))
        for name in ("one", "two")
    )
    assert without_places(stable(other)) == without_places(stable(plain))
    cells = [cell for table in other["tables"] for row in table["rows"] for cell in row["cells"] if cell]
    assert cells
    for cell in cells:
        found = windows[cell["span"]["start"] : cell["span"]["end"]]
        assert found.split() == cell["text"].split()


def test_a_text_that_is_no_report_is_other(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    status, (row,) = convert(tmp_path / "note.txt", out=tmp_path / "out")
    report = report_of(row, tmp_path / "out")
    assert status == 0 and report["identity"]["report_type"] == "other"
    assert (report["tables"], report["assignments"], report["claims"]) == ([], [], [])


@pytest.mark.parametrize(
    ("piece", "size"),
    [
        pytest.param("Nämnden har följt upp verksamheten under perioden. \n", 50_000_000, id="lines"),
        pytest.param("Utfall 1 196 tkr 54 % ", 50_000_000, id="one line"),
        pytest.param("\n", 1_000_000, id="line ends"),
    ],
)
def test_a_huge_text_ends_in_time(tmp_path: Path, piece: str, size: int) -> None:
    path = tmp_path / "huge.txt"
    path.write_text(NOTE + piece * (size // len(piece.encode())), encoding="utf-8")
    begun = perf_counter()
    status, (row,) = convert(path, out=tmp_path / "out")
    assert status in (0, 1) and row["status"] in ("converted", "quarantined")
    assert row["error"] is None or row["error"]["kind"] in ("unreadable", "too_large")
    assert perf_counter() - begun < LONGEST_S


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    for name in ("good.txt", "secret.txt"):
        (tmp_path / "in" / name).write_text(NOTE, encoding="utf-8")
    opened = Path.open

    # Modes don't bind the administrator, so the refusal is played.
    def refuse(self: Path, *arguments: Any, **options: Any) -> Any:
        if self.name == "secret.txt":
            return denied()
        return opened(self, *arguments, **options)

    def denied() -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    # It would not be played to a worker.
    monkeypatch.setattr(run, "Isolation", lambda *limits: None)
    status, rows = convert(tmp_path / "in", out=tmp_path / "out")
    assert status == 1 and [row["status"] for row in rows] == ["converted", "quarantined"]
    assert rows[1]["sha256"] is None and "Permission denied" in rows[1]["error"]["message"]


def test_wrong_usage_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    assert convert(tmp_path / "missing.txt", out=tmp_path / "out") == (2, [])
    assert convert(tmp_path / "note.txt", out=tmp_path / "note.txt") == (2, [])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["note.txt"]
