"""Strata: as fine as the sample allows, some cells of each.

Where there are more strata than that, neighbours are put together, by their sizes alone and so before
anything is known of the outcome (collapsed strata: Cochran, «Sampling Techniques», 3rd ed. 1977, section
5A.12).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from lnextract.evaluate.sampling.population import Unit

AT_LEAST = 5
"""Cells of each stratum. Two would do for the variance, but the interval of a stratum would say nothing."""

Key = tuple[Hashable, ...]
"""A stratum: the values of the first so many of the characters of `StratumKey`."""


def draw(units: Sequence[Unit], size: int, seed: int) -> dict[Key, tuple[int, list[Unit]]]:
    """For each stratum how many cells it has, and those that were drawn.

    Every cell has a number of its own, by chance but for ever (permanent random numbers: Lindblom 2014,
    Journal of Official Statistics 30:773-785): the smallest ones of each stratum are drawn. So the order of
    reports does not matter, and a report that is added changes little.

    Args:
        size: how many cells; all where there are fewer.
        seed: another number draws another sample.
    """
    strata = collapse(units, size)
    sizes = {key: len(members) for key, members in strata.items()}
    shares = allocate(sizes, size)
    return {
        key: (sizes[key], sorted(strata[key], key=lambda unit: _number(unit, seed))[: shares[key]])
        for key in sorted(strata, key=_sortable)
    }


def collapse(units: Iterable[Unit], size: int) -> dict[Key, list[Unit]]:
    """Cells by stratum: the finest strata of which `size` cells can give `AT_LEAST` each.

    The smallest group of strata that differ in their last character only is put together first.
    """
    strata: dict[Key, list[Unit]] = defaultdict(list)
    for unit in units:
        strata[unit.stratum].append(unit)
    while sum(min(AT_LEAST, len(members)) for members in strata.values()) > size and len(strata) > 1:
        depth = max(map(len, strata))
        groups: dict[Key, list[Key]] = defaultdict(list)
        for key in strata:
            if len(key) == depth:
                groups[key[:-1]].append(key)
        group = min(groups, key=lambda key: (sum(len(strata[each]) for each in groups[key]), _sortable(key)))
        strata[group] = [unit for key in groups[group] for unit in strata.pop(key)]
    return dict(strata)


def allocate(sizes: Mapping[Key, int], size: int) -> dict[Key, int]:
    """How many cells of each stratum: `AT_LEAST`, and of the rest in proportion to what it has.

    Returns:
        Numbers that add up to `size`, or to all cells where there are fewer.
    """
    shares = {key: min(AT_LEAST, of) for key, of in sizes.items()}
    if sum(shares.values()) > size:  # one stratum, and fewer than that are asked for
        return dict.fromkeys(sizes, size)
    everything = sum(sizes.values())
    while (left := min(size, everything) - sum(shares.values())) > 0:
        wish = {key: max(0.0, size * of / everything - shares[key]) for key, of in sizes.items()}
        open_ = [key for key, of in sizes.items() if shares[key] < of]
        together = sum(wish[key] for key in open_)
        parts = {key: left * wish[key] / together if together else 0.0 for key in open_}
        given = {key: min(int(part), sizes[key] - shares[key]) for key, part in parts.items()}
        if not any(given.values()):  # less than one each: the largest remainders
            order = sorted(open_, key=lambda key: (-parts[key], -sizes[key], _sortable(key)))
            given = dict.fromkeys(order[:left], 1)
        for key, more in given.items():
            shares[key] += more
    return shares


def _number(unit: Unit, seed: int) -> bytes:
    return sha256(f"{seed}/{unit.id}".encode()).digest()


def _sortable(key: Key) -> list[tuple[bool, Any]]:
    return [(value is None, value or 0) for value in key]
