"""The search for sums: sure readings first, doubtful ones only where the sure ones leave a row open."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from lnextract.arithmetic.boundaries import settle_boundaries
from lnextract.arithmetic.double_counting import is_net, one_too_many
from lnextract.arithmetic.evidence import Evidence
from lnextract.arithmetic.ledger import Reading, read
from lnextract.arithmetic.runs import readings, readings_of
from lnextract.arithmetic.said_sums import (
    by_indent,
    by_words,
    framed,
    framed_clean,
    is_slip,
    varav_by_words,
)
from lnextract.arithmetic.tree import Tree

SURE_BITS = 14.0
"""Least in the columns that close for a sum with a column that does not, where rows are passed over."""


def search(tree: Tree) -> None:
    """Fill the tree. After each find the surest steps come first again, since one sum frees another."""
    evidence = Evidence(tree.rows)
    steps = (
        framed_clean,
        _clean,
        _single,
        _weak,
        _restated,
        _passing_over,
        framed,
        _flawed,
        _between,
        _flawed_passing_over,
        by_words,
        by_indent,
        varav_by_words,
    )
    while any(step(tree, evidence) for step in steps):
        pass
    settle_boundaries(tree)


def _clean(tree: Tree, evidence: Evidence) -> bool:
    """Several parts, every column closes, and no row is passed over."""
    found = [each for each in readings(tree) if len(each.parts) > 1 and not each.broken]
    settled = [
        each for each in found if not _adds_an_open_sum(tree, each) and not tree.skips_rows_below(each)
    ]
    return _take(tree, evidence, [each for each in settled if not tree.leaves_rows_behind(each)])


def _adds_an_open_sum(tree: Tree, reading: Reading) -> bool:
    """Whether a part is called a sum and its own parts are not known yet: they may be counted as well."""
    return any(tree.named(part) and part not in tree.parts for part in reading.parts)


def _single(tree: Tree, evidence: Evidence) -> bool:
    singles = [each for each in readings(tree) if len(each.parts) == 1 and not each.broken]
    return _take(tree, evidence, [each for each in singles if evidence.allows_single(each)])


def _weak(tree: Tree, evidence: Evidence) -> bool:
    """Small groups whose own figures prove little, taken where a named total closes over them."""
    return any(_closes_over_weak(tree, evidence, row) for row in tree.unsolved() if tree.named(row))


def _closes_over_weak(tree: Tree, evidence: Evidence, total: int) -> bool:
    weak = [
        each
        for each in readings(tree)
        if not each.broken and evidence.is_weak(each) and max(each.total, *each.parts) < total
    ]
    weak.sort(key=lambda each: (-each.bits, each.total, len(each.parts)))
    added = [each.total for each in weak if tree.add(each)]
    closing = [
        each
        for each in readings_of(tree, total)
        if not each.broken and any(row in each.parts for row in added)
        if evidence.accepts(each) and not tree.leaves_rows_behind(each)
    ]
    best = max(closing, key=evidence.score, default=None)
    for row in added:
        if best is None or row not in best.parts:
            tree.remove(row)
    return best is not None and tree.add(best)


def _restated(tree: Tree, evidence: Evidence) -> bool:
    """«Totalt» that repeats a total which stands further up."""
    for row in tree.unsolved():
        for first in sorted(tree.parts):
            same_role = tree.rows[first].label_role == tree.rows[row].label_role
            if not tree.named(row) or first > row or not same_role or tree.parent[first] is not None:
                continue
            equal, unequal = tree.ledger.same(row, first)
            if equal > unequal and (equal >= 2 or unequal == 0):
                tree.restates[row] = first
                return True
    return False


def _passing_over(tree: Tree, evidence: Evidence) -> bool:
    """Sums that close but leave a row aside: a frame or a count that stands above the parts."""
    found = [each for each in readings(tree) if len(each.parts) > 1 and not each.broken]
    return _take(tree, evidence, [each for each in found if not _turned_round(tree, each)], most=1)


def _flawed(tree: Tree, evidence: Evidence) -> bool:
    """Sums with a column that is off while others close; the best one alone, since it may free others."""
    flawed = [
        each
        for each in readings(tree)
        if each.broken and (len(each.parts) > 1 or evidence.allows_single(each))
        if not tree.leaves_rows_behind(each) and not tree.skips_rows_below(each)
        if not one_too_many(tree, each) and not is_net(tree, each)
    ]
    return _take(tree, evidence, flawed, most=1)


def _turned_round(tree: Tree, reading: Reading) -> bool:
    """Whether a plain row would be the sum of one that is called a sum: S = a + b read as a = S − b."""
    return not tree.named(reading.total) and _adds_an_open_sum(tree, reading)


def _between(tree: Tree, evidence: Evidence) -> bool:
    """A group whose parts were added straight to the total, since its own figures are off in some column."""
    for row in tree.unsolved():
        if tree.named(row) or tree.parent[row] is not None:
            continue
        for reading in _over_parts_below(tree, row):
            if _explains(tree, evidence, reading) and tree.insert(reading):
                return True
    return False


def _explains(tree: Tree, evidence: Evidence, reading: Reading) -> bool:
    """Whether most columns say so, or indents do and a slip explains why the figures don't."""
    if reading.broken <= reading.closing and evidence.accepts(reading):
        return True
    return evidence.indented_below(reading) and is_slip(tree, reading)


def _over_parts_below(tree: Tree, row: int) -> list[Reading]:
    """The row as the sum of the rows right below it that another sum has taken together."""
    below = [each for each in tree.printed if each > row]
    over = tree.parent[below[0]] if below else None
    if over is None or over == row or over in below[:1]:
        return []
    run = list(takewhile(lambda each: tree.parent[each] == over, below))
    # «Varav» may head all parts of the row above it; another group of all parts would be that row again.
    whole = tree.rows[row].label_role == "of_which" and row == over + 1
    lengths = range(2, min(len(run), len(tree.parts[over]) - (not whole)) + 1)
    return [read(tree.ledger, row, run[:length]) for length in lengths]


def _flawed_passing_over(tree: Tree, evidence: Evidence) -> bool:
    """Sums with a column that is off and a row above the parts that they leave aside: twice as sure."""
    flawed = [
        each
        for each in readings(tree)
        if each.broken and len(each.parts) > 1 and each.closing >= 2 * each.broken
        if each.bits >= SURE_BITS and not tree.skips_rows_below(each)
        if not _turned_round(tree, each) and not one_too_many(tree, each) and not is_net(tree, each)
    ]
    return _take(tree, evidence, flawed, most=1)


def _take(tree: Tree, evidence: Evidence, found: Iterable[Reading], most: int | None = None) -> bool:
    accepted = [each for each in found if evidence.accepts(each)]
    accepted.sort(key=lambda each: (each.broken, -evidence.score(each), _length_order(each), each.total))
    taken = 0
    for reading in accepted:
        if most is not None and taken == most:
            break
        taken += tree.add(reading)
    return taken > 0


def _length_order(reading: Reading) -> int:
    """Rows of zeros make equal readings: the longest above a total, the shortest below a group."""
    above = reading.parts[-1] < reading.total
    return -len(reading.parts) if above else len(reading.parts)
