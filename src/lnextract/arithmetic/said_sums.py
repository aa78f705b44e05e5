"""Sums that words and indents of the rows speak for, though the figures do not close."""

from __future__ import annotations

from lnextract.arithmetic.double_counting import counted_twice, one_too_many
from lnextract.arithmetic.evidence import Evidence
from lnextract.arithmetic.ledger import Reading, read
from lnextract.arithmetic.near_misses import slip_bits
from lnextract.arithmetic.runs import runs_since_break
from lnextract.arithmetic.tree import Tree

WIDEST_GAP = 0.4
"""Share of a total by which a sum known from words alone may miss: more is another reading, no slip.
A group counted twice, once itself and once by its parts, misses by half."""
SLIP_BITS = 3.0
"""Least for a slip that explains why a sum which words or indents vouch for does not close."""
BORNE_OUT_BITS = 2.0
"""Least in the columns that close for «varav» to be tested over all rows that follow it."""
SHOWN_BITS = 8.0
"""In a block that closes, for indents or words of the table to mean sums however far another one is off."""


def framed_clean(tree: Tree, evidence: Evidence) -> bool:
    """As `framed`, where nothing speaks against it: words and figures say the same."""
    return _framed(tree, most_broken=0)


def framed(tree: Tree, evidence: Evidence) -> bool:
    """Rows between a heading and the sum that bears its name: «Kultur», …, «Summa kultur»."""
    return _framed(tree, most_broken=1)


def _framed(tree: Tree, most_broken: int) -> bool:
    for row in tree.unsolved():
        run = tree.below_own_heading(row) if tree.named(row) else []
        if len(run) < 2:
            continue
        reading = read(tree.ledger, row, run)
        if reading.broken and (one_too_many(tree, reading) or counted_twice(tree, reading)):
            continue
        few = reading.broken <= max(most_broken, reading.closing * most_broken)
        if few and reading.closing + reading.broken > 0 and tree.add(reading):
            return True
    return False


def by_words(tree: Tree, evidence: Evidence) -> bool:
    """«Summa» over the rows since the last sum or heading: to be checked, though nothing proves it."""
    for row in tree.unsolved():
        if tree.named(row) and not tree.rows[row].net:
            found = [
                reading
                for run in runs_since_break(tree, row)
                if (reading := read(tree.ledger, row, run)) and _believable(tree, reading)
                if not (reading.broken and _closes_sooner(tree, row, run))
            ]
            # What is nearly right is meant rather than what a slip could explain.
            best = min(found, key=lambda each: (each.broken, each.gap), default=None)
            if best is not None and tree.add(best):
                return True
    return False


def _closes_sooner(tree: Tree, total: int, run: list[int]) -> bool:
    """Whether the nearest rows alone make the sum: then the others belong elsewhere."""
    nearer = (read(tree.ledger, total, run[:length]) for length in range(1, len(run)))
    return any(each.closing and not each.broken for each in nearer)


def _believable(tree: Tree, reading: Reading) -> bool:
    if reading.broken and (one_too_many(tree, reading) or counted_twice(tree, reading)):
        return False
    if reading.closing > reading.broken or not reading.broken:
        return reading.closing + reading.trivial > 0
    if reading.gap < WIDEST_GAP and (reading.closing == reading.broken or reading.broken == 1):
        return True
    few = reading.broken <= max(1, reading.closing)
    return (few and (_vouched(tree, reading) or _as_its_sister(tree, reading))) or is_slip(tree, reading)


def _as_its_sister(tree: Tree, reading: Reading) -> bool:
    """Whether another sum that words name closes over all rows since the last sum, as this one is read.

    A bare «Summa» may be that of everything above.
    """
    bare = tree.rows[reading.total].label_role == "total"
    if bare or not _since_break(tree, reading.total, reading.parts):
        return False
    sisters = [
        read(tree.ledger, total, parts)
        for total, parts in tree.parts.items()
        if total != reading.total and tree.named(total) and _since_break(tree, total, parts)
    ]
    return any(not each.broken and each.bits >= SHOWN_BITS for each in sisters)


def _since_break(tree: Tree, total: int, parts: tuple[int, ...]) -> bool:
    """Whether the parts are plain rows: all of them between the total and the sum, heading or edge above."""
    before = parts[0] - 1
    at_edge = before < 0 or not tree.rows[before].printed or tree.named(before)
    return at_edge and parts == tuple(range(parts[0], total)) and not any(map(tree.named, parts))


def _vouched(tree: Tree, reading: Reading) -> bool:
    """Whether a sum that closes counts the total in and passes its parts over: they belong to it, then."""
    over = tree.parent[reading.total]
    if over is None or any(tree.parent[part] is not None for part in reading.parts):
        return False
    above = read(tree.ledger, over, tree.parts[over])
    return above.closing > 0 and not above.broken


def is_slip(tree: Tree, reading: Reading) -> bool:
    """Whether one figure written wrong explains what does not close, beyond chance.

    The same slip in all columns is none: costs that are taken off are no costs with the wrong sign.
    """
    if reading.broken > max(1, reading.closing):
        return False
    bits = slip_bits(tree.ledger, reading)
    return bits is not None and bits + reading.bits >= SLIP_BITS


def by_indent(tree: Tree, evidence: Evidence) -> bool:
    """The rows indented below a row, where indents are seen to mean sums here or a slip explains it."""
    shown = [read(tree.ledger, row, parts) for row, parts in tree.parts.items()]
    proof = max((each.bits for each in shown if evidence.indented_below(each)), default=0.0)
    for row in tree.unsolved():
        block = [each for each in evidence.block_below(row) if tree.parent[each] is None]
        if len(block) < 2:
            continue
        reading = read(tree.ledger, row, block)
        near = proof > 0 and reading.gap < WIDEST_GAP
        believed = near or proof >= SHOWN_BITS or _vouched(tree, reading) or is_slip(tree, reading)
        meant = reading.broken <= 1 or reading.closing >= reading.broken
        if meant and believed and tree.add(reading):
            return True
    return False


def varav_by_words(tree: Tree, evidence: Evidence) -> bool:
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
