"""The vocabulary's YAML: what is refused, and that each entry can be reached."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from lnextract.errors import VocabularyError
from lnextract.knowledge.atoms import compile_form
from lnextract.knowledge.entries import Head, Qualifier
from lnextract.knowledge.letters import read_letters
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.report import Measure

VOCABULARY = load_vocabulary()
ENTRIES = VOCABULARY.entries


def written(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("accounts:\n  - {key: x, forms: [Xyz]}\n  - {key: y, form: [Abc]}\n", 3, "forms"),
        ("accounts:\n  - {key: x, forms: []}\n", 2, "at least 1"),
        ("acounts:\n  - {key: x, forms: [Xyz]}\n", 1, "acounts"),
        ("accounts:\n  - key: x\n    key: y\n    forms: [Xyz]\n", 3, "stands twice"),
        ("accounts:\n  - {key: x, forms: [Xyz, xyZ]}\n", 2, "duplicate"),
        ("accounts:\n  - {key: x, forms: [Xyz]}\n  - {key: y, forms:\n      [Abc, X-yz]}\n", 4, "duplicate"),
        ("accounts:\n  - {key: x, forms: [Intäkter]}\n", 2, "duplicate"),
        ("municipalities:\n  - {code: '1380', name: Nystad}\n", 2, "duplicate"),
        ("municipalities:\n  - {code: 1380x, name: Nystad}\n", 2, "code"),
        ("heads:\n  - {key: budget, role: figur, forms: [Pengar]}\n", 2, "role"),
        ("statuses:\n  - ]\n", 2, ""),
        ("statuses: {a: b}\n", 1, "statuses"),
        ("heads:\n  - {key: b, forms: [Pengar], from: 1492}\n", 2, "from"),
    ],
)
def test_a_mistake_names_file_and_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary(path)
    assert f"{path}:{line}:" in str(caught.value)
    assert says in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=re.escape("gone.yaml")):
        load_vocabulary(tmp_path / "gone.yaml")


def test_a_users_words_come_on_top(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "heads:\n  - {key: budget, forms: [Penningpåse]}\n"
        "accounts:\n  - {key: development, forms: [Frihetsmedel], from: 2019}\n",
    )
    own = load_vocabulary(path)
    assert own.headers.segment("Penningpåse 2020")[0].key == "budget"
    assert own.account_of("Frihetsmedel", 2020) == "development"
    assert own.account_of("Frihetsmedel", 2018) is None
    assert own.account_of("Intäkter") == "income"
    assert load_vocabulary().account_of("Frihetsmedel", 2020) is None
    assert "penningpåse" in own.known_words


def test_the_same_form_may_mean_another_thing_in_other_years(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "accounts:\n  - {key: a, forms: [Xyz], to: 2014}\n  - {key: b, forms: [Xyz], from: 2015}\n",
    )
    own = load_vocabulary(path)
    assert (own.account_of("Xyz", 2014), own.account_of("Xyz", 2015)) == ("a", "b")


def test_an_empty_file_adds_nothing(tmp_path: Path) -> None:
    assert load_vocabulary(written(tmp_path, "# nothing\n")).known_words == VOCABULARY.known_words


def test_all_municipalities_are_there() -> None:
    codes = {town.name: town.code for town in ENTRIES.municipalities}
    assert len(codes) == len(set(codes.values())) == 290
    halland = {name: code for name, code in codes.items() if code.startswith("13")}
    assert halland == {
        "Hylte": "1315", "Halmstad": "1380", "Laholm": "1381", "Falkenberg": "1382", "Varberg": "1383",
        "Kungsbacka": "1384",
    }  # fmt: skip
    counties = {region.code for region in ENTRIES.regions}
    assert len(counties) == 21
    assert {code[:2] for code in codes.values()} == counties


def test_help_does_not_load_the_vocabulary() -> None:
    code = "import lnextract.cli.main, sys; sys.exit('lnextract.knowledge.loader' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("head", ENTRIES.heads, ids=lambda head: head.key)
def test_every_header_form_is_found_as_one_cell(head: Head) -> None:
    for form in head.forms:
        printed = form.replace("|", "").replace("{year}", "2019")
        phrases = VOCABULARY.headers.segment(printed)
        assert [phrase.key for phrase in phrases] == [head.key], form


@pytest.mark.parametrize("qualifier", ENTRIES.qualifiers, ids=lambda qualifier: qualifier.key)
def test_every_qualifier_is_found_with_a_head(qualifier: Qualifier) -> None:
    heads = ("Utfall", "Budget", "Avvikelse", "Prognos")
    for form in qualifier.forms:
        printed = form.replace("{year}", "2019")
        tries = [f"{head} {printed}" for head in heads] + [f"{printed} {head.casefold()}" for head in heads]
        readings = [reading for text in tries for reading in VOCABULARY.headers.readings(text)]
        assert any(qualifier.key in phrase.keys("qualifier") for reading in readings for phrase in reading), (
            form
        )


def test_every_account_form_is_reached() -> None:
    for account in ENTRIES.accounts:
        for form in account.forms:
            assert VOCABULARY.account_of(form) == account.key, form


def test_every_parent_of_an_account_is_an_account() -> None:
    keys = {account.key for account in ENTRIES.accounts}
    assert {account.parent for account in ENTRIES.accounts} - {None} <= keys


def test_every_status_form_is_reached() -> None:
    for status in ENTRIES.statuses:
        for form in status.forms:
            assert VOCABULARY.statuses.key(form) == status.key
            assert VOCABULARY.status_of(form) == form


def test_every_row_word_gives_its_role() -> None:
    for word in ENTRIES.row_words:
        if word.place == "within":
            continue
        for form in word.forms:
            label = {"whole": form, "begin": f"{form}åsnor", "end": f"Åsnor {form}"}[word.place]
            assert VOCABULARY.label_role(label) == word.role, label


def test_a_net_row_and_the_sides_that_it_nets_are_known_by_their_words() -> None:
    for word in (each for each in ENTRIES.row_words if each.place == "within"):
        for form in word.forms:
            label = f"Årets {form}er"
            assert VOCABULARY.is_net(label) == (word.role == "net"), label
            assert VOCABULARY.side_of(label) == (None if word.role == "net" else word.role), label
    assert VOCABULARY.side_of("Intäkter och kostnader") is None


def test_every_word_group_is_reached() -> None:
    for entry in ENTRIES.words:
        assert all(VOCABULARY.words(entry.key).key(form) == entry.key for form in entry.forms)


def test_every_report_word_is_reached() -> None:
    for entry in ENTRIES.report_types:
        for form in entry.forms:
            assert VOCABULARY.report_type_in(f"{form} 2019") == entry.report_type, form


def test_every_local_board_form_is_reached() -> None:
    for board in ENTRIES.boards:
        if board.kind == "local":
            for form in board.forms:
                name = form.replace("{name}", "Hylte")
                assert [body.code for body in VOCABULARY.body_in(f"för {name} 2019")] == ["1315"], name


def test_every_region_form_is_reached() -> None:
    for region in ENTRIES.regions:
        for form in region.forms:
            assert VOCABULARY.names.region_in(f"inom {form} finns") == form


def test_rules_on_measures_speak_of_measures_and_heads() -> None:
    heads = {head.key for head in ENTRIES.heads} | {"year"}
    for rule in ENTRIES.measures:
        assert rule.measure in Measure.__args__  # type: ignore[attr-defined]
        assert set(rule.heads) <= heads


def test_no_rule_is_hidden_by_an_earlier_one() -> None:
    for number, rule in enumerate(ENTRIES.measures):
        for head in rule.heads:
            earlier = [each for each in ENTRIES.measures[:number] if head in each.heads]
            assert not any(set(each.when) <= set(rule.when) for each in earlier), (head, rule)


def test_seams_and_words_of_a_form() -> None:
    assert compile_form("Prog. |avvikelse mot budget") == ("progavvikelsemotbudget", {0, 4, 13, 16}, {4})


def test_letters_keep_their_places() -> None:
    letters = read_letters("Å\u0308r¹ Bud-\nget*")
    assert letters.squashed.endswith("rbudget")
    assert [letters.text[at] for at in letters.offsets][-3:] == ["g", "e", "t"]
