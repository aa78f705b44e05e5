"""Whether a planted change can be proven to be the mistake by a reader who has the paper alone."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lnextract.arithmetic.relations import Printed, sum_meets
from lnextract.model.finding import FigureRef, Finding

SUMS = ("sum", "cross_sum")


def fits_another_structure(figure: FigureRef, value: Decimal, findings: Sequence[Finding]) -> bool:
    """Whether the changed total is right where one part less belongs to it, and nothing else tests it.

    A group without its first or last row is a group too. Where the changed figure is what such a group adds
    up to, each column votes for one of the two structures; if the other one has as many votes, the paper
    contradicts itself in another figure just as well as in this one.

    Args:
        figure: as it was printed.
        value: what is printed instead.
        findings: of the document as it was.
    """
    about = [
        each for each in findings if any(ref.span == figure.span for ref in (each.target, *each.operands))
    ]
    if any(each.rule not in SUMS and each.verdict.startswith("holds") for each in about):
        return False
    sums = [
        each
        for each in findings
        if each.rule == "sum" and (each.target.table, each.target.row) == (figure.table, figure.row)
    ]
    rows = sorted({ref.row for each in sums for ref in each.operands if ref.row is not None})
    if len(rows) < 3:
        return False
    whole = _closing(sums, figure, value, without=None)
    return any(_closing(sums, figure, value, without=row) >= whole for row in (rows[0], rows[-1]))


def _closing(sums: Sequence[Finding], figure: FigureRef, value: Decimal, without: int | None) -> int:
    """Columns in which the total is the sum of its parts without one row."""
    closing = 0
    for each in sums:
        total = value if each.target.span == figure.span else each.target.value
        parts = [ref.value for ref in each.operands if ref.row != without]
        closing += bool(parts) and sum_meets(_printed(total), [_printed(part) for part in parts]).stands
    return closing


def _printed(value: Decimal) -> Printed:
    return Printed(value, max(0, -int(value.as_tuple().exponent)))
