"""Masks people in text that is given away, and tells what was masked and by which rule.

Officials lose their name and keep their role; third persons, e-mail, telephone and personal numbers are
always masked; politicians stand with party and role; the health of a small group is flagged for a person to
look at; links into shared drives and meetings are dropped. The log holds no name: it can stand with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from lnextract.language.identifiers import identifiers_in
from lnextract.language.names import name_finder
from lnextract.language.naming import Setting
from lnextract.language.people import People, Person
from lnextract.language.swedish_pipeline import names_of_people, swedish_pipeline

if TYPE_CHECKING:
    from lnextract.knowledge.vocabulary import Vocabulary

Rule = Literal[
    "politician",
    "official",
    "third_person",
    "e_mail",
    "telephone",
    "personal_number",
    "shared_link",
    "small_group_health",
]

REPLACEMENTS: Final[dict[Rule, str]] = {
    "politician": "[namn]",
    "official": "[namn]",
    "third_person": "[namn]",
    "e_mail": "[e-post]",
    "telephone": "[telefon]",
    "personal_number": "[personnummer]",
    "shared_link": "",
}
"""What stands in the text instead; a rule that is not here only flags."""
_HEALTH_REACH_WORDS = 6
"""Words that stand at most between a group and its illness."""


@dataclass(frozen=True, slots=True)
class MaskingOptions:
    """What may be switched; third persons, addresses and numbers are masked whatever stands here."""

    officials: bool = True
    """Whether names of officials and staff are masked; their roles are kept."""
    politicians: bool = False
    """Whether names of elected people are masked too."""


@dataclass(frozen=True, slots=True)
class MaskedPart:
    """One thing masked or flagged; offsets count in the text as it was given."""

    rule: Rule
    start: int
    end: int
    replacement: str | None
    """None where the part is flagged only, and still stands in the text."""
    role: str | None = None
    """Of a person, as printed."""


@dataclass(frozen=True, slots=True)
class Masked:
    """The text to give away, and its log in printed order."""

    text: str
    log: tuple[MaskedPart, ...]


def mask(
    text: str,
    words: Vocabulary,
    known: Iterable[Person] = (),
    options: MaskingOptions | None = None,
) -> Masked:
    """The text with people masked.

    Args:
        text: any text of a report, such as a quote, a comment or a section.
        words: the vocabulary, with the names and roles that tell people.
        known: people whose standing is known from elsewhere in the report (`people_of` its mentions).
        options: what to switch.
    """
    chosen = options or MaskingOptions()
    flat = re.sub(r"\s", " ", text)
    parts = sorted(
        _parts(flat, words, known, chosen), key=lambda part: (part.start, part.replacement is None)
    )
    kept, at = [], 0
    for part in parts:
        if part.replacement is not None:
            kept += [text[at : part.start], part.replacement]
            at = part.end
    return Masked("".join([*kept, text[at:]]), tuple(parts))


def _parts(
    flat: str, words: Vocabulary, known: Iterable[Person], options: MaskingOptions
) -> Iterator[MaskedPart]:
    identifiers = identifiers_in(flat, words.prose_words.get("shared_drive", frozenset()))
    for each in identifiers:
        yield MaskedPart(each.kind, each.start, each.end, REPLACEMENTS[each.kind])
    yield from _small_groups(flat, words)
    taken = [(each.start, each.end) for each in identifiers]
    for person in people_in_text(flat, words, known, taken):
        rule: Rule = "third_person" if person.standing == "other" else person.standing
        if rule == "third_person" or (options.officials if rule == "official" else options.politicians):
            yield MaskedPart(rule, person.start, person.end, REPLACEMENTS[rule], person.role)


def people_in_text(
    flat: str, words: Vocabulary, known: Iterable[Person] = (), taken: Iterable[tuple[int, int]] = ()
) -> list[Person]:
    """The people of a text; places, organisations and initiatives are none."""
    finder = _people(words)
    nlp = swedish_pipeline()
    known, taken = list(known), list(taken)
    suggested = names_of_people(nlp, flat)
    if not finder.people_in(flat, taken, known, suggested):
        return []
    names = name_finder(words).names_in(nlp.make_doc(flat), Setting())
    protected = [(name.start, name.end) for name in names if name.meanings[0].category != "nätverk"]
    return finder.people_in(flat, [*taken, *protected], known, suggested)


@lru_cache(maxsize=4)
def _people(words: Vocabulary) -> People:
    return People(words)


def _small_groups(flat: str, words: Vocabulary) -> Iterator[MaskedPart]:
    for match in _health_pattern(words).finditer(flat):
        yield MaskedPart("small_group_health", match.start(), match.end(), None)


@lru_cache(maxsize=4)
def _health_pattern(words: Vocabulary) -> re.Pattern[str]:
    """A group of people and, a few words on, an illness; acronyms in their own case only."""
    illnesses = sorted(words.prose_words.get("diagnosis", frozenset()), key=len, reverse=True)
    people = sorted(words.prose_words.get("small_group", frozenset()), key=len, reverse=True)
    alike = "|".join(re.escape(each) if each.isupper() else f"(?i:{re.escape(each)})" for each in illnesses)
    groups = "|".join(map(re.escape, people))
    between = rf"(?:\s[^\s.;:!?]+){{0,{_HEALTH_REACH_WORDS}}}?\s"
    return re.compile(rf"(?<![\w-])(?i:\w*?(?:{groups or '(?!)'}))(?!\w){between}(?:{alike or '(?!)'})(?!\w)")
