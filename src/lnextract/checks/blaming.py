"""Which figures may be the mistake behind a cause, and what each would have to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from lnextract.arithmetic.conflicts import Cause, Suspect
from lnextract.arithmetic.equations import Equation, Key, Linear, Ratio, Solution, solved_for
from lnextract.arithmetic.interval import Interval
from lnextract.arithmetic.relations import Printed
from lnextract.arithmetic.slips import Change, change_of, rank
from lnextract.checks.check import CheckedFigure
from lnextract.checks.drafting import computed_of
from lnextract.model.finding import Candidate

TELLING_RANK = rank("stale_total")
"""Slips up to this one are rare enough by chance to say which figure is wrong."""


@dataclass(frozen=True, slots=True)
class Blame:
    """The figures whose change would make everything hold, the likeliest first."""

    keys: tuple[Key, ...]
    candidates: tuple[Candidate, ...]

    @property
    def first(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None

    @property
    def sure(self) -> bool:
        """Whether no other figure can be the mistake."""
        return len(self.candidates) == 1


def blame_for(cause: Cause, figures: Mapping[Key, CheckedFigure], equations: Sequence[Equation]) -> Blame:
    """Weigh the suspects of a cause: doubtful readings first, then telling slips, then the stated figures."""
    printed = {key: figure.printed for key, figure in figures.items()}
    mine = [equations[place] for place in (cause.broken or cause.conflict)]
    weighed = []
    for order, suspect in enumerate(cause.suspects):
        key = suspect.key
        solution = _solution(suspect, mine, printed)
        change = _change(key, solution, mine, printed)
        telling = min(rank(change.slip), TELLING_RANK + 1)
        weighed.append((not figures[key].doubtful, telling, order, key, solution, change))
    weighed.sort(key=lambda each: each[:3])
    return Blame(
        keys=tuple(key for *_, key, _, _ in weighed),
        candidates=tuple(_candidate(figures[key], solution, change) for *_, key, solution, change in weighed),
    )


def _candidate(figure: CheckedFigure, solution: Solution, change: Change) -> Candidate:
    kept = computed_of(solution.interval.low, solution.interval.high, change.value)
    return Candidate(figure=figure.ref, low=kept.low, high=kept.high, value=kept.value, change=change.slip)


def _solution(suspect: Suspect, mine: Sequence[Equation], printed: Mapping[Key, Printed]) -> Solution:
    """What the figure has to be, and the likeliest number among that."""
    key = suspect.key
    alone = next(_solutions(key, mine, printed), None)
    likeliest = printed[key].value if alone is None else alone.value
    return Solution(suspect.interval, _printable(likeliest, suspect.interval, printed[key]))


def _solutions(key: Key, mine: Sequence[Equation], printed: Mapping[Key, Printed]) -> Iterator[Solution]:
    """Of each equation alone; sums and differences first, since a percentage says less."""
    for equation in sorted(mine, key=lambda each: isinstance(each, Ratio)):
        solution = solved_for(key, equation, printed) if key in equation.keys else None
        if solution is not None:
            yield solution


def _printable(likeliest: Decimal, interval: Interval, figure: Printed) -> Decimal:
    """The likeliest number with as many decimals as are printed, drawn into the interval."""
    inside = min(max(likeliest, interval.low), interval.high)
    return inside.quantize(Decimal(1).scaleb(-figure.decimals), rounding=ROUND_HALF_UP)


def _change(key: Key, solution: Solution, mine: Sequence[Equation], printed: Mapping[Key, Printed]) -> Change:
    change = change_of(printed[key], solution.interval, solution.value)
    stale = any(_leaves_out_a_part(key, equation, printed) for equation in mine)
    if stale and rank(change.slip) > rank("stale_total"):
        return Change("stale_total", solution.value)
    return change


def _leaves_out_a_part(key: Key, equation: Equation, printed: Mapping[Key, Printed]) -> bool:
    """Whether a total would be right without one of its parts: one came in after it was added up."""
    if not isinstance(equation, Linear) or len(equation.terms) < 4 or equation.terms[0][0] != key:
        return False
    solution = solved_for(key, equation, printed)
    if solution is None:
        return False
    gap = solution.value - printed[key].value
    factor = -equation.terms[0][1]
    return any(gap * factor == weight * printed[part].value != 0 for part, weight in equation.terms[1:])
