"""Damaged, odd and malicious PDFs from other projects' tests: each gives a report or a clear error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lnextract.cli.main import main
from lnextract.model.report import Report

TIMEOUT_S = 20
SLACK_S = 5
"""From the end of its time until the worker is gone, on a machine that does other things too."""

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def hostile(shared: Path) -> Path:
    return shared.parent / "hostile"


@pytest.fixture(scope="module")
def converted(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """All of them in one run: the output folder and the exit status."""
    out = tmp_path_factory.mktemp("hostile") / "out"
    words = ["convert", str(hostile), "-o", str(out), "--timeout", str(TIMEOUT_S), "--quiet"]
    return out, CliRunner().invoke(main, words).exit_code


@pytest.fixture(scope="module")
def rows(converted: tuple[Path, int]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (converted[0] / "manifest.jsonl").read_bytes().splitlines()]


def test_each_has_one_row(rows: list[dict[str, Any]], hostile: Path, converted: tuple[Path, int]) -> None:
    files = sorted(path.name for path in hostile.iterdir() if path.suffix.lower() in (".pdf", ".txt"))
    assert len(files) > 200 and [row["file"] for row in rows] == files
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


def test_none_takes_longer_than_it_may(rows: list[dict[str, Any]]) -> None:
    assert [row["file"] for row in rows if row["seconds"] > TIMEOUT_S + SLACK_S] == []
