"""What a name in a text can stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for."""

    kind: Literal["initiative", "partner"]
    key: str
    name: str
    category: str | None


@dataclass(frozen=True, slots=True)
class Name:
    """A name at its place in a text, with all that it can mean."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    shared: bool = False
    """Whether the words may mean something else."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the report that a name stands in."""

    year: int | None = None
    region: str | None = None
    municipality_code: str | None = None
    body: str | None = None
    is_local: bool = False
    """Whether it is a region's board for one municipality: «Lokal nämnd Laholm», not «Socialnämnden»."""


def longest(names: Iterable[Name]) -> list[Name]:
    """Names without overlaps; those at exactly one place become one name with several meanings."""
    places: dict[tuple[int, int], list[Name]] = {}
    for name in names:
        places.setdefault((name.start, name.end), []).append(name)
    kept: list[Name] = []
    for (start, end), same in sorted(places.items(), key=lambda item: (item[0][0] - item[0][1], item[0])):
        if all(end <= other.start or other.end <= start for other in kept):
            kept.append(_together(same))
    return sorted(kept, key=lambda name: name.start)


def _together(same: Sequence[Name]) -> Name:
    meanings = tuple(dict.fromkeys(meaning for name in same for meaning in name.meanings))
    sure = tuple(dict.fromkeys(m for name in same if not name.shared for m in name.meanings))
    if sure:
        return Name(same[0].start, same[0].end, sure[:1])
    return Name(same[0].start, same[0].end, meanings, shared=True)
