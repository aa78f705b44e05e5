"""What speaks for one reading of a dump's row against another."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from lnextract.arithmetic.ledger import Ledger, bits_beyond, read
from lnextract.arithmetic.relations import Printed
from lnextract.tables.relation_odds import difference_bits, ratio_bits
from lnextract.tables.rivals import Witness, best_odds, rivals
from lnextract.tables.sum_readings import Choice, Effort, cost_of_breaks
from lnextract.tables.sum_search import closing_reading

EASY, STRICT = 13.0, 40.0
"""Bits that a relation must have of its own."""


def row(*figures: int | None) -> tuple[Printed | None, ...]:
    return tuple(None if figure is None else Printed(Decimal(figure), 0) for figure in figures)


def known(*rows: Sequence[int | None]) -> list[Witness]:
    return [Witness(row(*each), 0.0) for each in rows]


def choice(*figures: int | None, cost: float = 0.0) -> Choice:
    return Choice(tuple(None if figure is None else (2 * figure, 1) for figure in figures), cost)


def test_a_relation_with_equal_columns_has_rivals() -> None:
    """Outcome ÷ budget and outcome ÷ forecast, where each forecast is the budget."""
    witnesses = known((308, 143, 46, 308), (595, 223, 37, 595), (407, 139, 34, 407))
    found = rivals(((1, 0, 2), ratio_bits), witnesses, 4, EASY)
    assert ((1, 3, 2), ratio_bits) in found


def test_a_known_row_that_breaks_a_rival_refutes_it() -> None:
    witnesses = known((308, 143, 46, 308), (595, 223, 37, 595), (407, 139, 34, 700))
    assert rivals(((1, 0, 2), ratio_bits), witnesses, 4, STRICT) == []


def test_of_several_relations_one_need_hold() -> None:
    group = [((0, 1, 2), difference_bits), ((3, 1, 2), difference_bits)]
    assert best_odds(group, row(100, 40, 60, 100)) > 0
    assert best_odds(group, row(100, 40, 60, 90)) > 0
    assert best_odds(group, row(90, 40, 60, None)) == 0
    assert best_odds(group, row(90, 40, 60, 90)) < 0


def test_a_ratio_says_no_more_than_its_whole_is_known() -> None:
    assert ratio_bits(row(399_030, 1, 33_547_658), (0, 1, 2)) == 0.0
    assert (ratio_bits(row(399_030, 785, 50_832), (0, 1, 2)) or 0) > 8


def test_a_small_row_closes_a_sum_of_large_ones_by_chance() -> None:
    ledger = Ledger([row(9_000, 4_120, 870), row(3, 1, 2), row(9_003, 4_121, 872)], [True] * 3)
    reading = read(ledger, 2, (0, 1))
    assert reading.bits > 20
    assert bits_beyond(ledger, reading, frozenset({0})) < 8 < bits_beyond(ledger, reading, frozenset({1}))


@pytest.mark.parametrize(
    ("vectors", "cost"),
    [
        ([choice(10, 20), choice(4, 20), choice(6, None)], 0.0),
        ([choice(10, 25), choice(4, 20), choice(6, None)], 5.0),
        ([choice(12, 25), choice(4, 20), choice(None, None)], 6.5),
        ([choice(12, 25), choice(4, None), choice(None, 20)], 10.0),
        ([choice(12, 20), choice(4, 20), choice(6, None)], float("inf")),
        ([choice(615, 20), choice(325_241, 20), choice(None, None)], float("inf")),
        ([choice(615, 20), choice(1, 20), choice(None, None)], 5.0),
        ([choice(10, None), choice(4, 20), choice(6, 7)], 3.0),
    ],
)
def test_what_it_costs_that_columns_do_not_close(vectors: list[Choice], cost: float) -> None:
    assert cost_of_breaks([each.vector for each in vectors], 0) == cost


def test_readings_are_chosen_together_so_that_a_sum_closes() -> None:
    total = [choice(165, 115)]
    first = [choice(115_115, None), choice(115, 115, cost=1.0)]
    second = [choice(50_000, None), choice(50, None, cost=1.0)]
    assert closing_reading([total, first, second], (3.0,), Effort(1000)) == [0, 1, 1]


def test_no_readings_are_chosen_where_none_close() -> None:
    assert closing_reading([[choice(165)], [choice(115)], [choice(61)]], (3.0, 9.0), Effort(1000)) is None
