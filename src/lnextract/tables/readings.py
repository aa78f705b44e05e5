"""The ways to read a run of figures: which blanks group digits and which part two values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lnextract.arithmetic.relations import Printed
from lnextract.swedish.numbers import PrintedNumber, parse_bound, parse_number
from lnextract.swedish.tails import MINUS, UNIT, Atom, FigureRun

MAX_READINGS = 512
"""More ways to read one run than this are not told apart: the rest is left out, and the row is doubted."""
MANY = 10**6
"""More values than any run has."""
GROUP = re.compile(rf"\d{{3}}(?:,\d+)?\)?(?:{UNIT})?\Z", re.IGNORECASE)
GROUPED_BY_BLANK = re.compile(r"\d \d{3}(?!\d)")
GROUPED = re.compile(r"\(?[-‐‑‒–−+]?\(?[1-9]\d{0,2}(?: \d{3})*\Z")


@dataclass(frozen=True, slots=True)
class Value:
    """One value as read."""

    start: int
    """Offset in the line."""
    end: int
    text: str
    number: PrintedNumber
    printed: Printed

    parted_minus: bool = field(init=False, compare=False)
    """Whether a blank parts the minus from the digits: it may be a lone dash for nothing."""
    percent: bool = field(init=False, compare=False)
    grouped: bool = field(init=False, compare=False)
    """Whether a blank groups its digits."""

    def __post_init__(self) -> None:
        """Keep at hand what is looked at for every column that it may stand in."""
        object.__setattr__(self, "parted_minus", self.text[:1] in MINUS and self.text[1:2] == " ")
        object.__setattr__(self, "percent", self.number.unit == "%")
        object.__setattr__(self, "grouped", GROUPED_BY_BLANK.search(self.text) is not None)


@lru_cache(maxsize=4096)
def readings(text: str, run: FigureRun, most: int = MANY) -> tuple[tuple[Value, ...], ...]:
    """All ways to read the run as at most so many values, with most digits grouped first."""
    atoms = run.atoms
    ends = [_stops(text, atoms, at) for at in range(len(atoms))]
    fewest = [0] * (len(atoms) + 1)
    for at in range(len(atoms) - 1, -1, -1):
        fewest[at] = 1 + min((fewest[stop + 1] for stop in ends[at]), default=MANY)
    found: list[tuple[Value, ...]] = []

    def extend(at: int, done: tuple[Value, ...]) -> None:
        if len(found) >= MAX_READINGS or len(done) + fewest[at] > most:
            return
        if at == len(atoms):
            found.append(done)
            return
        for stop in ends[at]:
            value = _value(text[atoms[at].start : atoms[stop].end], atoms[at].start)
            if value is not None:
                extend(stop + 1, (*done, value))

    extend(0, ())
    return tuple(found)


@lru_cache(maxsize=16384)
def _value(piece: str, start: int) -> Value | None:
    number = parse_number(piece) or parse_bound(piece)
    return (
        None
        if number is None
        else Value(start, start + len(piece), piece, number, Printed(number.value, number.decimals))
    )


def _stops(text: str, atoms: Sequence[Atom], at: int) -> list[int]:
    """Indexes of the atom at which a value that begins at `at` can end, the longest first."""
    stops = []
    first = at
    if atoms[at].kind == "dash":
        # A minus parted from its figure by one blank; a lone dash is a value of its own.
        stops.append(at)
        if _next_to(atoms, at) and atoms[at + 1].kind in ("digits", "number"):
            first = at + 1
    stop = first
    if first != at or atoms[at].kind != "dash":
        ends = [stop]
        while (
            stop + 1 < len(atoms)
            and _next_to(atoms, stop)
            and GROUPED.match(text[atoms[first].start : atoms[stop].end])
            and GROUP.match(atoms[stop + 1].text)
        ):
            stop += 1
            ends.append(stop)
        stops.extend(_with_unit(atoms, end) for end in ends)
    return sorted(set(stops), reverse=True)


def _with_unit(atoms: Sequence[Atom], end: int) -> int:
    """A unit belongs to the figure before it."""
    if end + 1 < len(atoms) and atoms[end + 1].kind == "unit" and atoms[end + 1].start - atoms[end].end <= 1:
        return end + 1
    return end


def _next_to(atoms: Sequence[Atom], at: int) -> bool:
    """Whether one blank parts an atom from the next: a run of blanks parts cells."""
    return at + 1 < len(atoms) and atoms[at + 1].start - atoms[at].end == 1
