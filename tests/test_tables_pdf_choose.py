"""The ladder of engines, tables over pages, and what users get of a grid."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lnextract.errors import UnreadableInputError
from lnextract.model.grid import Grid, GridCell
from lnextract.model.page import BBox, Page, Word
from lnextract.model.spans import PageSpan
from lnextract.reading_tables import read_tables, tables_of
from lnextract.tables.pdf.boxes import draft_of_boxes
from lnextract.tables.pdf.choose import choose_tables
from lnextract.tables.pdf.continuing import mark_continuations
from lnextract.tables.pdf.judge import figures_of, judge, quick_score
from lnextract.tables.pdf.printed import groups_digits, is_caption, is_figure, is_note, is_placeholder
from lnextract.tables.pdf.with_camelot import CamelotEngine
from lnextract.tables.pdf.with_pdfplumber import PdfplumberEngine

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
REPORT = FIXTURES / "kungsbacka-2021-ur2" / "kungsbacka-2021-ur2.pdf"
OVER_PAGES = FIXTURES / "halmstad-2019-ur2" / "halmstad-2019-ur2.pdf"


def grid_of(rows: list[list[str]], *, header_rows: int = 1, page: int = 1, engine: str = "ruled") -> Grid:
    cells = [
        GridCell(
            r,
            c,
            text,
            PageSpan(page=page, bbox=(60.0 + 80 * c, 100.0 + 12 * r, 130.0 + 80 * c, 110.0 + 12 * r)),
        )
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    ]
    box = (60.0, 100.0, 130.0 + 80 * (len(rows[0]) - 1), 110.0 + 12 * (len(rows) - 1))
    return Grid(cells, len(rows), len(rows[0]), header_rows, engine, 0.9, PageSpan(page=page, bbox=box))


def page_with(grid: Grid, number: int = 1) -> Page:
    words = [
        Word(word, *cell.bbox, 10.0, "Arial", False, True)
        for cell in grid.cells
        if cell.bbox is not None
        for word in cell.text.split()
    ]
    return Page(number, 595.0, 842.0, tuple(words))


CLEAN = [["", "Budget", "Utfall", "Avvikelse"], ["Arvoden", "100", "80", "20"], ["Resor", "50", "60", "-10"]]
CROWDED = [
    ["", "Budget", "Utfall", "Avvikelse"],
    ["Arvoden\nResor", "100\n50", "80\n60", "20\n-10"],
    ["Summa", "150", "140", "10"],
]


class Dear:
    """An engine that answers what it is given, and counts how often it is asked."""

    name = "dear"

    def __init__(self, answer: Grid) -> None:
        self.answer = answer
        self.asked = 0

    def find(self, page: Page, region: BBox | None = None) -> list[Grid]:
        self.asked += 1
        return [self.answer]


@pytest.mark.parametrize(
    "text",
    [
        "1 196",
        "-12",
        "−1 145",
        "(289)",
        "54 %",
        "1,204",
        "12.5",
        "411 tkr",
        "$9,600",
        "0,0Mnkr",
        "2019",
        "10 000 (1)"[:6],
    ],
)
def test_figures(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["Arvoden", "jan-aug", "3.1 Ekonomi", "", "18- to 24-year-old", "2 nämnder"])
def test_words_are_no_figures(text: str) -> None:
    assert not is_figure(text) and not is_placeholder(text)


def test_words_of_tables() -> None:
    assert (
        is_caption("Tabell 3. Beviljade bidrag")
        and is_caption("TABLE A-1. Coverage")
        and not is_caption("Tabeller visar")
    )
    assert is_note("Källa: SCB") and is_note("Source: OIG") and not is_note("Summa")
    assert groups_digits("1", "163") and groups_digits("12 345", "678")
    assert (
        not groups_digits("2003", "204") and not groups_digits("1", "16") and not groups_digits("1,5", "163")
    )


def test_a_crowded_reading_does_not_stand_and_a_clean_one_does() -> None:
    assert quick_score(grid_of(CLEAN)) == 1.0
    assert quick_score(grid_of(CROWDED)) < 0.5


def test_arithmetic_proves_a_reading() -> None:
    clean = grid_of(CLEAN)
    wrong = grid_of([CLEAN[0], ["Arvoden", "100", "20", "81"], ["Resor", "50", "-10", "67"]])
    page = page_with(clean)
    region = clean.span.bbox if isinstance(clean.span, PageSpan) else (0.0, 0.0, 0.0, 0.0)
    assert judge(clean, page, region).proven
    assert not judge(wrong, page, region).proven
    assert judge(clean, page, region).score > judge(wrong, page, region).score
    assert [[str(f.value) if f else None for f in row] for row in figures_of(clean)] == [
        ["100", "80", "20"],
        ["50", "60", "-10"],
    ]


def crowded_page() -> Page:
    """A closed table in one of whose rows two printed rows stand, with one column of figures only."""
    from lnextract.model.page import Ruling

    def word(text: str, x: float, top: float) -> Word:
        return Word(text, x, top, x + 5 * len(text), top + 10, 10.0, "Arial", False, True)

    xs, ys = (60, 140, 220, 300), (98, 118, 160, 180)
    words = [word(text, x + 4, 102) for x, text in zip(xs, ("Konto", "Budget", "Kommentar"), strict=False)]
    words += [word("Arvoden", 64, 122), word("100", 144, 128), word("50", 144, 144), word("oklart", 224, 122)]
    words += [word(text, x + 4, 164) for x, text in zip(xs, ("Summa", "150", "klart"), strict=False)]
    lines = [Ruling(60, y, 300, y, 0.5) for y in ys] + [Ruling(x, 98, x, 180, 0.5) for x in xs]
    return Page(1, 595.0, 842.0, tuple(words), tuple(lines))


def test_dearer_engines_are_asked_only_where_a_reading_does_not_stand() -> None:
    dear = Dear(grid_of(CLEAN, engine="dear"))
    assert [grid.engine for grid in choose_tables(page_with(grid_of(CLEAN)), [dear])] != ["dear"]
    assert dear.asked == 0


def test_the_better_reading_of_a_dearer_engine_is_kept() -> None:
    page = crowded_page()
    (own,) = choose_tables(page)
    assert quick_score(own) < 0.9
    better = grid_of(
        [
            ["Konto", "Budget", "Utfall"],
            ["Arvoden", "100", "80"],
            ["Resor", "50", "60"],
            ["Summa", "150", "140"],
        ],
        engine="dear",
    )
    dear = Dear(better)
    (kept,) = choose_tables(page, [dear])
    assert (kept.engine, dear.asked, kept.doubts) == ("dear", 1, [])


def test_where_no_reading_stands_the_own_one_is_kept_with_a_doubt() -> None:
    dear = Dear(grid_of([["x", "y"]], engine="dear"))
    (kept,) = choose_tables(crowded_page(), [dear])
    assert kept.engine == "ruled" and kept.doubts and kept.confidence < 0.9


def test_boxes_of_another_library_are_filled_with_this_pages_words() -> None:
    grid = grid_of(CLEAN)
    boxes = [cell.bbox for cell in grid.cells if cell.bbox is not None]
    again = draft_of_boxes(page_with(grid), boxes).to_grid(1, "pdfplumber", 0.7)
    assert sorted(cell.text.strip() for cell in again.cells) == sorted(cell.text for cell in grid.cells)


@pytest.mark.parametrize("engine", [PdfplumberEngine, CamelotEngine])
def test_other_libraries_read_a_closed_table(engine: type[PdfplumberEngine] | type[CamelotEngine]) -> None:
    from lnextract.source.pdf import read_pdf

    own = next(grid for grid in read_tables(REPORT) if grid.columns > 6)
    span = own.span
    assert isinstance(span, PageSpan)
    (page,) = read_pdf(REPORT, REPORT.name, pages=[span.page]).pages
    other = max(engine(REPORT).find(page, span.bbox), key=lambda grid: len(grid.cells))
    assert {" ".join(c.text.split()) for c in other.cells} == {" ".join(c.text.split()) for c in own.cells}


def continued(second: list[list[str]], top: float = 100.0) -> bool:
    first = grid_of(CLEAN)
    after = grid_of(second, page=2, header_rows=1)
    mark_continuations([page_with(first), page_with(after, 2)], [[first], [after]])
    return after.continues


def test_a_table_goes_on_over_a_page_with_and_without_its_header() -> None:
    assert continued([CLEAN[0], ["Summa", "150", "140", "10"]])
    assert continued([["Summa", "150", "140", "10"], ["Netto", "1", "2", "3"]])
    assert not continued([["Mått", "Utfall 2020", "Utfall 2021", "Kommentar"], ["a", "b", "c", "d"]])
    assert not continued([["Summa", "150", "140"], ["Netto", "1", "2"]])


def test_text_below_a_table_ends_it() -> None:
    first, after = grid_of(CLEAN), grid_of(CLEAN, page=2)
    below = tuple(
        Word("text", 60, 300 + 14 * i, 90, 310 + 14 * i, 10.0, "Arial", False, True) for i in range(6)
    )
    page = page_with(first)
    ended = Page(1, page.width, page.height, page.words + below)
    mark_continuations([ended, page_with(after, 2)], [[first], [after]])
    assert not after.continues


def test_html_has_spans_empty_cells_and_escaped_text() -> None:
    grid = grid_of([["A & B", "", "C"], ["1", "", "x\ny"]])
    grid.cells[0] = GridCell(0, 0, "A & B", grid.cells[0].span, column_span=2)
    assert grid.to_html() == (
        '<table>\n<tr><th colspan="2">A &amp; B</th><th>C</th></tr>\n'
        "<tr><td>1</td><td></td><td>x<br>y</td></tr>\n</table>"
    )


def test_dataframe_has_headers_as_columns_and_empty_cells_missing() -> None:
    grid = grid_of([["", "Utfall", ""], ["Konto", "2021", "2022"], ["3010", "10", ""]], header_rows=2)
    grid.cells[0] = GridCell(0, 1, "Utfall", grid.cells[0].span, column_span=2)
    frame = grid.to_dataframe()
    assert list(frame.columns) == ["Konto", "Utfall 2021", "Utfall 2022"]
    assert frame.values.tolist() == [["3010", "10", None]]


def test_read_tables_gives_every_printed_cell_of_the_budget_table_its_page_and_box() -> None:
    grids = read_tables(REPORT)
    truth = json.loads((REPORT.parent / "truth.json").read_text(encoding="utf-8"))
    printed = {"".join(cell.text.split()) for grid in grids for cell in grid.cells}
    wanted = [
        "".join(c["text"].split())
        for d in truth
        for t in d["tables"]
        for r in t["rows"]
        for c in r["cells"]
        if c
    ]
    assert [text for text in wanted if text not in printed] == []
    assert all(
        cell.page and cell.bbox and cell.bbox[0] < cell.bbox[2] for grid in grids for cell in grid.cells
    )


def test_read_tables_marks_a_table_over_three_pages() -> None:
    assert [grid.continues for grid in read_tables(OVER_PAGES)] == [False, True, True]


def test_read_tables_of_chosen_pages_only() -> None:
    assert {grid.cells[0].page for grid in read_tables(OVER_PAGES, pages=[3])} == {3}


def test_read_tables_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_bytes(b"no pdf")
    with pytest.raises(UnreadableInputError):
        read_tables(tmp_path / "no.pdf")


def test_no_pages_no_tables() -> None:
    assert tables_of([]) == []


def test_a_report_needs_neither_pdfplumber_nor_camelot() -> None:
    code = (
        "import sys; from lnextract.reading_tables import read_tables; "
        f"assert read_tables({str(REPORT)!r}); "
        "print([m for m in ('pdfplumber', 'camelot', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
