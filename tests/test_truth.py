"""The fixtures' dumps and PDFs say what a person typed from their pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import lnextract
from comparing import differences

FIXTURES = Path(__file__).parents[1] / "fixtures"
DUMPS = sorted(FIXTURES.glob("*/*.txt"))
PDFS = sorted(FIXTURES.glob("*/*.pdf"))


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.parent.name)
def test_dump_says_what_its_truth_says(dump: Path) -> None:
    truth = json.loads((dump.parent / "truth.json").read_text(encoding="utf-8"))
    assert differences(lnextract.read(dump), truth) == []


@pytest.mark.parametrize("pdf", PDFS, ids=lambda path: path.parent.name)
def test_pdf_says_what_its_truth_says(pdf: Path) -> None:
    """The same truth as the dump's; what the dump has lost stands on the page."""
    truth = json.loads((pdf.parent / "truth.json").read_text(encoding="utf-8"))
    for document in truth:
        for table in document.get("tables", []):
            table.pop("ambiguous_cells", None)
    assert differences(lnextract.read(pdf), truth) == []


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.parent.name)
def test_every_figure_stands_at_its_span(dump: Path) -> None:
    assert_spans(dump)


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    [
        "halmstad-2020-deck",
        "halmstad-2022-ur1",
        "kungsbacka-2020-deck",
        "kungsbacka-2020-ur2",
        "laholm-2018-ur1",
    ],
)
def test_every_figure_of_a_real_dump_stands_at_its_span(name: str) -> None:
    assert_spans(Path(__file__).parents[2] / "shared" / "reports" / f"{name}.txt")


def assert_spans(dump: Path) -> None:
    text = dump.read_bytes().decode("utf-8")
    seen = 0
    for report in lnextract.read(dump):
        figures = [cell for table in report.tables for row in table.rows for cell in row.cells if cell]
        figures += [cell for each in report.indicators for cell in (each.outcome, each.target) if cell]
        for figure in [*figures, *report.claims]:
            span = figure.span
            printed = text[span.start : span.end]  # type: ignore[union-attr]
            if getattr(figure, "value", None) is not None:
                assert printed == figure.text
                seen += 1
            assert text.count("\n", 0, span.start) + 1 == span.line  # type: ignore[union-attr]
    assert seen
