"""Which sets of rows are tried as the parts of a total: a bounded choice, never every subset."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.arithmetic.ledger import Reading, read
from lnextract.arithmetic.tree import Run, Tree


def readings(tree: Tree) -> Iterator[Reading]:
    """Every bounded reading of every row without a sum, in which some column closes."""
    for total in tree.unsolved():
        yield from readings_of(tree, total)


def readings_of(tree: Tree, total: int) -> Iterator[Reading]:
    """Every bounded reading of one row in which some column closes; zeros close only in a whole run."""
    for run in _runs(tree, total):
        tried = (total, *run)
        if tried not in tree.along:
            tree.along[tried] = list(_along(tree, total, run))
        yield from tree.along[tried]


def runs_since_break(tree: Tree, total: int) -> Iterator[Run]:
    """Open rows right above, back to a heading or a sum that stands alone; then all open rows above."""
    above = [row for row in tree.open_above(total) if tree.rows[row].label_role != "of_which"]
    near: Run = []
    below = total
    for row in above:
        taken_sum = any(tree.named(between) for between in range(row + 1, below))
        if taken_sum or row in tree.parts or tree.rows[row].label_role == "total":
            break
        below = row
        near.append(row)
        if row > 0 and not tree.rows[row - 1].printed:
            break
    yield from (run for run in (near, above) if len(run) > 1)


def _along(tree: Tree, total: int, run: Run) -> Iterator[Reading]:
    """The first 1, 2, 3 … rows of the run, added up as they come."""
    stated = [entry for entry in tree.ledger.entries[total] if entry[1]]
    sums = [0] * tree.ledger.width
    slack = [0] * tree.ledger.width
    for length, part in enumerate(run, start=1):
        for slot, value, half in tree.ledger.entries[part]:
            sums[slot] += value
            slack[slot] += half
        closes = any(
            abs(value - sums[slot]) <= half + slack[slot] for slot, value, half in stated if sums[slot]
        )
        nothing = not stated and length == len(run) and tree.named(total)
        if closes or nothing:
            yield read(tree.ledger, total, run[:length])


def _runs(tree: Tree, total: int) -> list[Run]:
    """Above and below, each side whole or thinned by one property."""
    above = tree.open_above(total) if tree.parent[total] is None else []
    # A named total stands over its parts only where nothing is left above it to add up.
    below = [] if tree.named(total) and tree.open_above(total) else tree.open_below(total)
    runs = [
        *_thinned(tree, total, above),
        *_thinned(tree, total, below, whole_varav=_repeated_by_varav(tree, total, below)),
    ]
    return [run for index, run in enumerate(runs) if run and run not in runs[:index]]


def _thinned(tree: Tree, total: int, side: Run, *, whole_varav: bool = False) -> Iterator[Run]:
    if not side:
        return
    yield side
    yield _fullest(tree, total, side)
    if not whole_varav:
        yield [row for row in side if tree.rows[row].label_role != "of_which"]
        yield [row for row in side if row in tree.parts or tree.named(row)]
    yield [row for row in side if tree.rows[row].level == tree.rows[side[0]].level]


def _fullest(tree: Tree, total: int, side: Run) -> Run:
    """Rows that print a figure in the total's sparsest column: forecasts often stand at groups only."""
    filled = [
        [row for row in side if slot in tree.ledger.filled(row)] for slot in sorted(tree.ledger.filled(total))
    ]
    return min((run for run in filled if len(run) > 1), key=len, default=side)


def _repeated_by_varav(tree: Tree, total: int, below: Run) -> bool:
    """Whether the «varav» right below repeats the row in most columns: then the lines are its parts."""
    if not below or below[0] != total + 1 or tree.rows[below[0]].label_role != "of_which":
        return False
    equal, unequal = tree.ledger.same(total, below[0])
    return equal > unequal
