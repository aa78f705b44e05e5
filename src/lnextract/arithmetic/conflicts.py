"""Equations that can't hold together: which of them, and which single figures may be to blame."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from lnextract.arithmetic.equations import Equation, Key, can_hold, holds_as_printed
from lnextract.arithmetic.joint import System, components
from lnextract.arithmetic.relations import Printed

MOST_CAUSES = 12
"""Of one connected set of equations. More says that the whole was misread; figure by figure tells no more."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason why equations fail."""

    conflict: tuple[int, ...]
    """Places of a smallest set of equations that can't hold together; of one, where it fails by itself."""
    broken: tuple[int, ...]
    """Places of all equations that fail by themselves for this reason."""
    suspects: tuple[Key, ...]
    """Figures whose change alone mends it; the figure taken for the cause first. Empty: none was found."""
    others: tuple[Key, ...]
    """The figures taken for the other causes that hang together with this one."""


def find_causes(figures: Mapping[Key, Printed], equations: Sequence[Equation]) -> list[tuple[Cause, System]]:
    """Every cause of failure, with the system of equations that it stands in; none where all can hold.

    Args:
        figures: every figure that an equation speaks of.
        equations: of one document, or of several that speak of the same figures.
    """
    found: list[tuple[Cause, System]] = []
    for places in components(equations):
        part = [equations[place] for place in places]
        if all(holds_as_printed(equation, figures) for equation in part):
            continue
        system = System(figures, part)
        if not system.feasible():
            search = _Search(system, [not can_hold(equation, figures) for equation in part])
            found.extend((_placed(cause, places), system) for cause in search.causes())
    return found


def _placed(cause: Cause, places: Sequence[int]) -> Cause:
    return Cause(
        tuple(places[at] for at in cause.conflict),
        tuple(places[at] for at in cause.broken),
        cause.suspects,
        cause.others,
    )


class _Search:
    """Frees figure after figure until the rest can hold."""

    def __init__(self, system: System, broken: Sequence[bool]) -> None:
        self.system = system
        self.broken = [place for place, is_broken in enumerate(broken) if is_broken]

    def causes(self) -> list[Cause]:
        chosen: list[Key] = []
        conflicts: list[tuple[int, ...]] = []
        while len(chosen) < MOST_CAUSES and not self.system.feasible(freed=chosen):
            conflict = self._conflict(chosen)
            conflicts.append(conflict)
            chosen.append(self._choice(conflict, chosen))
        found = [self._cause(at, conflicts[at], chosen) for at in range(len(chosen))]
        left = [place for place in self.broken if not any(place in cause.broken for cause in found)]
        return [*found, *(Cause((place,), (place,), (), ()) for place in left)]

    def _conflict(self, freed: Collection[Key]) -> tuple[int, ...]:
        """An equation that fails by itself; else a set that fails, of which none can be left out."""
        alone = self._unexplained(freed)
        if alone:
            return (alone[0],)
        off: set[int] = set()
        for place in range(len(self.system.equations)):
            if not self.system.feasible(without={*off, place}, freed=freed):
                off.add(place)
        return tuple(place for place in range(len(self.system.equations)) if place not in off)

    def _unexplained(self, freed: Collection[Key]) -> list[int]:
        return [
            place
            for place in self.broken
            if not any(key in freed for key in self.system.equations[place].keys)
        ]

    def _choice(self, conflict: Sequence[int], freed: Sequence[Key]) -> Key:
        """A figure that mends all that is left; else the one that most broken equations share."""
        keys = self._keys(conflict, freed)
        unexplained = self._unexplained(freed)
        shared = {key: sum(key in self.system.equations[at].keys for at in unexplained) for key in keys}
        mending = [
            key
            for key in keys
            if shared[key] == len(unexplained) and self.system.feasible(freed=[*freed, key])
        ]
        return mending[0] if mending else max(keys, key=lambda key: (shared[key], -keys.index(key)))

    def _keys(self, conflict: Sequence[int], freed: Collection[Key]) -> list[Key]:
        keys = chain.from_iterable(self.system.equations[place].keys for place in conflict)
        return [key for key in dict.fromkeys(keys) if key not in freed]

    def _cause(self, at: int, conflict: tuple[int, ...], chosen: Sequence[Key]) -> Cause:
        mine = chosen[at]
        others = (*chosen[:at], *chosen[at + 1 :])
        broken = tuple(
            place
            for place in self.broken
            if mine in self.system.equations[place].keys
            and not any(key in self.system.equations[place].keys for key in chosen[:at])
        )
        suspects = [
            key
            for key in self._keys(conflict, others)
            if key != mine
            and all(key in self.system.equations[place].keys for place in broken)
            and self.system.feasible(freed=[*others, key])
        ]
        return Cause(conflict, broken, (mine, *suspects), others)
