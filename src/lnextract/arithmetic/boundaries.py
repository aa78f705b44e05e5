"""Where a group ends: a row at its edge may as well be a part of the total, and the figures tell.

With small figures, rounding lets a group close with one row too many or too few. Then the total is off, or
both fit badly. What fits both best is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.arithmetic.ledger import UNIT, read
from lnextract.arithmetic.tree import Tree

MARGIN = 6.0
"""By how much the misfit (a sum of squares of standard deviations) must fall for a row to be moved."""
BROKEN_MISFIT = 40.0
"""Of a column that no rounding explains, however far it is off: a figure is as wrong as it happens to be."""


def settle_boundaries(tree: Tree) -> None:
    """Move rows between groups and the totals over them until nothing fits better."""
    while any(_improved(tree, group) for group in sorted(tree.parts)):
        pass


def _improved(tree: Tree, group: int) -> bool:
    over = tree.parent[group]
    if over is None or over not in tree.parts:
        return False
    now = _state(tree, group, tree.parts[group], over, tree.parts[over])
    for parts, rest in _moves(tree, group, over):
        then = _state(tree, group, parts, over, rest)
        if then[0] <= now[0] and now[1] - then[1] > MARGIN:
            _move(tree, group, parts, over, rest)
            return True
    return False


def _state(
    tree: Tree, group: int, parts: tuple[int, ...], over: int, rest: tuple[int, ...]
) -> tuple[int, float]:
    """Broken columns and misfit of a group and the total over it."""
    broken = sum(read(tree.ledger, row, own).broken for row, own in ((group, parts), (over, rest)))
    return broken, _misfit(tree, group, parts) + _misfit(tree, over, rest)


def _misfit(tree: Tree, total: int, parts: tuple[int, ...]) -> float:
    """Squared distance from closing, in what rounding of so many figures scatters; over all columns."""
    misfit = 0.0
    for slot, stated, half in tree.ledger.entries[total]:
        addends = [entry for part in parts for entry in tree.ledger.entries[part] if entry[0] == slot]
        if not addends:
            continue
        off = stated - sum(value for _, value, _ in addends)
        slack = half + sum(each for _, _, each in addends)
        variance = slack / UNIT * UNIT**2 / 6  # each figure is rounded by ±1 half unit: (2/2)² / 3
        fit = off * off / variance if variance else float(off != 0) * BROKEN_MISFIT
        misfit += BROKEN_MISFIT if abs(off) > slack else min(fit, BROKEN_MISFIT)
    return misfit


def _moves(tree: Tree, group: int, over: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The group without its farthest part, and with the next row of the total beyond that part."""
    parts, rest = tree.parts[group], tree.parts[over]
    farthest = max(parts, key=lambda part: abs(part - group))
    if len(parts) > 2 and farthest not in tree.parts and not tree.framed(group):
        yield tuple(part for part in parts if part != farthest), tuple(sorted((*rest, farthest)))
    beyond = [row for row in rest if (row < min(parts) if farthest < group else row > max(parts))]
    nearest = min(beyond, key=lambda row: abs(row - group), default=None)
    if nearest is not None and nearest not in tree.parts and not tree.named(nearest) and len(rest) > 2:
        yield tuple(sorted((*parts, nearest))), tuple(row for row in rest if row != nearest)


def _move(tree: Tree, group: int, parts: tuple[int, ...], over: int, rest: tuple[int, ...]) -> None:
    tree.parts[group], tree.parts[over] = parts, rest
    for part in parts:
        tree.parent[part] = group
    for part in rest:
        tree.parent[part] = over
