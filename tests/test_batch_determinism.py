"""The same inputs give the same bytes, whatever else is different."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

INPUTS = ("hylte-2022-ur2", "laholm-2021-deck")


@pytest.fixture(scope="module")
def archive(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF and a dump of each, with names that clash, and one that can't be read."""
    folder = tmp_path_factory.mktemp("archive") / "arkiv"
    for name in INPUTS:
        shutil.copytree(root / "fixtures" / name, folder / name)
    (folder / "ä.pdf").write_bytes(b"%PDF-1.4\nnothing more")
    return folder


def convert(
    out: Path, *words: str | Path, cwd: Path, **environment: str
) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """Report files and manifest rows of a run in a process of its own."""
    command = [sys.executable, "-m", "lnextract", "convert", *map(str, words), "-o", str(out), "--quiet"]
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    files = {path.name: path.read_bytes() for path in (out / "reports").iterdir()}
    lines = (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return files, [{**json.loads(line), "seconds": 0} for line in lines]


@pytest.fixture(scope="module")
def expected(
    archive: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    home = tmp_path_factory.mktemp("expected")
    return convert(home / "out", archive, "--workers", "1", cwd=home)


def test_many_workers_and_another_hash_seed(archive: Path, tmp_path: Path, expected: Any) -> None:
    assert convert(tmp_path / "out", archive, "--workers", "4", cwd=tmp_path, PYTHONHASHSEED="7") == expected


def test_another_working_directory_locale_and_time_zone(archive: Path, tmp_path: Path, expected: Any) -> None:
    surroundings = {"LC_ALL": "C", "LANG": "tr_TR", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "99"}
    assert convert(tmp_path / "out", archive.name, cwd=archive.parent, **surroundings) == expected


def test_another_order_of_the_inputs(archive: Path, tmp_path: Path) -> None:
    folders = sorted(path for path in archive.iterdir() if path.is_dir())
    parts = [*folders, archive / "ä.pdf"]
    one = convert(tmp_path / "one", *parts, cwd=tmp_path, PYTHONHASHSEED="1")
    assert convert(tmp_path / "two", *reversed(parts), cwd=tmp_path, PYTHONHASHSEED="2") == one
    assert len(one[0]) == 4


def test_the_same_archive_elsewhere(archive: Path, tmp_path: Path, expected: Any) -> None:
    moved = shutil.copytree(archive, tmp_path / "annat ställe")
    assert convert(tmp_path / "out", moved, cwd=tmp_path) == expected
