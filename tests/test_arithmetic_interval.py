from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lnextract.arithmetic.interval import ZERO, Interval, interval_of

amounts = st.decimals(min_value=-10_000, max_value=10_000, places=2)
intervals = st.tuples(amounts, amounts).map(lambda ends: Interval(min(ends), max(ends)))


def within(interval: Interval, share: Decimal) -> Decimal:
    return interval.low + (interval.high - interval.low) * share


shares = st.decimals(min_value=0, max_value=1, places=2)


@given(intervals, intervals, shares, shares)
def test_sums_and_differences_hold_every_true_amount(
    a: Interval, b: Interval, s: Decimal, t: Decimal
) -> None:
    x, y = within(a, s), within(b, t)
    assert x + y in a + b
    assert x - y in a - b


@given(intervals, shares, st.decimals(min_value=-5, max_value=5, places=1))
def test_scaling_holds_every_true_amount(a: Interval, s: Decimal, weight: Decimal) -> None:
    assert within(a, s) * weight in a.scale(weight)


@given(intervals, intervals, intervals)
def test_addition_is_commutative_and_associative(a: Interval, b: Interval, c: Interval) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + ZERO == a
    assert a - b == a + -b


@given(intervals, intervals)
def test_meeting_is_mutual_and_the_same_as_a_difference_that_may_be_nothing(a: Interval, b: Interval) -> None:
    assert a.meets(b) == b.meets(a) == (Decimal(0) in a - b)


@given(intervals, intervals, shares, shares)
def test_division_holds_every_true_quotient(a: Interval, b: Interval, s: Decimal, t: Decimal) -> None:
    quotients = a.divide(b)
    divisor = within(b, t)
    if b.low <= 0 <= b.high:
        assert quotients is None
    else:
        assert quotients is not None
        slack = Decimal("1e-20")
        assert quotients.low - slack <= within(a, s) / divisor <= quotients.high + slack


def test_touching_ends_meet() -> None:
    assert interval_of(Decimal(1), 0).meets(interval_of(Decimal(2), 0))
    assert not interval_of(Decimal(1), 0).meets(interval_of(Decimal(2), 0, exact=True))
    assert not interval_of(Decimal("1.0"), 1).meets(interval_of(Decimal("1.2"), 1))


def test_printed_decimals_set_the_width() -> None:
    assert interval_of(Decimal("0.3"), 1) == Interval(Decimal("0.25"), Decimal("0.35"))
    assert interval_of(Decimal(1163), 0) == Interval(Decimal("1162.5"), Decimal("1163.5"))
    assert interval_of(Decimal(7), 0, exact=True) == Interval(Decimal(7), Decimal(7))


def test_an_interval_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="can't begin at 2"):
        Interval(Decimal(2), Decimal(1))
