"""The PDF reader on made pages: where words and rulings lie, what is a word, what is dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from lnextract.errors import UnreadableInputError
from lnextract.model.page import Page, Word
from lnextract.source.pdf import read_pdf
from lnextract.source.pdf_pages import spells
from pdf_pages_made import Maker, made_pdf, mapped_font

WIDTH, HEIGHT = 400.0, 300.0
NEAR_PT = 0.6


def read(path: Path) -> Page:
    return read_pdf(path, path.name).pages[0]


def word(page: Page, text: str) -> Word:
    found = [each for each in page.words if each.text == text]
    assert len(found) == 1, [each.text for each in page.words]
    return found[0]


def texts(page: Page) -> list[str]:
    return [each.text for each in page.words]


def content(tmp_path: Path, stream: str, **more: object) -> Page:
    return read(made_pdf(tmp_path / "made.pdf", stream, **more))


def test_a_word_lies_where_it_is_printed(tmp_path: Path) -> None:
    page = content(tmp_path, "BT /H 20 Tf 50 200 Td (Hej) Tj ET")
    (hej,) = page.words
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    # Helvetica: H 722, e 556, j 222 thousandths of an em.
    assert hej.x0 == pytest.approx(50, abs=NEAR_PT)
    assert hej.x1 == pytest.approx(50 + 20 * 1.5, abs=NEAR_PT)
    assert hej.top < HEIGHT - 200 - 14 < HEIGHT - 200 < hej.bottom
    assert hej.bottom - hej.top < 1.3 * 20
    assert (hej.size, hej.font, hej.bold, hej.direction) == (20, "Helvetica", False, 0)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_are_those_of_the_page_as_shown(tmp_path: Path, turn: int) -> None:
    """Text that a rotated page shows upright has the same box as on a page that is not rotated."""
    upright = {
        0: "1 0 0 1 50 200",
        90: f"0 1 -1 0 {HEIGHT - 200} 50",
        180: f"-1 0 0 -1 {WIDTH - 50} {HEIGHT - 200}",
        270: f"0 -1 1 0 200 {WIDTH - 50}",
    }[turn]
    size = (WIDTH, HEIGHT) if turn % 180 == 0 else (HEIGHT, WIDTH)
    stream = f"BT /H 20 Tf {upright} Tm (Hej 12) Tj ET q {upright} cm 0 -5 100 0.5 re f Q"
    page = content(tmp_path, stream, size=size, rotate=turn)
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    hej = word(page, "Hej")
    assert hej.bbox == pytest.approx((50, HEIGHT - 200 - 20 * 0.945, 80, HEIGHT - 200 + 4.5), abs=NEAR_PT)
    assert hej.direction == 0
    (ruling,) = page.rulings
    line = (ruling.x0, ruling.top, ruling.x1, ruling.bottom)
    assert line == pytest.approx((50, HEIGHT - 195, 150, HEIGHT - 195), abs=NEAR_PT)
    assert ruling.thickness == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize(("matrix", "direction"), [("0 1 -1 0", 90), ("-1 0 0 -1", 180), ("0 -1 1 0", 270)])
def test_turned_text_has_its_direction_and_box(tmp_path: Path, matrix: str, direction: int) -> None:
    page = content(tmp_path, f"BT /H 20 Tf {matrix} 200 150 Tm (Hej 1163) Tj ET")
    assert texts(page) == ["Hej", "1163"]
    hej = word(page, "Hej")
    assert hej.direction == direction
    long, high = (hej.x1 - hej.x0, hej.bottom - hej.top)[:: 1 if direction == 180 else -1]
    assert long == pytest.approx(30, abs=NEAR_PT)
    assert 20 < high < 26
    before = {90: hej.bottom, 180: -hej.x1, 270: -hej.top}[direction]
    assert before == pytest.approx({90: 150, 180: -200, 270: -150}[direction], abs=NEAR_PT)


def test_a_crop_box_moves_and_cuts(tmp_path: Path) -> None:
    stream = "BT /H 10 Tf 50 200 Td (inne) Tj 0 90 Td (ute) Tj ET 0 150 400 0.5 re f"
    page = content(tmp_path, stream, crop=(20, 100, 220, 250))
    assert (page.width, page.height) == (200, 150)
    assert texts(page) == ["inne"]
    assert page.words[0].x0 == pytest.approx(30, abs=NEAR_PT)
    assert page.words[0].bottom == pytest.approx(50 + 2.2, abs=NEAR_PT)
    assert (page.rulings[0].x0, page.rulings[0].x1) == (0, 200)


def test_size_is_as_drawn(tmp_path: Path) -> None:
    page = content(tmp_path, "q 2 0 0 2 0 0 cm BT /H 6 Tf 10 50 Td (stor) Tj ET Q")
    assert page.words[0].size == pytest.approx(12)


def test_blank_after_is_a_printed_blank(tmp_path: Path) -> None:
    lines = ["(Avvik ) Tj", "0 -14 Td (else) Tj", "0 -14 Td (B-P ) Tj"]
    page = content(tmp_path, f"BT /H 10 Tf 50 200 Td {' '.join(lines)} ET")
    assert [(each.text, each.blank_after) for each in page.words] == [
        ("Avvik", True),
        ("else", False),
        ("B-P", True),
    ]


def test_a_gap_ends_a_word_and_kerning_does_not(tmp_path: Path) -> None:
    page = content(tmp_path, "BT /H 10 Tf 50 200 Td [(1) -160 (163)] TJ 0 -30 Td [(A) 80 (V) -90 (A)] TJ ET")
    assert texts(page) == ["1", "163", "AVA"]
    assert not page.words[0].blank_after


def test_spaced_out_letters_are_one_word(tmp_path: Path) -> None:
    page = content(tmp_path, "BT /H 10 Tf 3 Tc 50 200 Td (SUMMA 863) Tj ET")
    assert texts(page) == ["SUMMA", "863"]


def test_a_raised_mark_is_a_word_of_its_own(tmp_path: Path) -> None:
    page = content(tmp_path, "BT /H 10 Tf 50 200 Td (863) Tj 6 Tf 4 Ts /H 6 Tf (2) Tj ET")
    assert texts(page) == ["863", "2"]
    assert page.words[1].bottom < page.words[0].bottom - 2


def test_hyphens_at_line_ends_stay(tmp_path: Path) -> None:
    page = content(tmp_path, "BT /H 10 Tf 50 200 Td (slut-) Tj 0 -12 Td (lig) Tj 0 -12 Td (jan-aug) Tj ET")
    assert texts(page) == ["slut-", "lig", "jan-aug"]


def test_no_break_blanks_stay_inside_words(tmp_path: Path) -> None:
    font = mapped_font({"A": 0x00A0, "B": 0x2009, "C": 0x202F})
    stream = "BT /M 10 Tf 50 200 Td (1A163 2B345C678 A9A x) Tj ET"
    page = content(tmp_path, stream, fonts={"M": font})
    assert texts(page) == ["1\xa0163", "2\xa0345\xa0678", "9", "x"]
    assert page.words[2].blank_after


def test_ligatures_soft_hyphens_and_accents_become_letters(tmp_path: Path) -> None:
    font = mapped_font({"A": 0xFB01, "B": 0xAD, "C": 0x030A, "D": 0xF0B7, "E": 0x200B})
    page = content(tmp_path, "BT /M 10 Tf 50 200 Td (Anans exBempel D oEk) Tj ET", fonts={"M": font})
    assert texts(page) == ["finans", "exempel", "\uf0b7", "ok"]


def test_doubled_text_counts_once(tmp_path: Path) -> None:
    shadow = "50 200 Td (Resultat) Tj 0.5 -0.4 Td (Resultat) Tj 0 -20 Td (0) Tj 12 0 Td (0) Tj"
    page = content(tmp_path, f"BT /H 10 Tf {shadow} ET")
    assert texts(page) == ["Resultat", "0", "0"]


def test_unseen_text_is_dropped(tmp_path: Path) -> None:
    page = content(tmp_path, "BT /H 10 Tf 50 200 Td (syns) Tj 3 Tr 0 -20 Td (dold) Tj ET")
    assert texts(page) == ["syns"]


def test_bold_by_name_and_by_stroke(tmp_path: Path) -> None:
    page = content(tmp_path, "BT /H 10 Tf 50 200 Td (a ) Tj /B 10 Tf (b ) Tj /H 10 Tf 2 Tr (c) Tj ET")
    assert [each.bold for each in page.words] == [False, True, True]


def test_an_ocr_layer_is_the_text_of_a_scan(tmp_path: Path) -> None:
    path = Maker((WIDTH, HEIGHT)).picture().text("Protokoll 12", hidden=True).save(tmp_path / "scan.pdf")
    document = read_pdf(path, "scan.pdf")
    assert document.kind == "scan"
    assert texts(document.pages[0]) == ["Protokoll", "12"]
    assert document.pages[0].text_layer == "usable"


def test_a_scan_without_text_says_so(tmp_path: Path) -> None:
    document = read_pdf(Maker((WIDTH, HEIGHT)).picture().save(tmp_path / "scan.pdf"), "scan.pdf")
    assert (document.kind, document.pages[0].text_layer, document.pages[0].words) == ("scan", "none", ())
    (picture,) = document.pages[0].pictures
    assert picture.x1 - picture.x0 == pytest.approx(WIDTH)


def test_characters_without_meaning_make_the_layer_unusable(tmp_path: Path) -> None:
    font = mapped_font({letter: 0xE000 + at for at, letter in enumerate("abcdef")})
    page = content(tmp_path, "BT /M 10 Tf 50 200 Td (abc def) Tj ET", fonts={"M": font})
    assert page.text_layer == "unusable"


def test_letters_numbered_otherwise_make_the_layer_unusable() -> None:
    assert spells("KEYINVESTORINFORMATION2019")
    assert not spells("3HQQLSURVWHGN\\QDWHFK")


def test_an_empty_page_needs_no_ocr(tmp_path: Path) -> None:
    page = content(tmp_path, "")
    assert (page.words, page.text_layer) == ((), "usable")


def test_slides_by_their_producer(tmp_path: Path) -> None:
    stream = "BT /H 24 Tf 50 200 Td (Lokala uppdrag) Tj ET"
    slides = made_pdf(tmp_path / "slides.pdf", stream, producer="Microsoft PowerPoint 2019")
    landscape = made_pdf(tmp_path / "report.pdf", stream.replace("24 Tf", "10 Tf"), producer="Word")
    assert read_pdf(slides, "a").kind == "slides"
    assert read_pdf(slides, "a").producer == "Microsoft PowerPoint 2019"
    assert read_pdf(landscape, "b").kind == "pdf"


def test_pages_can_be_chosen(tmp_path: Path) -> None:
    path = (
        Maker((WIDTH, HEIGHT)).text("ett").page().text("två").page().text("tre").save(tmp_path / "three.pdf")
    )
    chosen = read_pdf(path, "three.pdf", pages=[3, 1])
    assert [(page.number, texts(page)) for page in chosen.pages] == [(3, ["tre"]), (1, ["ett"])]
    with pytest.raises(UnreadableInputError, match="no page 4"):
        read_pdf(path, "three.pdf", pages=[4])


def test_a_protected_file_opens_with_its_password(tmp_path: Path) -> None:
    path = Maker((WIDTH, HEIGHT)).text("hemlig").save(tmp_path / "locked.pdf", password="nyckel")
    with pytest.raises(UnreadableInputError, match="protected by a password") as refused:
        read_pdf(path, "locked.pdf")
    assert refused.value.next_step
    with pytest.raises(UnreadableInputError, match="protected by a password"):
        read_pdf(path, "locked.pdf", password="fel")
    assert texts(read_pdf(path, "locked.pdf", password="nyckel").pages[0]) == ["hemlig"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"PK\x03\x04 a zip", "is no PDF"),
        (b"%PDF-1.4\nnothing more", "is damaged"),
    ],
)
def test_what_is_no_pdf_says_what_to_do(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(data)
    with pytest.raises(UnreadableInputError, match=message) as refused:
        read_pdf(path, "bad.pdf")
    assert refused.value.next_step


def test_an_absent_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="can't be opened"):
        read_pdf(tmp_path / "absent.pdf", "absent.pdf")
