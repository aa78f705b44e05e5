"""Word repair and the dictionary behind it."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lnextract.swedish.words import fold, is_word, join_lines, squash


def listed(words: str) -> list[str]:
    return words.split()


BLANKS_PRINTED = [
    (["Kommunikati", "onsmaterial "], "Kommunikationsmaterial"),
    (["Arvode för ", "nämndssammanträd", "en, fasta kostnader ", "och "],
     "Arvode för nämndssammanträden, fasta kostnader och"),
    (["Avvikelse ", "[periodise", "rad] "], "Avvikelse [periodiserad]"),
    (["Avvik", "else                 ", "B-P "], "Avvikelse B-P"),
    (["Prognos Avvikel", "se B-P"], "Prognos Avvikelse B-P"),
    (["Utvecklin", "gsmedel ", "folkhälsa "], "Utvecklingsmedel folkhälsa"),
    (["Utvecklings", "medel ", "folkhälsa"], "Utvecklingsmedel folkhälsa"),
    (["Kungsbacka", "nämnden "], "Kungsbackanämnden"),
    (["Hälsofrämjan", "de insatser "], "Hälsofrämjande insatser"),
    (["Utvecklingsda", "gar "], "Utvecklingsdagar"),
    (["Kunskapsuppdrag ", "om tillit-", "uppsamlingsdialoger", "och spridning "],
     "Kunskapsuppdrag om tillit-uppsamlingsdialoger och spridning"),
    (["Avvikelse ", "Budget ", "2022-", "prognos "], "Avvikelse Budget 2022-prognos"),
    (["Friskvårds- ", "och aktivitetsgrupper "], "Friskvårds- och aktivitetsgrupper"),
    (["Delrapport Tillit -", "perspektivinhämtande "], "Delrapport Tillit -perspektivinhämtande"),
    (["Budget ", "2022 i tkr "], "Budget 2022 i tkr"),
    (["Utfall ", "% "], "Utfall %"),
    (["som varit", " aktiva i arbetet "], "som varit aktiva i arbetet"),
    (["utveckl", " ingen "], "utveckl ingen"),
    (["En för sig ", "stående rad "], "En för sig stående rad"),
]  # fmt: skip

BLANKS_TRIMMED = [
    (["Fysisk aktivitet på", "recept"], "Fysisk aktivitet på recept"),
    (["Små barns", "språkutveckling"], "Små barns språkutveckling"),
    (["Arvoden och", "ersättningar"], "Arvoden och ersättningar"),
    (["Prognos", "budgetavvikelse"], "Prognos budgetavvikelse"),
    (["Ackumulerad", "budgetavvikelse"], "Ackumulerad budgetavvikelse"),
    (["Barn och ungas", "hälsa"], "Barn och ungas hälsa"),
    (["Att leda in i", "framtiden"], "Att leda in i framtiden"),
    (["Summa", "lokala", "nämndens", "verksamhet"], "Summa lokala nämndens verksamhet"),
    (["Konferens", "och", "omkostnader"], "Konferens och omkostnader"),
    (["Varav", "intecknade"], "Varav intecknade"),
    (["Övriga", "driftkostnader,", "fördelning:"], "Övriga driftkostnader, fördelning:"),
    (["Egenträning för", "personer med MS", "sjukdom"], "Egenträning för personer med MS sjukdom"),
    (["Healthy", "Cities"], "Healthy Cities"),
    (["Eva Möllerstrand", "ordförande"], "Eva Möllerstrand ordförande"),
    (["Nordqvist", "och Ek"], "Nordqvist och Ek"),
    (["Nordqvist", "ordförande"], "Nordqvist ordförande"),
    (["Utfall", "Jan-april"], "Utfall Jan-april"),
    (["Budget", "2022 i tkr"], "Budget 2022 i tkr"),
    (["Personalkostnader", "(arvode)"], "Personalkostnader (arvode)"),
    (["bidra till en god hälsa för alla barn", "omsorg och lek är viktiga"],
     "bidra till en god hälsa för alla barn omsorg och lek är viktiga"),
    (["Kommunikati", "onsmaterial"], "Kommunikationsmaterial"),
    (["nämndssammanträd", "en, fasta kostnader"], "nämndssammanträden, fasta kostnader"),
    (["Utveckl", "ings", "medel"], "Utvecklingsmedel"),
    (["Utvecklings", "medel", "folkhälsa"], "Utvecklingsmedel folkhälsa"),
    (["[periodise", "rad]"], "[periodiserad]"),
    (["Avvik", "else", "B-P"], "Avvikelse B-P"),
    (["Prognos Avvikel", "se B-P"], "Prognos Avvikelse B-P"),
]  # fmt: skip

HYPHENS = [
    (["uppsamlings-", "dialoger"], "uppsamlingsdialoger"),
    (["Kommunika-", "tionsmaterial"], "Kommunikationsmaterial"),
    (["VERKSAMHETS-", "PLAN"], "VERKSAMHETSPLAN"),
    (["Års-", "prognos"], "Årsprognos"),
    (["hälso-", "och sjukvård"], "hälso- och sjukvård"),
    (["mål-", "och budget"], "mål- och budget"),
    (["planerings-", "och uppföljningsprocess"], "planerings- och uppföljningsprocess"),
    (["barn-", "och ungdomskliniken"], "barn- och ungdomskliniken"),
    (["in-", "samt utrikes"], "in- samt utrikes"),
    (["om tillit-", "uppsamlingsdialoger"], "om tillit-uppsamlingsdialoger"),
    (["jan-", "mars"], "jan-mars"),
    (["Jan-", "april 2022"], "Jan-april 2022"),
    (["perioden januari-", "mars är"], "perioden januari-mars är"),
    (["till följd av Covid-", "19, men"], "till följd av Covid-19, men"),
    (["treårig (2020-", "2022)"], "treårig (2020-2022)"),
    (["ett 20-", "tal"], "ett 20-tal"),
    (["IT-", "stöd"], "IT-stöd"),
    (["Anna-", "Lena"], "Anna-Lena"),
    (["e-", "tjänst"], "e-tjänst"),
    (["januari –", "augusti"], "januari – augusti"),
    (["januari–", "augusti"], "januari–augusti"),
    (["Utvecklings\u00ad", "medel"], "Utvecklingsmedel"),
    (["hälso/", "sjukvård"], "hälso/sjukvård"),
]


@pytest.mark.parametrize(("lines", "text"), BLANKS_PRINTED)
def test_where_the_document_prints_trailing_blanks(lines: list[str], text: str) -> None:
    assert join_lines(lines, trailing_blanks=True) == text


@pytest.mark.parametrize(("lines", "text"), BLANKS_TRIMMED)
@pytest.mark.parametrize("trailing_blanks", [False, None])
def test_where_blanks_are_trimmed(lines: list[str], text: str, trailing_blanks: bool | None) -> None:
    assert join_lines(lines, trailing_blanks=trailing_blanks) == text


@pytest.mark.parametrize(("lines", "text"), HYPHENS)
@pytest.mark.parametrize("trailing_blanks", [True, False, None])
def test_hyphens(lines: list[str], text: str, trailing_blanks: bool | None) -> None:
    assert join_lines(lines, trailing_blanks=trailing_blanks) == text


def test_a_blank_in_one_line_tells_of_the_others() -> None:
    assert join_lines(["nyföre", "tagande", "här"]) == "nyföre tagande här"
    assert join_lines(["nyföre", "tagande ", "här"]) == "nyföretagande här"


def test_known_words_decide_before_the_dictionary() -> None:
    lines = ["Kring", "kostnader"]
    assert join_lines(lines, trailing_blanks=False) == "Kring kostnader"
    assert join_lines(lines, trailing_blanks=False, known={"kringkostnader"}) == "Kringkostnader"
    assert join_lines(["Budget-", "avvikelse"], known={"budget-avvikelse"}) == "Budget-avvikelse"


def test_nothing_and_blank_lines() -> None:
    assert join_lines([]) == ""
    assert join_lines(["", "  ", "Total ", " "]) == "Total"


COMPOUNDS = listed(
    """
    barnperspektivet befolkningsenkäten befolkningsstudien befolkningsstudier beredningsgruppen
    bestämningsfaktorer bibliotekspersonal bostadsbyggande civilsamhället delaktiviteter delrapporten
    dialogprocess digitaliserat digitaliseringsmedel dimensionering diskussionspart erfarenhetsutbyte
    facebooksida fetmaproblematik folkbildning fortsättning funktionsnedsättning föreskrifter
    förtroendevald förvaltningens föräldraroll förändringar förändringsarbete grunduppdraget
    gränsöverskridande hallandsmodellen identifierats idrottsrörelsen implementering infrastruktur
    innehållande internkontrollplan kartläggning kommunikationsavdelningen kommunikationsmaterial
    kommunstyrelsens konsultationer kontinuerlig kringkostnader kulturutövning kungsbackanämndens
    kunskapsunderlaget laholmnämnden laholmsnämndens länspresidiets måluppfyllelse mångbesökare
    nyföretagande nämndsekreterarna nätverksbyggande omställningsarbete omvärldsfaktorer organisationer
    personalkostnader perspektivinhämtande presenterades presenterats presskonferens preventionsenheten
    prioriteringar problematiskt processledarstöd prognosticerad prognosticerat projektgrupp
    regionstyrelsen representeras rättighetsintegrering rättighetsintegreringsarbete samhällsbyggnad
    samhällsplaneringsarbete sammanträdet samplanering samverkanskonferensen sjukvårdsstruktur
    spridningstillfälle tillväxtstrategin tjänstepersoner tvärvetenskapliga ungdomspolitiken
    ungdomsstudien uppmärksamma uppmärksammats uppväxtvillkor utgångspunkten utvecklingsarbetet
    utvecklingsdagar utvecklingsdagen utvecklingsmöjligheter utvärderingsarbete verksamhetsmål
    verksamhetsplaner verksamhetsåret ändamålsenlig återrapportering
    """
)


# Both halves are words and the word list knows no whole: nothing but the vocabulary can tell.
DENIED_BY_DICTIONARY = {("kring", "kostnader"), ("ny", "företagande")}
# Measured with simplemma 2.0.0: 0.940. The rest are cuts between two words, kept apart.
TRIMMED_FLOOR = 0.93


def missed(trailing_blanks: bool) -> set[tuple[str, str]]:
    cuts = {(word[:at], word[at:]) for word in COMPOUNDS for at in range(1, len(word))}
    return {cut for cut in cuts if join_lines(cut, trailing_blanks=trailing_blanks) != "".join(cut)}


def test_compounds_cut_anywhere_are_whole_again() -> None:
    assert len(COMPOUNDS) == 100
    assert missed(trailing_blanks=True) <= DENIED_BY_DICTIONARY


def test_most_cut_compounds_are_whole_again_without_blanks_to_tell() -> None:
    cuts = sum(len(word) - 1 for word in COMPOUNDS)
    assert 1 - len(missed(trailing_blanks=False)) / cuts >= TRIMMED_FLOOR


SENTENCES = listed(
    """
    Nämnden har i användandet av tilldelade medel utgått ifrån regionens övergripande mål och nedan
    presenteras det ekonomiska resultatet per ansvarsområde samt en bedömning av året som helhet där
    utfallet är lägre än budget på grund av att några aktiviteter inte har kunnat genomföras under våren
    men de flesta kommer att hållas i höst när skolorna har öppnat igen och föräldrar kan delta i
    föreläsningar om barns hälsa sömn kost och fysisk aktivitet
    """
)


def test_neighbours_of_running_text_stay_two_words() -> None:
    for left, right in pairwise(SENTENCES):
        assert join_lines([left, right], trailing_blanks=False) == f"{left} {right}"


@pytest.mark.parametrize(
    "word",
    listed(
        """
    avvikelse Avvikelse utvecklingsmedel Utvecklingsmedel nämndssammanträden uppföljningsrapport
    periodiserad kommunikationsmaterial uppsamlingsdialoger årsprognos målvärde regionfullmäktige
    föräldrastöd verksamhetsmått och en i mål tkr hälsofrämjande budget-avvikelse e-post personalkostnader
    folkhälsa tillväxtstrategin
    """
    ),
)
def test_words(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize(
    "fragment",
    [
        *listed(
            """
    Kommunikati onsmaterial avvikel utvecklin gsmedel periodise kungsb ation lingar hälsofrämjan
    utvecklingsda uppsamlingsdialogeroch tkrmål folkh ersättn ingar ärt xyz 2022 jan-2022
    """
        ),
        "",
        "två ord",
        "ord,",
    ],
)
def test_fragments_are_no_words(fragment: str) -> None:
    assert not is_word(fragment)


def test_fold_and_squash() -> None:
    assert fold("  Utfall\n\u00a0jan-\u00adaug \t2020 ") == "Utfall jan-aug 2020"
    assert squash("Avvikelse \n[periodise\nrad] ") == "avvikelse[periodiserad]"


@given(
    st.lists(st.text(alphabet="abcåäö -–.,()019\u00ad\u00a0ABC", max_size=12), max_size=5),
    st.sampled_from([True, False, None]),
)
def test_nothing_but_blanks_and_hyphens_is_gained_or_lost(
    lines: list[str], trailing_blanks: bool | None
) -> None:
    joined = join_lines(lines, trailing_blanks=trailing_blanks)
    assert squash(joined).replace("-", "") == squash("".join(lines)).replace("-", "")
    assert joined == fold(joined)


def test_the_dictionary_is_loaded_only_when_a_break_needs_it() -> None:
    program = (
        "import sys; from lnextract.swedish.words import join_lines; "
        "join_lines(['jan-', 'mars ', 'Budget ', '2022']); sys.exit('simplemma' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
