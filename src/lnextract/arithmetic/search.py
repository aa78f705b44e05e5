"""The search for sums: sure readings first, doubtful ones only where the sure ones leave a row open."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from lnextract.arithmetic.evidence import Evidence
from lnextract.arithmetic.ledger import Reading, read
from lnextract.arithmetic.runs import readings, readings_of, runs_since_break
from lnextract.arithmetic.tree import Tree

WIDEST_GAP = 0.4
"""Share of a total by which a sum known from words alone may miss: more is another reading, no slip.
A group counted twice, once itself and once by its parts, misses by half."""
SURE_BITS = 14.0
"""Least in the columns that close for a sum with a column that does not, where rows are passed over."""
BORNE_OUT_BITS = 2.0
"""Least in the columns that close for «varav» to be tested over all rows that follow it."""


def search(tree: Tree) -> None:
    """Fill the tree. After each find the surest steps come first again, since one sum frees another."""
    evidence = Evidence(tree.rows)
    steps = (
        _clean,
        _single,
        _weak,
        _restated,
        _passing_over,
        _flawed,
        _between,
        _flawed_passing_over,
        _by_words,
        _varav_by_words,
    )
    while any(step(tree, evidence) for step in steps):
        pass


def _clean(tree: Tree, evidence: Evidence) -> bool:
    """Several parts, every column closes, and no row is passed over."""
    found = [each for each in readings(tree) if len(each.parts) > 1 and not each.broken]
    settled = [each for each in found if not _adds_an_open_sum(tree, each)]
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
        if not _one_too_many(tree, each)
    ]
    return _take(tree, evidence, flawed, most=1)


def _turned_round(tree: Tree, reading: Reading) -> bool:
    """Whether a plain row would be the sum of a row that is called a sum itself: S = a + b read as a = S − b."""
    return not tree.named(reading.total) and _adds_an_open_sum(tree, reading)


def _between(tree: Tree, evidence: Evidence) -> bool:
    """A group whose parts were added straight to the total, since its own figures are off in some column."""
    for row in tree.unsolved():
        if tree.named(row) or tree.parent[row] is not None:
            continue
        for reading in _over_parts_below(tree, row):
            if reading.broken <= reading.closing and evidence.accepts(reading) and tree.insert(reading):
                return True
    return False


def _over_parts_below(tree: Tree, row: int) -> list[Reading]:
    """The row as the sum of the rows right below it that another sum has taken together."""
    below = [each for each in tree.printed if each > row]
    over = tree.parent[below[0]] if below else None
    if over is None or over == row or over in below[:1]:
        return []
    run = list(takewhile(lambda each: tree.parent[each] == over, below))
    lengths = range(2, min(len(run), len(tree.parts[over]) - 1) + 1)
    return [read(tree.ledger, row, run[:length]) for length in lengths]


def _flawed_passing_over(tree: Tree, evidence: Evidence) -> bool:
    """Sums with a column that is off and a row above the parts that they leave aside: twice as sure."""
    flawed = [
        each
        for each in readings(tree)
        if each.broken and len(each.parts) > 1 and each.closing >= 2 * each.broken
        if each.bits >= SURE_BITS and not tree.skips_rows_below(each)
        if not _turned_round(tree, each) and not _one_too_many(tree, each)
    ]
    return _take(tree, evidence, flawed, most=1)


def _one_too_many(tree: Tree, reading: Reading) -> bool:
    """Whether all columns close without a part that repeats another one: it was counted twice."""
    for left_out in reading.parts:
        rest = [part for part in reading.parts if part != left_out]
        if len(rest) > 1 and any(_repeats(tree, left_out, part) for part in rest):
            shorter = read(tree.ledger, reading.total, rest)
            if not shorter.broken and shorter.closing >= reading.closing + reading.broken:
                return True
    return False


def _repeats(tree: Tree, row: int, other: int) -> bool:
    equal, unequal = tree.ledger.same(row, other)
    return equal > 0 and not unequal


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


def _by_words(tree: Tree, evidence: Evidence) -> bool:
    """«Summa» over the rows since the last sum or heading: to be checked, though nothing proves it."""
    for row in tree.unsolved():
        if tree.named(row):
            for run in runs_since_break(tree, row):
                reading = read(tree.ledger, row, run)
                if _believable(tree, reading) and tree.add(reading):
                    return True
    return False


def _believable(tree: Tree, reading: Reading) -> bool:
    if reading.broken and (_one_too_many(tree, reading) or _counted_twice(tree, reading)):
        return False
    if reading.closing > reading.broken or not reading.broken:
        return reading.closing + reading.trivial > 0
    return reading.gap < WIDEST_GAP and (reading.closing == reading.broken or reading.broken == 1)


def _counted_twice(tree: Tree, reading: Reading) -> bool:
    """Whether a part repeats, or may be the sum of, other parts: then the sum proves no error."""
    return any(
        not each.broken and each.closing and set(each.parts) <= set(reading.parts)
        for part in reading.parts
        if part not in tree.parts
        for each in readings_of(tree, part)
    )


def _varav_by_words(tree: Tree, evidence: Evidence) -> bool:
    """«Varav» over all rows that follow it, where at least one column bears it out."""
    for row in tree.unsolved():
        run = tree.open_below(row) if tree.rows[row].label_role in ("of_which", "group") else []
        if len(run) < 2:
            continue
        reading = read(tree.ledger, row, run)
        borne_out = reading.bits >= BORNE_OUT_BITS and reading.closing >= reading.broken
        if borne_out and reading.gap < WIDEST_GAP and tree.add(reading):
            return True
    return False
