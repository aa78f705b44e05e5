"""Which element of ours is held against which of the gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeAlias

Likeness: TypeAlias = Callable[[Any, Any], float]
"""0 = never a pair; the larger, the rather."""
Pair: TypeAlias = tuple[int | None, int | None]
"""Places in gold and in ours; None where there is none."""

ALIKE = 0.6
"""Likeness (0 to 1) from which two texts may be readings of one: `difflib`'s bound for close matches."""


def fold(value: Any) -> Any:
    """A text with its white space folded; anything else as it is."""
    return " ".join(value.split()) if isinstance(value, str) else value


def text_likeness(one: Any, other: Any) -> float:
    """1 for the same text, less for one that may be a reading of the other, else 0."""
    first, second = fold(one), fold(other)
    if first == second:
        return 1.0
    if not isinstance(first, str) or not isinstance(second, str):
        return 0.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= ALIKE else 0.0


def shared(one: Iterable[Any], other: Iterable[Any]) -> float:
    """Share (0 to 1) of the texts that two collections have in common: twice those in both by all."""
    first, second = Counter(map(fold, one)), Counter(map(fold, other))
    size = first.total() + second.total()
    return 2 * (first & second).total() / size if size else 0.0


def in_order(gold: Sequence[Any], ours: Sequence[Any], likeness: Likeness) -> list[Pair]:
    """The pairs that are most alike together, in the order of both; then everything left alone, in order.

    An alignment by dynamic programming, as of two sequences of letters (Needleman and Wunsch 1970), without
    a price for gaps.
    """
    like = [[likeness(one, other) for other in ours] for one in gold]
    best = [[0.0] * (len(ours) + 1) for _ in range(len(gold) + 1)]
    for i in range(len(gold) - 1, -1, -1):
        for j in range(len(ours) - 1, -1, -1):
            together = best[i + 1][j + 1] + like[i][j] if like[i][j] > 0 else -1.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(gold) and j < len(ours):
        if like[i][j] > 0 and best[i][j] == best[i + 1][j + 1] + like[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return _with_the_rest(pairs, len(gold), len(ours))


def in_any_order(gold: Sequence[Any], ours: Sequence[Any], likeness: Likeness) -> list[Pair]:
    """The most alike first; of equals those that stand first."""
    like = [
        (-value, i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(ours)
        if (value := likeness(one, other)) > 0
    ]
    taken: dict[int, int] = {}
    for _, i, j in sorted(like):
        if i not in taken and j not in taken.values():
            taken[i] = j
    return _with_the_rest(sorted(taken.items()), len(gold), len(ours))


def _with_the_rest(pairs: Sequence[tuple[int, int]], gold: int, ours: int) -> list[Pair]:
    first, second = {i for i, _ in pairs}, {j for _, j in pairs}
    alone: list[Pair] = [(i, None) for i in range(gold) if i not in first]
    return [*pairs, *alone, *((None, j) for j in range(ours) if j not in second)]
