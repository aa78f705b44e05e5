"""Damaged, odd and malicious PDFs from other projects' tests, mixed with good ones.

Each gives a report or a clear error, and no good one suffers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lnextract.batch.inputs import find_inputs
from lnextract.batch.run import Wishes, run
from lnextract.model.report import Report
from running import soon_none_of

TIMEOUT_S = 20
SLACK_S = 5
"""From the end of its time until the worker is gone, on a machine that does other things too."""
GOOD = ("hylte-2022-ur2", "laholm-2017-ur2", "laholm-2021-deck")

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def hostile(shared: Path) -> Path:
    return shared.parent / "hostile"


@pytest.fixture(scope="module")
def good(root: Path) -> list[Path]:
    return [root / "fixtures" / name for name in GOOD]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def converted(hostile: Path, good: list[Path], home: Path) -> tuple[Path, int]:
    """All of them in one run: the output folder and the exit status."""
    for name in ("tmp", "user", "here"):
        (home / name).mkdir()
    command = [sys.executable, "-m", "lnextract", "convert", *map(str, (hostile, *good))]
    command += ["-o", str(home / "out"), "--timeout", str(TIMEOUT_S), "--quiet"]
    places = {"TMPDIR": str(home / "tmp"), "HOME": str(home / "user")}
    with subprocess.Popen(
        command,
        cwd=home / "here",
        env={**os.environ, **places},
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    ) as process:
        status = process.wait()
    assert soon_none_of(process.pid)
    return home / "out", status


@pytest.fixture(scope="module")
def rows(converted: tuple[Path, int]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (converted[0] / "manifest.jsonl").read_bytes().splitlines()]


def test_each_has_one_row(
    rows: list[dict[str, Any]], hostile: Path, good: list[Path], converted: tuple[Path, int]
) -> None:
    files = [path.name for folder in (hostile, *good) for path in folder.iterdir() if path.suffix != ".json"]
    assert len(files) > 200 and [row["file"] for row in rows] == sorted(files)
    assert converted[1] == int(any(row["status"] == "quarantined" for row in rows))


def test_each_is_a_report_or_a_clear_error(rows: list[dict[str, Any]], converted: tuple[Path, int]) -> None:
    for row in rows:
        if row["status"] == "converted":
            assert row["reports"] and row["error"] is None, row
            continue
        # The kind of a bug is the name of its exception, with a capital.
        assert row["status"] == "quarantined" and row["error"]["kind"].islower(), row
        assert row["reports"] == [] and row["error"]["message"].endswith("."), row
    names = [name for row in rows for name in row["reports"]]
    assert sorted(names) == sorted(path.name for path in (converted[0] / "reports").iterdir())


def test_reports_are_whole(rows: list[dict[str, Any]], converted: tuple[Path, int]) -> None:
    for row in rows:
        for name in row["reports"]:
            report = Report.model_validate_json((converted[0] / "reports" / name).read_bytes())
            assert report.source.sha256 == row["sha256"]


def test_good_ones_are_converted_as_they_are_alone(
    good: list[Path], converted: tuple[Path, int], tmp_path: Path
) -> None:
    result = run(find_inputs(good), tmp_path / "out", Wishes(), lambda outcome: None)
    names = [name for row in result.rows for name in row.reports]
    assert len(names) >= 6 and result.count("quarantined") == 0
    for name in names:
        alone = (tmp_path / "out/reports" / name).read_bytes()
        assert (converted[0] / "reports" / name).read_bytes() == alone


def test_nothing_is_written_elsewhere(converted: tuple[Path, int], home: Path) -> None:
    for name in ("tmp", "user", "here"):
        assert list((home / name).rglob("*")) == []
    assert {path.name for path in converted[0].iterdir()} == {"reports", "manifest.jsonl", ".lnextract"}
    assert list((converted[0] / ".lnextract/scratch").iterdir()) == []


def test_none_takes_longer_than_it_may(rows: list[dict[str, Any]]) -> None:
    assert [row["file"] for row in rows if row["seconds"] > TIMEOUT_S + SLACK_S] == []
