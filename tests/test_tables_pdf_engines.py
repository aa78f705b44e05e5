"""Engines for PDF tables: pages made of words, lines and shadings → grids."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lnextract.model.grid import Grid
from lnextract.model.page import Fill, Page, Ruling, Word
from lnextract.tables.pdf.choose import choose_tables
from lnextract.tables.pdf.turned import turned_back, upright

SIZE = 10.0
LETTER = 5.0
BLANK = 2.8
PITCH = 12.0


def words_at(x: float, top: float, text: str, *, right: bool = False, bold: bool = False) -> list[Word]:
    """Words of one line from x on, or up to x."""
    parts = text.split()
    width = sum(len(part) * LETTER for part in parts) + BLANK * (len(parts) - 1)
    at = x - width if right else x
    out = []
    for index, part in enumerate(parts):
        end = at + len(part) * LETTER
        out.append(
            Word(part, at, top, end, top + SIZE, SIZE, "Arial", bold, blank_after=index + 1 < len(parts))
        )
        at = end + BLANK
    return out


def page_of(
    words: Sequence[Word], rulings: Sequence[Ruling] = (), fills: Sequence[Fill] = (), number: int = 1
) -> Page:
    return Page(number, 595.0, 842.0, tuple(words), tuple(rulings), tuple(fills))


def across(y: float, x0: float, x1: float) -> Ruling:
    return Ruling(x0, y, x1, y, 0.5)


def down(x: float, top: float, bottom: float) -> Ruling:
    return Ruling(x, top, x, bottom, 0.5)


def texts(grid: Grid) -> list[list[str]]:
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = " ".join(cell.text.split())
    return rows


def budget_words(top: float = 100.0, *, header: bool = True) -> list[Word]:
    rows = [
        ("Politik", "1 196", "802", "67 %"),
        ("Arvoden", "896", "610", "68 %"),
        ("Kurser", "300", "192", "64 %"),
        ("Totalt", "1 496", "994", "66 %"),
    ]
    out = []
    if header:
        for x, head in ((250, "Budget"), (330, "Utfall"), (400, "Andel")):
            out += words_at(x, top, head, right=True, bold=True)
        top += PITCH
    for label, *figures in rows:
        out += words_at(70, top, label)
        for x, figure in zip((250, 330, 400), figures, strict=True):
            out += words_at(x, top, figure, right=True)
        top += PITCH
    return out


BUDGET = [
    ["", "Budget", "Utfall", "Andel"],
    ["Politik", "1 196", "802", "67 %"],
    ["Arvoden", "896", "610", "68 %"],
    ["Kurser", "300", "192", "64 %"],
    ["Totalt", "1 496", "994", "66 %"],
]


def prose(top: float, lines: int, x: float = 70.0) -> list[Word]:
    text = "nämnden har under året arbetat med de uppdrag som regionen gav den i sin plan för"
    return [word for line in range(lines) for word in words_at(x, top + line * PITCH, text)]


def test_reads_a_table_without_any_line_by_its_alignment() -> None:
    (grid,) = choose_tables(page_of([*prose(40, 4), *budget_words(120), *prose(240, 5)]))
    assert texts(grid) == BUDGET
    assert (grid.engine, grid.header_rows) == ("aligned", 1)


def test_a_blank_between_thousands_parts_no_figure() -> None:
    (grid,) = choose_tables(page_of(budget_words()))
    assert grid.columns == 4
    assert "1 196" in [cell.text for cell in grid.cells]


def test_running_text_is_no_table() -> None:
    assert choose_tables(page_of([*prose(40, 12), *prose(300, 20)])) == []


def test_two_columns_of_running_text_are_no_table() -> None:
    left = [
        w
        for line in range(20)
        for w in words_at(50, 60 + line * PITCH, "och arbetet med de insatser som gav en god effekt")
    ]
    right = [
        w
        for line in range(20)
        for w in words_at(320, 60 + line * PITCH, "under hösten har nämnden haft fler möten än tänkt")
    ]
    assert choose_tables(page_of([*left, *right])) == []


def test_a_list_of_contents_is_no_table() -> None:
    out = []
    for at, (title, page) in enumerate(
        (("1 Inledning", 3), ("2 Ekonomi", 4), ("3 Uppdrag", 7), ("4 Bilagor", 9))
    ):
        out += words_at(70, 80 + at * PITCH, title + " " + "." * 40)
        out += words_at(500, 80 + at * PITCH, str(page), right=True)
    assert choose_tables(page_of(out)) == []


def test_bullets_are_no_table() -> None:
    out = []
    for at in range(5):
        out += words_at(70, 80 + at * PITCH, "•")
        out += words_at(90, 80 + at * PITCH, "en insats som går bra")
    assert choose_tables(page_of(out)) == []


def closed(xs: Sequence[float], ys: Sequence[float]) -> list[Ruling]:
    return [across(y, xs[0], xs[-1]) for y in ys] + [down(x, ys[0], ys[-1]) for x in xs]


def test_reads_closed_cells_with_wrapped_words_and_empty_cells() -> None:
    words = [
        *words_at(62, 102, "Uppdrag"), *words_at(202, 102, "Status"), *words_at(302, 102, "Kommentar"),
        *words_at(62, 122, "Stärka stödet"), *words_at(62, 134, "till barn"), *words_at(302, 122, "Pågår nu"),
        *words_at(62, 152, "Utbilda"), *words_at(202, 152, "Klart"),
    ]  # fmt: skip
    (grid,) = choose_tables(page_of(words, closed([60, 200, 300, 450], [100, 120, 150, 170])))
    assert grid.engine == "ruled"
    assert texts(grid) == [
        ["Uppdrag", "Status", "Kommentar"],
        ["Stärka stödet till barn", "", "Pågår nu"],
        ["Utbilda", "Klart", ""],
    ]
    assert grid.cell(1, 1) is None
    wrapped = grid.cell(1, 0)
    assert wrapped is not None and wrapped.text == "Stärka stödet\ntill barn"
    assert wrapped.bbox == (62.0, 122.0, pytest.approx(62 + 13 * LETTER, abs=5), 144.0)


def test_a_missing_line_merges_cells() -> None:
    lines = [across(y, 60, 300) for y in (100, 140, 160, 180)] + [across(120, 140, 300)]
    lines += [down(x, 100, 180) for x in (60, 140, 300)] + [down(220, 120, 180)]
    words = [*words_at(62, 114, "Konto"), *words_at(190, 104, "Utfall"), *words_at(145, 124, "2021"),
             *words_at(225, 124, "2022")]  # fmt: skip
    for top, row in ((144, ("3010", "10", "20")), (164, ("3020", "30", "40"))):
        words += [w for x, t in zip((62, 145, 225), row, strict=True) for w in words_at(x, top, t)]
    (grid,) = choose_tables(page_of(words, lines))
    spanner, stub = grid.cell(0, 1), grid.cell(0, 0)
    assert spanner is not None and (spanner.text, spanner.column_span) == ("Utfall", 2)
    assert stub is not None and (stub.row_span, grid.rows, grid.columns) == (2, 4, 3)


def test_rows_between_lines_across_keep_their_wrapped_labels() -> None:
    words = []
    for x, head in ((250, "Budget"), (330, "Utfall")):
        words += words_at(x, 102, head, right=True)
    tops = (122, 152, 182)
    for top, (first, second), one, two in zip(
        tops,
        (("Fysisk", "aktivitet"), ("Psykisk", "hälsa"), ("Summa", "")),
        ("10", "20", "30"),
        ("5", "6", "11"),
        strict=True,
    ):
        words += words_at(70, top, first) + (words_at(70, top + 11, second) if second else [])
        words += words_at(250, top, one, right=True) + words_at(330, top, two, right=True)
    lines = [across(y, 66, 335) for y in (100, 119, 149, 179, 200)]
    (grid,) = choose_tables(page_of(words, lines))
    assert texts(grid) == [
        ["", "Budget", "Utfall"], ["Fysisk aktivitet", "10", "5"],
        ["Psykisk hälsa", "20", "6"], ["Summa", "30", "11"],
    ]  # fmt: skip


def test_a_spanner_heads_the_columns_that_its_line_covers() -> None:
    words = [*words_at(255, 90, "Utfall"), *words_at(250, 104, "2021", right=True),
             *words_at(330, 104, "2022", right=True),
             *words_at(430, 104, "Budget", right=True)]  # fmt: skip
    for top, row in (
        (124, ("Arvoden", "10", "20", "30")),
        (136, ("Resor", "1", "2", "3")),
        (148, ("Summa", "11", "22", "33")),
    ):
        words += words_at(70, top, row[0])
        for x, figure in zip((250, 330, 430), row[1:], strict=True):
            words += words_at(x, top, figure, right=True)
    lines = [across(86, 66, 435), across(102, 225, 335), across(118, 66, 435), across(162, 66, 435)]
    (grid,) = choose_tables(page_of(words, lines))
    spanner = grid.cell(0, 1)
    assert spanner is not None and (spanner.text, spanner.column, spanner.column_span) == ("Utfall", 1, 2)
    budget = grid.cell(0, 3)
    assert budget is not None and (budget.text, budget.row_span, grid.header_rows) == ("Budget", 2, 2)


def test_zebra_stripes_are_rows_and_the_last_row_may_be_white() -> None:
    fills = [Fill(66, 98 + at * PITCH, 404, 110 + at * PITCH, (210, 220, 240)) for at in (0, 2)]
    (grid,) = choose_tables(page_of(budget_words(99), fills=fills))
    assert texts(grid) == BUDGET


def test_the_title_over_a_table_is_no_row() -> None:
    title = words_at(70, 84, "Tabell 1. Budget och utfall 2021 (tkr)")
    (grid,) = choose_tables(
        page_of(
            [*title, *budget_words(100)], [across(98, 66, 404), across(111, 66, 404), across(162, 66, 404)]
        )
    )
    assert texts(grid) == BUDGET


def test_two_ruled_tables_side_by_side_are_two() -> None:
    words, lines = [], []
    for left in (60, 330):
        for row, (label, figure) in enumerate((("Slag", "Utfall"), ("Hyror", "12"), ("Resor", "13"))):
            words += words_at(left + 2, 102 + 20 * row, label) + words_at(left + 102, 102 + 20 * row, figure)
        lines += closed([left, left + 100, left + 200], [100, 120, 140, 160])
    grids = choose_tables(page_of(words, lines))
    assert [texts(grid) for grid in grids] == [[["Slag", "Utfall"], ["Hyror", "12"], ["Resor", "13"]]] * 2


def test_a_chart_with_its_scale_is_no_table() -> None:
    words = []
    for at, step in enumerate(range(100, -1, -20)):
        words += words_at(90, 100 + at * 30, str(step), right=True) + words_at(
            500, 100 + at * 30, str(step // 2), right=True
        )
    for at, year in enumerate(range(2010, 2020)):
        words += words_at(110 + at * 38, 265, str(year))
    assert choose_tables(page_of(words)) == []


@pytest.mark.parametrize("direction", [90, 270, 180])
def test_a_turned_table_is_read_upright_and_its_boxes_turned_back(direction: int) -> None:
    whole = page_of(budget_words(100))
    width, height = (842.0, 595.0) if direction in (90, 270) else (595.0, 842.0)
    turned_words = []
    for word in whole.words:
        box = {
            90: (word.top, height - word.x1, word.bottom, height - word.x0),
            270: (width - word.bottom, word.x0, width - word.top, word.x1),
            180: (width - word.x1, height - word.bottom, width - word.x0, height - word.top),
        }[direction]
        turned_words.append(
            Word(word.text, *box, word.size, word.font, word.bold, word.blank_after, direction)  # type: ignore[arg-type]
        )
    lying = Page(1, width, height, tuple(turned_words))
    (grid,) = choose_tables(lying)
    assert texts(grid) == BUDGET
    total = next(cell for cell in grid.cells if cell.text == "1 496")
    assert total.bbox is not None
    x0, top, x1, bottom = total.bbox
    inside = [
        word.text
        for word in turned_words
        if x0 - 1 <= word.x0 and word.x1 <= x1 + 1 and top - 1 <= word.top and word.bottom <= bottom + 1
    ]
    assert inside == ["1", "496"]


def test_a_page_without_usable_text_has_no_tables() -> None:
    page = page_of(budget_words())
    scan = Page(1, page.width, page.height, page.words, text_layer="unusable")
    assert choose_tables(scan) == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 11),
            st.integers(0, 25),
            st.sampled_from(["12", "Hyra", "1 200", "–", "Summa kostnader"]),
        ),
        max_size=60,
    ),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 25)), max_size=8),
)
def test_cells_never_overlap_and_words_are_never_lost_twice(
    places: list[tuple[int, int, str]], corners: list[tuple[int, int]]
) -> None:
    words = [word for x, y, text in places for word in words_at(40 + 45 * x, 60 + 14 * y, text)]
    lines = [across(58 + 14 * y, 40, 40 + 45 * (x + 1)) for x, y in corners]
    lines += [down(40 + 45 * x, 58, 58 + 14 * (y + 1)) for x, y in corners]
    grids = choose_tables(page_of(words, lines))
    for grid in grids:
        taken: set[tuple[int, int]] = set()
        for cell in grid.cells:
            places_of = {
                (row, column)
                for row in range(cell.row, cell.row + cell.row_span)
                for column in range(cell.column, cell.column + cell.column_span)
            }
            assert cell.row + cell.row_span <= grid.rows and cell.column + cell.column_span <= grid.columns
            assert not taken & places_of
            assert cell.text.strip()
            taken |= places_of
    assert sum(len(cell.text.split()) for grid in grids for cell in grid.cells) <= len(words)


@given(st.sampled_from([90, 180, 270]), st.floats(0, 500), st.floats(0, 700), st.floats(1, 90))
def test_turning_and_turning_back_gives_the_same_box(
    direction: int, x: float, top: float, long: float
) -> None:
    word = Word("a", x, top, x + long, top + 10, 10, "Arial", False, True, direction)  # type: ignore[arg-type]
    page = Page(1, 595.0, 842.0, (word,))
    (moved,) = upright(page, direction).words  # type: ignore[arg-type]
    from lnextract.model.spans import PageSpan

    grid = Grid([], 0, 0, 0, "aligned", 1.0, PageSpan(page=1, bbox=moved.bbox))
    back = turned_back(grid, direction, 595.0, 842.0).span  # type: ignore[arg-type]
    assert isinstance(back, PageSpan) and back.bbox == pytest.approx(word.bbox, abs=0.02)


def test_a_table_of_words_without_lines_is_known_by_its_bold_header() -> None:
    words = [*words_at(70, 100, "Uppdrag", bold=True), *words_at(220, 100, "Prognos", bold=True),
             *words_at(300, 100, "Kommentar", bold=True)]  # fmt: skip
    for top, label, comment in (
        (112, "Verka för att", "Uppdraget följer plan och"),
        (124, "äldre får", "drivs vidare."),
    ):
        words += words_at(70, top, label) + words_at(300, top, comment)
    words += words_at(70, 136, "Samverka") + words_at(300, 136, "Vilar.")
    (grid,) = choose_tables(page_of(words))
    assert texts(grid) == [
        ["Uppdrag", "Prognos", "Kommentar"],
        ["Verka för att äldre får", "", "Uppdraget följer plan och drivs vidare."],
        ["Samverka", "", "Vilar."],
    ]


def test_the_rest_of_a_broken_header_word_stays_under_it() -> None:
    words = budget_words(112, header=False)
    for x, head, rest in ((235, "Helårsbudge", "t"), (310, "Utfall", ""), (380, "Andel", "")):
        words += words_at(x, 90, head, bold=True) + (words_at(x, 101, rest, bold=True) if rest else [])
    lines = [across(y, 66, 440) for y in (88, 111, 162)]
    (grid,) = choose_tables(page_of(words, lines))
    assert [cell.text for cell in grid.cells if cell.row == 0] == ["Helårsbudge\nt", "Utfall", "Andel"]


def test_left_aligned_spanners_head_all_columns_up_to_the_next() -> None:
    words = words_at(200, 90, "Januari augusti") + words_at(350, 90, "Helår")
    for x in (200, 250, 300, 350, 400, 450):
        words += words_at(x, 102, "Utfall")
    for top in (116, 128, 140):
        words += words_at(70, top, "Arvoden")
        for x in (230, 280, 330, 380, 430, 480):
            words += words_at(x, top, str(x + int(top)), right=True)
    (grid,) = choose_tables(page_of(words, [across(y, 66, 490) for y in (88, 114, 152)]))
    spans = [
        (cell.text, cell.column, cell.column_span) for cell in grid.cells if cell.row == 0 and cell.column
    ]
    assert spans == [("Januari augusti", 1, 3), ("Helår", 4, 3)]
