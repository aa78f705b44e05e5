"""The contents list against the headings that were found: what it names must be a section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lnextract.model.blocks import Piece
from lnextract.model.report import Doubt, Section

LEAST_LETTERS = 8
"""Of what is left of a listed title whose page number stands on its second line."""


def unfound_headings(pieces: Sequence[Piece], sections: Iterable[Section]) -> list[Doubt]:
    """A doubt for each title of the contents list that no heading bears."""
    found = {_squashed(section.title) for section in sections}
    return [
        Doubt(
            code="listed_heading_missing",
            message=f"The contents list names «{title}», but no such heading was found.",
            table=None,
            span=piece.span,
        )
        for piece in pieces
        if piece.kind == "contents"
        for title in piece.items
        if not _is_among(_squashed(title), found)
    ]


def _is_among(title: str, found: set[str]) -> bool:
    return title in found or (len(title) >= LEAST_LETTERS and any(each.endswith(title) for each in found))


def _squashed(title: str) -> str:
    return "".join(letter for letter in title.casefold() if letter.isalnum())
