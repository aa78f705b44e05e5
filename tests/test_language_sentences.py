"""Sentences, measured on passages cut by hand; and the pipeline that they are part of."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
import yaml
from spacy.language import Language

from lnextract.language import swedish_pipeline
from lnextract.language.swedish_pipeline import names_of_people

PASSAGES: list[list[str]] = yaml.safe_load(
    (Path(__file__).parent / "language_gold" / "sentences.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("sentences", PASSAGES, ids=lambda sentences: sentences[0][:30])
def test_passages_are_cut_as_by_hand(sentences: list[str]) -> None:
    doc = swedish_pipeline.swedish_pipeline()(" ".join(sentences))
    assert [sentence.text for sentence in doc.sents] == sentences


def boundaries(nlp: Language, sentences: list[str]) -> tuple[set[int], set[int]]:
    """Offsets at which sentences begin but the first: by hand, and as found."""
    text = " ".join(sentences)
    starts = [sum(len(each) + 1 for each in sentences[:number]) for number in range(1, len(sentences))]
    return set(starts), {sentence.start_char for sentence in nlp(text).sents} - {0}


def test_our_sentences_are_righter_than_those_of_stops_alone() -> None:
    stops = spacy.blank("sv")
    stops.add_pipe("sentencizer")
    wrong = {}
    for name, nlp in {"ours": swedish_pipeline.swedish_pipeline(), "stops": stops}.items():
        pairs = [boundaries(nlp, sentences) for sentences in PASSAGES]
        wrong[name] = sum(len(gold ^ found) for gold, found in pairs)
    assert wrong["ours"] == 0
    assert wrong["stops"] >= 10


def test_a_trained_pipeline_gives_names_and_our_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an installed one would: its component «ner» marks a person that no list of ours holds."""
    made = spacy.blank("sv")
    ruler = made.add_pipe("entity_ruler", name="ner")
    ruler.add_patterns([{"label": "PRS", "pattern": "Zoltan"}])  # type: ignore[attr-defined]
    made.to_disk(tmp_path / "model")
    monkeypatch.setattr(swedish_pipeline, "trained_pipeline_name", lambda: str(tmp_path / "model"))
    nlp = swedish_pipeline.swedish_pipeline.__wrapped__()
    assert names_of_people(nlp, "Vi tackar Zoltan för hjälpen.") == [(10, 16)]
    assert [each.text for each in nlp("Se t.ex. Bua. Vi åkte.").sents] == ["Se t.ex. Bua.", "Vi åkte."]
    assert names_of_people(swedish_pipeline.swedish_pipeline(), "Vi tackar Zoltan.") == []


def test_the_largest_trained_pipeline_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spacy.util.get_installed_models", lambda: ["en_core_web_lg", "sv_core_news_sm"])
    assert swedish_pipeline.trained_pipeline_name() == "sv_core_news_sm"
    monkeypatch.setattr("spacy.util.get_installed_models", lambda: ["sv_core_news_sm", "sv_core_news_lg"])
    assert swedish_pipeline.trained_pipeline_name() == "sv_core_news_lg"
    monkeypatch.setattr("spacy.util.get_installed_models", lambda: ["en_core_web_lg"])
    assert swedish_pipeline.trained_pipeline_name() is None


def test_converting_loads_no_language() -> None:
    fixture = Path(__file__).parent.parent / "fixtures" / "hylte-2014-ur1" / "hylte-2014-ur1.txt"
    code = (
        f"import sys, lnextract; lnextract.read({str(fixture)!r}); "
        "assert not {'spacy', 'lnextract.language'} & set(sys.modules); "
        "import lnextract.language.masking; assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
