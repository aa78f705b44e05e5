"""The how-to page on `check`: its commands run, its example of a suppression works, no option is missing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import ROOT
from lnextract.cli.commands.check import command
from lnextract.cli.main import main

PAGE = (ROOT / "docs" / "how-to" / "check.md").read_text(encoding="utf-8")
PDF = ROOT / "fixtures" / "hylte-2022-ur2" / "hylte-2022-ur2.pdf"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.usefixtures("folder")
def test_the_commands_of_the_page_run() -> None:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    assert len(lines) > 10
    for line in lines:
        words = line.split()
        assert words[0] == "lnextract"
        result = CliRunner().invoke(main, words[1:])
        broken = words[1] == "check" and "never" not in words
        assert result.exit_code == int(broken), (line, result.output)
        assert "matches nothing" not in result.stderr
    assert {"findings.html", "findings.json", "findings.csv", "findings.sarif"} <= {
        path.name for path in Path().iterdir()
    }


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with one report, whose total of the outcome is wrong, and the page's suppressions."""
    (tmp_path / "reports").mkdir()
    shutil.copy(PDF, tmp_path / "reports")
    (tmp_path / "known.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("folder")
def test_the_example_of_a_suppression_suppresses() -> None:
    result = CliRunner().invoke(main, ["check", "reports", "--rule", "sum", "--suppress", "known.yaml"])
    # Read from the PDF, the report has the PDF's name.
    assert "not checked here" in result.stderr and result.exit_code == 1
    known = Path("known.yaml").read_text(encoding="utf-8").replace("ur2.json", "ur2.pdf")
    Path("known.yaml").write_text(known, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "reports", "--rule", "sum", "--suppress", "known.yaml"])
    assert (result.stderr, result.exit_code) == ("", 0) and "1 suppressed" in result.stdout


def test_every_option_is_told() -> None:
    options = {name for parameter in command.params for name in parameter.opts if name.startswith("-")}
    assert {name for name in options if not re.search(rf"{name}\b", PAGE)} <= {"--out"}
