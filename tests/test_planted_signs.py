"""Wrong signs: an indicator of the body against the accounts, a net row against its own sides."""

from __future__ import annotations

from pathlib import Path

import lnextract
from lnextract.model.finding import Finding

FIXTURES = Path(__file__).parent.parent / "fixtures"


def broken_in(slug: str, printed: str, changed: str, folder: Path) -> list[Finding]:
    text = (FIXTURES / slug / f"{slug}.txt").read_text(encoding="utf-8")
    assert text.count(printed) == 1
    path = folder / f"{slug}.txt"
    path.write_text(text.replace(printed, changed), encoding="utf-8")
    return [each for report in lnextract.read(path) for each in report.findings if each.verdict == "broken"]


def test_an_indicator_of_the_body_with_the_wrong_sign(tmp_path: Path) -> None:
    found = broken_in("kungsbacka-2021-ur2", "20 tkr 0 tkr 20 tkr", "20 tkr 0 tkr -20 tkr", tmp_path)
    assert {each.rule for each in found} == {"difference", "same_figure"}
    assert {each.group for each in found} == {found[0].group}
    assert {each.target.text for each in found} == {"-20 tkr"}


def test_a_sign_in_one_income_row_follows_the_other_income_rows(tmp_path: Path) -> None:
    found = broken_in("tanum-2021-delar", "4,5 4,6 -0,1", "4,5 4,6 0,1", tmp_path)
    assert {(each.rule, each.target.text) for each in found} == {("difference", "0,1")}
