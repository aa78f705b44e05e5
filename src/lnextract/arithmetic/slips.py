"""How a wrong number may have come about: slips of writing that turn the right one into the printed one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lnextract.arithmetic.interval import Interval
from lnextract.arithmetic.relations import Printed

Slip = Literal[
    "sign", "swapped_digits", "factor", "stale_total", "lost_digit", "extra_digit", "one_digit", "other"
]
FACTORS = (Decimal(1000), Decimal(10), Decimal(100))
"""A unit mistaken, or a decimal mark lost."""
LEAST_DIGITS = 2
"""A number of one digit can be turned into any other by one slip."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a figure would have to be instead."""

    slip: Slip
    value: Decimal


def change_of(printed: Printed, allowed: Interval, likeliest: Decimal) -> Change:
    """The simplest slip that explains why a figure lies outside what is allowed.

    Args:
        printed: the figure in question.
        allowed: the true amounts that would make everything hold, in the figure's own unit.
        likeliest: what the printed figures beside it make it.
    """
    half = (printed.interval.high - printed.interval.low) / 2
    reach = Interval(allowed.low - half, allowed.high + half)
    for slip, values in _slips(printed):
        right = [value for value in values if value in reach and value != printed.value]
        if right:
            return Change(slip, min(right, key=lambda value: (abs(value - likeliest), value)))
    return Change("other", likeliest)


def slipped_values(printed: Printed) -> set[Decimal]:
    """Every number that one slip could have turned into the printed one."""
    return {value for _, values in _slips(printed) for value in values if value != printed.value}


def _slips(printed: Printed) -> Iterator[tuple[Slip, list[Decimal]]]:
    yield "sign", [-printed.value]
    digits = str(abs(int(printed.value.scaleb(printed.decimals))))
    if len(digits) >= LEAST_DIGITS:
        yield "swapped_digits", [_number(each, printed) for each in _swapped(digits)]
    yield (
        "factor",
        [value for by in FACTORS for value in (printed.value * by, printed.value / by)]
        if digits != "0"
        else [],
    )
    if len(digits) >= LEAST_DIGITS:
        yield "lost_digit", [_number(each, printed) for each in _with_one_more(digits)]
        yield "extra_digit", [_number(each, printed) for each in _with_one_less(digits)]
        yield "one_digit", [_number(each, printed) for each in _with_one_other(digits)]


def _number(digits: str, like: Printed) -> Decimal:
    value = Decimal(int(digits)).scaleb(-like.decimals)
    return -value if like.value < 0 else value


def _swapped(digits: str) -> Iterator[str]:
    """Neighbours change places."""
    for at in range(len(digits) - 1):
        yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def _with_one_more(digits: str) -> Iterator[str]:
    for at in range(len(digits) + 1):
        yield from (digits[:at] + digit + digits[at:] for digit in "0123456789")


def _with_one_less(digits: str) -> Iterator[str]:
    yield from (digits[:at] + digits[at + 1 :] for at in range(len(digits)))


def _with_one_other(digits: str) -> Iterator[str]:
    for at in range(len(digits)):
        yield from (digits[:at] + digit + digits[at + 1 :] for digit in "0123456789")


def rank(slip: Slip) -> int:
    """How much a slip says: the fewer numbers it could have made, the lower."""
    return _RANKS.index(slip) if slip in _RANKS else len(_RANKS)


_RANKS: Sequence[Slip] = (
    "sign", "swapped_digits", "factor", "stale_total", "lost_digit", "extra_digit", "one_digit"
)  # fmt: skip
