from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lnextract.arithmetic.columns import find_differences, find_ratios
from lnextract.arithmetic.relations import Printed, difference_meets, ratio_meets, sum_meets
from printed_tables import printed

true_amounts = st.decimals(min_value=-5_000, max_value=5_000, places=3)


def on_paper(amount: Decimal, decimals: int = 0) -> Printed:
    return Printed(amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), decimals)


def p(text: str) -> Printed:
    figure = printed(text)
    assert figure is not None
    return figure


@given(st.lists(true_amounts, min_size=1, max_size=12), st.integers(0, 2))
def test_a_true_sum_is_never_broken_by_rounding(parts: list[Decimal], decimals: int) -> None:
    assert sum_meets(on_paper(sum(parts, Decimal(0)), decimals), [on_paper(part) for part in parts]).stands


@given(st.lists(true_amounts, min_size=1, max_size=12), st.sampled_from([-1, 1]))
def test_a_sum_that_is_further_off_than_rounding_allows_is_broken(parts: list[Decimal], side: int) -> None:
    figures = [on_paper(part) for part in parts]
    printed_sum = sum((figure.value for figure in figures), Decimal(0))
    most = (len(parts) + 1) // 2
    assert sum_meets(Printed(printed_sum + side * most), figures).stands
    assert sum_meets(Printed(printed_sum + side * (most + 1)), figures).verdict == "broken"


@given(true_amounts, true_amounts)
def test_a_true_difference_is_never_broken(a: Decimal, b: Decimal) -> None:
    assert difference_meets(on_paper(a), on_paper(b), on_paper(a - b)).stands


@given(true_amounts, true_amounts.filter(lambda whole: abs(whole) > 1), st.integers(0, 1))
def test_a_true_percentage_is_never_broken(part: Decimal, whole: Decimal, decimals: int) -> None:
    percent = on_paper(100 * part / whole, decimals)
    assert ratio_meets(on_paper(part), on_paper(whole), percent).verdict != "broken"


@pytest.mark.parametrize(
    ("part", "whole", "percent", "verdict"),
    [
        ("466", "863", "54", "holds"),
        ("16", "50", "31", "holds_within_rounding"),
        ("6", "30", "18", "holds_within_rounding"),
        ("2", "9", "21", "holds_within_rounding"),
        ("1", "24", "3", "holds_within_rounding"),
        ("477", "1163", "45", "broken"),
        ("3", "0", "0", "not_checkable"),
        ("0", "0", "0", "not_checkable"),
    ],
)
def test_percentages_come_from_unrounded_amounts(part: str, whole: str, percent: str, verdict: str) -> None:
    assert ratio_meets(p(part), p(whole), p(percent)).verdict == verdict


def test_empty_cells_count_as_nothing_but_nothing_printed_is_not_checked() -> None:
    assert sum_meets(p("10"), [p("6"), None, p("4")]).verdict == "holds"
    assert sum_meets(p("10"), [None, None]).verdict == "not_checkable"


def test_weights_and_mixed_decimals() -> None:
    weights = [Decimal(1), Decimal(-1)]
    judged = sum_meets(p("20"), [p("100,4"), p("80")], weights)
    assert (judged.verdict, judged.value) == ("holds_within_rounding", Decimal("20.4"))
    assert judged.interval is not None and judged.interval.low == Decimal("19.85")


MAIN_TABLE = """863 466 54 109 863 0
300 10 3 190 200 100
70 6 _ _ _ _
25 0 _ _ _ _
1163 477 41 299 1063 100"""


def grid(text: str) -> list[list[Printed | None]]:
    return [[printed(figure) for figure in line.split()] for line in text.splitlines()]


def test_the_columns_of_a_budget_table_are_found() -> None:
    best = find_differences(grid(MAIN_TABLE))[0]
    assert (best.columns, best.holds, best.broken, best.trivial) == ((0, 4, 5), 3, 0, 0)
    ratio = find_ratios(grid(MAIN_TABLE))[0]
    assert (ratio.columns, ratio.holds, ratio.broken) == ((1, 0, 2), 3, 0)


def test_the_columns_of_a_result_table_are_found() -> None:
    rows = "140 198 792 792 0 57\n98 107 430 430 0 9\n237 305 1222 1222 0 68"
    found = [each.columns for each in find_differences(grid(rows))]
    assert (1, 0, 5) in found and (2, 3, 4) in found


def test_zeros_prove_nothing() -> None:
    assert find_differences(grid("0 0 0\n0 0 0\n0 0 0")) == []
    assert find_ratios(grid("0 25 0\n0 30 0\n0 7 0")) == []
    assert find_differences(grid("575 466 109")) == []
    assert [each.columns for each in find_differences(grid("575 466 109"), least=1)] == [(0, 1, 2)]


def test_one_wrong_row_among_three_does_not_hide_the_relation() -> None:
    best = find_differences(grid("575 466 109\n200 10 190\n775 476 300\n90 20 60"))[0]
    assert (best.columns, best.holds, best.broken) == ((0, 1, 2), 3, 1)
