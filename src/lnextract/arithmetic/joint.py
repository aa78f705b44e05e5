"""All equations of a document together: can one set of true amounts satisfy them?

A figure may not use its upper half in one sum and its lower half in another. Whether such amounts exist
is a linear program; HiGHS solves it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from importlib import import_module
from typing import Any

from lnextract.arithmetic.equations import Amount, Bound, Equation, Key, Ratio, bounds_of
from lnextract.arithmetic.interval import Interval

FREE = float("inf")


class System:
    """Equations over figures, to be asked again and again with some of them left out.

    Amounts are counted from the printed number, in units of the finest printed digit, so that the solver
    sees small numbers whatever the amounts are.

    Args:
        figures: every figure that an equation speaks of.
        equations: at least one.
    """

    def __init__(self, figures: Mapping[Key, Amount], equations: Sequence[Equation]) -> None:
        # Loaded where a report needs it: most reports close as printed.
        # Untyped: `Highs` adds callbacks to this class, and prints a banner on stdout when it is made.
        library: Any = import_module("highspy")
        self._infeasible = library.HighsModelStatus.kInfeasible
        self._optimal = library.HighsModelStatus.kOptimal
        self._solver: Any = library._Highs()
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        self._figures = figures
        self.equations = tuple(equations)
        self.keys = tuple(dict.fromkeys(key for equation in equations for key in equation.keys))
        self._column = {key: column for column, key in enumerate(self.keys)}
        self._scale = 10 ** max(figures[key].decimals for key in self.keys)
        self._rows: list[tuple[int, Bound]] = []
        self._now_off: frozenset[int] = frozenset()
        self._now_changed: dict[Key, Interval | None] = {}
        self._build()

    def feasible(
        self, *, without: Collection[int] = (), changed: Mapping[Key, Interval | None] | None = None
    ) -> bool:
        """Whether true amounts exist.

        Args:
            without: places of equations that are left out.
            changed: figures that are something else than printed; None = anything, as if not printed.
        """
        self._set(frozenset(without), dict(changed or {}))
        self._solver.run()
        return bool(self._solver.getModelStatus() != self._infeasible)

    def range_of(
        self, key: Key, *, without: Collection[int] = (), changed: Mapping[Key, Interval | None]
    ) -> Interval | None:
        """What a figure can be for everything to hold, in its own unit; None where there is no bound."""
        self._set(frozenset(without), dict(changed))
        low, high = self._end(key, lowest=True), self._end(key, lowest=False)
        return None if low is None or high is None else Interval(min(low, high), high)

    def _build(self) -> None:
        for key in self.keys:
            low, high = self._ends(key, self._figures[key].interval)
            self._solver.addVar(low, high)
        for place, equation in enumerate(self.equations):
            self._rows.extend((place, bound) for bound in bounds_of(equation, self._figures))
        lows: list[float] = []
        highs: list[float] = []
        starts: list[int] = []
        columns: list[int] = []
        weights: list[float] = []
        for _, bound in self._rows:
            low, high = self._limits(bound)
            lows.append(low)
            highs.append(high)
            starts.append(len(columns))
            columns.extend(self._column[key] for key, _ in bound.terms)
            weights.extend(float(weight) for _, weight in bound.terms)
        self._solver.addRows(len(starts), lows, highs, len(columns), starts, columns, weights)

    def _ends(self, key: Key, interval: Interval) -> tuple[float, float]:
        """Seen from the printed number."""
        printed = self._figures[key].value
        return float((interval.low - printed) * self._scale), float((interval.high - printed) * self._scale)

    def _limits(self, bound: Bound) -> tuple[float, float]:
        printed = bound.residual(self._figures)
        low = -FREE if bound.low is None else float((bound.low - printed) * self._scale)
        high = FREE if bound.high is None else float((bound.high - printed) * self._scale)
        return low, high

    def _set(self, off: frozenset[int], changed: dict[Key, Interval | None]) -> None:
        """Change only what differs from the last question: the solver goes on from where it stood."""
        for key in self._now_changed.keys() | changed.keys():
            interval = changed.get(key, self._figures[key].interval)
            if interval != self._now_changed.get(key, self._figures[key].interval):
                low, high = (-FREE, FREE) if interval is None else self._ends(key, interval)
                self._solver.changeColBounds(self._column[key], low, high)
        before, self._now_off, self._now_changed = (self._now_off, self._now_changed), off, changed
        for row, (place, bound) in enumerate(self._rows):
            idle = self._idle(place, off, changed)
            if idle != self._idle(place, *before):
                low, high = (-FREE, FREE) if idle else self._limits(bound)
                self._solver.changeRowBounds(row, low, high)

    def _idle(self, place: int, off: frozenset[int], changed: Mapping[Key, Interval | None]) -> bool:
        """Left out; a percentage that is not what is printed bounds nothing."""
        equation = self.equations[place]
        return place in off or (isinstance(equation, Ratio) and equation.percent in changed)

    def _end(self, key: Key, *, lowest: bool) -> Decimal | None:
        column = self._column[key]
        self._solver.changeColCost(column, 1.0 if lowest else -1.0)
        self._solver.run()
        found = self._solver.getModelStatus() == self._optimal
        amount = self._solver.getSolution().col_value[column] if found else None
        self._solver.changeColCost(column, 0.0)
        if amount is None or abs(amount) == FREE:
            return None
        step = Decimal(self._scale)
        return self._figures[key].value + Decimal(repr(round(amount, 6))) / step


def components(equations: Sequence[Equation]) -> list[list[int]]:
    """Places of the equations that hang together through figures, each component in order."""
    heads = list(range(len(equations)))

    def head(place: int) -> int:
        while heads[place] != place:
            heads[place] = heads[heads[place]]
            place = heads[place]
        return place

    first_with: dict[Key, int] = {}
    for place, equation in enumerate(equations):
        for key in equation.keys:
            one, other = head(first_with.setdefault(key, place)), head(place)
            heads[max(one, other)] = min(one, other)
    return _gathered(head(place) for place in range(len(equations)))


def _gathered(heads: Iterable[int]) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for place, head in enumerate(heads):
        found.setdefault(head, []).append(place)
    return list(found.values())
