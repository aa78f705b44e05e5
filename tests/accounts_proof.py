"""Whether a planted error can be proven with the paper alone.

Where a table has several columns, the others show what adds up to what. In a lone column only words and
indents can, since the figures are what is wrong. They show a sum where its row is called one or its parts
are indented below it, where it is seen with which row the parts begin (at the top, below a heading or below
another sum), where two parts at least are filled, and where the figures come near: a total that misses its
parts by more than two fifths may as well be one of other rows.
"""

from __future__ import annotations

from decimal import Decimal

from accounts import Accounts, Place, TrueRelation

NAMED = ("Summa", "Total")
WIDEST_GAP = Decimal("0.4")
"""Of the greater of a total and the sum of its parts."""


def provable(accounts: Accounts, place: Place) -> bool:
    """Whether a relation that the figure at `place` breaks is shown by anything but this figure."""
    touched = [each for each in accounts.relations if place in each.places]
    return any(accounts.broken(each) and _shown(accounts, each) for each in touched)


def _shown(accounts: Accounts, relation: TrueRelation) -> bool:
    if relation.kind != "sum":
        return True  # headers and words of the rows name what is made of what
    if any(_bears_out(accounts, each, relation) for each in accounts.relations):
        return True
    several = _filled(accounts, relation) > 1
    return several and _by_words(accounts, relation) and _gap(accounts, relation) <= WIDEST_GAP


def _bears_out(accounts: Accounts, other: TrueRelation, relation: TrueRelation) -> bool:
    """Whether another column of the same sum holds and says something."""
    total, column = relation.places[0]
    row, beside = other.places[0]
    if other.kind != "sum" or row != total or beside == column or accounts.broken(other):
        return False
    return _filled(accounts, other) > 1


def _filled(accounts: Accounts, relation: TrueRelation) -> int:
    """Parts that are something."""
    return sum(bool(accounts.rows[row].printed[column]) for row, column in relation.places[1:])


def _by_words(accounts: Accounts, relation: TrueRelation) -> bool:
    (total, _), *parts = relation.places
    if accounts.indented and all(accounts.rows[at].level > accounts.rows[total].level for at, _ in parts):
        return True
    if not accounts.rows[total].label.startswith(NAMED):
        return False
    before = min(at for at, _ in parts) - 1
    last = total == len(accounts.rows) - 1
    return last or before < 0 or _ends_a_block(accounts, before)


def _ends_a_block(accounts: Accounts, at: int) -> bool:
    row = accounts.rows[at]
    return not row.true or row.label.startswith(NAMED)


def _gap(accounts: Accounts, relation: TrueRelation) -> Decimal:
    figures = [accounts.rows[row].printed[column] or Decimal(0) for row, column in relation.places]
    stated, parts = figures[0], sum(figures[1:], Decimal(0))
    greatest = max(abs(stated), abs(parts))
    return abs(stated - parts) / greatest if greatest else Decimal(0)
