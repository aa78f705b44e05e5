"""Header text, as dumps print it, cut into cells."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lnextract.knowledge.headers import HeaderPhrase, coverage
from lnextract.knowledge.letters import squash
from lnextract.knowledge.vocabulary import load_vocabulary

LEXICON = load_vocabulary().headers

PRINTED = [
    (
        "Uppdrag \nKungsbacka\nnämnden \nBudget \nUtfall \njan-aug \nUtfall \n% \nAvvikelse \n[periodise\n"
        "rad] \nPrognos \nAvvik\nelse                 \nB-P ",
        ["Uppdrag", "Kungsbackanämnden", "Budget", "Utfall jan-aug", "Utfall %", "Avvikelse [periodiserad]",
         "Prognos", "Avvikelse B-P"],
    ),
    (
        "Uppdrag Laholmsnämnden Budget Utfall \njan-mars\n\nUtfall \n%\n\nAvvikelse \n[periodise\nrad]\n\n"
        "Prognos Avvikel\nse B-P\n",
        ["Uppdrag", "Laholmsnämnden", "Budget", "Utfall jan-mars", "Utfall %", "Avvikelse [periodiserad]",
         "Prognos", "Avvikelse B-P"],
    ),
    (
        "Uppdrag resultat jan-\nmars\n\nbudget jan-\nmars budget 2018 prognosticerat \n\nresultat\n"
        "prognosticerad \navvikelse mot \nbudget 2018",
        ["Uppdrag", "resultat jan-mars", "budget jan-mars", "budget 2018", "prognosticerat resultat",
         "prognosticerad avvikelse mot budget 2018"],
    ),
    (
        "Förvaltningens uppdrag Års-\nprognos Kommentar",
        ["Förvaltningens uppdrag", "Års-prognos", "Kommentar"],
    ),
    (" Aktiviteter Kommentar", ["Aktiviteter", "Kommentar"]),
    ("Indikatorer Utfall Målvärde Kommentar ", ["Indikatorer", "Utfall", "Målvärde", "Kommentar"]),
    (
        "Halmstad \nKontoklass \n\nBudget \n2022 i tkr \n\nUtfall \nJan-april \n\nUtfall \n% \n\nAvvikelse \n"
        "(periodiserad) \n\ni tKr \nPrognos \n\nAvvikelse \nBudget \n\n2022-\nprognos \n",
        ["Halmstad", "Kontoklass", "Budget 2022 i tkr", "Utfall Jan-april", "Utfall %",
         "Avvikelse (periodiserad) i tKr", "Prognos", "Avvikelse Budget 2022-prognos"],
    ),
    ("Indikator Årsprognos tkr Årsbudget tkr Avvikelse tkr ",
     ["Indikator", "Årsprognos tkr", "Årsbudget tkr", "Avvikelse tkr"]),
    ("Indikator Ack resultat tkr Ack budget tkr Ack avvikelse tkr ",
     ["Indikator", "Ack resultat tkr", "Ack budget tkr", "Ack avvikelse tkr"]),
    (
        "Uppdrag \nResultat jan-\naug 2020 \nBudget jan-\naug 2020 \nBudget 2020 \nPrognos \n2020 \nProg. \n"
        "avvikelse \nmot budget \n2020 ",
        ["Uppdrag", "Resultat jan-aug 2020", "Budget jan-aug 2020", "Budget 2020", "Prognos 2020",
         "Prog. avvikelse mot budget 2020"],
    ),
    (
        "Uppdrag \nResultat \njan-april \n\n2022 \n\nBudget jan-\napril 2022 \n\nBudget \n2022 \n\nPrognos \n"
        "2022 \n\nProg. \navvikelse \n\nmot budget \n2022 ",
        ["Uppdrag", "Resultat jan-april 2022", "Budget jan-april 2022", "Budget 2022", "Prognos 2022",
         "Prog. avvikelse mot budget 2022"],
    ),
    ("Grupp Indikatorer Utfall Målvärde ", ["Grupp", "Indikatorer", "Utfall", "Målvärde"]),
    ("Budget Utfall Utfall (%)", ["Budget", "Utfall", "Utfall (%)"]),
]  # fmt: skip
"""Headers of five real documents, with their line breaks."""

OTHER = [
    ("tkr", "Budget", "Utfall", "Avvikelse"),
    ("Verksamhet", "Bokslut 2018", "Budget 2019", "Bokslut 2019", "Avvikelse"),
    ("Nämnd", "Ack utfall", "Ack budget", "Diff", "Helårsprognos", "Helårsbudget", "Budgetavvikelse"),
    ("Konto", "Benämning", "Utfall jan-aug", "Periodbudget", "Avvikelse", "Årsbudget", "Prognos"),
    ("Kto", "Text", "Årsbudget", "Utfall ack", "Återstår", "Förbrukat %"),
    ("Ansvar", "Benämning", "Budget helår", "Utfall", "Kvar"),
    ("Kontogrupp", "Budget 2016", "Utfall 2016", "Utfall 2015", "Förändring"),
    ("Område", "Årsbudget", "Utfall t.o.m. aug", "% av budget"),
    ("Post", "Budget", "Redovisat", "Differens"),
    ("Verksamhet", "Utfall 2019-08-31", "Budget 2019", "Prognos 2019", "Prognosavvikelse"),
    ("Benämning", "Budget", "Utfall", "Avvikelse", "Andel"),
    ("Aktivitet", "Status", "Kommentar"),
    ("Delaktiviteter", "Status", "Kommentarer"),
    ("Uppdrag", "Bedömning", "Kommentar"),
    ("Nämndens uppdrag", "Prognos", "Kommentar"),
    ("Mål", "Indikator", "Målvärde 2020", "Utfall 2020", "Måluppfyllelse"),
    ("Verksamhetsmått", "Utfall 2018", "Utfall 2019", "Målvärde"),
    ("Mått", "Målvärde", "Utfall", "Analys"),
    ("Nyckeltal", "Bokslut 2017", "Bokslut 2018", "Budget 2019"),
    ("Ansvarsområde", "Budget 2014", "Utfall jan-juli", "Utfall %", "Prognos", "Avvikelse budget-prognos"),
    ("Resultaträkning", "Ackumulerat utfall", "Ackumulerad budget", "Avvikelse", "Föregående år"),
    ("Verksamhet", "Utfall mars 2011", "Budget mars 2011", "Avvikelse", "Helårsbudget 2011"),
    ("Kontoklass", "Periodens budget", "Periodens utfall", "Periodens avvikelse"),
    ("Belopp i tkr", "Bokslut 2012", "Budget 2012", "Avvikelse mot budget"),
    ("Mnkr", "Utfall tertial 1", "Budget tertial 1", "Årsprognos"),
    ("Uppdrag", "Budget tkr", "Utfall tkr", "Utfall i %", "Avvikelse tkr"),
    ("Kostnadsslag", "Budget 2020", "Utfall jan-apr 2020", "Utfall jan-apr 2019", "Förändring %"),
    ("Projekt", "Beviljade medel", "Utbetalt", "Återstår"),
    ("Insats", "Budget", "Förbrukat", "Kvar att förbruka", "Kommentar"),
    ("Verksamhet", "Intäkter", "Kostnader", "Netto", "Budget", "Avvikelse"),
    ("Socialnämnden", "Budget", "Utfall", "Budgetavvikelse"),
    ("Varberg", "Årsbudget", "Ack. utfall", "Ack. budget", "Ack. avvikelse"),
    ("Kst", "Verksamhet", "Utfall period", "Budget period", "Diff"),
    ("Text", "Not", "2019", "2018"),
    ("Indikator", "Utfall 2016", "Mål 2016", "Trend"),
    ("Aktivitet", "Ansvarig", "Tidplan", "Status"),
    ("Grunduppdrag", "Måluppfyllelse", "Kommentar"),
    ("Fokusområde", "Uppdrag", "Årsprognos", "Kommentar"),
    ("Verksamhet", "Utfall 31 aug", "Budget 31 aug", "Helårsprognos", "Avvikelse mot årsbudget"),
    ("Nämnd", "Nettobudget", "Nettoutfall", "Avvikelse"),
    ("Tkr", "Utfall 1901-1908", "Budget 1901-1908", "Avvikelse"),
    ("Verksamhet", "Budget", "Prognos", "Avvikelse mot budget", "Prognos föreg. år"),
    ("Post", "Utfall jan-dec 2015", "Budget jan-dec 2015", "Avvikelse"),
    ("Kontotext", "Årets utfall", "Årets budget", "Årets avvikelse", "Fg år"),
    ("Perspektiv", "Mål", "Måluppfyllelse"),
]


def broken(text: str, seed: int) -> str:
    """Lines broken anywhere, also within words, as narrow table cells break them."""
    chance = random.Random(seed)
    out = []
    for before, char in zip(" " + text, text, strict=False):
        out.append("\n" if before.islower() and char.islower() and chance.random() < 0.08 else "")
        out.append(chance.choice([" ", " \n", "\n"]) if char == " " else char)
    return "".join(out)


@pytest.mark.parametrize(("text", "cells"), PRINTED)
def test_headers_of_real_documents_come_out_cell_by_cell(text: str, cells: list[str]) -> None:
    assert [phrase.text for phrase in LEXICON.segment(text)] == cells
    assert LEXICON.looks_like_header(text)
    assert coverage(LEXICON.segment(text)) == 1


@pytest.mark.parametrize("cells", OTHER)
def test_other_wordings_come_out_cell_by_cell(cells: tuple[str, ...]) -> None:
    for text in ("   ".join(cells), " \n".join(cells), "\n\n".join(cells)):
        assert [phrase.text for phrase in LEXICON.segment(text)] == list(cells)
        assert LEXICON.looks_like_header(text)


@pytest.mark.parametrize("cells", OTHER)
def test_one_blank_between_cells_is_among_the_readings(cells: tuple[str, ...]) -> None:
    readings = LEXICON.readings(" ".join(cells))
    assert list(cells) in [[phrase.text for phrase in reading] for reading in readings]


@pytest.mark.parametrize("cells", OTHER)
def test_words_broken_anywhere_are_joined(cells: tuple[str, ...]) -> None:
    for seed in range(5):
        text = " \n".join(broken(cell, seed + number) for number, cell in enumerate(cells))
        readings = LEXICON.readings(text)
        assert list(cells) in [[phrase.text for phrase in reading] for reading in readings], text


@pytest.mark.parametrize(
    "text",
    [
        "Prognosen är ett utfall enligt budget.",
        "Utfall budget UR2 2020",
        "Politiker 863 466 54 % 109 863 0",
        "Prognos \nbudgetavvikelse",
        "Ackumulerad \nbudgetavvikelse",
        "Ekonomi",
        "jämfört med föregående år.\n ….. bedömning",
        "regionstyrelsen.\n Aktiviteter Kommentar",
        "resultat (VGR).\n\n Aktiviteter Kommentar",
        "1 januari - april \nLokal nämnd Halmstad \nApril 2022 ",
        "5.2 Prognos",
        "Budget, utfall och prognos för nämnden",
        "Utvecklingsmedel visar överskott för perioden januari-augusti. Prognosen är ett utfall",
        "Nämndens utfall för perioden januari-april är 265 tkr med en positiv budgetavvikelse",
        "Summa 1 196 265 22 % 56 1 196 0",
        "Uppföljning av mål och uppdrag",
        "Politik 466 tkr 575 tkr 863 tkr 863 tkr 0",
        "Aktivitetsgrupper för barn",
        "",
        "   \n ",
    ],
)
def test_what_is_no_header(text: str) -> None:
    assert not LEXICON.looks_like_header(text)


def test_offsets_cover_first_to_last_printed_character() -> None:
    text = "  Uppdrag Avvik\nelse \n[periodise\nrad] \n Okänt ord (x) Prognos* "
    phrases = LEXICON.segment(text)
    assert [text[phrase.start : phrase.end] for phrase in phrases] == [
        "Uppdrag", "Avvik\nelse \n[periodise\nrad]", "Okänt ord (x)", "Prognos*",
    ]  # fmt: skip
    assert [phrase.role for phrase in phrases] == ["label", "figure", "unknown", "figure"]


def test_roles_hang_on_the_other_cells() -> None:
    def roles(text: str) -> list[str]:
        return [phrase.role for phrase in LEXICON.segment(text)]

    assert roles("Uppdrag Årsprognos Kommentar") == ["label", "status", "text"]
    assert roles("Indikator Årsprognos tkr Årsbudget tkr") == ["label", "figure", "figure"]
    assert roles("Indikator   Mål   Utfall") == ["label", "figure", "figure"]
    assert roles("Mål   Aktivitet   Status") == ["label", "label", "status"]
    assert roles("Konto   Text   Budget") == ["code", "label", "figure"]
    assert roles("Helår   Ackumulerat   2019") == ["period", "period", "period"]
    assert roles("tkr   Budget") == ["label", "figure"]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Utfall Budget Avvikelse Prognos", ["Utfall", "Budget", "Avvikelse", "Prognos"]),
        ("UTFALL BUDGET AVVIKELSE", ["UTFALL", "BUDGET", "AVVIKELSE"]),
        ("Budget-\navvikelse Helårs-\nprognos", ["Budget-avvikelse", "Helårs-prognos"]),
        ("BudgetUtfallAvvikelse", ["Budget", "Utfall", "Avvikelse"]),
        ("Prognos1) Budget* Utfall2", ["Prognos1)", "Budget*", "Utfall2"]),
        ("Prognosavvikelse Budget", ["Prognosavvikelse", "Budget"]),
    ],
)
def test_capitals_and_hyphens_tell_compounds_from_neighbours(text: str, cells: list[str]) -> None:
    assert [phrase.text for phrase in LEXICON.segment(text)] == cells


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="Budget Utfall%Prognosåäö\n-()[]2019.:|", max_size=60))
def test_nothing_printed_is_lost(text: str) -> None:
    phrases = LEXICON.segment(text)
    assert squash("".join(text[phrase.start : phrase.end] for phrase in phrases)) == squash(text)
    ends = [phrase.end for phrase in phrases]
    assert all(end <= later.start for end, later in zip(ends, phrases[1:], strict=False))
    assert 0 <= coverage(phrases) <= 1


def test_a_document_of_line_runs_is_tried_in_time() -> None:
    start = time.perf_counter()
    for number in range(200):
        LEXICON.looks_like_header(
            f"Uppdrag \nResultat jan-\naug 2020 \nBudget {number} \nPrognos av nämnden samt Utfall"
        )
    assert time.perf_counter() - start < 1.5


def test_phrases_tell_their_parts() -> None:
    phrase = LEXICON.segment("Prog. avvikelse mot budget 2020")[0]
    assert phrase.key == "deviation_forecast"
    assert phrase.keys("qualifier") == {"against_budget"}
    assert phrase.keys("year") == {"year"}
    assert isinstance(phrase, HeaderPhrase)
