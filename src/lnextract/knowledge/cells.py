"""Finds the cheapest ways to cut squashed header text into cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lnextract.knowledge.atoms import WIDE_WITHIN_CELL, AtomIndex, Found
from lnextract.knowledge.entries import Head
from lnextract.knowledge.letters import Gap, Letters

CELL = 1.0
"""Cost of a cell: fewer cells are likelier, so qualifiers go to their heads."""
LONE_QUALIFIER = 1.3
"""Cost of a cell without a head: a spanner or a lower header."""
UNKNOWN_WORD = 1.3
UNKNOWN_LETTER = 0.35
"""Costs of what the lexicon does not know: always dearer than a known reading."""
QUALIFIER_AFTER = 0.05
QUALIFIER_BEFORE = 0.12
"""«Utfall jan-aug Budget»: the months belong to the word before them."""
CAPITAL_WITHIN_CELL = 0.25
"""A capital within a cell speaks for a new cell."""
CAPITAL_THAT_SPLITS = 1.05
"""The same for words that are columns of their own as often: «Föregående år», «Kostnader»."""
BEGIN_AFTER_HYPHEN = 0.5
"""A small letter after a hyphen goes on with the word before."""
QUALIFIERS_BEFORE_MAX = 2
QUALIFIERS_AFTER_MAX = 5
READING_SPREAD = 1.5
"""Readings dearer than the cheapest by more than this are no readings."""

_GAP_COST: dict[Gap, float] = {
    "none": 0.0, "mark": 0.0, "blank": 0.0, "line": 0.01, "paragraph": 0.08, "wide": WIDE_WITHIN_CELL,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CellReading:
    """`squashed[start:end]` read as one cell; nothing `found` = unknown."""

    start: int
    end: int
    cost: float
    found: tuple[Found, ...]
    head: Head | None


Path = tuple[CellReading, ...]
_Way = tuple["_Way", CellReading] | None
"""The last cell of a path and the way to it: ways that begin alike share their beginning."""


class Reader:
    """Cuts header text into cells."""

    def __init__(self, atoms: AtomIndex) -> None:
        self._atoms = atoms

    def readings(self, letters: Letters, kept: int) -> list[Path]:
        """At most `kept` ways to cut the text, cheapest first."""
        length = len(letters.squashed)
        atoms: dict[int, list[Found]] = {}
        best: list[list[tuple[float, int, _Way]]] = [[] for _ in range(length + 1)]
        best[0] = [(0.0, 0, None)]
        for start in range(length):
            if not best[start] or not letters.boundary[start]:
                continue
            best[start] = sorted(best[start], key=lambda option: option[:2])[:kept]
            for cell in self._cells(letters, start, atoms):
                for cost, count, way in best[start]:
                    best[cell.end].append((cost + cell.cost, count + 1, (way, cell)))
        ends = sorted(best[length], key=lambda option: option[:2])[:kept]
        return [_path(way) for cost, _, way in ends if cost <= ends[0][0] + READING_SPREAD]

    def _cells(self, letters: Letters, start: int, atoms: dict[int, list[Found]]) -> Iterator[CellReading]:
        cheapest: dict[int, CellReading] = {}
        for cell in self._grow(letters, start, start, (), None, 0.0, atoms):
            known = cheapest.get(cell.end)
            if letters.boundary[cell.end] and (known is None or cell.cost < known.cost):
                cheapest[cell.end] = cell
        yield from cheapest.values()
        end = start + 1
        while not letters.boundary[end]:
            end += 1
        yield CellReading(start, end, UNKNOWN_WORD + UNKNOWN_LETTER * (end - start), (), None)

    def _grow(
        self,
        letters: Letters,
        start: int,
        at: int,
        found: tuple[Found, ...],
        head: Head | None,
        cost: float,
        atoms: dict[int, list[Found]],
    ) -> Iterator[CellReading]:
        """All cells that begin with what is `found`."""
        if found:
            lone = head is None and not any(item.atom.kind == "body" for item in found)
            yield CellReading(start, at, cost + (LONE_QUALIFIER if lone else CELL), found, head)
        if at >= len(letters.squashed):
            return
        if at not in atoms:
            atoms[at] = self._atoms.at(letters, at)
        for item in atoms[at]:
            step = _step_cost(letters, found, head, item)
            if step is None:
                continue
            new_head = item.atom.head or head
            yield from self._grow(letters, start, item.end, (*found, item), new_head, cost + step, atoms)


def _path(way: _Way) -> Path:
    cells: list[CellReading] = []
    while way is not None:
        way, cell = way
        cells.append(cell)
    return tuple(reversed(cells))


def _step_cost(letters: Letters, found: tuple[Found, ...], head: Head | None, item: Found) -> float | None:
    """Cost of `item` as the cell's next piece; None where it can't be."""
    atom = item.atom
    cost = item.cost
    if found:
        cost += _GAP_COST[letters.gaps[item.start]]
        if letters.capital[item.start] and not letters.all_capitals:
            cost += CAPITAL_THAT_SPLITS if _splits(found[-1]) or _splits(item) else CAPITAL_WITHIN_CELL
    elif letters.hyphen_before(item.start) and not letters.capital[item.start]:
        cost += BEGIN_AFTER_HYPHEN
    if atom.kind == "body":
        return cost if not found else None
    if found and found[0].atom.kind == "body":
        return None
    if atom.kind == "head":
        return _head_cost(found, head, item, cost)
    if head is not None and head.role in ("code", "group"):
        return None
    if (
        head is not None
        and head.role in ("label", "text", "status")
        and atom.key not in ("unit", "year", "full_year")
    ):
        return None
    return _qualifier_cost(found, head, item, cost)


def _splits(item: Found) -> bool:
    return item.atom.qualifier is not None and item.atom.qualifier.capital_splits


def _head_cost(found: tuple[Found, ...], head: Head | None, item: Found, cost: float) -> float | None:
    entry = item.atom.head
    if head is not None or entry is None or len(found) > QUALIFIERS_BEFORE_MAX:
        return None
    if found and entry.role != "figure":
        return None
    if any(_stands_after_only(piece) for piece in found):
        return None
    return cost + QUALIFIER_BEFORE * len(found)


def _stands_after_only(item: Found) -> bool:
    return item.atom.qualifier is not None and item.atom.qualifier.place == "after"


def _qualifier_cost(found: tuple[Found, ...], head: Head | None, item: Found, cost: float) -> float | None:
    if len(found) > QUALIFIERS_AFTER_MAX:
        return None
    keys = [piece.atom.key for piece in found]
    if item.atom.key in keys or {item.atom.key, *keys} >= {"accumulated", "full_year"}:
        return None
    qualifier = item.atom.qualifier
    if qualifier is not None:
        if qualifier.only and (head is None or head.key not in qualifier.only):
            return None
        if head is not None and qualifier.place == "before":
            return None
    return cost + (QUALIFIER_AFTER if head is not None else 0.0)
