"""Rulings, fills and pictures of made pages."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lnextract.model.page import Page, Ruling
from lnextract.source.pdf import read_pdf
from lnextract.source.pdf_rulings import join_rulings
from pdf_pages_made import made_pdf

HEIGHT = 300.0


def content(tmp_path: Path, stream: str, **more: object) -> Page:
    path = made_pdf(tmp_path / "made.pdf", stream, **more)  # type: ignore[arg-type]
    return read_pdf(path, path.name).pages[0]


def lines(page: Page) -> list[tuple[float, ...]]:
    return [tuple(round(at) for at in (each.x0, each.top, each.x1, each.bottom)) for each in page.rulings]


def test_a_stroked_line_and_a_thin_box_are_rulings(tmp_path: Path) -> None:
    page = content(tmp_path, "2 w 50 200 m 150 200 l S 50 99.5 100 1 re f 60 50 0.5 100 re f")
    assert lines(page) == [(50, 100, 150, 100), (50, 200, 150, 200), (60, 150, 60, 250)]
    assert [round(each.thickness, 1) for each in page.rulings] == [2, 1, 0.5]
    assert page.fills == ()


def test_a_stroked_box_gives_its_edges(tmp_path: Path) -> None:
    page = content(tmp_path, "50 100 200 50 re S")
    assert lines(page) == [(50, 150, 250, 150), (50, 200, 250, 200), (50, 150, 50, 200), (250, 150, 250, 200)]


def test_borders_of_cells_join(tmp_path: Path) -> None:
    cells = " ".join(f"{50 + 40 * at} 100 40 20 re S" for at in range(4))
    page = content(tmp_path, cells)
    assert [line for line in lines(page) if line[1] == line[3]] == [(50, 180, 210, 180), (50, 200, 210, 200)]
    assert len(page.rulings) == 2 + 5


def test_dots_join_and_far_lines_do_not(tmp_path: Path) -> None:
    dots = " ".join(f"{50 + 3 * at} 100 1 0.5 re f" for at in range(30))
    page = content(tmp_path, dots + " 50 60 m 100 60 l S 120 60 m 170 60 l S")
    assert lines(page) == [(50, 200, 138, 200), (50, 240, 100, 240), (120, 240, 170, 240)]


def test_a_dash_pattern_is_one_ruling(tmp_path: Path) -> None:
    assert lines(content(tmp_path, "[2 2] 0 d 50 100 m 150 100 l S")) == [(50, 200, 150, 200)]


def test_slanted_lines_and_curves_are_none(tmp_path: Path) -> None:
    page = content(
        tmp_path,
        "50 50 m 150 90 l S 50 100 m 80 150 120 150 150 100 c S 200 50 m 220 90 l 240 50 l h f",
    )
    assert (page.rulings, page.fills) == ((), ())


def test_fills_have_their_color_and_paper_is_none(tmp_path: Path) -> None:
    page = content(
        tmp_path, "1 1 0.5 rg 0 0 400 300 re f 1 g 20 20 300 200 re f 0.8 0.9 1 rg 50 100 100 20 re f"
    )
    (fill,) = page.fills
    assert fill.color == (204, 230, 255)
    assert (fill.x0, fill.top, fill.x1, fill.bottom) == pytest.approx((50, 180, 150, 200))


def test_a_shade_drawn_again_for_each_line_is_one(tmp_path: Path) -> None:
    page = content(
        tmp_path,
        "0.8 g 50 100 100 40 re f 55 120 90 14 re f 55 106 90 14 re f 150 100 100 40 re f",
    )
    assert [(fill.x0, fill.x1) for fill in page.fills] == [(50, 150), (150, 250)]


def test_forms_are_looked_into_with_their_matrices(tmp_path: Path) -> None:
    form = "BT /H 10 Tf 20 60 Td (inre) Tj ET 20 50 100 0.5 re f 0.8 g 20 80 50 20 re f"
    page = content(tmp_path, "q 1 0 0 1 100 100 cm /X Do Q", forms={"X": form})
    # 100 from the page's matrix, 10 and 20 from the form's own.
    (ruling,) = page.rulings
    assert (ruling.x0, ruling.x1) == pytest.approx((130, 230), abs=0.5)
    assert ruling.top == pytest.approx(HEIGHT - 170.25, abs=0.5)
    assert page.words[0].x0 == pytest.approx(130, abs=0.6)
    (fill,) = page.fills
    assert (fill.x0, fill.bottom) == pytest.approx((130, HEIGHT - 200))


def test_a_form_that_draws_itself_ends(tmp_path: Path) -> None:
    page = content(tmp_path, "/X Do", forms={"X": "/X Do 20 50 100 0.5 re f"})
    assert len(page.rulings) >= 1


def test_pictures_are_clipped_to_the_page(tmp_path: Path) -> None:
    page = content(tmp_path, "q 100 0 0 50 350 100 cm /I Do Q")
    (picture,) = page.pictures
    assert (picture.x0, picture.top, picture.x1, picture.bottom) == pytest.approx((350, 150, 400, 200))


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), min_size=1, max_size=30),
    st.sampled_from([True, False]),
)
def test_joined_rulings_cover_the_pieces_and_keep_apart(pieces: list[tuple[int, int]], flat: bool) -> None:
    """Whatever the order: every piece lies in one joined ruling, and no two of these touch."""
    spans = [(10.0 * start, 10.0 * (start + length)) for start, length in pieces]
    rulings = [Ruling(a, 5, b, 5, 1) if flat else Ruling(5, a, 5, b, 1) for a, b in spans]
    joined = sorted((each.x0, each.x1) if flat else (each.top, each.bottom) for each in join_rulings(rulings))
    assert all(any(start <= a and b <= end for start, end in joined) for a, b in spans)
    assert all(one[1] + 1 < two[0] for one, two in pairwise(joined))
