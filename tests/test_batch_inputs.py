"""Inputs as they come: archives, links, endings that lie, locked files, files that change."""

from __future__ import annotations

import json
import os
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest

from lnextract.batch import archives, convert, origins, walking
from lnextract.batch.inputs import find_inputs
from lnextract.batch.run import Run, Wishes, run
from lnextract.errors import LnextractError
from lnextract.model.report import Report
from pdf_pages_made import Maker
from sample_reports import read_sample

GOOD = b"total: 1 196\n"


@pytest.fixture
def sample_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "read", read_sample)


def convert_all(out: Path, *inputs: Path, **wishes: Any) -> Run:
    return run(find_inputs(inputs, out), out, Wishes(**wishes), lambda outcome: None)


def rows(out: Path) -> dict[str, dict[str, Any]]:
    lines = (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    found = {row["file"]: row for row in map(json.loads, lines)}
    assert len(found) == len(lines)
    return found


def outcomes(out: Path) -> dict[str, str]:
    """File → the kind of its error, or its status."""
    return {file: row["error"]["kind"] if row["error"] else row["status"] for file, row in rows(out).items()}


def write(path: Path, content: bytes = GOOD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def packed(path: Path, *members: tuple[str, bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


# Archives


def test_members_of_an_archive_are_inputs(tmp_path: Path, sample_pipeline: None) -> None:
    members = ("år 2019/ur1.txt", GOOD), ("ur2.PDF", GOOD), ("brev.docx", b"x"), ("__MACOSX/._ur1.txt", b"x")
    packed(tmp_path / "in" / "sub" / "arkiv.zip", *members)
    write(tmp_path / "in" / "ur1.txt")
    result = convert_all(tmp_path / "out", tmp_path / "in")
    assert outcomes(tmp_path / "out") == {
        "sub/arkiv.zip/ur2.PDF": "converted",
        "sub/arkiv.zip/år 2019/ur1.txt": "converted",
        "ur1.txt": "converted",
    }
    assert result.ignored == 2 and result.repeated == 2
    (name,) = rows(tmp_path / "out")["sub/arkiv.zip/ur2.PDF"]["reports"]
    report = Report.model_validate_json((tmp_path / "out/reports" / name).read_bytes())
    assert report.source.file == "sub/arkiv.zip/ur2.PDF"
    assert list((tmp_path / "out/.lnextract/scratch").iterdir()) == []


def test_an_archive_named_by_itself(tmp_path: Path, sample_pipeline: None) -> None:
    convert_all(tmp_path / "out", packed(tmp_path / "arkiv.ZIP", ("ur1.txt", GOOD)))
    assert outcomes(tmp_path / "out") == {"arkiv.ZIP/ur1.txt": "converted"}
    convert_all(tmp_path / "out", tmp_path / "arkiv.ZIP")
    assert outcomes(tmp_path / "out") == {"arkiv.ZIP/ur1.txt": "unchanged"}


def test_an_archive_that_gives_nothing_is_accounted_for(
    tmp_path: Path, sample_pipeline: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    packed(folder / "empty.zip")
    packed(folder / "letters.zip", ("a.docx", b"x"), ("inner.zip", b"PK"))
    write(folder / "broken.zip", b"PK\x03\x04 and no more")
    packed(folder / "many.zip", *((f"{number}.txt", GOOD) for number in range(5)))
    monkeypatch.setattr(archives, "MOST_MEMBERS", 4)
    convert_all(tmp_path / "out", folder)
    assert outcomes(tmp_path / "out") == {
        "broken.zip": "unreadable",
        "empty.zip": "unsupported",
        "letters.zip": "unsupported",
        "many.zip": "too_large",
    }
    assert all(
        row["sha256"] and row["error"]["message"].endswith(".") for row in rows(tmp_path / "out").values()
    )


def test_members_cannot_lead_out_of_the_archive(tmp_path: Path, sample_pipeline: None) -> None:
    members = (("../../up.txt", GOOD), ("/root.txt", GOOD), ("C:\\x\\win.txt", GOOD), ("./same.txt", GOOD))
    archive = packed(tmp_path / "in" / "a.zip", *members)
    convert_all(tmp_path / "out", archive)
    assert list(rows(tmp_path / "out")) == [
        f"a.zip/{name}" for name in ("C:/x/win.txt", "root.txt", "same.txt", "up.txt")
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_members_with_one_name_the_later_counts(tmp_path: Path, sample_pipeline: None) -> None:
    convert_all(tmp_path / "out", packed(tmp_path / "a.zip", ("ur.txt", b"total: 5\n"), ("ur.txt", GOOD)))
    assert '"value": 1196' in (tmp_path / "out/reports/ur.json").read_text(encoding="utf-8")


def test_a_bomb_is_not_unpacked(
    tmp_path: Path, sample_pipeline: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origins, "MEMBER_BYTES", 3_000_000)
    full = GOOD.strip().ljust(3_000_000)
    packed(
        tmp_path / "a.zip",
        ("bomb.txt", bytes(50_000_000)),
        ("good.txt", GOOD),
        ("full.txt", full),
    )
    convert_all(tmp_path / "out", tmp_path / "a.zip")
    assert outcomes(tmp_path / "out") == {
        "a.zip/bomb.txt": "too_large", "a.zip/full.txt": "converted", "a.zip/good.txt": "converted",
    }  # fmt: skip


def test_a_damaged_member_costs_itself_only(tmp_path: Path, sample_pipeline: None) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("bad.txt", b"total: 77\n")
        archive.writestr("good.txt", GOOD)
    content = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(content.replace(b"total: 77", b"total: 78", 1))
    convert_all(tmp_path / "out", tmp_path / "a.zip")
    assert outcomes(tmp_path / "out") == {"a.zip/bad.txt": "unreadable", "a.zip/good.txt": "converted"}


# Links and folders


def test_linked_folders_are_searched_once(tmp_path: Path, sample_pipeline: None) -> None:
    archive = tmp_path / "in"
    write(archive / "b" / "ur1.txt")
    write(tmp_path / "elsewhere" / "2020" / "ur2.txt")
    (archive / "a").symlink_to(archive / "b")
    (archive / "years").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "back").symlink_to(archive)
    (archive / "b" / "again.txt").symlink_to(archive / "b" / "ur1.txt")
    convert_all(tmp_path / "out", archive)
    assert list(rows(tmp_path / "out")) == ["b/again.txt", "years/2020/ur2.txt"]


def test_a_link_to_a_folder_around_the_input_is_not_followed(tmp_path: Path, sample_pipeline: None) -> None:
    write(tmp_path / "in" / "ur.txt")
    write(tmp_path / "private.txt")
    (tmp_path / "in" / "up").symlink_to("..")
    (tmp_path / "in" / "root").symlink_to("/")
    convert_all(tmp_path / "out", tmp_path / "in")
    assert list(rows(tmp_path / "out")) == ["ur.txt"]


def test_a_folder_that_cannot_be_listed_has_a_row(
    tmp_path: Path, sample_pipeline: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "in" / "open" / "ur.txt")
    write(tmp_path / "in" / "shut" / "ur.txt")
    scan = os.scandir

    # Modes don't bind the administrator, so the refusal is played.
    def refuse(path: Any) -> Any:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(walking.os, "scandir", refuse)
    convert_all(tmp_path / "out", tmp_path / "in")
    assert outcomes(tmp_path / "out") == {"open/ur.txt": "converted", "shut": "unreadable"}


def test_names_of_every_kind(tmp_path: Path, sample_pipeline: None) -> None:
    names = ["med blank.txt", unicodedata.normalize("NFD", "nämnd åäö.txt"), "RAPPORT.PDF", "'; rm -rf *.txt"]
    for name in (*names, "nämnd åäö.txt", "x\ny.txt"):
        write(tmp_path / "in" / name)
    convert_all(tmp_path / "out", tmp_path / "in")
    found = rows(tmp_path / "out")
    assert set(found) == {*names, "nämnd åäö.txt", "x\ny.txt"}
    assert all((tmp_path / "out/reports" / row["reports"][0]).is_file() for row in found.values())
    assert len({name for row in found.values() for name in row["reports"]}) == 6


# What a file is


def dump(root: Path) -> bytes:
    return (root / "fixtures/hylte-2022-ur2/hylte-2022-ur2.txt").read_bytes()


def test_the_content_decides_not_the_ending(tmp_path: Path, root: Path) -> None:
    folder = tmp_path / "in"
    write(folder / "dump.pdf", dump(root))
    for name in ("page", "page.docx", "page.txt"):
        Maker((300, 200)).text("Uppföljningsrapport").save(folder / name)
    write(folder / "logo.png", b"\x89PNG\r\n\x1a\n")
    result = convert_all(tmp_path / "out", folder)
    assert outcomes(tmp_path / "out") == dict.fromkeys(
        ("dump.pdf", "page", "page.docx", "page.txt"), "converted"
    )
    assert result.ignored == 1
    kinds = {
        file: json.loads((tmp_path / "out/reports" / row["reports"][0]).read_bytes())["source"]["kind"]
        for file, row in rows(tmp_path / "out").items()
    }
    assert kinds == {"dump.pdf": "text", "page": "pdf", "page.docx": "pdf", "page.txt": "pdf"}


@pytest.mark.parametrize(
    "content",
    [b"", b"not found", b"<html>\n" + b"<p>404</p>\n" * 30, b"{\\rtf1 text\n" + b"\n" * 30, bytes(5000)],
    ids=["empty", "few words", "HTML", "RTF", "zeros"],
)
def test_what_is_neither_is_quarantined(tmp_path: Path, content: bytes) -> None:
    convert_all(tmp_path / "out", write(tmp_path / "ur.pdf", content))
    assert outcomes(tmp_path / "out") == {"ur.pdf": "unreadable"}


def test_a_protected_pdf_and_its_password(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    maker = Maker((300, 200)).text("Uppföljningsrapport 1 2031")
    locked = maker.save(tmp_path / "in" / "locked.pdf", password="nyckel")
    plain = Maker((300, 200)).text("Uppföljningsrapport 1 2031").save(tmp_path / "in" / "plain.pdf")
    out = tmp_path / "out"
    convert_all(out, tmp_path / "in")
    assert outcomes(out) == {"locked.pdf": "unreadable", "plain.pdf": "converted"}
    assert "password" in rows(out)["locked.pdf"]["error"]["message"]
    convert_all(out, tmp_path / "in", passwords=("fel",))
    assert "password" in rows(out)["locked.pdf"]["error"]["message"]
    convert_all(out, tmp_path / "in", passwords=("fel", "nyckel"))
    assert outcomes(out) == {"locked.pdf": "converted", "plain.pdf": "unchanged"}
    reports = [json.loads((out / "reports" / f"{name}.json").read_bytes()) for name in ("locked", "plain")]
    assert reports[0]["identity"] == reports[1]["identity"]
    assert reports[0]["source"]["sha256"] == rows(out)["locked.pdf"]["sha256"]
    assert locked.read_bytes() != plain.read_bytes()


def test_a_locked_member(tmp_path: Path, sample_pipeline: None, monkeypatch: pytest.MonkeyPatch) -> None:
    # `zipfile` can open locked members but makes none, so the lock is played.
    opened = zipfile.ZipFile.open

    def locked(self: zipfile.ZipFile, name: Any, mode: Any = "r", pwd: bytes | None = None) -> Any:
        if pwd != b"nyckel":
            raise RuntimeError(f"Bad password for file {name}")
        return opened(self, name, mode)

    packed(tmp_path / "a.zip", ("ur.txt", GOOD))
    monkeypatch.setattr(zipfile.ZipFile, "open", locked)
    convert_all(tmp_path / "out", tmp_path / "a.zip")
    assert "--password" in rows(tmp_path / "out")["a.zip/ur.txt"]["error"]["message"]
    convert_all(tmp_path / "out", tmp_path / "a.zip", passwords=("fel", "nyckel"))
    assert outcomes(tmp_path / "out") == {"a.zip/ur.txt": "converted"}


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "in" / "a.txt")
    write(tmp_path / "in" / "b.txt")

    def read(place: Path, **options: Any) -> Any:
        reports = read_sample(place, **options)
        if place.name == "a.txt":
            path.write_bytes(b"total: 7\n")
        return reports

    monkeypatch.setattr(convert, "read", read)
    convert_all(tmp_path / "out", tmp_path / "in")
    assert outcomes(tmp_path / "out") == {"a.txt": "changed", "b.txt": "converted"}
    assert [each.name for each in (tmp_path / "out/reports").iterdir()] == ["b.json"]


def test_the_same_content_twice_is_two_inputs(tmp_path: Path, sample_pipeline: None) -> None:
    for name in ("a/ur.txt", "b/ur.txt", "c/other.txt"):
        write(tmp_path / "in" / name)
    result = convert_all(tmp_path / "out", tmp_path / "in")
    assert len({row["reports"][0] for row in rows(tmp_path / "out").values()}) == 3 and result.repeated == 2


def test_a_search_that_is_ended(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt")

    def look() -> None:
        raise LnextractError("Enough.")

    with pytest.raises(LnextractError, match="Enough"):
        find_inputs([tmp_path / "in"], None, look)
