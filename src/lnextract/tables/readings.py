"""The ways to read a run of figures: which blanks group digits and which part two values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lnextract.arithmetic.relations import Printed
from lnextract.swedish.numbers import PrintedNumber, parse_number
from lnextract.swedish.tails import Atom, FigureRun

MAX_READINGS = 256
"""More ways to read one run than this are not told apart: the rest is left out, and the row is doubted."""
GROUP = re.compile(r"\d{3}(?:,\d+)?\)?\Z")
GROUPABLE = re.compile(r"\(?[-‐‑‒–−+]?\(?[1-9]\d{0,2}\Z")
GROUPED = re.compile(r"\(?[-‐‑‒–−+]?\(?[1-9]\d{0,2}(?: \d{3})*\Z")


@dataclass(frozen=True, slots=True)
class Value:
    """One value as read."""

    start: int
    """Offset in the line."""
    end: int
    text: str
    number: PrintedNumber

    @property
    def printed(self) -> Printed:
        return Printed(self.number.value, self.number.decimals)

    @property
    def percent(self) -> bool:
        return self.number.unit == "%"


def readings(text: str, run: FigureRun) -> list[tuple[Value, ...]]:
    """All ways to read the run, with most digits grouped first."""
    found: list[tuple[Value, ...]] = []
    _extend(text, run.atoms, 0, (), found)
    return found


def _extend(
    text: str, atoms: Sequence[Atom], at: int, done: tuple[Value, ...], found: list[tuple[Value, ...]]
) -> None:
    if len(found) >= MAX_READINGS:
        return
    if at == len(atoms):
        found.append(done)
        return
    for stop in _stops(text, atoms, at):
        piece = text[atoms[at].start : atoms[stop].end]
        number = parse_number(piece)
        if number is not None:
            value = Value(atoms[at].start, atoms[stop].end, piece, number)
            _extend(text, atoms, stop + 1, (*done, value), found)


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
