"""Sentences as quotes of a bounded length."""

from __future__ import annotations

from lnextract.model.mentions import QUOTE_CHARS


def quote_of(text: str, sentence: tuple[int, int], mention: tuple[int, int]) -> str:
    """The sentence round a mention, cut between words to at most 300 characters; offsets count in `text`."""
    start, end = sentence
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start <= QUOTE_CHARS:
        return text[start:end]
    spare = max(0, QUOTE_CHARS - (mention[1] - mention[0]))
    first = max(start, min(mention[0] - spare // 2, end - QUOTE_CHARS))
    last = min(end, first + QUOTE_CHARS)
    if first > start and not text[first - 1].isspace():
        first = _next_word(text, first, mention[0])
    if last < end and not text[last].isspace():
        last = max(text.rfind(" ", first, last), mention[1])
    return text[first:last].strip()


def _next_word(text: str, at: int, limit: int) -> int:
    blank = text.find(" ", at, limit)
    return limit if blank < 0 else blank + 1
