"""Initiatives and partners: names, inflections, shapes, and what stays ambiguous."""

from __future__ import annotations

import pytest

from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.language.forms import acronym_forms, is_acronym
from lnextract.language.lemmas import forms_of
from lnextract.language.names import name_finder
from lnextract.language.naming import Setting
from lnextract.language.swedish_pipeline import swedish_pipeline
from prose_reports import identity, mentions

WORDS = load_vocabulary()
ENTRIES = [*WORDS.entries.initiatives, *WORDS.entries.partners]


def keys_in(text: str, setting: Setting | None = None) -> list[str]:
    names = name_finder(WORDS).names_in(swedish_pipeline().make_doc(text), setting or Setting(year=2021))
    return [meaning.key for name in names for meaning in name.meanings]


def test_keys_serve_initiatives_and_partners_together() -> None:
    keys = [entry.key for entry in ENTRIES]
    assert len(keys) == len(set(keys))


def test_predecessors_and_successors_are_initiatives_and_answer_each_other() -> None:
    by_key = {each.key: each for each in WORDS.entries.initiatives}
    for each in by_key.values():
        if each.successor:
            assert by_key[each.successor].predecessor == each.key
        assert each.predecessor is None or each.predecessor in by_key


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)
def test_each_form_of_each_entry_is_found(entry: object) -> None:
    for form in [*entry.forms, *entry.shared]:  # type: ignore[attr-defined]
        text = f"Vi nämner {form.replace('|', '')} här."
        setting = Setting(year=entry.from_ or 2021)  # type: ignore[attr-defined]
        assert entry.key in keys_in(text, setting), text  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Friskvårdsgrupperna har startat.", ["friskvardsgrupp"]),
        ("Friskvårds- och aktivitetsgrupper pågår.", ["friskvardsgrupp", "aktivitetsgrupp"]),
        ("Barn- och ungdomsavdelningen svarar.", []),
        ("FöräldrarEmellan ordnade det.", ["foraldrar_emellan"]),
        ("Healthy Cities-nätverkets årsmöte.", ["healthy_cities"]),
        ("LUPP:ens resultat och Lupp i skolan.", ["lupp", "lupp"]),
        ("Vi får inte fara dit.", []),
        ("kunskapsuppdraget om tillit", ["kunskapsuppdrag_om_tillit"]),
        ("Laholms kommuns och Hylte kommuns arbete", ["kommun_1381", "kommun_1315"]),
        ("Region Hallands revisorer", ["region_13"]),
        ("Landstinget i Uppsala län", ["region_03"]),
        ("Högskolan i Borås", ["hogskolan_i_boras"]),
        ("Linnéuniversitetets forskare", ["linneuniversitetet"]),
        ("Länsstyrelsen i Hallands län", ["lansstyrelsen_i_hallands_lan"]),
        ("kultur- och fritidsförvaltningen", ["kultur_och_fritidsforvaltningen"]),
        ("en bättre medelsförvaltning", []),
        ("Vårdcentralen Helsa deltog.", ["vardcentralen_helsa"]),
        ("socialnämnden och Kommunstyrelsen", ["socialnamnden", "kommunstyrelsen"]),
        ("Regionstyrelsen och regionfullmäktige", []),
        ("nätverket Trygga rötter fortsätter", ["trygga_rotter"]),
        ("Projektet ”Växa tryggt i byn” pågår", ["vaxa_tryggt_i_byn"]),
        ("Projektet har pågått länge.", []),
    ],
)
def test_names_in_a_text(text: str, keys: list[str]) -> None:
    assert keys_in(text) == keys


def test_a_short_form_keeps_all_that_it_can_mean_the_likeliest_first() -> None:
    [halland] = mentions("Arbetet med VGR fortsätter.", kind="initiative")
    assert halland.keys == ["valmaende_ger_resultat", "region_14"]
    who = identity("Lokal nämnd Borås", "Borås", "1490", "Västra Götalandsregionen")
    [elsewhere] = mentions("Arbetet med VGR fortsätter.", kind="initiative", who=who) or mentions(
        "Arbetet med VGR fortsätter.", kind="partner", who=who
    )
    assert sorted(elsewhere.keys) == ["region_14", "valmaende_ger_resultat"]


def test_a_short_form_is_settled_where_the_report_settles_it() -> None:
    found = mentions("VGR fortsätter.", "Välmående ger resultat (VGR) är en satsning.", kind="initiative")
    assert [each.keys for each in found] == [["valmaende_ger_resultat"]] * 3


def test_a_short_form_means_only_what_existed_in_the_year() -> None:
    [early] = mentions("KUPP redovisas.", kind="initiative", who=identity(year=2018))
    [late] = mentions("KUPP redovisas.", kind="initiative", who=identity(year=2021))
    assert early.keys == ["kunskapsuppdraget"]
    assert late.keys == ["kunskapsuppdrag_om_tillit", "kunskapsuppdraget"]


def test_kommunen_is_the_boards_own_unless_another_is_named() -> None:
    [own] = mentions("Samverkan med kommunen fortsätter.", kind="partner")
    assert (own.keys, own.name, own.text) == (["kommun_1381"], "Laholms kommun", "kommunen")
    other = mentions("Halmstads kommun deltar, och kommunen betalar.", kind="partner")
    assert [each.keys for each in other] == [["kommun_1380"]]
    municipal = identity("Socialnämnden", "Tanum", "1435", "Västra Götalandsregionen")
    assert mentions("Kommunens bibliotek växer.", kind="partner", who=municipal) == []


def test_the_board_is_no_partner_of_itself_and_another_board_is() -> None:
    found = mentions("Laholmsnämnden och Lokal nämnd Hylte möts.", kind="partner")
    assert [each.name for each in found] == ["Lokal nämnd Hylte"]


def test_acronyms_in_the_cases_that_papers_print() -> None:
    assert is_acronym("FaR") and is_acronym("LUPP") and not is_acronym("Bris") and not is_acronym("RF SISU")
    assert {"LUPP", "Lupp", "LUPPen", "KUpp"} <= acronym_forms("LUPP") | acronym_forms("KUPP")
    assert "Far" not in acronym_forms("FaR")


def test_forms_come_from_the_lemma_table() -> None:
    forms = forms_of({"dialog", "besluta", "xyzzy"})
    assert {"dialog", "dialoger", "dialogernas"} <= forms["dialog"]
    assert {"beslutade", "beslutats"} <= forms["besluta"]
    assert forms["xyzzy"] == {"xyzzy"}
