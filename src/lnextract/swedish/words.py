"""Word repair: lines of one cell, label or paragraph → running text, words cut by a line end mended."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from lnextract.swedish.dictionary import (
    FUNCTION_WORDS,
    LINKING_HEAD,
    fewest_parts,
    is_compound,
    is_listed,
    is_word,
)
from lnextract.swedish.months import names_month

__all__ = ["fold", "is_word", "join_lines", "squash"]

# A compound with an s that is no definite genitive («nämndens») and no one's («förskolebarns»).
COMPOUND_S = re.compile(
    r"[^\W\d_]{6,}(?<!en)(?<!et)(?<!na)(?<!n)(?<!barn)(?<!er)(?<!or)(?<!ar)s", re.IGNORECASE
)
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = "-\u2010\u2011"
_DASHES = "\u2012\u2013\u2014\u2212"
# After a suspended hyphen («hälso- och sjukvård») comes one of these, never the rest of the word.
_SUSPENDING = frozenset(
    {"och", "eller", "samt", "respektive", "resp", "till", "som", "o", "men", "och/eller"}
)
_NO_BLANK_BEFORE = re.compile(r"[),.;:!?\]}»/”]|…")
_NO_BLANK_AFTER = tuple("([{«/")
_ONE_BLANK = re.compile(r"\s\S")
_LAST_LETTERS = re.compile(r"[^\W\d_]+\Z")
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")
# A renderer cuts a word only where it is wider than its cell. Letters differ in width, so counted in letters
# a word may be this much shorter than the longest line and yet have been too wide.
_WIDTH_SLACK = 1.3
# Endings that are function words too; those never stand before a comma or at the end.
_ENDINGS = frozenset({"en", "de"})
# A listed word of this length after an unlisted capitalised one follows a name; shorter ones come by chance.
_SURE_WORD = 5  # letters


def fold(text: str) -> str:
    """White space folded to single blanks, trimmed; soft hyphens gone."""
    if _LIGATURE.search(text):
        text = text.translate(LIGATURES)
    return " ".join(text.replace(_SOFT_HYPHEN, "").split())


def squash(text: str) -> str:
    """Case folded and all white space and soft hyphens removed, for matching."""
    return "".join(text.replace(_SOFT_HYPHEN, "").casefold().split())


@dataclass(frozen=True, slots=True)
class _Break:
    """A line end between two printed characters, without a blank or hyphen at it."""

    left: str
    """The last letters before it."""
    right: str
    """The first letters after it."""
    fills_line: bool
    """Whether the letters before it are all of their line, as those of a word too wide for its cell are."""
    ends_phrase: bool
    """Whether a comma, stop or the end follows the letters after it."""
    longest: int
    """Characters of the longest line."""
    trailing_blanks: bool


def join_lines(
    lines: Sequence[str], *, known: Container[str] = frozenset(), trailing_blanks: bool | None = None
) -> str:
    """The lines as one folded text.

    Args:
        lines: Lines of one cell, label or paragraph, blanks at their ends as printed.
        known: Words in small letters that count as words whatever the dictionary says.
        trailing_blanks: Whether this document prints the blank between two words at a line end. If so, a
            missing one means that the line ends inside a word unless the dictionary denies it. None: as the
            lines show.
    """
    printed = [line for line in lines if line.strip()]
    if trailing_blanks is None:
        trailing_blanks = any(_ends_blank(line) for line in printed)
    longest = max((len(line.strip()) for line in printed), default=0)
    text = ""
    for before, after in zip([None, *printed], printed, strict=False):
        if before is not None:
            text = _joined(text, before, after.rstrip(), known, longest, trailing_blanks)
        else:
            text = after.strip()
    return fold(text)


def _ends_blank(line: str) -> bool:
    return bool(line) and line[-1].isspace()


def _joined(
    text: str, before: str, after: str, known: Container[str], longest: int, trailing_blanks: bool
) -> str:
    # A dump that prints its blanks puts the one at a page break before the next line.
    broken = _ends_blank(before) or (trailing_blanks and _ONE_BLANK.match(after) and not before[0].isspace())
    after = after.lstrip()
    last = text[-1]
    if last == _SOFT_HYPHEN:
        return text[:-1] + after
    if broken:
        return f"{text} {after}"
    if last in _HYPHENS:
        return _after_hyphen(text, after, known, trailing_blanks)
    if last in _DASHES:
        return f"{text} {after}" if text[-2:-1].isspace() or len(text) == 1 else text + after
    if _NO_BLANK_BEFORE.match(after) or text.endswith(_NO_BLANK_AFTER):
        return text + after
    left, right = _last_letters(text), _FIRST_LETTERS.match(after)
    if left is None or right is None:
        return f"{text} {after}"
    fills_line = not any(char.isspace() for char in before.strip())
    ends_phrase = re.match(r"\Z|[,.;:)]", after[right.end() :]) is not None
    # «Ombyggnad/tillgänglig|görande»: what stands before the slash takes room of the line too.
    room = longest - (left.start() - text.rfind(" ") - 1)
    found = _Break(left.group(), right.group(), fills_line, ends_phrase, room, trailing_blanks)
    return text + after if _inside_word(found, known) else f"{text} {after}"


def _last_letters(text: str) -> re.Match[str] | None:
    """The letters at the end of a text; looked for in its last word only, for texts grow long."""
    return _LAST_LETTERS.search(text, text.rfind(" ") + 1)


def _after_hyphen(text: str, after: str, known: Container[str], trailing_blanks: bool) -> str:
    """Text that ends in a hyphen and what follows: joined, with the hyphen, or with hyphen and blank."""
    stem = text[:-1]
    if not stem or stem[-1].isspace():
        return text + after if trailing_blanks else f"{text} {after}"
    first = re.match(r"[^\W\d_]+(?:/[^\W\d_]+)?", after)
    if first and first.group().casefold() in _SUSPENDING:
        return f"{text} {after}"
    left, right = _last_letters(stem), _FIRST_LETTERS.match(after)
    if left is None or right is None or _hyphen_stays(left.group(), right.group(), known):
        return text + after
    return stem + after


def _hyphen_stays(left: str, right: str, known: Container[str]) -> bool:
    """Whether a hyphen between two runs of letters belongs to the word even within a line."""
    whole = left + right
    capitals = len(left) > 1 and left.isupper()
    if capitals != (len(right) > 1 and right.isupper()) and (capitals or right[0].isupper()):
        return True  # «IT-stöd», «Covid-Stöd»
    if right[0].isupper() and not capitals:
        return True
    if len(left) == 1 or (names_month(left) and names_month(right)):
        return True  # «e-post», «jan-mars»
    if f"{left}-{right}".casefold() in known:
        return True
    if _is_whole(whole, known) or is_compound(whole, parts=2) or LINKING_HEAD.fullmatch(left):
        return False
    if _compound_goes_on(left, right):
        return False  # «korttids-|frånvaron»
    return _is_any_word(left, known) and _is_any_word(right, known)


def _inside_word(found: _Break, known: Container[str]) -> bool:
    left, right = found.left, found.right
    whole = left + right
    if whole.casefold() in known:
        return True
    if right[0].isupper() and not (left.isupper() and right.isupper()):
        return False
    words = _is_any_word(left, known), _is_any_word(right, known)
    if not all(words) and not is_word(whole) and _follows_name(found):
        return False
    if found.trailing_blanks:
        # A missing blank is strong: only two words that make no third deny it.
        return not all(words) or is_word(whole)
    return _inside_word_by_dictionary(found, words)


def _inside_word_by_dictionary(found: _Break, words: tuple[bool, bool]) -> bool:
    """Decides where the line ends say nothing: nearly every line ends between words."""
    left, right = found.left, found.right
    whole = left + right
    if not found.fills_line:
        return not all(words) and is_word(whole)
    if len(whole) * _WIDTH_SLACK <= found.longest:
        return False
    if not is_word(whole):
        # The word list misses one printed word in twenty: one unlisted side is rare, two are fragments.
        return not any(words)
    if not all(words):
        return True
    if right.casefold() in _ENDINGS and found.ends_phrase:
        return len(left) > _SURE_WORD
    if {left.casefold(), right.casefold()} & FUNCTION_WORDS:
        return is_listed(whole) and not is_listed(left)
    return _makes_third(left, right)


def _makes_third(left: str, right: str) -> bool:
    """Whether two words are rather one: listed, with a linking -s-, or made of fewer words than the two."""
    whole = left + right
    if LINKING_HEAD.fullmatch(left) and is_compound(whole):
        return True
    if _compound_goes_on(left, right):
        return True  # «föräldraskapsstöds|programmet»
    # «Ensamhetskart|läggning» is made of two words, «Ensamhetskart» alone of two as well.
    return is_listed(whole) or fewest_parts(whole) < fewest_parts(left) + fewest_parts(right) - is_listed(
        left
    )


def _compound_goes_on(left: str, right: str) -> bool:
    """Whether a compound with the s that it takes before its next word stands before a word."""
    return COMPOUND_S.fullmatch(left) is not None and is_compound(left[:-1]) and is_listed(right)


def _follows_name(found: _Break) -> bool:
    """Whether a word stands after an unlisted capitalised one: «Möllerstrand» / «ordförande»."""
    return found.left[0].isupper() and len(found.right) >= _SURE_WORD and is_word(found.right)


def _is_whole(word: str, known: Container[str]) -> bool:
    return word.casefold() in known or is_listed(word)


def _is_any_word(word: str, known: Container[str]) -> bool:
    return word.casefold() in known or is_word(word)
