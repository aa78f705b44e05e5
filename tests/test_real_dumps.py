"""The real dumps say what a person typed from them; of their sentences only beginning and end are kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import lnextract
from comparing import differences
from lnextract.model.report import Report

TRUTHS = sorted((Path(__file__).parent / "real").glob("*.json"))
KEPT_CHARACTERS = 40
"""Of a beginning and of an end, and never over a third of the text: it tells texts apart and is no copy."""

each_dump = pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.stem)


def squeezed(text: str) -> str:
    """Without white space and bullets, which reading may fold or drop."""
    return re.sub(r"[\s•●\uf0a1]", "", text)


def typed_names(document: dict[str, Any]) -> Iterator[str]:
    """Titles, names, labels and figures that were typed, each of which must be printed."""
    yield from (each["title"] for key in ("sections", "assignments") for each in document[key])
    yield from (each["activity"] for each in document["activities"])
    yield from (each["name"] for each in document["indicators"])
    yield from (each["text"] for each in document["claims"])
    for row in (row for table in document["tables"] for row in table["rows"]):
        yield row["label"]
        yield from (cell["text"] for cell in row["cells"] if cell and "text" in cell)


def read_texts(report: Report) -> Iterator[str]:
    """Every text that a report says stands in its source."""
    for section in report.sections:
        yield section.title
        for block in section.blocks:
            yield from (block.text or "", *(block.items or []))
    for assignment in report.assignments:
        yield from (assignment.title, assignment.comment or "")
    for activity in report.activities:
        yield from (activity.activity, activity.comment or "")
    for row in (row for table in report.tables for row in table.rows):
        yield row.label_raw
        yield from (cell.text for cell in row.cells if cell)


def test_all_five_dumps_are_typed() -> None:
    assert len(TRUTHS) == 5


@each_dump
def test_no_more_is_kept_than_beginnings_and_ends(truth: Path) -> None:
    kept = re.findall(r'"(?:comment|text)_(?:starts|ends)": "(.*)"', truth.read_text(encoding="utf-8"))
    assert [text for text in kept if len(text) > KEPT_CHARACTERS] == []


@pytest.mark.shared
@each_dump
def test_what_was_typed_is_printed_in_the_dump(truth: Path, shared: Path) -> None:
    dump = squeezed((shared / f"{truth.stem}.txt").read_text(encoding="utf-8"))
    (document,) = json.loads(truth.read_text(encoding="utf-8"))
    assert [name for name in typed_names(document) if squeezed(name) not in dump] == []


@pytest.mark.shared
@each_dump
def test_a_real_dump_says_what_was_typed_from_it(truth: Path, shared: Path) -> None:
    typed = json.loads(truth.read_text(encoding="utf-8"))
    assert differences(lnextract.read(shared / f"{truth.stem}.txt"), typed) == []


@pytest.mark.shared
@each_dump
def test_no_text_is_read_that_the_dump_does_not_hold(truth: Path, shared: Path) -> None:
    dump = squeezed((shared / f"{truth.stem}.txt").read_text(encoding="utf-8"))
    (report,) = lnextract.read(shared / f"{truth.stem}.txt")
    assert [text for text in read_texts(report) if squeezed(text) not in dump] == []
