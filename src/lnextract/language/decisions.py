"""Decisions: who decided, by which verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lnextract.language.events import Sentence
from lnextract.language.naming import Name
from lnextract.language.signals import Verb

_REACH_CHARS = 60
"""How far from its verb the one who decides stands at most."""
_PASSIVE = re.compile(r"(?:ades|ats|des|ts|ogs)$")
_NOT_YET = re.compile(r"(?:för att|kan|bör|ska|skall|kommer att|inför att|behöver|vill)\s+(?:\w+\s+)?$")
_ATTRIBUTE = re.compile(
    r"(?<!\w)(?:av|i|för|med|de|den|det|enligt|om|från|på|till|nämndens|nämndernas)\s$", re.IGNORECASE
)
"""«av tilldelade medel», «nämndens beslutade mål»: a participle."""
_NOUN_DECISION = re.compile(r"^Beslut(?!\w)")
_AFTER_VERB = re.compile(
    r"\s+(?:om|att|i|den|det|vid|kring|på|under|enligt|av|åt)(?!\w)|[\s.,;:)]*$|\s*[,.;:)]"
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision in a sentence; offsets count in its text."""

    category: str
    start: int
    end: int
    verbs: tuple[str, ...]
    deciders: tuple[str, ...]


def decisions_in(sentence: Sentence, deciders: re.Pattern[str], names: Sequence[Name]) -> Iterator[Decision]:
    """At most one decision a verb that decides, with the deciders beside it.

    A sentence in which an initiative is ended with a day named tells a decision too, whoever made it.
    """
    text = sentence.text
    found = False
    for verb in sentence.verbs:
        if verb.use == "decide" and (who := _who_decides(text, verb, deciders)) is not None:
            found = True
            yield Decision(verb.lemma, verb.start, verb.end, _verbs(verb, sentence), who)
    if found:
        return
    if (match := _NOUN_DECISION.match(text)) and (sentence.times or deciders.search(text)):
        who = tuple(each.group() for each in deciders.finditer(text))
        yield Decision("beslut", match.start(), match.end(), ("besluta",), who)
        return
    ended = [verb for verb in sentence.verbs if verb.use == "end"]
    initiatives = [name for name in names if name.meanings[0].kind == "initiative"]
    if ended and initiatives and sentence.times:
        yield Decision(ended[0].lemma, ended[0].start, ended[0].end, (ended[0].lemma,), ())


def _verbs(verb: Verb, sentence: Sentence) -> tuple[str, ...]:
    """The deciding verb and what it decided to end."""
    ended = [other.lemma for other in sentence.verbs if other.use == "end" and other.start > verb.end]
    return tuple(dict.fromkeys([verb.lemma, *ended]))


def _who_decides(text: str, verb: Verb, deciders: re.Pattern[str]) -> tuple[str, ...] | None:
    """The ones who decide; None where the form is no finite verb of a decision made."""
    before = text[max(0, verb.start - _REACH_CHARS) : verb.start]
    after = text[verb.end : verb.end + _REACH_CHARS]
    if verb.text == verb.lemma and _NOT_YET.search(before):
        return None
    if _ATTRIBUTE.search(before) and not _PASSIVE.search(verb.text):
        return None
    left = [match for match in deciders.finditer(before) if not re.search(r"[.;:]", before[match.end() :])]
    right = deciders.match(after.lstrip())
    if left and re.search(r"(?<!\w)av\s(?:\w+\s){0,2}$", before[: left[-1].start()]):
        return None if not _AFTER_VERB.match(after) else (left[-1].group(),)
    if right:
        return (right.group(),)
    if left and _is_beside(before[left[-1].end() :]):
        return (left[-1].group(),)
    return () if _PASSIVE.search(verb.text) else None


def _is_beside(between: str) -> bool:
    """Only the auxiliary and small words stand between subject and verb."""
    return len(between.split()) <= 5 and "," not in between
