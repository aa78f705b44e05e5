"""Boards, municipalities and labels in text."""

from __future__ import annotations

import pytest

from lnextract.knowledge.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Lokal nämnd i Halmstad", "Lokal nämnd i Halmstad", "1380"),
        ("lokala nämnden Hylte", "Lokala nämnden Hylte", "1315"),
        ("Lokal nämnd Kungsbackas uppdrag", "Lokal nämnd Kungsbacka", "1384"),
        ("Kungsbackanämndens Uppföljningsrapport 2 2020", "Kungsbackanämnden", "1384"),
        ("Laholmnämnden", "Laholmnämnden", "1381"),
        ("Laholms-\nnämnden", "Laholmsnämnden", "1381"),
        ("Kungsbacka\nnämnden", "Kungsbackanämnden", "1384"),
        ("Lokal nämnd \nKungsbacka \n2021", "Lokal nämnd Kungsbacka", "1384"),
        ("VARBERGSNÄMNDEN", "VARBERGSNÄMNDEN", "1383"),
        ("Falkenbergsnämnden Bokslut 2012", "Falkenbergsnämnden", "1382"),
        ("Socialnämnden", "Socialnämnden", None),
        ("socialnämndens budget", "Socialnämnden", None),
        ("Barn- och utbildningsnämnden i Varberg", "Barn- och utbildningsnämnden", "1383"),
        ("Kultur- och fritidsnämnden, Kungälvs kommun", "Kultur- och fritidsnämnden", "1482"),
        ("Miljö-, bygg- och räddningsnämndens", "Miljö-, bygg- och räddningsnämnden", None),
        ("Driftnämnden Ambulans", "Driftnämnden Ambulans", None),
        ("Driftnämnden Hallands sjukhus har", "Driftnämnden Hallands sjukhus", None),
        ("Patientnämnden", "Patientnämnden", None),
        ("Kommunstyrelsen", "Kommunstyrelsen", None),
    ],
)
def test_one_body(text: str, name: str, code: str | None) -> None:
    found = VOCABULARY.body_in(text)
    assert [(body.name, body.code) for body in found] == [(name, code)]
    assert text[found[0].start : found[0].end].casefold().replace("\n", " ")[:3] == name.casefold()[:3]


@pytest.mark.parametrize(
    "text", ["den lokala nämnden", "Lokala nämnder", "nämndens utfall", "lokal nämnd har"]
)
def test_no_body(text: str) -> None:
    assert VOCABULARY.body_in(text) == []


def test_two_bodies_in_order() -> None:
    found = VOCABULARY.body_in("Socialnämnden och Lokal nämnd Hylte")
    assert [body.name for body in found] == ["Socialnämnden", "Lokal nämnd Hylte"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Halmstads kommun", "1380"),
        ("Kungälvs kommun", "1482"),
        ("Borås stad", "1490"),
        ("Alingsås kommuns bokslut", "1489"),
        ("i Varberg och", "1383"),
        ("Vara kommun", "1470"),
        ("Upplands\nVäsby kommun", "0114"),
        ("Laholm, Halmstads kommun", "1380"),
    ],
)
def test_municipality(text: str, code: str) -> None:
    found = VOCABULARY.municipality_in(text)
    assert found is not None and found.code == code


@pytest.mark.parametrize("text", ["Region Halland", "Vara med och påverka", "Mark och bygg", "halmstadsbor"])
def test_no_municipality(text: str) -> None:
    assert VOCABULARY.municipality_in(text) is None


def test_region() -> None:
    assert VOCABULARY.names.region_of("1384") == "Region Halland"
    assert VOCABULARY.names.region_in("Landstinget Halland 2008") == "Landstinget Halland"
    assert VOCABULARY.names.region_in("Halland") is None


@pytest.mark.parametrize(
    ("label", "account"),
    [
        ("Summa lokala nämndens verksamhet", "total"),
        ("Utvecklin\ngsmedel folkhälsa", "development"),
        ("Personalkostnader \n(arvode för \nnämndens \nledamöter), \nfördelning:", "politics.fees"),
        ("Summa Halmstadsnämnden", "total"),
        ("Intäkter1", "income"),
        ("Nettokostnad (tkr)", "net_cost"),
        ("Kurs och konferens", "politics.course"),
        ("Konferens \noch \nomkostnader", "politics.course_and_other"),
        ("Personalkostnader", "staff"),
        ("Skatteintäkter", "tax"),
        ("Friskvårdsgrupp", None),
        ("", None),
    ],
)
def test_account(label: str, account: str | None) -> None:
    assert VOCABULARY.account_of(label) == account


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Total", "total"),
        ("Summa utvecklingsmedel", "subtotal"),
        ("Varav intecknade", "of_which"),
        ("- varav lön", "of_which"),
        ("Övriga driftkostnader, fördelning:", "group"),
        ("Varaktighet", "plain"),
        ("Totalförsvar", "plain"),
        ("Politik", "plain"),
        ("Nettokostnad", "total"),
        ("Summa kostnader", "subtotal"),
    ],
)
def test_label_role(label: str, role: str) -> None:
    assert VOCABULARY.label_role(label) == role


def test_status_is_the_whole_text_as_printed() -> None:
    assert VOCABULARY.status_of(" Uppfylls \ndelvis ") == "Uppfylls delvis"
    assert VOCABULARY.status_of("PÅGÅR") == "PÅGÅR"
    assert VOCABULARY.status_of("Pågår och går bra") is None
    assert VOCABULARY.status_of("") is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Uppföljningsrapport \n1 januari - april", "uppföljningsrapport"),
        ("Delårsbokslut 2019", "uppföljningsrapport"),
        ("Bokslut 2012", "årsredovisning"),
        ("Årsredovisningen 2016", "årsredovisning"),
        ("Uppföljnings-\nrapport 1", "uppföljningsrapport"),
        ("Verksamhetsplan 2021", "other"),
        ("Mål", None),
    ],
)
def test_report_type(title: str, kind: str | None) -> None:
    assert VOCABULARY.report_type_in(title) == kind


def test_usual_months_hang_on_the_year() -> None:
    assert VOCABULARY.usual_months(1, 2018) == (1, 3)
    assert VOCABULARY.usual_months(1, 2021) == (1, 4)
    assert VOCABULARY.usual_months(2, 2015) == (1, 7)
    assert VOCABULARY.usual_months(2, 2020) == (1, 8)
    assert VOCABULARY.usual_months(3, 2020) is None
