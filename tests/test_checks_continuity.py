"""Two years in a row, from the papers to the findings: last year's column against last year's report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checked_reports import check

FIXTURES = Path(__file__).parent.parent / "fixtures"
THEN = FIXTURES / "hylte-2009-bokslut" / "hylte-2009-bokslut.pdf"
NOW = FIXTURES / "hylte-2010-bokslut" / "hylte-2010-bokslut.pdf"
DUMP = NOW.with_suffix(".txt")
ROWS = 9
"""Of the table: each restates a figure of the year before."""


def checked(*papers: Path) -> tuple[int, list[dict[str, Any]]]:
    """Exit status, and all findings of the rule."""
    done = check(*map(str, papers), "--format", "json")
    return done.exit_code, [each for each in json.loads(done.stdout) if each["rule"] == "continuity"]


def broken(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in findings if each["verdict"] == "broken"]


@pytest.mark.parametrize("now", [NOW, DUMP], ids=["pdf", "dump"])
def test_last_years_column_holds_against_last_years_report(now: Path) -> None:
    status, findings = checked(THEN, now)
    assert status == 0
    assert len(findings) == ROWS
    assert {each["verdict"] for each in findings} == {"holds", "holds_within_rounding"}


def test_a_figure_that_only_last_years_report_contradicts(tmp_path: Path) -> None:
    """The changed rows add up among themselves, so that the report alone shows nothing."""
    text = DUMP.read_text(encoding="utf-8")
    for row, before, after in (
        ("Arvoden", "508", "580"),
        ("Nämnden", "621", "693"),
        ("Totalt", "1 079", "1 151"),
    ):
        assert f"{row} {before} " in text
        text = text.replace(f"{row} {before} ", f"{row} {after} ")
    changed = tmp_path / DUMP.name
    changed.write_text(text, encoding="utf-8")
    assert checked(changed)[0] == 0
    status, findings = checked(THEN, changed)
    assert status == 1
    assert sorted(each["stated"] for each in broken(findings)) == [580, 693, 1151]
    for each in broken(findings):
        assert THEN.name in each["message"]["en"] and each["target"]["report"] == changed.name
    assert len(findings) - len(broken(findings)) == ROWS - 3


def test_a_swapped_figure_is_named_with_what_it_should_be(tmp_path: Path) -> None:
    text = DUMP.read_text(encoding="utf-8").replace("Utvärdering 72 ", "Utvärdering 27 ")
    changed = tmp_path / DUMP.name
    changed.write_text(text, encoding="utf-8")
    status, findings = checked(THEN, changed)
    assert status == 1
    (found,) = broken(findings)
    assert found["target"]["text"] == "27"
    first = found["candidates"][0]
    assert (first["figure"]["text"], first["value"], first["change"]) == ("27", 72, "swapped_digits")
