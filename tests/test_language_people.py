"""Who is named: by signature, role, party, given name, surname."""

from __future__ import annotations

from pathlib import Path

import pytest

import lnextract
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.language import mentions_of, people_of
from lnextract.language.masking import people_in_text
from lnextract.model.report import Signatory
from prose_reports import identity, mentions, report

WORDS = load_vocabulary()
FIXTURES = Path(__file__).parent.parent / "fixtures"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ordföranden Karin Lindahl hälsade.", [("Karin Lindahl", "politician", "Ordförande", None)]),
        ("Nämndens vice ordförande Mona Ek talade.", [("Mona Ek", "politician", "vice ordförande", None)]),
        ("Mona Ek, ordförande i kommunstyrelsen", [("Mona Ek", "politician", "ordförande", None)]),
        ("Mona Ek, ordförande i bygdeföreningen", [("Mona Ek", "other", "ordförande", None)]),
        ("PRO:s ordförande Mona Ek", [("Mona Ek", "other", "ordförande", None)]),
        ("Sten Hallin (S) följer arbetet.", [("Sten Hallin", "politician", None, "S")]),
        (
            "Eva-Lotta von Sydow, vice ordförande",
            [("Eva-Lotta von Sydow", "politician", "vice ordförande", None)],
        ),
        ("Tina Ek är utsedd koordinator.", [("Tina Ek", "official", "koordinator", None)]),
        ("Rektor Xenia Yberg svarar.", [("Xenia Yberg", "official", "Rektor", None)]),
        ("Joakim Wern, ansvarig strateg", [("Joakim Wern", "official", "strateg", None)]),
        ("dietisten Linnéa Holm", [("Linnéa Holm", "official", "dietist", None)]),
        ("med hjälp av Anne från Kungsbacka", [("Anne", "other", None, None)]),
        ("Annas och Peters barn", [("Anna", "other", None, None), ("Peter", "other", None, None)]),
        (
            "enligt A. Svensson och Andersson",
            [("A. Svensson", "other", None, None), ("Andersson", "other", None, None)],
        ),
        ("KARIN LINDAHL talade", [("KARIN LINDAHL", "other", None, None)]),
    ],
)
def test_people_in_a_text(text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    found = people_in_text(text, WORDS)
    assert [(each.name, each.standing, each.role, each.party) for each in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Dialogdag i Åsa och i Kungsbacka.",
        "Halmstads kommun, Svenska kyrkan, Röda Korset och Alla hjärtans hus deltog.",
        "Föräldrar Emellan och Healthy Cities fortsätter.",
        "Hans arbete är klart. Per den 31 augusti. Dag för dag. Inga recept. Maj var bra.",
        "Lokal nämnd Laholm Ordförande Region Halland",
        "Agenda 2030, Bilaga A. Skolan mitt i byn",
    ],
)
def test_places_organisations_and_words_are_no_people(text: str) -> None:
    assert people_in_text(text, WORDS) == []


def test_who_signed_is_a_politician_by_role() -> None:
    [report] = lnextract.read(FIXTURES / "hylte-2022-ur2" / "hylte-2022-ur2.txt")
    people = [each for each in mentions_of(report, WORDS) if each.kind == "person"]
    assert [(each.name, each.role, each.category, each.place) for each in people] == [
        ("Anders Ljungqvist", "ordförande", "politician", "block"),
        ("Sofia Berg", "nämndsekreterare", "official", "block"),
    ]


def test_a_signatory_is_known_where_the_name_stands_without_role() -> None:
    who = identity(signatories=[Signatory(name="Xenia Yberg", role="Ordförande")])
    [person] = mentions("Xenia Ybergs förslag gick igenom.", kind="person", who=who)
    assert (person.name, person.category, person.role) == ("Xenia Yberg", "politician", "Ordförande")


def test_a_role_printed_once_holds_for_the_report() -> None:
    texts = ["Mona Ek följer arbetet.", "Frågor besvaras av strateg Mona Ek."]
    assert [each.category for each in mentions(*texts, kind="person")] == ["official", "official"]


def test_people_of_mentions_keep_the_surest_standing() -> None:
    found = mentions_of(report("Mona Ek (C) talade.", "Mona Ek lyssnade.", "Ali Nur kom."), WORDS)
    assert [(each.name, each.standing, each.party) for each in people_of(found)] == [
        ("Ali Nur", "other", None),
        ("Mona Ek", "politician", "C"),
    ]
