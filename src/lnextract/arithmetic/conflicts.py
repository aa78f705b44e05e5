"""Equations that can't hold together: which of them, and which single figures may be to blame."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from lnextract.arithmetic.equations import Amount, Equation, Key, can_hold, holds_as_printed, solved_for
from lnextract.arithmetic.interval import Interval
from lnextract.arithmetic.joint import System, components
from lnextract.arithmetic.mending import Mended, Mending, best_mendings, mendings

MOST_CAUSES = 40
"""Of one connected set of equations. More says that the whole was misread; figure by figure tells no more."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure whose change, with those of the other causes, would make everything hold."""

    key: Key
    interval: Interval
    """What it would have to be."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason why equations fail."""

    conflict: tuple[int, ...]
    """Places of a smallest set of equations that can't hold together; of one, where it fails by itself."""
    broken: tuple[int, ...]
    """Places of all equations that fail by themselves for this reason."""
    suspects: tuple[Suspect, ...]
    """Figures whose change alone mends it, in the order of the equation. Empty: no single one does."""


def find_causes(figures: Mapping[Key, Amount], equations: Sequence[Equation]) -> list[Cause]:
    """Every cause of failure; none where all can hold together.

    Args:
        figures: every figure that an equation speaks of.
        equations: of one document, or of several that speak of the same figures.
    """
    found: list[Cause] = []
    for places in components(equations):
        part = [equations[place] for place in places]
        if all(holds_as_printed(equation, figures) for equation in part):
            continue
        found.extend(_placed(cause, places) for cause in _Search(figures, part).causes())
    return found


def _placed(cause: Cause, places: Sequence[int]) -> Cause:
    conflict = tuple(places[at] for at in cause.conflict)
    return Cause(conflict, tuple(places[at] for at in cause.broken), cause.suspects)


class _Search:
    """Mends figure after figure until the rest can hold."""

    def __init__(self, figures: Mapping[Key, Amount], equations: Sequence[Equation]) -> None:
        self.printed = figures
        self.equations = equations
        self.mended: dict[Key, Interval] = {}
        self.aside: set[int] = set()
        """Equations that no single figure explains."""

    @cached_property
    def system(self) -> System:
        """Made where no single equation tells enough."""
        return System(self.printed, self.equations)

    def causes(self) -> list[Cause]:
        return [*self._broken_ones(), *self._joint_ones()]

    def _broken_ones(self) -> list[Cause]:
        """Those that fail by themselves, the figure that explains most of them first."""
        chosen: list[tuple[tuple[int, ...], Mending | None]] = []
        while broken := self._broken():
            mending = self._best(broken) if len(chosen) < MOST_CAUSES else None
            if mending is None:
                self.aside.add(broken[0])
                chosen.append(((broken[0],), None))
            else:
                self.mended[mending.key] = mending.interval
                chosen.append((mending.explains, mending))
        return [self._cause(explained, mending) for explained, mending in chosen]

    def _best(self, broken: Sequence[int]) -> Mending | None:
        """Of changes that explain equally much, one that leaves no conflict at all."""
        best = best_mendings(self.equations, broken, self._figures())
        if len(best) > 1 and len(best[0].explains) == len(broken):
            for mending in best:
                changed: dict[Key, Interval | None] = {**self.mended, mending.key: None}
                if self.system.feasible(without=self.aside, changed=changed):
                    return mending
        return best[0] if best else None

    def _broken(self) -> list[int]:
        figures = self._figures()
        return [
            place
            for place, equation in enumerate(self.equations)
            if place not in self.aside and not can_hold(equation, figures)
        ]

    def _figures(self, but: Key = None) -> dict[Key, Amount]:
        """As mended so far, one of them as printed."""
        mended = {
            key: Mended.of(self.printed[key], interval) for key, interval in self.mended.items() if key != but
        }
        return {**self.printed, **mended}

    def _cause(self, explained: tuple[int, ...], mending: Mending | None) -> Cause:
        if mending is None:
            return Cause(explained, explained, ())
        figures = self._figures(but=mending.key)
        others = {key: interval for key, interval in self.mended.items() if key != mending.key}
        same = [
            each
            for each in mendings(self.equations, explained, figures)
            if each.key not in others and set(each.explains) == set(explained) and not each.violates
        ]
        suspects = [
            Suspect(each.key, each.interval)
            for each in same
            if self.system.feasible(without=self.aside, changed={**others, each.key: None})
        ]
        return Cause(explained, explained, tuple(suspects) or (Suspect(mending.key, mending.interval),))

    def _joint_ones(self) -> list[Cause]:
        """Sets of equations of which each can hold, but not all."""
        found: list[Cause] = []
        while len(found) < MOST_CAUSES:
            if self.system.feasible(without=self.aside, changed=self.mended):
                return found
            conflict = self._smallest_conflict()
            suspects = self._freeing(conflict)
            found.append(Cause(conflict, (), tuple(suspects)))
            self.aside.add(conflict[-1])
        return found

    def _smallest_conflict(self) -> tuple[int, ...]:
        """A set that fails, of which none can be left out."""
        off = set(self.aside)
        for place in range(len(self.equations)):
            if place not in off and not self.system.feasible(without={*off, place}, changed=self.mended):
                off.add(place)
        return tuple(place for place in range(len(self.equations)) if place not in off)

    def _freeing(self, conflict: Collection[int]) -> list[Suspect]:
        keys = dict.fromkeys(chain.from_iterable(self.equations[place].keys for place in conflict))
        found = []
        for key in keys:
            if key in self.mended:
                continue
            changed: dict[Key, Interval | None] = {**self.mended, key: None}
            if self.system.feasible(without=self.aside, changed=changed):
                interval = self.system.range_of(key, without=self.aside, changed=changed)
                interval = interval or self._alone(key, conflict)
                if interval is not None:
                    found.append(Suspect(key, interval))
        return found

    def _alone(self, key: Key, conflict: Collection[int]) -> Interval | None:
        """What one equation asks of a figure that the others set no bound to, such as a percentage."""
        figures = self._figures()
        solutions = (solved_for(key, self.equations[place], figures) for place in conflict)
        return next((each.interval for each in solutions if each is not None), None)
