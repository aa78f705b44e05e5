"""Sums that figures form by chance: where one hides that the sums over it close, it is given up."""

from __future__ import annotations

from lnextract.arithmetic.ledger import read
from lnextract.arithmetic.search import search
from lnextract.arithmetic.tree import Tree

MOST_TRIED = 8
"""Sums that are given up in turn, each a search anew; those that prove least first."""
CHANCE_BITS = 12.0
"""A sum that proves as much was not found by chance."""
LOST = 3
"""Columns that are off, for which a row counts that is called a sum though none is found."""


def without_chance_finds(tree: Tree) -> Tree:
    """The tree, or one that lacks one of its sums where fewer than half as many columns are off then.

    Whatever words call a sum, and whatever is off in the tree, must be a sum in the other one too.
    """
    off = _columns_off(tree)
    if not off:
        return tree
    wanted = {row for row in tree.parts if tree.named(row) or read(tree.ledger, row, tree.parts[row]).broken}
    best, fewest = tree, off
    for total in _by_proof(tree)[:MOST_TRIED]:
        other = tree.without(total)
        search(other)
        still = _columns_off(other)
        if 2 * still < off and still < fewest and wanted - {total} <= other.parts.keys():
            best, fewest = other, still
    return best


def _by_proof(tree: Tree) -> list[int]:
    """Totals of the sums that close, those that a coincidence could explain best first."""
    readings = [read(tree.ledger, total, parts) for total, parts in tree.parts.items()]
    closing = [each for each in readings if not each.broken and each.bits < CHANCE_BITS]
    return [each.total for each in sorted(closing, key=lambda each: (each.bits, each.total))]


def _columns_off(tree: Tree) -> int:
    """Over all sums; a row that words call a sum, and that is none, tells as much as several."""
    off = sum(read(tree.ledger, total, parts).broken for total, parts in tree.parts.items())
    return off + LOST * sum(tree.named(row) for row in tree.unsolved())
