"""Figures in running text. What they are and what they measure is typed by hand from the words."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lnextract.extract.claims import find_claims
from lnextract.extract.running import running_text
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.blocks import BlockKind, Piece
from lnextract.model.report import Claim, Identity, Period
from lnextract.model.source import Line
from lnextract.model.spans import TextSpan
from split_pieces import cut, marked

SHARED = Path(__file__).parents[2] / "shared" / "reports"
Told = tuple[str, str | None]


def section_of(piece: Piece) -> str | None:
    return "s1"


def claims_of(text: str, identity: Identity | None = None, kind: BlockKind = "paragraph") -> list[Claim]:
    return find_claims(marked((kind, text)), load_vocabulary(), section_of, identity)


def told(text: str, identity: Identity | None = None, kind: BlockKind = "paragraph") -> list[Told]:
    return [(claim.text, claim.measure) for claim in claims_of(text, identity, kind)]


def of_year(year: int, report_type: str = "årsredovisning") -> Identity:
    return Identity.model_validate(
        {
            "body": "Hyltenämnden",
            "municipality": "Hylte",
            "municipality_code": "1315",
            "region": "Region Halland",
            "report_type": report_type,
            "report_number": None,
            "year": year,
            "period": Period(from_=date(year, 1, 1), to=date(year, 12, 31)),
            "date": None,
            "signatories": [],
        }
    )


# --- the real dumps

DUMPS = {
    "halmstad-2022-ur1": (
        [(214, 236), (305, 366), (404, 562), (587, 589), (591, 593), (597, 624)],
        [
            ("265 tkr", "outcome_period"),
            ("56 tkr", "deviation_period"),
            ("50 tkr", None),
            ("265 tkr", "outcome_period"),
            ("56 tkr", "deviation_period"),
            ("24 tkr", "deviation_period"),
        ],
    ),
    "kungsbacka-2020-ur2": (
        [(424, 524), (553, 558), (571, 576), (580, 610), (620, 636)],
        [
            ("299 tkr", "deviation_period"),
            ("100 tkr", "deviation_forecast"),
            ("100 tkr", "deviation_forecast"),
            ("100 tkr", "deviation_forecast"),
        ],
    ),
    "laholm-2018-ur1": ([(53, 111), (127, 149), (154, 325)], [("68 tkr", "deviation_period")]),
    "halmstad-2020-deck": ([], [("44 stycken", None), ("35 tkr", None)]),
    "kungsbacka-2020-deck": ([(8, 14), (17, 38)], []),
}


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(DUMPS))
def test_claims_of_the_real_dumps(name: str) -> None:
    text = (SHARED / f"{name}.txt").read_bytes().decode("utf-8")
    tables, expected = DUMPS[name]
    found = find_claims(cut(text, tables=tables), load_vocabulary(), section_of)
    assert [(claim.text, claim.measure) for claim in found] == expected
    for claim in found:
        assert isinstance(claim.span, TextSpan)
        assert text[claim.span.start : claim.span.end] == claim.text
        assert claim.span.line == text.count("\n", 0, claim.span.start) + 1


@pytest.mark.shared
def test_claims_of_a_long_report_take_little_time() -> None:
    text = (SHARED / "halmstad-2022-ur1.txt").read_bytes().decode("utf-8")
    pieces = cut(text, tables=DUMPS["halmstad-2022-ur1"][0])
    find_claims(pieces, load_vocabulary(), section_of)
    spent: list[float] = []
    for _ in range(5):
        start = time.perf_counter()
        find_claims(pieces, load_vocabulary(), section_of)
        spent.append(time.perf_counter() - start)
    # A few milliseconds are usual; the room is for slow or busy machines.
    assert min(spent) < 0.05


# --- sentences

SENTENCES: list[tuple[str, list[Told]]] = [
    (
        "Utfallet för perioden är 265 tkr, vilket är 22 % av budgeten, och prognosen är 1 196 tkr.",
        [("265 tkr", "outcome_period"), ("22 %", "outcome_pct"), ("1 196 tkr", "forecast_year")],
    ),
    (
        "Av årets budget på 1 196 tkr har 265 tkr (22 %) förbrukats.",
        [("1 196 tkr", "budget_year"), ("265 tkr", "outcome_period"), ("22 %", "outcome_pct")],
    ),
    ("Nämnden redovisar ett underskott om 5 tkr för perioden jan-mars.", [("5 tkr", "deviation_period")]),
    ("Nämndens resultat för perioden januari-mars är plus 68 tkr.", [("68 tkr", "deviation_period")]),
    ("Resultatet för perioden är -5 tkr.", [("-5 tkr", "deviation_period")]),
    ("Resultatet för perioden är 265 tkr.", [("265 tkr", "outcome_period")]),
    ("Nämnden bidrar med 50 tkr för inköp av boxar.", [("50 tkr", None)]),
    (
        "Utfallet t.o.m. augusti är 476 tkr jämfört med periodbudget 775 tkr.",
        [("476 tkr", "outcome_period"), ("775 tkr", "budget_period")],
    ),
    (
        "Prognosen är ett utfall om 1 063 tkr, vilket är 100 tkr lägre än budget.",
        [("1 063 tkr", "forecast_year"), ("100 tkr", "deviation_forecast")],
    ),
    (
        "Utfallet för perioden är 265 tkr vilket är 56 tkr lägre än periodens budget.",
        [("265 tkr", "outcome_period"), ("56 tkr", "deviation_period")],
    ),
    ("Dock beräknas utfallet att bli 100 tkr lägre än budget.", [("100 tkr", "deviation_forecast")]),
    ("Nämnden har ett negativt utfall mot periodbudget med 12 tkr.", [("12 tkr", "deviation_period")]),
    ("Av budgeten har 66 % förbrukats efter åtta månader.", [("66 %", "outcome_pct")]),
    ("Nämndens budget för 2022 är 1,2 mnkr.", [("1,2 mnkr", "budget_year")]),
    ("Politiken överskrider sin budget med 20 tkr för perioden.", [("20 tkr", "deviation_period")]),
    (
        "Nämnden visar ett överskott på 56 tkr för perioden och prognosen för helåret är plus 10 tkr.",
        [("56 tkr", "deviation_period"), ("10 tkr", "deviation_forecast")],
    ),
    ("Föregående år var utfallet 450 tkr för samma period.", [("450 tkr", "outcome_prev_year")]),
    ("Kostnaderna har ökat med 20 tkr jämfört med föregående år.", [("20 tkr", "change")]),
    (
        "Utfallet för perioden är 265 tkr, varav 241 tkr avser arvoden.",
        [("265 tkr", "outcome_period"), ("241 tkr", None)],
    ),
    ("Utfallet är 264 tkr respektive 1 tkr.", [("264 tkr", "outcome_period"), ("1 tkr", "outcome_period")]),
    ("Andelen nöjda deltagare är 85 %.", [("85 %", None)]),
    ("Kostnadsutvecklingen är 53,1 %.", [("53,1 %", None)]),
    ("Metoden består av 6 st moduler och 44 stycken samtal.", [("6 st", None), ("44 stycken", None)]),
    (
        "Av 100 000 kr har 85 000 kr använts, 15 000 kr omfördelas.",
        [("100 000 kr", None), ("85 000 kr", "outcome_period"), ("15 000 kr", None)],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[words for words, _ in SENTENCES])
def test_measure_from_the_words(sentence: str, expected: list[Told]) -> None:
    assert told(sentence) == expected


def test_rough_figures_and_ranges_measure_nothing() -> None:
    assert told("Överskottet för perioden är ca 100 tkr.") == [("100 tkr", None)]
    assert told("Underskottet blir drygt 20 tkr enligt prognos.") == [("20 tkr", None)]
    assert [measure for _, measure in told("Avvikelsen mot budget är 5-10 tkr.")] == [None, None]


def test_numbers_without_a_unit_are_no_claims() -> None:
    assert (
        told("Under 2021 hölls 30 dialoger i 6 kommuner med 138 deltagare den 23 maj, se avsnitt 4.2.") == []
    )


def test_values_units_and_signs() -> None:
    found = claims_of(
        "Budgeten är 1 163 tkr. Utfallet är 0,3 Mnkr. Avvikelsen är -5 tkr, minus 7 tkr eller 54%."
    )
    assert [(claim.value, claim.unit) for claim in found] == [
        (Decimal(1163), "tkr"),
        (Decimal("0.3"), "mnkr"),
        (Decimal(-5), "tkr"),
        (Decimal(7), "tkr"),
        (Decimal(54), "%"),
    ]
    assert {claim.section for claim in found} == {"s1"}


def test_only_paragraphs_and_lists_are_read() -> None:
    figure = "Utfallet för perioden är 265 tkr."
    for kind in ("heading", "table", "caption", "contents", "furniture", "cover", "status", "signature"):
        assert told(figure, kind=kind) == []
    assert told(figure, kind="list") == [("265 tkr", "outcome_period")]


def test_a_lone_line_with_a_sum_is_a_heading() -> None:
    assert told("Insatser för jämlik hälsa 200 tkr") == []
    assert told("Nämnden bidrar med 200 tkr.") == [("200 tkr", None)]
    assert told("Marknadsföring 35 tkr", kind="list") == [("35 tkr", None)]


def test_list_items_are_sentences_of_their_own() -> None:
    items = "• Budget 300 tkr\n• Utfall 10 tkr\n• 35 tkr till marknadsföring"
    assert told(items, kind="list") == [
        ("300 tkr", "budget_year"),
        ("10 tkr", "outcome_period"),
        ("35 tkr", None),
    ]


def test_section_on_the_forecast() -> None:
    pieces = marked(("heading", "Prognos"), ("paragraph", "Nämnden redovisar ett överskott på 100 tkr."))
    found = find_claims(pieces, load_vocabulary(), section_of)
    assert [claim.measure for claim in found] == ["deviation_forecast"]


def test_bokslut_speaks_of_the_year() -> None:
    text = (
        "Utfallet är 1 150 tkr och överskottet 46 tkr. Budgeten var 1 196 tkr. Utfallet 2011 var 1 100 tkr."
    )
    assert told(text, of_year(2012)) == [
        ("1 150 tkr", "outcome_year"),
        ("46 tkr", "deviation_year"),
        ("1 196 tkr", "budget_year"),
        ("1 100 tkr", "outcome_prev_year"),
    ]
    assert told("2011 var överskottet 40 tkr.", of_year(2012)) == [("40 tkr", "deviation_prev_year")]
    assert told("Årets överskott är 46 tkr.", of_year(2012)) == [("46 tkr", "deviation_year")]


def test_years_far_off_measure_nothing() -> None:
    assert told("Utfallet 2009 var 1 100 tkr.", of_year(2012)) == [("1 100 tkr", None)]


# --- places


def test_figure_cut_by_a_line_end() -> None:
    for line_end in ("\n", "\r\n"):
        text = f"Överskottet för perioden är 265 {line_end}  tkr av en budget{line_end}på 1{line_end}163 tkr."
        found = find_claims(cut(text, cover=0), load_vocabulary(), section_of)
        assert [claim.text for claim in found] == [f"265 {line_end}  tkr", f"1{line_end}163 tkr"]
        for claim in found:
            assert isinstance(claim.span, TextSpan)
            assert text[claim.span.start : claim.span.end] == claim.text


def test_figure_cut_by_a_page_break() -> None:
    lines = (Line(1, 0, "Överskottet för perioden är 265 "), Line(9, 60, "tkr enligt tabell."))
    (claim,) = find_claims([Piece("paragraph", lines)], load_vocabulary(), section_of)
    assert (claim.text, claim.unit, claim.value) == ("265", "tkr", Decimal(265))
    assert claim.span == TextSpan(line=1, start=28, end=31)


@given(
    st.lists(st.text("aå1 .,%tkr•-", max_size=12), min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"])
)
def test_every_claim_stands_where_its_span_says(lines: list[str], line_end: str) -> None:
    text = line_end.join(lines)
    placed, at = [], 0
    for number, line in enumerate(lines, 1):
        placed.append(Line(number, at, line))
        at += len(line) + len(line_end)
    for claim in find_claims([Piece("list", tuple(placed))], load_vocabulary(), section_of):
        assert isinstance(claim.span, TextSpan)
        assert text[claim.span.start : claim.span.end] == claim.text
        assert any(char.isdigit() for char in claim.text)


@given(st.lists(st.text("aåB1 .•-", max_size=12), min_size=1, max_size=6))
def test_sentences_cover_the_text_without_overlap(lines: list[str]) -> None:
    running = running_text([Line(number, 100 * number, line) for number, line in enumerate(lines, 1)])
    sentences = running.sentences()
    assert all(left[1] <= right[0] for left, right in pairwise(sentences))
    assert "".join("".join(running.text[a:b].split()) for a, b in sentences) == "".join(running.text.split())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Nämnden möts. Utfallet är lågt.", 2),
        ("Utfallet t.o.m. augusti, bl.a. för FaR, är ca. 10.", 1),
        ("Utfallet jan. till aug. 2020 är lågt. Prognosen står fast.", 2),
        ("• Ett\n• Två\n• Tre", 3),
        ("En mening som\nfortsätter på nästa rad.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    (piece,) = marked(("paragraph", text))
    assert len(running_text(piece.lines).sentences()) == count
