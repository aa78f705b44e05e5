"""One figure of a dump is wrong: the rows keep their columns, and the findings name that figure alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import lnextract
from lnextract.model.finding import Finding

FIXTURES = Path(__file__).parent.parent / "fixtures"
CASES = [
    ("halmstad-2012-bokslut", "833 840 7 791", "102 840 7 791", "102"),
    ("halmstad-2019-ur2", "305 214 70 % 91", "342 214 70 % 91", "342"),
    ("falkenberg-2016-ur2", "Summa 666 655 11", "Summa 666 617 11", "617"),
    ("falkenberg-2021-deck", "Summa 310 41 269", "Summa 310 41 629", "629"),
    ("kallelse-2017-halmstad", "360 196 54 % 44 360 0", "360 196 54 % 24 360 0", "24"),
    ("kristianstad-2019-delarsbokslut", "64 000 29 879 67 200 -3 200", "64 000 29 879 67 200 3 200", "3 200"),
    ("kungsbacka-2016-arsredovisning", "892 789 88 % 103 708", "892 789 88 % 103 690", "690"),
    ("laholm-2021-deck", "Totalt 1 296 654 50 %", "Totalt 1 296 622 50 %", "622"),
    ("varberg-2019-ur2", "733 822 1 234 1 220 14", "733 822 1 234 1 246 14", "1 246"),
    ("region-halland-2020-ur2", "739 740 678,2 7,4", "739 740 592,5 7,4", "592,5"),
]
"""Fixture, a row as it is printed, the row with another figure, and that figure."""


def broken(path: Path) -> list[Finding]:
    return [each for report in lnextract.read(path) for each in report.findings if each.verdict == "broken"]


@pytest.mark.parametrize(("slug", "row", "changed", "figure"), CASES, ids=[slug for slug, *_ in CASES])
def test_a_wrong_figure_does_not_move_the_others(
    slug: str, row: str, changed: str, figure: str, tmp_path: Path
) -> None:
    text = (FIXTURES / slug / f"{slug}.txt").read_text(encoding="utf-8")
    assert text.count(row) == 1
    assert not broken(FIXTURES / slug / f"{slug}.txt")
    path = tmp_path / f"{slug}.txt"
    path.write_text(text.replace(row, changed), encoding="utf-8")
    start = text.index(row) + changed.index(figure)
    found = broken(path)
    assert found
    for each in found:
        about = [each.target, *each.operands, *(other.figure for other in each.candidates)]
        assert any(ref.text == figure and _begins(ref.span, start) for ref in about), each.message.en


def _begins(span: object, start: int) -> bool:
    return getattr(span, "start", None) == start
