"""`lnextract inspect`: the picture of a page, what is marked on it, and its refusals."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from conftest import ROOT
from lnextract.cli.main import main
from lnextract.inspecting import picture
from lnextract.inspecting.cells import cell_boxes
from lnextract.inspecting.colours import BLOCKS, CELLS, RED, RULING, Colour
from lnextract.inspecting.marks import PageMarks
from lnextract.inspecting.picture import DOTS_AN_INCH, MOST_DOTS, POINTS_AN_INCH, draw_page, legend
from lnextract.inspecting.reading import find_marks
from lnextract.model.grid import Grid, GridCell
from lnextract.model.page import BBox, Page
from lnextract.model.spans import PageSpan

SCALE = DOTS_AN_INCH / POINTS_AN_INCH


def fixture_pdf(slug: str) -> Path:
    return ROOT / "fixtures" / slug / f"{slug}.pdf"


def inspect(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["inspect", *(str(word) for word in words)])


def colours_along(image: Image.Image, box: BBox, room: int = 3) -> set[Colour]:
    """Colours on the four sides of a box, a few dots to both sides of them."""
    x0, top, x1, bottom = (round(each * SCALE) for each in box)
    found: set[Colour] = set()
    for step in range(-room, room + 1):
        for x, y in ((x0 + step, (top + bottom) // 2), ((x0 + x1) // 2, top + step)):
            found.add(image.getpixel((x, y)))  # type: ignore[arg-type]
    return found


def colours_of(image: Image.Image) -> set[object]:
    return {colour for _, colour in image.getcolors(image.width * image.height) or []}


def drawn(slug: str, number: int) -> tuple[PageMarks, Image.Image]:
    path = fixture_pdf(slug)
    marks = find_marks(path, number)
    return marks, Image.open(io.BytesIO(draw_page(path, marks)))


def words_in(page: Page, box: BBox) -> str:
    """What is printed inside the box."""
    inside = [
        word.text
        for word in page.words
        if box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= (word.top + word.bottom) / 2 <= box[3]
    ]
    return " ".join(inside)


def test_the_picture_is_the_page_at_110_dots_an_inch_with_a_legend_below(tmp_path: Path) -> None:
    out = tmp_path / "page.png"
    result = inspect(fixture_pdf("varberg-2019-ur2"), "--page", "2", "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "page 2 of 4" in result.stderr and "2 tables" in result.stderr
    page = find_marks(fixture_pdf("varberg-2019-ur2"), 2).page
    with Image.open(out) as image:
        assert image.format == "PNG" and image.mode == "RGB"
        assert abs(image.width - page.width * SCALE) <= 1
        assert image.height > page.height * SCALE + 20
    assert list(tmp_path.iterdir()) == [out]


def test_blocks_have_frames_in_the_colour_of_their_kind() -> None:
    marks, image = drawn("varberg-2019-ur2", 2)
    kinds = {block.kind for block in marks.blocks}
    assert kinds >= {"heading", "paragraph", "status", "caption", "furniture"}
    for block in marks.blocks:
        assert BLOCKS[block.kind] in colours_along(image, block.box), block
    assert words_in(marks.page, marks.blocks[1].box) == "1 Sammanfattning"


def test_tables_have_their_grid_with_a_class_for_each_cell() -> None:
    marks, image = drawn("hylte-2022-ur2", 2)
    (table,) = marks.tables
    classes = {words_in(marks.page, cell.box): cell.kind for cell in table.cells if cell.kind != "empty"}
    assert classes["Verksamhet"] == "header" and classes["1.204"] == "figure"
    assert classes["Summa politisk verksamhet"] == "label"
    empty = [cell for cell in table.cells if cell.kind == "empty"]
    assert len(empty) == 14, "two headings without figures over seven columns"
    assert {words_in(marks.page, cell.box) for cell in empty} == {""}
    for cell in table.cells:
        assert CELLS[cell.kind] in colours_along(image, cell.box) or cell.doubted, cell
    assert BLOCKS["table"] in colours_along(image, table.box)
    assert RULING in colours_of(image)


def test_what_a_broken_finding_speaks_of_is_red() -> None:
    marks, image = drawn("hylte-2022-ur2", 2)
    red = [cell for table in marks.tables for cell in table.cells if cell.doubted]
    printed = {words_in(marks.page, cell.box) for cell in red}
    assert {"793", "462", "277"} <= printed, "the planted total and its parts"
    assert not printed & {"402", "1.160"}
    for cell in red:
        assert RED in colours_along(image, cell.box)
    assert "in doubt, lost or broken" in [entry.name for entry in legend(marks)]


def test_a_page_without_doubt_has_no_red() -> None:
    marks, image = drawn("varberg-2019-ur2", 2)
    assert not any(cell.doubted for table in marks.tables for cell in table.cells)
    assert RED not in colours_of(image)
    assert "in doubt, lost or broken" not in [entry.name for entry in legend(marks)]


@pytest.mark.parametrize(
    ("slug", "number", "total"),
    [
        ("hylte-2022-ur2", 2, "1.160"),
        ("kungsbacka-2014-ur2", 3, "1 320"),
        ("kungsbacka-2014-ur2", 4, "1 320"),
    ],
    ids=["upright", "written up the page", "turned page"],
)
def test_each_cell_lies_round_its_words(slug: str, number: int, total: str) -> None:
    marks = find_marks(fixture_pdf(slug), number)
    (table,) = marks.tables
    texts = [words_in(marks.page, cell.box) for cell in table.cells if cell.kind != "empty"]
    assert all(texts)
    assert total in texts
    inside = words_in(marks.page, table.box).split()
    assert sorted(word for text in texts for word in text.split()) == sorted(inside)


def test_a_scan_is_drawn_without_marks(tmp_path: Path) -> None:
    result = inspect(fixture_pdf("laholm-2010-skannad"), "--page", "1", "-o", tmp_path / "scan.png")
    assert result.exit_code == 0
    assert "0 blocks, 0 tables" in result.stderr
    assert (tmp_path / "scan.png").stat().st_size > 10_000


def test_a_huge_page_is_drawn_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "MOST_DOTS", 300)
    _, image = drawn("hylte-2022-ur2", 1)
    assert MOST_DOTS > 2000, "an A3 page at full size"
    assert image.height < 300 + 100


@pytest.mark.parametrize("number", ["4", "999999999"])
def test_a_page_that_is_not_there(number: str, tmp_path: Path) -> None:
    result = inspect(fixture_pdf("hylte-2022-ur2"), "--page", number, "-o", tmp_path / "no.png")
    assert result.exit_code == 2
    assert f"has no page {number}. Its pages are 1 to 3." in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("dump.txt", b"Lokal namnd", "dump.txt does not end in .pdf."),
        ("odd.pdf", b"Lokal namnd", "odd.pdf is no PDF."),
        ("cut.pdf", b"%PDF-1.7\nnothing", "cut.pdf is damaged"),
        ("empty.pdf", b"", "empty.pdf is empty."),
    ],
)
def test_a_file_that_is_no_pdf(name: str, content: bytes, sentence: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    result = inspect(tmp_path / name, "--page", "1", "-o", tmp_path / "no.png")
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert not (tmp_path / "no.png").exists()


@pytest.mark.parametrize(
    "words",
    [["--page", "1"], ["-o", "x.png"], ["--page", "0", "-o", "x.png"], ["--page", "two", "-o", "x.png"]],
)
def test_wrong_usage(words: list[str]) -> None:
    result = inspect(fixture_pdf("hylte-2022-ur2"), *words)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert inspect(tmp_path / "none.pdf", "--page", "1", "-o", tmp_path / "x.png").exit_code == 2


def test_a_picture_that_cannot_be_written(tmp_path: Path) -> None:
    pdf = fixture_pdf("hylte-2022-ur2")
    result = inspect(pdf, "--page", "1", "-o", tmp_path / "none" / "page.png")
    assert result.exit_code == 2
    assert "can't be written" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_picture_stays_where_the_new_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "page.png"
    out.write_bytes(b"earlier")

    def full(self: Path, content: bytes) -> int:
        with self.open("wb") as file:
            file.write(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    result = inspect(fixture_pdf("hylte-2022-ur2"), "--page", "1", "-o", out)
    assert result.exit_code == 2
    assert "No space left on device" in result.stderr
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"page.png": b"earlier"}


def grid_of(filled: set[tuple[int, int]], rows: int, columns: int) -> Grid:
    cells = [
        GridCell(
            row,
            column,
            "x",
            PageSpan(page=1, bbox=(50.0 * column, 20.0 * row, 50.0 * column + 30, 20.0 * row + 10)),
        )
        for row, column in sorted(filled)
    ]
    return Grid(cells, rows, columns, 1, "made", 1.0, PageSpan(page=1, bbox=(0, 0, 1, 1)))


@given(st.data(), st.integers(1, 6), st.integers(1, 5))
def test_the_cells_cover_the_grid_without_overlap(data: st.DataObject, rows: int, columns: int) -> None:
    places = st.tuples(st.integers(0, rows - 1), st.integers(0, columns - 1))
    filled = data.draw(st.sets(places, min_size=1))
    grid = grid_of(filled, rows, columns)
    boxes = cell_boxes(grid, 1)
    first, last = min(row for row, _ in filled), max(row for row, _ in filled)
    assert [(each.row, each.column) for each in boxes] == [
        (row, column) for row in range(first, last + 1) for column in range(columns)
    ]
    assert {(each.row, each.column) for each in boxes if each.cell is not None} == filled
    area = sum((each.box[2] - each.box[0]) * (each.box[3] - each.box[1]) for each in boxes)
    edges = [[each.box[side] for each in boxes] for side in range(4)]
    whole = (max(edges[2]) - min(edges[0])) * (max(edges[3]) - min(edges[1]))
    assert area == pytest.approx(whole)
    for each in boxes:
        assert each.box[0] <= each.box[2] and each.box[1] <= each.box[3]
        if each.cell is not None and each.cell.bbox is not None:
            words = each.cell.bbox
            assert each.box[0] <= words[0] and each.box[1] <= words[1]
            assert each.box[2] >= words[2] and each.box[3] >= words[3]


def test_a_merged_cell_takes_the_places_that_it_covers() -> None:
    grid = grid_of({(0, 0), (1, 0), (1, 1), (1, 2)}, 2, 3)
    wide = GridCell(0, 1, "spanner", PageSpan(page=1, bbox=(60.0, 0.0, 120.0, 10.0)), column_span=2)
    grid.cells.append(wide)
    boxes = cell_boxes(grid, 1)
    assert [(each.row, each.column) for each in boxes] == [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)]
    assert boxes[1].cell is wide
    assert boxes[1].box[2] == boxes[4].box[2]


def test_a_page_without_cells_of_the_grid_has_no_boxes() -> None:
    assert cell_boxes(grid_of({(0, 0)}, 1, 1), 2) == []
