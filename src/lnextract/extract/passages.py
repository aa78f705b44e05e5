"""The document as passages, ordered by how much a place can tell of whose report it is and of when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lnextract.extract.report_words import ReportMention, ReportWords, report_mentions
from lnextract.model.blocks import Piece
from lnextract.model.spans import Span
from lnextract.swedish.periods import find_periods, find_years

Place = Literal["cover", "title", "caption", "signature", "heading", "table", "prose"]
TITLE_PLACES: tuple[Place, ...] = ("cover", "title", "caption")
TITLE_KINDS = ("paragraph", "caption", "heading", "furniture")

TITLE_LINES = 3
"""Printed lines that a title standing in the text, or a running header, has at most."""
TITLE_WORDS = 16
"""Words of such a title at most; a sentence that names a report is longer or ends in a full stop."""

CAPTION_LIKE = re.compile(r"\bbelopp\b|\bm?n?tkr\b|\bmnkr\b|\A\s*tabell\b", re.IGNORECASE)
GENITIVE = re.compile(r"\w+s\s+\Z")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one place."""

    place: Place
    text: str
    """Lines joined by one blank, without blanks at their ends."""
    span: Span
    mentions: tuple[ReportMention, ...]
    """The reports it names."""


def passages(pieces: Sequence[Piece], signature_pieces: Sequence[Piece], words: ReportWords) -> list[Passage]:
    """All passages in printed order, without contents lists and running headers that name no report."""
    signed = {id(piece) for piece in signature_pieces}
    found: list[Passage] = []
    for piece in pieces:
        printed = [line.text.strip() for line in piece.lines if not line.blank]
        if printed and piece.kind != "contents":
            placed = _placed(piece, printed, words)
            if id(piece) in signed:
                placed = [("signature", " ".join(printed))]
            found.extend(
                Passage(place, text, piece.span, report_mentions(text, words))
                for place, text in placed
                if place
            )
    return found


def _placed(piece: Piece, printed: Sequence[str], words: ReportWords) -> list[tuple[Place | None, str]]:
    text = " ".join(printed)
    if piece.kind in ("cover", "table"):
        return [("cover" if piece.kind == "cover" else "table", text)]
    if piece.kind in TITLE_KINDS and _is_title(printed, words):
        captioned = piece.kind == "caption" or CAPTION_LIKE.search(text)
        return [("caption" if captioned else "title", text)]
    if piece.kind == "heading" and len(printed) > 1 and _is_title(printed[-1:], words):
        # The report's title below the first heading was taken into it.
        return [("heading", " ".join(printed[:-1])), ("title", printed[-1])]
    places: dict[str, Place | None] = {"caption": "caption", "heading": "heading", "furniture": None}
    return [(places.get(piece.kind, "prose"), text)]


def _is_title(printed: Sequence[str], words: ReportWords) -> bool:
    """A short line that names a report, as a name or as somebody's, with its number, year or months."""
    text = " ".join(printed)
    if len(printed) > TITLE_LINES or len(text.split()) > TITLE_WORDS or text[0].islower():
        return False
    if text.endswith((".", ";")) and not CAPTION_LIKE.search(text):
        return False
    mentions = report_mentions(text, words)
    if not any(mention.word[0].isupper() or GENITIVE.search(text, 0, mention.start) for mention in mentions):
        return False
    told = any(mention.number or mention.year for mention in mentions)
    return told or bool(find_periods(text)) or bool(find_years(text))


def in_place(found: Sequence[Passage], *places: Place) -> list[Passage]:
    """The passages of these places, in printed order."""
    return [passage for passage in found if passage.place in places]
