"""Text as the lexicon sees it: its letters and digits alone, each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Gap = Literal["none", "mark", "blank", "wide", "line", "paragraph"]

WIDE_GAP_BLANKS = 3
"""Blanks within a line from which two words no longer stand in one cell (justified text has two at most)."""

_FOOTNOTE = re.compile(
    r"(?<=\w)\s?\(?\d\)(?!\w)|[*¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=[a-zåäö])\d(?=\s|$)(?<!ur\d)(?<!\bq\d)(?<!\bt\d)(?<!kv\d)",
    re.I,
)
FIRST_COMBINING = "\u0300"
"""No character before it combines with the one before."""
_JOINERS = frozenset("-‐‑–—−/([")
_HYPHENS = frozenset("-‐‑–—−\xad")


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters, digits and percent signs of a text, casefolded.

    `squashed[i]` is printed at `text[offsets[i]]`; `gaps[i]` says what stands before it, `boundary[i]`
    whether a word may begin there (`boundary` has one entry more, for the end).
    """

    text: str
    squashed: str
    offsets: tuple[int, ...]
    gaps: tuple[Gap, ...]
    boundary: tuple[bool, ...]
    capital: tuple[bool, ...]
    """Whether a capital stands at `i` after white space or a mark."""
    all_capitals: bool

    def joined(self, start: int, end: int) -> bool:
        """Whether a hyphen, slash or opening bracket is printed within or before `squashed[start:end]`."""
        low = self.offsets[start - 1] + 1 if start else 0
        before = self.text[low : self.offsets[start]].rpartition(")")[2].rpartition("]")[2]
        within = self.text[self.offsets[start] : self.offsets[end - 1]]
        return any(char in _JOINERS for char in before + within)

    def number_ends(self, index: int) -> bool:
        """Whether no digit on this side of `squashed[index]` goes on without a gap on the other."""
        if index in (0, len(self.squashed)) or self.gaps[index] != "none":
            return True
        return not (self.squashed[index - 1].isdigit() and self.squashed[index].isdigit())

    def bracket_before(self, index: int) -> bool:
        """Whether an opening bracket is printed directly before `squashed[index]`."""
        return self.text[: self.offsets[index]].rstrip().endswith(("(", "["))

    def hyphen_before(self, index: int) -> bool:
        """Whether a hyphen or slash is printed directly before `squashed[index]`, line breaks aside."""
        if index == 0:
            return False
        between = self.text[self.offsets[index - 1] + 1 : self.offsets[index]].strip()
        return bool(between) and (between[-1] in _HYPHENS or between[-1] == "/")

    def printed_end(self, index: int) -> int:
        """Offset after the last printed character that belongs to `squashed[index - 1]`."""
        stop = self.offsets[index] if index < len(self.offsets) else len(self.text)
        tail = self.text[self.offsets[index - 1] + 1 : stop]
        if index == len(self.offsets):
            return self.offsets[index - 1] + 1 + len(tail.rstrip())
        return self.offsets[index - 1] + 1 + _closing(tail)

    def printed_start(self, index: int) -> int:
        """Offset of the first printed character of `squashed[index]`: an opening bracket, say."""
        if index == 0:
            return len(self.text) - len(self.text.lstrip())
        start = self.printed_end(index)
        between = self.text[start : self.offsets[index]]
        return start + len(between) - len(between.lstrip())


def _closing(tail: str) -> int:
    """Length of the marks at the beginning of `tail` that belong to the word before it."""
    opening = re.search(r"[(\[«\"”']\s*$", tail)
    return len(tail[: opening.start()].rstrip()) if opening else len(tail.rstrip())


@lru_cache(maxsize=16_384)
@lru_cache(maxsize=8192)
def squash(text: str) -> str:
    """Letters, digits and percent signs of `text`, casefolded."""
    return _NO_LETTERS.sub("", text.casefold())


_NO_LETTERS = re.compile(r"[^\w%]+|_+")


@lru_cache(maxsize=4096)
def read_letters(text: str) -> Letters:
    """The letters of a printed text. Footnote marks are passed over."""
    squashed, offsets = _printed_letters(text)
    gaps: list[Gap] = []
    boundary: list[bool] = []
    capital: list[bool] = []
    last, before = None, ""
    for at in offsets:
        here = text[at]
        gap = _gap(text, last, at)
        # Words begin after a gap, at a capital within a word, and where letters meet digits or a %.
        within = gap == "none"
        gaps.append(gap)
        boundary.append(
            not within or (before.islower() and here.isupper()) or before.isalpha() != here.isalpha()
        )
        capital.append(not within and here.isupper())
        last, before = at, here
    return Letters(
        text, squashed, tuple(offsets), tuple(gaps), (*boundary, True), tuple(capital), text.isupper()
    )


def letters_alone(text: str) -> str:
    """`read_letters(text).squashed`, without the cost of the rest."""
    return _printed_letters(text)[0]


def _printed_letters(text: str) -> tuple[str, list[int]]:
    """The letters, digits and percent signs in small letters, and the offset of each."""
    skipped = {at for mark in _FOOTNOTE.finditer(text) for at in range(*mark.span())} if text else set()
    chars: list[str] = []
    offsets: list[int] = []
    for offset, raw in enumerate(text):
        if raw >= FIRST_COMBINING and unicodedata.combining(raw) and chars:
            chars[-1] = unicodedata.normalize("NFC", chars[-1] + raw)
        elif (raw.isalnum() or raw == "%") and offset not in skipped:
            chars.append(raw)
            offsets.append(offset)
    lowered = [char.lower() for char in chars]
    return "".join(
        [low if len(low) == 1 else char for low, char in zip(lowered, chars, strict=True)]
    ), offsets


def _gap(text: str, last: int | None, at: int) -> Gap:
    """What is printed between the letter before, at `last`, and the one at `at`."""
    if last is None:
        return "paragraph"
    if at == last + 1:
        return "none"
    between = text[last + 1 : at]
    lines = between.count("\n")
    if lines:
        return "paragraph" if lines > 1 else "line"
    if between.strip() == between:
        return "mark"
    wide = " " * WIDE_GAP_BLANKS in between or "\t" in between
    return "wide" if wide else "blank"
