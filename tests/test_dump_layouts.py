"""Layouts of dumps as strangers print them: what is table, heading, page number, signature."""

from __future__ import annotations

from pathlib import Path

import pytest

import lnextract
from lnextract.model.report import Report

COVER = "Uppföljningsrapport 2 2019\nLokal nämnd Laholm\n2019-09-17\n\n\n\n"


def read(text: str, folder: Path) -> Report:
    file = folder / "report.txt"
    file.write_text(text, encoding="utf-8")
    (report,) = lnextract.read(file)
    return report


def titles(report: Report) -> list[str]:
    return [section.title for section in report.sections]


@pytest.mark.parametrize(
    ("line", "forecast"),
    [
        ("Årsprognos: Uppfylls", "Uppfylls"),
        ("Måluppfyllelse: Uppfyllt", "Uppfyllt"),
        ("Måluppfyllelse: Delvis uppfyllt", "Delvis uppfyllt"),
        ("Årsprognos Uppfylls inte", "Uppfylls inte"),
    ],
)
def test_a_forecast_right_below_its_heading_is_no_heading_and_no_table(
    line: str, forecast: str, tmp_path: Path
) -> None:
    report = read(
        f"{COVER}1 Målstyrning\n1.1 Psykisk hälsa (förvaltningens uppdrag)\n{line}\n"
        "Arbetet går framåt i hela kommunen.\n\n2 Ekonomi\nUtfallet är 5 tkr.\n",
        tmp_path,
    )
    assert titles(report) == ["Målstyrning", "Psykisk hälsa", "Ekonomi"]
    assert report.tables == []
    assert [(each.forecast, each.comment) for each in report.assignments if each.category] == [
        (forecast, "Arbetet går framåt i hela kommunen.")
    ]


PAGES = """\
Falkenbergsnämnden
Uppföljningsrapport 1
Januari – mars 2014

2014-04-22
1
Inledning
Falkenbergsnämnden följer i denna rapport upp verksamhetsplanen för årets första kvartal, \n\
från januari till mars. Av nämndens budget på 2 460 tkr har 358 tkr förbrukats.

Dialog med medborgarna
Nämnden har mött 140 invånare vid tre möten. Ett fjärde möte flyttas till hösten.

Aktiviteter Kommentar
Medborgardialog i Ullared Genomfördes den 12 mars med ett femtiotal
deltagare. Frågor om vårdcentralens
öppettider dominerade.
Möte med ungdomsrådet Planeras till september.
Studiebesök på ungdoms-
mottagningen
Genomfört i februari.
2
Ekonomi
Belopp i tkr. Perioden är januari–mars.
Ändamål Budget Utfall Avvikelse
Arvoden och sammanträden 105 98 7
Folkhälsoanslag 325 241 84
Summa 430 339 91
Konferenserna väntas kosta 11 tkr mindre än budgeterat.
3
Falkenberg 2014-04-22

Gun-Britt Sjölin
Ordförande
"""


def test_page_numbers_between_lines_are_no_content(tmp_path: Path) -> None:
    report = read(PAGES, tmp_path)
    assert titles(report) == ["Inledning", "Dialog med medborgarna", "Ekonomi"]
    assert [(each.activity, each.comment) for each in report.activities] == [
        (
            "Medborgardialog i Ullared",
            "Genomfördes den 12 mars med ett femtiotal deltagare. "
            "Frågor om vårdcentralens öppettider dominerade.",
        ),
        ("Möte med ungdomsrådet", "Planeras till september."),
        ("Studiebesök på ungdomsmottagningen", "Genomfört i februari."),
    ]
    assert [table.title for table in report.tables] == [None, "Belopp i tkr. Perioden är januari–mars."]


def test_numbers_of_a_list_are_no_pages(tmp_path: Path) -> None:
    listed = "\n".join(f"{number}\nInsats nummer {number} har gjorts." for number in range(1, 5))
    report = read(f"{COVER}1 Insatser\n\n{listed}\n\n2 Ekonomi\nUtfallet är 5 tkr.\n", tmp_path)
    blocks = [block.text or "" for section in report.sections for block in section.blocks]
    assert "3 Insats nummer 3 har gjorts." in " ".join(blocks)


