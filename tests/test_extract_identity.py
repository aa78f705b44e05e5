"""Whose report, of which kind, and when. The expectations are typed by hand from the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from lnextract.extract.identity import identify
from lnextract.extract.signatures import signatories
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.blocks import BlockKind, Piece
from lnextract.model.report import Doubt, Identity, Period
from split_pieces import cut, marked

SHARED = Path(__file__).parents[2] / "shared" / "reports"
PERIODS = {
    "mar": (3, 31),
    "apr": (4, 30),
    "jun": (6, 30),
    "jul": (7, 31),
    "aug": (8, 31),
    "okt": (10, 31),
    "year": (12, 31),
}


def months(year: int, last: str) -> Period:
    month, day = PERIODS[last]
    return Period(from_=date(year, 1, 1), to=date(year, month, day))


def read(*parts: tuple[BlockKind, str], deck: bool = False) -> tuple[Identity, list[Doubt]]:
    return identify(marked(*parts), load_vocabulary(), deck=deck)


def codes(doubts: list[Doubt]) -> list[str]:
    return [doubt.code for doubt in doubts]


# --- the real dumps

HALMSTAD_TABLES = [(214, 236), (305, 366), (404, 562), (587, 589), (591, 593), (597, 624)]
KUNGSBACKA_TABLES = [(424, 524), (553, 558), (571, 576), (580, 610), (620, 636)]
LAHOLM_TABLES = [(53, 111), (127, 149), (154, 325)]


def dump(name: str) -> str:
    return (SHARED / f"{name}.txt").read_bytes().decode("utf-8")


@pytest.mark.shared
def test_cover_and_signature_of_a_pdf_report() -> None:
    found, doubts = identify(cut(dump("halmstad-2022-ur1"), tables=HALMSTAD_TABLES), load_vocabulary())
    assert doubts == []
    assert (found.body, found.municipality, found.municipality_code) == (
        "Lokal nämnd Halmstad",
        "Halmstad",
        "1380",
    )
    assert found.region == "Region Halland"
    assert (found.report_type, found.report_number, found.year) == ("uppföljningsrapport", 1, 2022)
    assert found.period == months(2022, "apr")
    assert found.date == date(2022, 6, 1)
    assert [(s.name, s.role) for s in found.signatories] == [("Eva Karin Möllefors", "ordförande")]


@pytest.mark.shared
def test_report_without_a_cover() -> None:
    pieces = cut(dump("kungsbacka-2020-ur2"), cover=0, tables=KUNGSBACKA_TABLES)
    found, doubts = identify(pieces, load_vocabulary())
    assert found.body == "Lokal nämnd Kungsbacka"
    assert (found.municipality_code, found.region) == ("1384", "Region Halland")
    assert (found.report_type, found.report_number, found.year) == ("uppföljningsrapport", 2, 2020)
    assert found.period == months(2020, "aug")
    assert (found.date, found.signatories) == (None, [])
    assert "period_assumed" not in codes(doubts)


@pytest.mark.shared
def test_signature_in_the_middle_and_a_misspelt_board() -> None:
    pieces = cut(dump("laholm-2018-ur1"), cover=0, tables=LAHOLM_TABLES)
    found, _ = identify(pieces, load_vocabulary())
    assert (found.body, found.municipality_code) == ("Laholmsnämnden", "1381")
    assert (found.report_type, found.report_number, found.year) == ("uppföljningsrapport", 1, 2018)
    assert (found.period, found.date) == (months(2018, "mar"), None)
    assert [(s.name, s.role) for s in found.signatories] == [("Margareta Bengtsson", "Ordförande")]


@pytest.mark.shared
def test_deck_with_a_title_slide() -> None:
    found, doubts = identify(cut(dump("halmstad-2020-deck"), cover=2), load_vocabulary(), deck=True)
    assert doubts == []
    assert (found.body, found.municipality_code) == ("Lokal nämnd Halmstad", "1380")
    assert (found.report_type, found.report_number, found.year) == ("presentation", 1, 2020)
    assert (found.period, found.date) == (months(2020, "apr"), date(2020, 5, 20))
    assert found.signatories == []


@pytest.mark.shared
def test_deck_whose_months_are_not_printed() -> None:
    pieces = cut(dump("kungsbacka-2020-deck"), tables=[(8, 14), (17, 38)])
    found, doubts = identify(pieces, load_vocabulary(), deck=True)
    assert (found.body, found.municipality_code) == ("Lokal nämnd Kungsbacka", "1384")
    assert (found.report_type, found.report_number, found.year) == ("presentation", 2, 2020)
    assert (found.period, found.date) == (months(2020, "aug"), None)
    assert "period_assumed" in codes(doubts)


# --- covers of other boards and years


@dataclass(frozen=True)
class Cover:
    text: str
    body: str
    code: str | None
    report_type: str
    number: int | None
    year: int | None
    period: Period | None
    date: date | None = None
    region: str | None = "Region Halland"


UR, BOKSLUT = "uppföljningsrapport", "årsredovisning"
COVERS = [
    Cover(
        "Lokala nämnden Hylte\nBokslut 2012",
        "Lokala nämnden Hylte",
        "1315",
        BOKSLUT,
        None,
        2012,
        months(2012, "year"),
    ),
    Cover(
        "Hyltenämnden\nBokslut 2015\n2016-02-11",
        "Hyltenämnden",
        "1315",
        BOKSLUT,
        None,
        2015,
        months(2015, "year"),
        date(2016, 2, 11),
    ),
    Cover(
        "Falkenbergsnämnden\nUppföljningsrapport 2\njanuari-augusti 2016",
        "Falkenbergsnämnden",
        "1382",
        UR,
        2,
        2016,
        months(2016, "aug"),
    ),
    Cover("Varbergsnämnden\nUR1 2014", "Varbergsnämnden", "1383", UR, 1, 2014, months(2014, "mar")),
    Cover(
        "Lokal nämnd i Varberg\nTertialrapport 2 2019\nperioden jan-aug",
        "Lokal nämnd i Varberg",
        "1383",
        UR,
        2,
        2019,
        months(2019, "aug"),
    ),
    Cover(
        "Kungsbackanämnden\nUppföljningsrapport två 2015\njanuari – juli",
        "Kungsbackanämnden",
        "1384",
        UR,
        2,
        2015,
        months(2015, "jul"),
    ),
    Cover(
        "Region Halland\nLokal nämnd Laholm\nUppföljningsrapport 1:2022\njan-april",
        "Lokal nämnd Laholm",
        "1381",
        UR,
        1,
        2022,
        months(2022, "apr"),
    ),
    Cover(
        "LOKAL NÄMND FALKENBERG\nUPPFÖLJNINGSRAPPORT 1/2021\nJANUARI-APRIL",
        "Lokal nämnd Falkenberg",
        "1382",
        UR,
        1,
        2021,
        months(2021, "apr"),
    ),
    Cover(
        "Uppföljningsrapport 1 januari - 31 augusti 2016\nLokala nämnden i Halmstad",
        "Lokala nämnden i Halmstad",
        "1380",
        UR,
        None,
        2016,
        months(2016, "aug"),
    ),
    Cover(
        "Årsredovisning 2021\nLokal nämnd Hylte\nFastställd 2022-02-03",
        "Lokal nämnd Hylte",
        "1315",
        BOKSLUT,
        None,
        2021,
        months(2021, "year"),
        date(2022, 2, 3),
    ),
    Cover(
        "Halmstadsnämnden\nDelårsbokslut januari-augusti 2009",
        "Halmstadsnämnden",
        "1380",
        UR,
        None,
        2009,
        months(2009, "aug"),
        region="Landstinget Halland",
    ),
    Cover(
        "Socialnämnden\nSvenljunga kommun\nDelårsrapport per 2021-08-31",
        "Socialnämnden",
        "1465",
        UR,
        None,
        2021,
        months(2021, "aug"),
        region=None,
    ),
    Cover(
        "Barn- och utbildningsnämnden\nLaholms kommun\nDelårsrapport per 2021-08-31\n2021-09-22",
        "Barn- och utbildningsnämnden",
        "1381",
        UR,
        None,
        2021,
        months(2021, "aug"),
        date(2021, 9, 22),
        region=None,
    ),
    Cover(
        "Kultur- och fritidsnämnden\nVarbergs kommun\nÅrsrapport 2018",
        "Kultur- och fritidsnämnden",
        "1383",
        BOKSLUT,
        None,
        2018,
        months(2018, "year"),
        region=None,
    ),
    Cover(
        "Laholmsnämnden\nMånadsuppföljning jan-okt 2017",
        "Laholmsnämnden",
        "1381",
        UR,
        None,
        2017,
        months(2017, "okt"),
    ),
    Cover(
        "Lokal nämnd Kungsbacka\nDelårsrapport t.o.m. juni 2020",
        "Lokal nämnd Kungsbacka",
        "1384",
        UR,
        None,
        2020,
        months(2020, "jun"),
    ),
    Cover(
        "Lokal nämnd Varberg\nVerksamhetsplan 2021", "Lokal nämnd Varberg", "1383", "other", None, 2021, None
    ),
]


@pytest.mark.parametrize("cover", COVERS, ids=lambda cover: cover.text.replace("\n", " / "))
def test_cover(cover: Cover) -> None:
    prose = (
        "Nämnden följer Agenda 2030 och processen 2020-2022. Budget 2023 beslutas i höst; utfallet april-"
        "juni och bokslut 2011 redovisades i uppföljningsrapport 3."
    )
    found, _ = read(("cover", cover.text), ("heading", "1 Sammanfattning"), ("paragraph", prose))
    assert found.body == cover.body
    assert found.municipality_code == cover.code
    assert found.report_type == cover.report_type
    assert found.report_number == cover.number
    assert found.year == cover.year
    assert found.period == cover.period
    assert found.date == cover.date
    assert found.region == cover.region


# --- where the parts are told elsewhere


def test_usual_months_are_a_guess_and_said_to_be_one() -> None:
    found, doubts = read(("cover", "Varbergsnämnden\nUppföljningsrapport 2 2020"))
    assert found.period == months(2020, "aug")
    assert codes(doubts) == ["period_assumed"]


def test_months_in_a_header_make_the_guess_needless() -> None:
    found, doubts = read(
        ("cover", "Varbergsnämnden\nUppföljningsrapport 2 2020"),
        ("table", "Uppdrag Budget Utfall\njan-juli\nPolitik 863 466"),
        ("paragraph", "Dialogerna genomförs april-juni. Utfallet för perioden januari-juli är lågt."),
    )
    assert (found.period, doubts) == (months(2020, "jul"), [])


def test_months_of_another_report_in_the_text_weigh_less_than_a_header() -> None:
    found, _ = read(
        ("cover", "Varbergsnämnden\nUppföljningsrapport 2 2020"),
        ("paragraph", "I förra rapporten, januari-april, var utfallet lågt."),
        ("paragraph", "Utfallet januari-april redovisades i maj."),
        ("table", "Uppdrag Budget jan-aug 2020 Utfall jan-aug 2020"),
    )
    assert found.period == months(2020, "aug")


def test_comparison_with_the_year_before_in_headers() -> None:
    found, _ = read(
        ("cover", "Hyltenämnden\nUppföljningsrapport 1"),
        ("table", "Uppdrag Utfall jan-mars 2016 Budget jan-mars 2016 Utfall jan-mars 2015"),
    )
    assert (found.year, found.period) == (2016, months(2016, "mar"))


def test_year_of_the_cover_against_years_of_headers_and_text() -> None:
    found, doubts = read(
        ("cover", "Lokal nämnd Halmstad\nUppföljningsrapport 1 2019"),
        ("table", "Uppdrag Bokslut 2018 Budget 2019 Budget 2020"),
        ("paragraph", "År 2021 och 2021 och 2021."),
    )
    assert found.year == 2019
    assert "year_assumed" not in codes(doubts)


def test_bokslut_without_a_year_is_of_the_year_before_its_date() -> None:
    found, doubts = read(("cover", "Lokala nämnden Hylte\nBokslut\n2013-02-14"))
    assert (found.year, found.date, found.period) == (2012, date(2013, 2, 14), months(2012, "year"))
    assert "year_assumed" in codes(doubts)


def test_year_from_the_signatures_alone() -> None:
    found, _ = read(
        ("cover", "Lokal nämnd Hylte\nUppföljningsrapport 1"),
        ("paragraph", "Kunskapsuppdraget 2018-2020 fortsätter. Budget 2020 är inte klar."),
        ("signature", "Hylte 2019-05-09\n\n__________________\nKarin Alm\nOrdförande"),
    )
    assert (found.year, found.date, found.period) == (2019, date(2019, 5, 9), months(2019, "apr"))


def test_year_from_the_text_is_a_guess() -> None:
    found, doubts = read(
        ("cover", "Lokal nämnd Hylte\nUppföljningsrapport 1"),
        ("paragraph", "Under 2017 har nämnden mötts. Planen för 2017 följs. Agenda 2030 och 2018 nämns."),
    )
    assert found.year == 2017
    assert codes(doubts) == ["year_assumed", "period_assumed"]


def test_number_is_never_taken_from_the_text() -> None:
    found, _ = read(
        ("cover", "Lokal nämnd Halmstad\nUppföljningsrapport\njanuari-augusti 2021"),
        ("paragraph", "Indikatorn följs upp i samband med uppföljningsrapport 1."),
        ("table", "Indikatorer Utfall\nFöljs upp i uppföljningsrapport 2."),
    )
    assert (found.report_number, found.period) == (None, months(2021, "aug"))


def test_title_line_in_the_text_serves_where_there_is_no_cover() -> None:
    found, doubts = read(
        ("heading", "1 Inledning"),
        ("paragraph", "Uppföljningsrapport 2 2016 Falkenbergsnämnden"),
        ("paragraph", "Nämnden arbetar med hälsa. Socialnämnden, Socialnämnden och Socialnämnden deltar."),
        ("table", "Uppdrag Budget Utfall jan-aug"),
    )
    assert (found.body, found.municipality_code) == ("Falkenbergsnämnden", "1382")
    assert (found.report_type, found.report_number, found.year) == (UR, 2, 2016)
    assert (found.period, doubts) == (months(2016, "aug"), [])


def test_running_header_names_the_report_but_no_date() -> None:
    found, _ = read(
        ("furniture", "Lokal nämnd Laholm Uppföljningsrapport 1 2021 2021-05-03"),
        ("paragraph", "Utfallet för perioden januari-april följer plan."),
    )
    assert (found.body, found.report_number, found.year) == ("Lokal nämnd Laholm", 1, 2021)
    assert found.date is None


def test_board_named_in_the_text_only_is_a_guess() -> None:
    found, doubts = read(
        ("cover", "Uppföljningsrapport 1 2018\njanuari-mars"),
        (
            "paragraph",
            "Varbergsnämndens arbete fortsätter. Lokal nämnd Varberg möts. Varbergsnämnden följer plan.",
        ),
    )
    assert (found.body, found.municipality_code) == ("Varbergsnämnden", "1383")
    assert codes(doubts) == ["body_assumed"]


def test_municipality_from_the_text_is_a_guess() -> None:
    found, doubts = read(
        ("cover", "Miljönämnden\nDelårsrapport augusti 2020"),
        ("paragraph", "Svenljunga kommun växer. Nämnden verkar i Svenljunga kommun."),
    )
    assert (found.body, found.municipality, found.region) == ("Miljönämnden", "Svenljunga", None)
    assert "municipality_assumed" in codes(doubts)


def test_text_that_is_no_report() -> None:
    found, _ = read(
        ("heading", "Bakgrund"),
        ("paragraph", "Föreningen möts varje onsdag i Hylte kommun och dricker kaffe."),
    )
    assert (found.report_type, found.report_number, found.period) == ("other", None, None)
    assert (found.body, found.date, found.signatories) == (None, None, [])


def test_nothing_at_all() -> None:
    found, doubts = read()
    assert (found.body, found.year, found.report_type) == (None, None, "other")
    assert codes(doubts) == ["body_missing"]


def test_deck_of_a_bokslut_in_a_later_year() -> None:
    found, _ = read(
        ("cover", "Lokal nämnd Falkenberg\nBokslut 2019\n2020-02-06"),
        ("heading", "Utfall 2020 hittills"),
        ("paragraph", "2020-02-04"),
        deck=True,
    )
    assert (found.report_type, found.report_number, found.year) == ("presentation", None, 2019)
    assert (found.period, found.date) == (months(2019, "year"), date(2020, 2, 6))


def test_dates_in_tables_and_text_are_not_the_reports() -> None:
    found, _ = read(
        ("cover", "Hyltenämnden\nUppföljningsrapport 1 2018\njanuari-mars"),
        ("paragraph", "Mötet hölls 2018-03-12."),
        ("table", "Aktivitet Datum\nDialog 2018-02-01"),
        ("furniture", "2018-04-01"),
    )
    assert found.date is None


def test_date_of_the_title_slide_against_footers() -> None:
    slides = marked(
        ("cover", "Lokal nämnd Halmstad"),
        ("cover", "2020-05-20"),
        ("heading", "Uppföljningsrapport ett\njanuari-april"),
        ("furniture", "2020-05-18"),
        ("heading", "Revisionsrapport 2019"),
        ("furniture", "2020-05-18"),
    )
    found, _ = identify(slides, load_vocabulary(), deck=True)
    assert (found.date, found.year, found.report_number) == (date(2020, 5, 20), 2020, 1)
    footers, _ = identify([slides[0], *slides[2:]], load_vocabulary(), deck=True)
    assert footers.date is None


def test_footer_on_every_page_gives_no_date() -> None:
    found, _ = read(
        ("cover", "Hyltenämnden\nUppföljningsrapport 1 2018"),
        ("furniture", "2018-04-01"),
        ("heading", "1 Inledning"),
        ("furniture", "2018-04-01"),
    )
    assert found.date is None


def test_period_printed_with_days_is_no_date() -> None:
    found, _ = read(("cover", "Hyltenämnden\nUppföljningsrapport 1\n2018-01-01 – 2018-03-31\n2018-04-19"))
    assert (found.period, found.date) == (months(2018, "mar"), date(2018, 4, 19))


# --- signatures


def signed(text: str, kind: BlockKind = "signature") -> list[tuple[str, str | None]]:
    pieces: list[Piece] = marked(("paragraph", "Nämnden följer planen."), (kind, text))
    return [(found.name, found.role) for found in signatories(pieces)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("……………………\n\nEva Lind, ordförande", [("Eva Lind", "ordförande")]),
        ("Hyltenämnden\n____________\nKarl-Erik Alm (C)\nOrdförande  ", [("Karl-Erik Alm", "Ordförande")]),
        (
            "________        ________\nAnna Berg       Bo von Essen\nOrdförande      1:e vice ordförande",
            [("Anna Berg", "Ordförande"), ("Bo von Essen", "1:e vice ordförande")],
        ),
        (
            "Anna Berg  Bo Ek\nordförande  tf. förvaltningschef",
            [("Anna Berg", "ordförande"), ("Bo Ek", "tf. förvaltningschef")],
        ),
        ("Ordförande: Anna Berg", [("Anna Berg", "Ordförande")]),
        ("Anna Berg, ordförande i Lokal nämnd Hylte", [("Anna Berg", "ordförande")]),
        (
            "........................\nÅsa Öst\n\n........................\nBo Ek\nSocialchef",
            [("Åsa Öst", None), ("Bo Ek", "Socialchef")],
        ),
        ("____________\nLokal nämnd Hylte", []),
        ("Region Halland\nHalmstads Kommun\nSvenljunga den 1 maj 2021\nFör lokala nämnden", []),
    ],
)
def test_signatures(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert signed(text) == expected


def test_names_in_the_text_are_no_signatories() -> None:
    assert signed("Anna Berg, ordförande", kind="paragraph") == []
    assert signed("____________\nAnna Berg, ordförande", kind="paragraph") == [("Anna Berg", "ordförande")]


def test_date_above_an_unmarked_signature() -> None:
    found, _ = read(
        ("cover", "Hyltenämnden\nUppföljningsrapport 1 2018\njanuari-mars"),
        ("paragraph", "Hylte den 3 maj 2018"),
        ("paragraph", "……………………"),
        ("paragraph", "Anna Berg, ordförande"),
    )
    assert found.date == date(2018, 5, 3)
    assert [s.name for s in found.signatories] == ["Anna Berg"]
