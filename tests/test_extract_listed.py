"""What the contents list names must be found as a heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from lnextract import read

CONTENTS = """Uppföljningsrapport 1 2021
Lokal nämnd Hylte

Innehåll

1 Sammanfattning ........................ 3

2 Måluppfyllelse ........................ 4

2.1 Trygga skolvägar och säkra mötesplatser för
barn och unga ........................... 4

3 Ekonomi ............................... 6

"""
SECTIONS = (
    "1 Sammanfattning\n\nNämnden följer sin plan för året och har haft fyra möten.\n\n",
    "2 Måluppfyllelse\n\nArbetet går framåt enligt den plan som nämnden har antagit.\n\n",
    "2.1 Trygga skolvägar och säkra mötesplatser för barn och unga\n\nTvå skolor har fått cykelvägar.\n\n",
    "3 Ekonomi\n\nNämnden räknar med att hålla sin budget för året.\n",
)


def missing(tmp_path: Path, sections: tuple[str, ...]) -> list[str]:
    path = tmp_path / "hylte.txt"
    path.write_text(CONTENTS + "".join(sections), encoding="utf-8")
    (report,) = read(path)
    return [each.message for each in report.warnings if each.code == "listed_heading_missing"]


def test_no_doubt_where_every_listed_heading_is_found(tmp_path: Path) -> None:
    assert missing(tmp_path, SECTIONS) == []


@pytest.mark.parametrize(("left_out", "named"), [(1, "Måluppfyllelse"), (2, "barn och unga"), (3, "Ekonomi")])
def test_a_listed_heading_that_is_not_found_is_told(tmp_path: Path, left_out: int, named: str) -> None:
    told = missing(tmp_path, SECTIONS[:left_out] + SECTIONS[left_out + 1 :])
    assert told == [f"The contents list names «{named}», but no such heading was found."]