IN_PLACE = """\
    Uppdrag                         Bedömning       Kommentar
    Ta fram en plan för             Uppfylls        Planen antogs av nämnden i mars och
    lokaler till föreningar                         skickas nu på remiss.
    Öka öppettiderna på             Uppfylls        Meröppet har införts i Anderslöv, men
    biblioteken                     delvis          inte i Smygehamn.
    Utreda en ny simhall            Uppfylls inte   Utredningen väntar på beslut om plats.
"""


def test_rows_of_words_kept_in_place(tmp_path: Path) -> None:
    report = read(f"{COVER}1 Uppdrag\n\n{IN_PLACE}\n2 Ekonomi\n\n    Utfallet är 5 tkr.\n", tmp_path)
    assert [(each.title, each.forecast, each.comment) for each in report.assignments] == [
        (
            "Ta fram en plan för lokaler till föreningar",
            "Uppfylls",
            "Planen antogs av nämnden i mars och skickas nu på remiss.",
        ),
        (
            "Öka öppettiderna på biblioteken",
            "Uppfylls delvis",
            "Meröppet har införts i Anderslöv, men inte i Smygehamn.",
        ),
        ("Utreda en ny simhall", "Uppfylls inte", "Utredningen väntar på beslut om plats."),
    ]


def test_a_label_does_not_begin_with_the_end_of_a_comment(tmp_path: Path) -> None:
    text = (
        f"{COVER}1 Regionfullmäktiges mål\n\nMål/uppdrag Prognos Kommentar\nHallänningarna ska ha en god\n"
        "hälsa och tillgång till bra vård\nUppfylls helt Dialogerna har samlats i ett\n"
        "kunskapsunderlag som lämnas\ntill regionstyrelsen i november.\nBarn och unga ska växa upp\n"
        "under trygga förhållanden\nUppfylls delvis Familjecentralen i Åsa har öppnat.\n"
        "Planen för Fjärås är försenad.\nInvånarna ska vara delaktiga\nUppfylls helt\n\n"
        "2 Ekonomi\nUtfallet är 5 tkr.\n"
    )
    report = read(text.replace("\n", " \n"), tmp_path)
    assert [each.title for each in report.assignments][-1] == "Invånarna ska vara delaktiga"
    assert (report.assignments[-2].comment or "").endswith("Planen för Fjärås är försenad.")


@pytest.mark.parametrize(
    "signed",
    [
        "Anna Ekelund Per-Olof Brandt\nordförande förvaltningschef",
        "Anna Ekelund  Per-Olof Brandt \nordförande  förvaltningschef ",
        "__________________ __________________\nAnna Ekelund Per-Olof Brandt\n"
        "ordförande, lokal nämnd förvaltningschef",
    ],
)
def test_two_who_sign_side_by_side(signed: str, tmp_path: Path) -> None:
    report = read(f"{COVER}1 Ekonomi\n\nUtfallet är 5 tkr.\n\nLaholm 2019-09-18\n\n{signed}\n", tmp_path)
    assert [(each.name, each.role) for each in report.identity.signatories] == [
        ("Anna Ekelund", "ordförande"),
        ("Per-Olof Brandt", "förvaltningschef"),
    ]
    assert titles(report) == ["Ekonomi"]


def test_the_boards_name_after_a_role_is_no_part_of_it(tmp_path: Path) -> None:
    report = read(
        f"{COVER}1 Ekonomi\n\nUtfallet är 5 tkr.\n\nLaholm 2019-09-18\n\n……………………………\n"
        "Ingrid Palmqvist\nOrdförande Laholmsnämnden\n",
        tmp_path,
    )
    assert [(each.name, each.role) for each in report.identity.signatories] == [
        ("Ingrid Palmqvist", "Ordförande")
    ]


RUNNING = "Tertialrapport 2, 2022"
MEASURES = f"""\
{RUNNING}
Miljö- och byggnadsnämnden
Eksjö kommun


{RUNNING} 1(3)

1. Nämndens ansvar
Nämnden ansvarar för tillsyn, bygglov och planering i hela kommunen, i städer och på landet.

2. Kvalitetsmått
Mått Utfall 2020 Utfall 2021 Utfall aug 2022 Mål 2022 Trend
Handläggningstid bygglov, dagar 38 35 31 30 Ökar
Nöjd kund-index 69 71 72 75 Oförändrad
Andel livsmedelskontroller, % 88 74 61 100 Minskar
Kommentar: Handläggningstiden minskar sedan e-tjänsten infördes i februari.
{RUNNING} 2(3)
3. Ekonomi
Prognosen är ett överskott på 420 tkr.

{RUNNING} 3(3)
"""


