"""Sums that only seem broken, since a row was counted beside the rows that it is made of."""

from __future__ import annotations

from lnextract.arithmetic.ledger import Reading, read
from lnextract.arithmetic.runs import readings_of
from lnextract.arithmetic.tree import Tree

TWICE_BITS = 4.0
"""Least for a part to be taken for the sum of others: small figures add up by chance."""


def one_too_many(tree: Tree, reading: Reading) -> bool:
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


def counted_twice(tree: Tree, reading: Reading) -> bool:
    """Whether a part repeats, or may be the sum of, other parts: then the sum proves no error."""
    return any(
        each.closing > each.broken and each.bits >= TWICE_BITS and set(each.parts) <= set(reading.parts)
        for part in reading.parts
        if part not in tree.parts
        for each in readings_of(tree, part)
    )


def is_net(tree: Tree, reading: Reading) -> bool:
    """Whether words call the total what is left of one part after the other, and the columns in which their
    sum does not close say so: in the others one of the two bears the wrong sign."""
    if not tree.rows[reading.total].net or len(reading.parts) != 2:
        return False
    first, second = ({entry[0]: entry for entry in tree.ledger.entries[part]} for part in reading.parts)
    for slot, stated, half in tree.ledger.entries[reading.total]:
        if slot in first and slot in second:
            (_, one, own), (_, other, others) = first[slot], second[slot]
            slack = half + own + others
            if abs(stated - one - other) > slack and abs(abs(stated) - abs(one - other)) <= slack:
                return True
    return False
