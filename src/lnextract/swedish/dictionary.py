"""Which strings are Swedish words: simplemma's word list, short words from a closed list, compounds."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# The word list knows nearly every string of two or three letters as an abbreviation, name or inflection, and
# such strings are the commonest fragments of cut words. So short words are those of this closed list.
SHORT_WORDS = _listed(
    """
    i å ö av an på om ut in ur så nu då ej är du ni vi de ha få gå må se ge ta bo be by si ju ja åt år el
    id en och att för med den det som har kan ska var vid men vad när där här hon han dem oss sig min din
    sin ett två tre sex sju nio tio hur vem vår mot per via hos bra nya mer ses ser ger tar gör går får
    fem ena del dag tid ord mål mat råd väg led lön ung bas hus lag sak sjö mån tis ons tor fre lör sön
    dvs mfl mm tkr kkr kr st jan feb mar apr maj jun jul aug sep okt nov dec tom fom upp ner bli ens gav
    kom såg tog bör dök hel god vet ute nej oro syn bil tåg båt ben mor far son bok gym bl ca nr sid jfr
    osv ers ack kto ngn ngt alt ex ekb än nån vis ras rik små tas nå nås når öka låg hög väl fri hyr jag
    mig byn liv tur val tag tal ny län rad pga etc föl ren fel kön öar ort byt rör rum sen lär yta åk åka
    ägs äga ägt pss mha tex dom ned eko vfu fas
    """
)
"""Words and abbreviations of one to three letters that stand by themselves."""

FUNCTION_WORDS = _listed(
    """
    i av på om ut in ur så nu då ej är de ha och att för med den det som har kan ska var vid men när där
    här ett en sig sin mot per via hos mer till från under över efter innan inom utan samt eller inte även
    både mellan enligt upp ner bland kring genom utifrån denna detta dessa sitt sina man vi ni
    """
)
"""Words that stand between other words and are hardly ever one part of a compound."""

# Heads and tails of compounds with three letters; longer ones come from the word list.
_SHORT_HEADS = _listed(
    """
    års mål råd väg bil hus tid del ung lag mat dag led lön ord båt tåg bok syn lån bad hem hel bud ram
    sjö stad tre två sex fem små hög låg vår fri
    """
)
# Forms that some words take as first part and that no list of words holds.
_LINKING_FORMS = _listed(
    """
    föräldra historie hälso kvinno gatu kyrko vecko läro sago kring mång suicid
    """
)
_SHORT_TAILS = _listed(
    """
    råd mål del dag tid väg hus lag bok led lön syn mat års bud ram bil båt tåg
    """
)
_LONG_PART = 4  # letters from which a part of a compound is looked up in the word list
_SHORTEST_COMPOUND = 7  # letters; below, chance splits outnumber true ones
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

# A head whose genitive is hardly ever printed before a bare noun: before one it is a part of a compound.
LINKING_HEAD = re.compile(r"[^\W\d_]{3,}(?:ings|ions|hets|skaps|tets|doms|nads|ments)", re.IGNORECASE)


def is_word(word: str) -> bool:
    """Whether the word list knows the word or a compound of at most three words that it knows.

    Takes one word without punctuation; a hyphened one is a word when all its parts are.
    """
    folded = word.casefold()
    parts = re.split("[-'’]", folded)
    if not _WORD.fullmatch(folded):
        return False
    return all(_is_part_word(part) or (len(part) == 1 < len(parts)) for part in parts)


def is_listed(word: str) -> bool:
    """Whether the word stands in the word list itself, compounds left out."""
    folded = word.casefold()
    if len(folded) < _LONG_PART:
        return folded in SHORT_WORDS
    return folded.isalpha() and _lookup()(folded)


@cache
def _is_part_word(word: str) -> bool:
    return is_listed(word) or is_compound(word)


@cache
def is_compound(word: str, parts: int = 3) -> bool:
    """Whether the word splits into at most `parts` listed words, with or without a linking -s-."""
    folded = word.casefold()
    if len(folded) < _SHORTEST_COMPOUND or parts < 2:
        return False
    return any(
        _is_head(folded[:cut]) and (_is_tail(folded[cut:]) or is_compound(folded[cut:], parts - 1))
        for cut in range(3, len(folded) - 2)
    )


@cache
def fewest_parts(word: str) -> int:
    """The number of listed words that a word is made of; more than three for a string that is no word."""
    folded = word.casefold()
    if is_listed(folded):
        return 1
    return next((parts for parts in (2, 3) if is_compound(folded, parts)), 4)


def _is_head(part: str) -> bool:
    if len(part) < _LONG_PART:
        return part in _SHORT_HEADS
    if part in FUNCTION_WORDS:
        return False
    if part in _LINKING_FORMS:
        return True
    return is_listed(part) or (part.endswith("s") and len(part) > _LONG_PART and is_listed(part[:-1]))


def _is_tail(part: str) -> bool:
    if len(part) < _LONG_PART:
        return part in _SHORT_TAILS
    return part not in FUNCTION_WORDS and is_listed(part)


@cache
def _lookup() -> Callable[[str], bool]:
    """Loads the word list: some tenths of a second and about 12 MB, so only once a break needs it."""
    from simplemma import is_known

    @cache
    def known(word: str) -> bool:
        return bool(is_known(word, lang="sv", low_memory=True))

    return known