def test_status_words_after_figures(tmp_path: Path) -> None:
    report = read(MEASURES, tmp_path)
    (table,) = report.tables
    assert [row.label for row in table.rows] == [
        "Handläggningstid bygglov, dagar", "Nöjd kund-index", "Andel livsmedelskontroller, %",
    ]  # fmt: skip
    assert [cell and cell.text for cell in table.rows[1].cells] == ["69", "71", "72", "75", "Oförändrad"]


def test_running_heads_with_their_page_are_no_content_wherever_they_stand(tmp_path: Path) -> None:
    report = read(MEASURES, tmp_path)
    assert titles(report) == ["Nämndens ansvar", "Kvalitetsmått", "Ekonomi"]
    texts = [block.text or "" for section in report.sections for block in section.blocks]
    assert not any(RUNNING in text for text in texts)
    assert "Kommentar: Handläggningstiden minskar sedan e-tjänsten infördes i februari." in texts


def test_a_table_of_one_column_without_a_blank_line(tmp_path: Path) -> None:
    report = read(
        f"{COVER}1 Verksamhet\n\nAktiviteter Kommentar\nFöräldrakurser Fyra av sex kurser har hållits.\n\n"
        "Delaktiviteter\nSpridningskonferens för pedagoger\ni Varberg och Falkenberg\n"
        "Film om språkstimulans\n\n2 Ekonomi\nUtfallet är 5 tkr.\n",
        tmp_path,
    )
    assert [each.activity for each in report.activities] == [
        "Föräldrakurser",
        "Spridningskonferens för pedagoger i Varberg och Falkenberg",
        "Film om språkstimulans",
    ]


def test_two_blanks_within_a_line_part_label_and_comment(tmp_path: Path) -> None:
    report = read(
        f"{COVER}1 Verksamhet\n\nAktiviteter Kommentar\nFöräldrakurser i Knäred  Två kurser har hållits.\n"
        "Kampanj mot nätmobbning  Tillsammans med högstadiet i Veinge, i\nnovember.\n\n2 Ekonomi\n"
        "Utfallet är 5 tkr.\n",
        tmp_path,
    )
    assert [(each.activity, each.comment) for each in report.activities] == [
        ("Föräldrakurser i Knäred", "Två kurser har hållits."),
        ("Kampanj mot nätmobbning", "Tillsammans med högstadiet i Veinge, i november."),
    ]


def test_figures_that_stay_in_a_label_are_doubted(tmp_path: Path) -> None:
    report = read(
        f"{COVER}1 Verksamhet\n\nMått Målvärde Utfall Kommentar\nAntal dialogmöten 12 9 Tre möten\n"
        "ställdes in.\n\nAndel unga i dialogen 30 % 41 % Enkäten gick till hela gymnasiet.\n\n"
        "2 Ekonomi\nUtfallet är 5 tkr.\n",
        tmp_path,
    )
    first = report.indicators[0]
    read_right = first.outcome is not None and first.outcome.text == "9"
    doubted = any("«12 9»" in doubt.message for doubt in report.warnings)
    assert read_right != doubted


def test_a_label_that_breaks_off_is_doubted(tmp_path: Path) -> None:
    """Sorted by height, the second lines of label and comment are one line of the dump."""
    report = read(
        f"{COVER}1 Uppdrag\n\nUppdrag Bedömning Kommentar\n"
        "Ta fram en plan för Uppfylls Planen antogs av nämnden i mars och\n"
        "lokaler till föreningar skickas nu på remiss.\n"
        "Utreda en ny simhall Uppfylls inte Utredningen väntar på beslut om plats.\n\n"
        "2 Ekonomi\nUtfallet är 5 tkr.\n",
        tmp_path,
    )
    assert any("«Ta fram en plan för» breaks off" in doubt.message for doubt in report.warnings)
