"""Sums that figures form by chance: given up where they hide others, kept where they prove something."""

from __future__ import annotations

from decimal import Decimal

from lnextract.arithmetic.hierarchy import Hierarchy, find_hierarchy
from lnextract.arithmetic.relations import Printed
from lnextract.arithmetic.rows import LabelRole, RowFacts


def row(*figures: int | None, role: LabelRole = "plain") -> RowFacts:
    return RowFacts(role, 0, [None if each is None else Printed(Decimal(each)) for each in figures])


def parts_of(found: Hierarchy) -> dict[int, tuple[int, ...]]:
    return {each.total_row: each.part_rows for each in found.sums}


CHANCE = [
    row(9, 12, 28, -17),  # the sum of the next two
    row(1, 3, 3, 0),
    row(8, 9, 25, -17),  # which the next two make within rounding, though they belong to the sum below
    row(5, 8, 21, -13),
    row(4, 0, 5, -4),
    row(0, 2, 5, -3),
    row(22, 11, 18, -7),
    row(26, 13, 28, -14, role="subtotal"),
    row(7, 9, 13, -5),
    row(2, 4, 26, -22),
    row(8, 13, 39, -26, role="subtotal"),
    row(49, 46, 116, -70, role="total"),
]


def test_a_chance_find_that_hides_other_sums_is_given_up() -> None:
    assert any(each.broken for each in find_hierarchy(CHANCE).sums)
    found = find_hierarchy(CHANCE, doubting=True)
    assert not any(each.broken for each in found.sums)
    assert 2 not in parts_of(found)


def test_a_sum_beyond_chance_stays_though_a_total_closes_without_it() -> None:
    rows = [
        row(140, 103, -37, 106, 143),
        row(14, 3, -11, 41, 52),
        row(59, 70, 11, 34, 22),
        row(67, 30, -37, 31, 68),
        row(13, 85, 71, 15, -57),
        row(152, 188, 36, 121, 85, role="total"),
    ]
    found = find_hierarchy(rows, doubting=True)
    assert parts_of(found) == {0: (1, 2, 3), 5: (0, 4)}
    assert [each.total_row for each in found.sums if each.broken] == [5]


def test_the_rows_that_nearly_make_a_sum_are_meant() -> None:
    """A slip in one of the last three rows would explain it too; that all rows nearly make it is likelier."""
    rows = [
        RowFacts("plain", 0, [], label="barnochutbildning"),
        row(1068),
        row(1847),
        row(4384),
        RowFacts("subtotal", 0, [Printed(Decimal(7288))], label="summabarnochutbildning"),
        row(783),
        row(717),
        row(818),
        row(9616, role="total"),
    ]
    assert parts_of(find_hierarchy(rows)) == {4: (1, 2, 3), 8: (4, 5, 6, 7)}
