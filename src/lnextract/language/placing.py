"""Quotes found again in the file that they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from lnextract.model.mentions import Mention
from lnextract.model.spans import TextSpan

_SKIPPED = frozenset("-‐\xad")
"""Signs that a line end may add or lose between two parts of a word."""


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """A text without white space and hyphens, with each character's offset."""

    text: str
    offsets: tuple[int, ...]


def placed_in_dump(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The mentions of a text dump's report with the span of their quote, where the dump holds it.

    Args:
        mentions: as `mentions_of` gives them, in its order.
        text: the whole dump, decoded.

    Of equal quotes in one block each mention gets the first. A quote that is not found (a cell put
    together of several lines, say) keeps its block's place.
    """
    lines = tuple(accumulate((len(line) for line in text.splitlines(keepends=True)), initial=0))
    squeezed = _squeezed(text)
    return [_placed(mention, squeezed, lines) for mention in mentions]


def _placed(mention: Mention, source: _Squeezed, lines: tuple[int, ...]) -> Mention:
    span = mention.span
    if not isinstance(span, TextSpan):
        return mention
    quote = _squeezed(mention.quote).text
    if mention.place == "document":
        at = source.text.rfind(quote)
    else:
        first = bisect_right(source.offsets, span.start - 1)
        last = bisect_right(source.offsets, span.end - 1)
        at = source.text.find(quote, first, last)
    if at < 0 or not quote:
        return mention
    start, end = source.offsets[at], source.offsets[at + len(quote) - 1] + 1
    found = TextSpan(line=bisect_right(lines, start), start=start, end=end)
    return mention.model_copy(update={"span": found, "place": "words"})


def _squeezed(text: str) -> _Squeezed:
    kept = [(at, letter) for at, letter in enumerate(text) if not letter.isspace() and letter not in _SKIPPED]
    return _Squeezed("".join(letter for _, letter in kept), tuple(at for at, _ in kept))
