"""Closed cells from crossing lines: which slots of a grid have no line between them and are one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lnextract.tables.pdf.rules import SNAP_PT, Rule, Rules

TOUCH_PT = 3.0
"""Lines that end so near each other meet."""
EDGE_SHARE = 0.6
"""A slot's edge is drawn where lines run along so much of it."""
LONG_SHARE = 0.5
SHORTEST_SIDE_PT = 5.0
"""No row or column is smaller."""


@dataclass(slots=True)
class Lattice:
    """Crossing lines as a grid. `xs`, `ys`: the places of columns' and rows' edges, outer ones included."""

    xs: list[float]
    ys: list[float]
    rules: Rules

    @property
    def box(self) -> tuple[float, float, float, float]:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


@dataclass(frozen=True, slots=True)
class Slot:
    """A closed cell: rows and columns of the lattice, last ones included."""

    row: int
    column: int
    last_row: int
    last_column: int


def lattices_of(rules: Rules) -> list[Lattice]:
    """The lattices of a page: each set of lines that touch, where they make two or more cells."""
    out = []
    for across, down in _components(rules):
        if len(across) < 2 or not down:
            continue
        xs = _places([rule.at for rule in down], _ends(across))
        ys = _places([rule.at for rule in across], _ends(down))
        if len(xs) >= 3 and len(ys) >= 3 and _squared(across, xs) and _squared(down, ys):
            out.append(Lattice(xs, ys, Rules(tuple(across), tuple(down))))
    return sorted(out, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def _squared(rules: Sequence[Rule], along: Sequence[float]) -> bool:
    """Whether two places at least have lines along half of the whole: a table's sides.
    Bars of a chart have none."""
    length: dict[float, float] = {}
    for rule in rules:
        place = next((at for at in length if abs(at - rule.at) <= SNAP_PT), rule.at)
        length[place] = length.get(place, 0.0) + rule.length
    whole = along[-1] - along[0]
    return sum(total >= LONG_SHARE * whole for total in length.values()) >= 2


def _ends(rules: Sequence[Rule]) -> tuple[float, float]:
    return min(rule.start for rule in rules), max(rule.end for rule in rules)


def _places(at: Sequence[float], ends: tuple[float, float]) -> list[float]:
    """Distinct places of lines, with the ends of those that cross them where these reach further."""
    places: list[float] = []
    for place in sorted(at):
        if not places or place - places[-1] > SNAP_PT:
            places.append(place)
    if ends[0] < places[0] - SHORTEST_SIDE_PT:
        places.insert(0, ends[0])
    if ends[1] > places[-1] + SHORTEST_SIDE_PT:
        places.append(ends[1])
    return places


def _components(rules: Rules) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that touch each other, directly or through others."""
    parent = list(range(len(rules.across) + len(rules.down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    offset = len(rules.across)
    for i, across in enumerate(rules.across):
        for j, down in enumerate(rules.down):
            if _meet(across, down):
                parent[root(i)] = root(offset + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(rules.across):
        groups.setdefault(root(i), ([], []))[0].append(rule)
    for j, rule in enumerate(rules.down):
        groups.setdefault(root(offset + j), ([], []))[1].append(rule)
    return list(groups.values())


def _meet(across: Rule, down: Rule) -> bool:
    return (
        across.start - TOUCH_PT <= down.at <= across.end + TOUCH_PT
        and down.start - TOUCH_PT <= across.at <= down.end + TOUCH_PT
    )


def slots_of(lattice: Lattice) -> list[Slot]:
    """The closed cells of a lattice: slots without a line between them made one, where that is a
    rectangle."""
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    right = [[_drawn(lattice.rules.down, lattice.xs[c + 1], lattice.ys[r], lattice.ys[r + 1])
              for c in range(columns)] for r in range(rows)]  # fmt: skip
    below = [[_drawn(lattice.rules.across, lattice.ys[r + 1], lattice.xs[c], lattice.xs[c + 1])
              for c in range(columns)] for r in range(rows)]  # fmt: skip
    taken: set[tuple[int, int]] = set()
    slots = []
    for r in range(rows):
        for c in range(columns):
            if (r, c) in taken:
                continue
            slot = _grown(r, c, right, below, taken)
            taken.update((i, j) for i in range(r, slot.last_row + 1) for j in range(c, slot.last_column + 1))
            slots.append(slot)
    return slots


def _grown(
    r: int, c: int, right: list[list[bool]], below: list[list[bool]], taken: set[tuple[int, int]]
) -> Slot:
    """The largest rectangle from a slot that no line cuts: first to the right, then down."""
    last_c = c
    while last_c + 1 < len(right[0]) and not right[r][last_c] and (r, last_c + 1) not in taken:
        last_c += 1
    last_r = r
    while last_r + 1 < len(below) and not any(below[last_r][j] for j in range(c, last_c + 1)):
        cut = any(right[last_r + 1][j] for j in range(c, last_c))
        open_side = last_c + 1 < len(right[0]) and not right[last_r + 1][last_c]
        if cut or open_side or any((last_r + 1, j) in taken for j in range(c, last_c + 1)):
            break
        last_r += 1
    return Slot(r, c, last_r, last_c)


def _drawn(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    return sum(rule.covers(start, end) for rule in rules if abs(rule.at - at) <= SNAP_PT) >= EDGE_SHARE
