"""Whose report it is: the board as printed, its municipality and region."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lnextract.extract.passages import Passage, Place, in_place
from lnextract.knowledge.names import BodyMatch
from lnextract.knowledge.vocabulary import Vocabulary

CAPTION_VOTES = 3
"""Mentions in the text that a table's caption outweighs: it names the board on purpose, but in the words of
whoever made the table."""

LANDSTING_UNTIL = 2010
"""Last year of Landstinget Halland, whose boards the lokala nämnderna were first."""

OWN_PLACES: tuple[Place, ...] = ("cover", "title", "caption", "signature")
"""Where a document speaks of itself."""

_SMALL = frozenset({"i", "nämnd", "nämnden", "för", "och"})
_LOCAL = re.compile(r"\blokala?\s+nämnd", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Owner:
    """A board and the municipality it belongs to or works for."""

    body: str | None = None
    municipality: str | None = None
    code: str | None = None
    body_guessed: bool = False
    """The name stands in the running text only."""
    municipality_guessed: bool = False

    @property
    def local_board(self) -> bool:
        """One of a region's boards for a municipality, whose name says which."""
        if self.body is None or self.municipality is None:
            return False
        stem = self.municipality.lower()
        return (
            bool(_LOCAL.search(self.body))
            or re.fullmatch(rf"{re.escape(stem)}s?nämnden", self.body.lower()) is not None
        )


def owner(found: Sequence[Passage], vocabulary: Vocabulary) -> Owner:
    """The board: cover, then title, then signatures decide; else the form that stands most."""
    for place in ("cover", "title", "signature"):
        matches = _bodies(in_place(found, place), vocabulary)
        if matches:
            return _settled(_best(matches), found, vocabulary, guessed=False)
    votes = _bodies(in_place(found, "heading", "table", "prose"), vocabulary)
    captions = _bodies(in_place(found, "caption"), vocabulary)
    matches = votes + captions * CAPTION_VOTES
    if not matches:
        return _settled(None, found, vocabulary, guessed=True)
    return _settled(_best(matches), found, vocabulary, guessed=not captions)


def _bodies(found: Iterable[Passage], vocabulary: Vocabulary) -> list[BodyMatch]:
    return [
        match
        for passage in found
        if passage.place != "prose" or "nämnd" in passage.text.lower()
        for match in vocabulary.body_in(passage.text)
    ]


def _best(matches: Sequence[BodyMatch]) -> BodyMatch:
    """The board named most, one with a municipality before one without, in its most frequent form."""
    boards = Counter((match.code is not None, match.code or match.name) for match in matches)
    board = max(boards, key=lambda key: (key[0], boards[key]))
    forms = Counter(
        match.name for match in matches if (match.code is not None, match.code or match.name) == board
    )
    name = forms.most_common(1)[0][0]
    return next(match for match in matches if match.name == name and (match.code or match.name) == board[1])


def _settled(
    match: BodyMatch | None, found: Sequence[Passage], vocabulary: Vocabulary, *, guessed: bool
) -> Owner:
    body = _cased(match.name) if match else None
    if match is not None and match.municipality is not None:
        return Owner(body, match.municipality, match.code, body_guessed=guessed)
    for place in OWN_PLACES:
        named = [m for passage in in_place(found, place) if (m := vocabulary.municipality_in(passage.text))]
        if named:
            return Owner(body, named[0].name, named[0].code, body_guessed=guessed)
    towns = Counter(
        (m.name, m.code)
        for passage in in_place(found, "heading", "prose")
        if "kommun" in passage.text.lower() and (m := vocabulary.municipality_in(passage.text))
    )
    if match is None or not towns or _regional(found, vocabulary):
        return Owner(body, body_guessed=guessed)
    (name, code), _ = towns.most_common(1)[0]
    return Owner(body, name, code, body_guessed=guessed, municipality_guessed=True)


def _cased(name: str) -> str:
    """A name in capitals, as on many covers, in the case of running text."""
    if not name.isupper():
        return name
    words = name.lower().split()
    towns = [word.capitalize() if index and word not in _SMALL else word for index, word in enumerate(words)]
    lowered = " ".join(towns if _LOCAL.match(name) else words)
    return lowered[0].upper() + lowered[1:]


def _regional(found: Sequence[Passage], vocabulary: Vocabulary) -> bool:
    """Whether the document calls itself a region's: its board then needs no municipality."""
    return any(vocabulary.names.region_in(passage.text) for passage in in_place(found, *OWN_PLACES))


def region_of(whose: Owner, year: int | None, found: Sequence[Passage], vocabulary: Vocabulary) -> str | None:
    """The region as printed on the cover, in titles or at the signatures; a local board has one anyway."""
    for place in OWN_PLACES:
        printed = [
            name for passage in in_place(found, place) if (name := vocabulary.names.region_in(passage.text))
        ]
        if printed:
            return printed[0]
    if not whose.local_board or whose.code is None:
        return None
    forms = [
        form
        for region in vocabulary.entries.regions
        if whose.code.startswith(region.code)
        for form in region.forms
    ]
    landsting = [form for form in forms if form.startswith("Landsting")]
    if year is not None and year <= LANDSTING_UNTIL and landsting:
        return landsting[0]
    return vocabulary.names.region_of(whose.code)
