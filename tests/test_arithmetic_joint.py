from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lnextract.arithmetic.conflicts import find_causes
from lnextract.arithmetic.equations import (
    Equation,
    Linear,
    Ratio,
    can_hold,
    difference_equation,
    holds_as_printed,
    solved_for,
    sum_equation,
)
from lnextract.arithmetic.interval import Interval
from lnextract.arithmetic.joint import System, components
from lnextract.arithmetic.mending import best_mendings
from lnextract.arithmetic.relations import Printed
from lnextract.arithmetic.slips import change_of


def figures(**printed: str) -> dict[str, Printed]:
    """`a="12.5"` is a figure with one decimal."""
    return {key: Printed(Decimal(text), len(text.partition(".")[2])) for key, text in printed.items()}


def interval(low: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(high))


def test_a_figure_cannot_use_its_upper_half_in_one_sum_and_its_lower_half_in_another() -> None:
    # s = 11 needs a and b near their tops; t = 4 needs a near its bottom.
    printed = figures(a="5", b="5", c="0", s="11", t="4")
    rising, falling = sum_equation("s", ["a", "b"]), sum_equation("t", ["a", "c"])
    together: list[Equation] = [rising, falling]
    assert all(can_hold(equation, printed) for equation in together)
    assert not any(holds_as_printed(equation, printed) for equation in together)
    assert System(printed, [rising]).feasible() and System(printed, [falling]).feasible()
    # Touching ends meet: with b and c to help, one set of amounts remains.
    assert System(printed, together).feasible()
    tight = {**printed, "b": Printed(Decimal(5), exact=True), "c": Printed(Decimal(0), exact=True)}
    assert not System(tight, together).feasible()
    (cause,) = find_causes(tight, together)
    assert cause.conflict == (0, 1) and cause.broken == ()
    # Whatever `a` is, it can't satisfy both.
    assert {suspect.key for suspect in cause.suspects} == {"s", "b", "t", "c"}


def test_touching_ends_meet() -> None:
    printed = figures(a="1", b="1", s="3.5")
    printed["s"] = Printed(Decimal("3"), exact=True)
    assert System(printed, [sum_equation("s", ["a", "b"])]).feasible()
    printed["s"] = Printed(Decimal("3.01"), exact=True)
    assert not System(printed, [sum_equation("s", ["a", "b"])]).feasible()


def test_units_and_percentages_stand_in_one_system() -> None:
    printed = figures(tkr="1196", mnkr="1.2", part="466", percent="39")
    tie, share = sum_equation("mnkr", ["tkr"], Decimal(1000)), Ratio("part", "tkr", "percent")
    equations: list[Equation] = [tie, share]
    assert System(printed, equations).feasible()
    assert not System({**printed, "mnkr": Printed(Decimal("1.1"), 1)}, equations).feasible()
    assert not System({**printed, "percent": Printed(Decimal(41))}, equations).feasible()


def test_an_open_bound_is_an_inequality() -> None:
    later_is_more = Linear((("later", Decimal(1)), ("earlier", Decimal(-1))), Decimal(0), None)
    assert can_hold(later_is_more, figures(earlier="100", later="140"))
    assert can_hold(later_is_more, figures(earlier="100", later="99"))
    assert not can_hold(later_is_more, figures(earlier="100", later="98"))
    assert solved_for("later", later_is_more, figures(earlier="100", later="98")) is None


def test_equations_that_share_no_figure_are_components_of_their_own() -> None:
    equations = [
        sum_equation("s", ["a", "b"]),
        sum_equation("t", ["c", "d"]),
        difference_equation("a", "x", "y"),
    ]
    assert components(equations) == [[0, 2], [1]]


def test_the_figure_in_two_broken_equations_is_the_cause() -> None:
    printed = figures(a="462", b="277", total="793", plan="802", gap="63")
    equations = [sum_equation("total", ["a", "b"]), difference_equation("plan", "total", "gap")]
    (cause,) = find_causes(printed, equations)
    assert cause.broken == (0, 1)
    (suspect,) = cause.suspects
    assert suspect.key == "total" and suspect.interval == interval("738", "740")


def test_a_figure_that_another_equation_vouches_for_is_no_suspect() -> None:
    printed = figures(a="462", b="277", total="793", plan="802", gap="340")
    equations = [sum_equation("total", ["a", "b"]), difference_equation("plan", "a", "gap")]
    (cause,) = find_causes(printed, equations)
    assert [suspect.key for suspect in cause.suspects] == ["total", "b"]


def test_two_mistakes_are_two_causes() -> None:
    printed = figures(a="1", b="2", s="30", c="10", d="20", t="50")
    equations = [sum_equation("s", ["a", "b"]), sum_equation("t", ["c", "d"]), sum_equation("u", ["s", "t"])]
    printed["u"] = Printed(Decimal(80))
    causes = find_causes(printed, equations)
    assert sorted(cause.broken for cause in causes) == [(0,), (1,)]


def test_a_change_may_not_break_what_holds() -> None:
    printed = figures(a="5", b="5", s="20", x="5")
    equations: list[Equation] = [
        sum_equation("s", ["a", "b"]),
        sum_equation("a", ["x"]),
        sum_equation("b", ["x"]),
    ]
    (best,) = best_mendings(equations, [0], printed)
    assert best.key == "s" and best.interval == interval("9", "11")


AMOUNTS = st.integers(min_value=-10_000_000, max_value=10_000_000)


@given(parts=st.lists(AMOUNTS, min_size=2, max_size=8), decimals=st.integers(min_value=0, max_value=3))
def test_what_is_rounded_from_true_amounts_is_always_feasible(parts: list[int], decimals: int) -> None:
    """Whatever the ledger, its printed figures satisfy all of its relations at once."""
    true = [Decimal(part).scaleb(-5) for part in parts]
    step = Decimal(1).scaleb(-decimals)
    keys = [f"p{at}" for at in range(len(true))]
    amounts = {**dict(zip(keys, true, strict=True)), "sum": sum(true, Decimal(0)), "gap": true[0] - true[1]}
    printed = {key: Printed(amount.quantize(step), decimals) for key, amount in amounts.items()}
    equations = [sum_equation("sum", keys), difference_equation("p0", "p1", "gap")]
    assert find_causes(printed, equations) == []


@pytest.mark.parametrize(
    ("printed", "right", "slip"),
    [
        ("793", "739", "swapped_digits"),
        ("-120", "120", "sign"),
        ("1196000", "1196", "factor"),
        ("5240", "524", "factor"),
        ("119", "1196", "lost_digit"),
        ("11960", "1960", "extra_digit"),
        ("1196", "1796", "one_digit"),
        ("1196", "2412", "other"),
    ],
)
def test_the_simplest_slip_is_named(printed: str, right: str, slip: str) -> None:
    figure = Printed(Decimal(printed))
    change = change_of(figure, Interval(Decimal(right), Decimal(right)), Decimal(right))
    assert (change.slip, change.value) == (slip, Decimal(right))
