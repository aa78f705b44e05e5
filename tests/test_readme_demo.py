"""What README shows as the output of `make demo` is what the program prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from lnextract import read
from lnextract.batch.writing import report_json
from lnextract.cli.main import main

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "fixtures" / "hylte-2022-ur2" / "hylte-2022-ur2.pdf"
WIDTH = "110"
"""Columns of the terminal that README shows."""


def test_readme_shows_the_report_as_it_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", WIDTH)
    report = tmp_path / "hylte-2022-ur2.json"
    report.write_text(report_json(read(SAMPLE)[0]), encoding="utf-8")
    printed = CliRunner().invoke(main, ["show", str(report)])
    assert printed.exit_code == 0, printed.output
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = readme.partition("```text\n")[2].partition("\n…\n")[0].rstrip()
    lines = [line.rstrip() for line in printed.stdout.splitlines()]
    assert shown.splitlines() == lines[: len(shown.splitlines())]
