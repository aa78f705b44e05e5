"""Mentions of whole documents against gold made by hand, and their quotes against the source."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

import lnextract
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.language import mentions_of, placed_in_dump
from lnextract.model.mentions import QUOTE_CHARS, Mention
from lnextract.model.report import Report
from lnextract.model.spans import TextSpan

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "bench"))
from language import GOLD, REAL, Compared, compare, documents, scores, source_of  # noqa: E402

LEAST = {
    "initiative": (0.95, 0.85),
    "partner": (0.90, 0.85),
    "event": (0.85, 0.80),
    "person": (1.0, 1.0),
    "decision": (0.95, 0.95),
}
"""Precision and recall that must not be lost, by kind, held-out papers included; `bench/language.py` prints
what there is."""
WORDS = load_vocabulary()
DUMPS = sorted([*ROOT.glob("fixtures/*/*.txt"), *GOLD.glob("papers/*.txt")])


@cache
def placed(path: Path) -> list[Mention]:
    """The mentions of all reports of a dump, with their places."""
    text = path.read_bytes().decode("utf-8")
    return [
        each for report in lnextract.read(path) for each in placed_in_dump(mentions_of(report, WORDS), text)
    ]


def pooled(compared: list[Compared]) -> Iterator[tuple[str, int, int, int]]:
    rows = list(scores(compared))
    for kind in LEAST:
        of_kind = [row[2:] for row in rows if row[1] == kind]
        gold, found, right = (sum(column) for column in zip(*of_kind, strict=True))
        yield kind, gold, found, right


def hold(compared: list[Compared]) -> None:
    for kind, gold, found, right in pooled(compared):
        precision, recall = LEAST[kind]
        assert right >= precision * found, (kind, right, found)
        assert right >= recall * gold, (kind, right, gold)


def is_real(path: Path) -> bool:
    source = source_of(path.stem)
    return source is not None and source.parent == REAL


def test_mentions_of_the_fixtures_and_papers() -> None:
    hold([compare(path) for path in documents() if not is_real(path)])


@pytest.mark.shared
def test_mentions_of_the_real_reports() -> None:
    real = [path for path in documents() if is_real(path)]
    assert len(real) == 5
    hold([compare(path) for path in real])


def test_gold_names_a_document_a_split_and_lines_that_exist() -> None:
    for path in documents():
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        source = source_of(path.stem)
        assert source is not None and content["document"] == path.stem
        assert content["split"] in ("tuning", "held_out")
        lines = source.read_text(encoding="utf-8").count("\n") + 1
        assert all(1 <= each["line"] <= lines for each in content["mentions"])


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("-", "").replace("\xad", "")


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.stem)
def test_each_quote_stands_in_the_dump_at_its_span(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    for mention in placed(path):
        assert len(mention.quote) <= QUOTE_CHARS
        assert mention.text in mention.quote
        assert isinstance(mention.span, TextSpan)
        if mention.place == "words":
            place = mention.span
            assert squeezed(mention.quote) == squeezed(text[place.start : place.end])
            assert place.line == text.count("\n", 0, place.start) + 1


def test_nearly_every_quote_of_a_dump_is_placed() -> None:
    places = [mention.place for path in DUMPS for mention in placed(path)]
    assert places.count("words") >= 0.95 * len(places)


def blocks_of(report: Report) -> str:
    texts = [section.title for section in report.sections]
    for section in report.sections:
        texts += [part for block in section.blocks for part in (block.text, *(block.items or ())) if part]
    for table in report.tables:
        texts += [row.label for row in table.rows] + [table.title or ""]
        texts += [cell.text for row in table.rows for cell in row.cells if cell]
    return squeezed("\n".join(texts))


@pytest.mark.parametrize("name", ["varberg-2021-ur1", "kungsbacka-2014-ur2", "laholm-2021-deck"])
def test_mentions_of_a_pdf_quote_its_blocks_and_stand_on_its_pages(name: str) -> None:
    [report] = lnextract.read(ROOT / "fixtures" / name / f"{name}.pdf")
    found: list[Mention] = mentions_of(report, WORDS)
    assert found == mentions_of(report, WORDS)
    assert {each.kind for each in found} >= {"initiative"}
    printed = blocks_of(report)
    sections = {section.id for section in report.sections}
    for mention in found:
        if mention.place != "document":
            assert squeezed(mention.quote) in printed
            assert mention.section in sections


def test_sums_of_money_stand_in_their_sentence() -> None:
    [report] = lnextract.read(ROOT / "fixtures" / "varberg-2021-ur1" / "varberg-2021-ur1.txt")
    money = [claim for claim in report.claims if claim.unit in ("tkr", "kr", "mnkr")]
    sums = [each for each in mentions_of(report, WORDS) if each.kind == "sum"]
    assert [(each.value, each.unit) for each in sums] == [(claim.value, claim.unit) for claim in money]
    [given] = [each for each in sums if each.value == 35]
    assert given.quote == "Lokal nämnd Varberg bidrar med 35 tkr till arvoden och marknadsföring."
