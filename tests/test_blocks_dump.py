"""Cutting a dump into pieces loses no line and takes none twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lnextract.blocks.cutting import cut_lines
from lnextract.blocks.documents import split_documents
from lnextract.blocks.numbering import step_cost
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.source.dump import read_dump, split_lines

ROOT = Path(__file__).parents[1]
DUMPS = sorted((ROOT / "fixtures").glob("*/*.txt"))
REAL = [
    "halmstad-2020-deck",
    "halmstad-2022-ur1",
    "kungsbacka-2020-deck",
    "kungsbacka-2020-ur2",
    "laholm-2018-ur1",
]


def assert_each_line_once(path: Path) -> None:
    document = read_dump(path, path.name)
    vocabulary = load_vocabulary()
    taken: Counter[int] = Counter()
    for part in split_documents(document.lines, vocabulary):
        for piece in cut_lines(part.lines, vocabulary, part.front).pieces:
            taken.update(line.number for line in piece.lines)
    assert taken == Counter(line.number for line in document.lines)


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.parent.name)
def test_each_line_is_in_exactly_one_piece(path: Path) -> None:
    assert_each_line_once(path)


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_each_line_of_a_real_dump_is_in_exactly_one_piece(name: str) -> None:
    assert_each_line_once(ROOT.parent / "shared" / "reports" / f"{name}.txt")


def test_prose_reaches_the_report() -> None:
    text = "1 Inledning\nNämnden arbetar med hälsa.\n\n2 Ekonomi\nUtfallet är 5 tkr.\n"
    pieces = cut_lines(split_lines(text), load_vocabulary()).pieces
    assert [(piece.kind, piece.title or piece.text) for piece in pieces if piece.kind != "furniture"] == [
        ("heading", "Inledning"),
        ("paragraph", "Nämnden arbetar med hälsa."),
        ("heading", "Ekonomi"),
        ("paragraph", "Utfallet är 5 tkr."),
    ]


@pytest.mark.parametrize(
    ("before", "after", "cost"),
    [
        ((1,), (2,), 0.0),
        ((1,), (1, 1), 0.0),
        ((2, 3, 1), (2, 4), 0.0),
        ((2, 3, 1), (3,), 0.0),
        ((2,), (2, 1, 1), 1.5),
        ((2,), (4,), 1.5),
        ((2,), (2, 1, 1, 1), 3.0),
    ],
)
def test_numbers_that_follow_each_other(before: tuple[int, ...], after: tuple[int, ...], cost: float) -> None:
    assert step_cost(before, after) == cost


@pytest.mark.parametrize(
    ("before", "after"), [((3,), (2,)), ((1, 2), (1, 2)), ((1,), (3, 1)), ((2, 1), (2019,))]
)
def test_numbers_that_do_not(before: tuple[int, ...], after: tuple[int, ...]) -> None:
    assert step_cost(before, after) is None
