"""Grammar of a table's cells: what is a figure, a placeholder, a caption, a note."""

from __future__ import annotations

import re
from functools import lru_cache

TEXTS_KEPT = 16_384
"""Answers kept: cells and words come back in every reading of a table."""
YEARISH = re.compile(
    r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?[.*]?\d?(?:,?\s\(?(?:i )?(?:tkr|kkr|kr|mnkr|mkr)\)?)?",
    re.IGNORECASE,
)
"""A year, or a span of years, as it heads a column, perhaps with the column's unit."""
_FIGURE = re.compile(
    r"[(\[<>≤≥±~+$€£\-−–—]*\s*\d(?:[\d.,:'’\s\u00a0\u202f]*\d)?\s*(?:%|‰)?[)\]]*(?:%|‰)?[.*†‡§¹²³ᵃᵇᶜ]*(?:[a-z]|\d)?"
    r"(?:\s?(?:tkr|kr|mnkr|mkr|kkr|tsek|sek|msek|st|eur|euro|usd|mdkr|mn|bn|pp|p\.p\.)\.?)?",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"(?:[-−–—‐]{1,3}|\.{2,3}|…|[†‡*#§]{1,5}|\(?[xX]\)|\(?(?:n/?a|N/?A|NA|n\.a\.|N\.A\.|NS)\)?|[$%])[.*†‡¹²³]*"
)
_CAPTION = re.compile(
    r"(?:appendix\s+)?(?:table|tabell|exhibit|figure|figur|fig\.|chart|diagram|box|tableau|tabelle|tab\.|tabela|graph|map)"
    r"\s*[A-Z]{0,3}[-.]?\s?(?:\d|[IVX]+\b)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:notes?|source|sources|källa|källor|not|anm|anmärkning|exhibit reads|footnote|quelle)\s*[:.)]|"
    r"[*†‡]{1,3}\s+\S|"
    r"note\b.*",
    re.IGNORECASE,
)
_UNIT_LINE = re.compile(
    r"[\[(]?\s*(?:(?:alla )?belopp i|amounts? in|in|i|all figures in|figures in|values in)?\s*"
    r"(?:tkr|kr|mnkr|mkr|kkr|tusental|miljoner|(?:tusen )?kronor|procent|"
    r"thousands?|millions?|billions?|per ?cent|eur|euro|€|%)"
    r"(?: (?:of )?(?:kronor|dollars|euros?|persons))?\s*[\])]?\.?",
    re.IGNORECASE,
)
_LEADER = re.compile(r"[.·…_\s]{2,}|\.")
_MARK = re.compile(r"[•▪●■◦○□➢►✓·–—\-o*]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]", re.IGNORECASE)
_MAGNITUDES = re.compile(r"[(\-−–+$€£]*\d{1,3}")
_THOUSANDS = re.compile(r"\d{3}(?:[.,]\d+)?[)%*]*")


@lru_cache(TEXTS_KEPT)
def is_figure(text: str) -> bool:
    """Whether a cell's text is a number as printed, unit signs and footnote marks aside."""
    return _FIGURE.fullmatch(text.strip()) is not None


def is_placeholder(text: str) -> bool:
    """Whether a cell's text stands for a number: a dash, n/a, a dagger."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None


@lru_cache(TEXTS_KEPT)
def is_value(text: str) -> bool:
    """Whether a cell's text is a figure or stands for one."""
    return is_figure(text) or is_placeholder(text)


@lru_cache(TEXTS_KEPT)
def is_caption(text: str) -> bool:
    """Whether a line opens a caption: *Table 3*, *Tabell 2:1*."""
    return _CAPTION.match(text.strip()) is not None


def is_note(text: str) -> bool:
    """Whether a line opens a note below a table."""
    return _NOTE.match(text.strip()) is not None


def is_unit_line(text: str) -> bool:
    """Whether a line over a table says no more than its unit: *Belopp i tkr*, *(in thousands)*."""
    return _UNIT_LINE.fullmatch(text.strip()) is not None


@lru_cache(TEXTS_KEPT)
def is_leader(text: str) -> bool:
    """Whether a word is nothing but leader dots."""
    return _LEADER.fullmatch(text) is not None


@lru_cache(TEXTS_KEPT)
def is_list_mark(text: str) -> bool:
    """Whether a word can open a list item: a bullet or a counter."""
    return _MARK.fullmatch(text.strip()) is not None


def groups_digits(left: str, right: str) -> bool:
    """Whether two words beside each other may be one number with a blank between its thousands: `1 163`."""
    last = left.rsplit(" ", 1)[-1]
    opens = _MAGNITUDES.fullmatch(left) is not None or (" " in left and last.isdigit() and len(last) == 3)
    return opens and _THOUSANDS.fullmatch(right) is not None
