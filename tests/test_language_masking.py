"""The eight rules for people, one after the other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.language.identifiers import identifiers_in
from lnextract.language.masking import MaskingOptions, mask
from lnextract.language.people import Person

WORDS = load_vocabulary()


def rules(text: str) -> list[str]:
    return [part.rule for part in mask(text, WORDS).log]


def test_an_officials_name_goes_and_the_role_stays() -> None:
    masked = mask("Strateg Mona Ek leder arbetet.", WORDS)
    assert masked.text == "Strateg [namn] leder arbetet."
    [part] = masked.log
    assert (part.rule, part.role, part.start, part.end) == ("official", "Strateg", 8, 15)


def test_officials_stand_when_switched_on_and_third_persons_do_not() -> None:
    text = "Strateg Mona Ek tackar Anne."
    assert mask(text, WORDS, options=MaskingOptions(officials=False)).text == "Strateg Mona Ek tackar [namn]."


def test_politicians_stand_with_party_and_role_unless_switched_off() -> None:
    text = "Ordföranden Mona Ek och Ali Nur (C) deltog."
    assert mask(text, WORDS).text == text
    assert mask(text, WORDS).log == ()
    assert (
        mask(text, WORDS, options=MaskingOptions(politicians=True)).text
        == "Ordföranden [namn] och [namn] (C) deltog."
    )


def test_a_politician_known_from_elsewhere_stands_without_role() -> None:
    known = [Person("Mona Ek", 0, 0, "politician", "ordförande")]
    assert mask("Mona Ek talade.", WORDS, known).text == "Mona Ek talade."
    assert mask("Mona Ek talade.", WORDS).text == "[namn] talade."


def test_the_chair_of_an_association_is_a_third_person() -> None:
    assert mask("Ordföranden i PRO, Mona Ek, tackade.", WORDS).text == "Ordföranden i PRO, [namn], tackade."


def test_the_surname_of_a_masked_person_goes_too() -> None:
    known = [Person("Mona Ekvall", 0, 0, "official", "strateg"), Person("Ali Berg", 0, 0, "politician", None)]
    assert (
        mask("Enligt Ekvall och Berg dröjer det.", WORDS, known).text == "Enligt [namn] och Berg dröjer det."
    )


@pytest.mark.parametrize(
    ("text", "masked", "rule"),
    [
        ("skriv till a.b@exempel.se.", "skriv till [e-post].", "e_mail"),
        ("a.b(at)exempel.se", "[e-post]", "e_mail"),
        ("ring 0340-55 12 34!", "ring [telefon]!", "telephone"),
        ("ring 070-123 45 67", "ring [telefon]", "telephone"),
        ("ring +46 70 123 45 67", "ring [telefon]", "telephone"),
        ("ring 035134800", "ring [telefon]", "telephone"),
        ("född 19780312-1234", "född [personnummer]", "personal_number"),
        ("född 780312+1234", "född [personnummer]", "personal_number"),
        ("se https://drive.google.com/file/d/1pX?usp=s nu", "se  nu", "shared_link"),
        ("se https://region.sharepoint.com/:w:/s/x.", "se .", "shared_link"),
    ],
)
def test_addresses_numbers_and_links_always_go(text: str, masked: str, rule: str) -> None:
    options = MaskingOptions(officials=False, politicians=False)
    result = mask(text, WORDS, options=options)
    assert (result.text, [part.rule for part in result.log]) == (masked, [rule])


@pytest.mark.parametrize(
    "text",
    [
        "Utfallet är 1 234 567 kr av 0340 123 456 kr.",
        "Dnr LN 2018/12, 2022-06-01, kl. 12.15-14.30, 16 05 2018.",
        "konto 140023-1234 och 991332-1234",
        "se https://www.regionhalland.se/lokala-namnder",
        "54 % av 1 196 tkr, jan-aug 2020-2022",
    ],
)
def test_figures_dates_and_open_links_stay(text: str) -> None:
    assert mask(text, WORDS).text == text


def test_ten_digits_are_a_personal_number_only_with_their_check_digit() -> None:
    assert [each.kind for each in identifiers_in("811228 9874 8112289874", frozenset())] == [
        "personal_number"
    ] * 2
    assert identifiers_in("8112289875", frozenset()) == []


@pytest.mark.parametrize(
    "text",
    [
        "egenträning för grupp med allvarlig MS sjukdom",
        "Friskvårdsgrupper för barn med fetmaproblematik",
        "Målgrupp: barn med neuropsykiatriska diagnoser",
    ],
)
def test_the_health_of_a_small_group_is_flagged_and_left(text: str) -> None:
    masked = mask(text, WORDS)
    assert masked.text == text
    assert [(part.rule, part.replacement) for part in masked.log] == [("small_group_health", None)]


@pytest.mark.parametrize(
    "text", ["unga vuxnas psykiska hälsa", "ms är en tidsenhet för personer", "barn och unga"]
)
def test_health_of_many_is_not_flagged(text: str) -> None:
    assert rules(text) == []


def test_the_log_holds_no_name_and_names_its_places() -> None:
    text = "Anne, a.b@exempel.se, ringde 070-123 45 67 om barn med fetma."
    masked = mask(text, WORDS)
    assert [text[part.start : part.end] for part in masked.log] == [
        "Anne",
        "a.b@exempel.se",
        "070-123 45 67",
        "barn med fetma",
    ]
    assert "Anne" not in repr(masked.log)


def test_line_breaks_stay_and_hide_no_name() -> None:
    assert mask("Strateg Mona\nEk och\nAnne.", WORDS).text == "Strateg [namn] och\n[namn]."


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Anne Ek Bo0123456789-@.åäö\n(S),:/", max_size=60))
def test_masking_twice_is_masking_once(text: str) -> None:
    once = mask(text, WORDS)
    assert mask(once.text, WORDS).text == once.text
    kept = "".join(
        text[start:end]
        for start, end in zip(
            [0, *(part.end for part in once.log if part.replacement is not None)],
            [*(part.start for part in once.log if part.replacement is not None), len(text)],
            strict=True,
        )
    )
    for part in once.log:
        assert part.replacement is None or part.replacement in once.text
    assert len(kept) <= len(text)
