"""Rows of figures in a dump, before its tables are read: how many figures and empty cells a line can hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lnextract.model.source import Line
from lnextract.swedish.tails import GROUP_END, FigureRun, tail_run

MAX_ROW_CHARS = 200
LOOK_AHEAD_LINES = 60
"""Printed lines after a header in which the number of figures a row is counted."""
YEAR = re.compile(r"(?:19|20)\d\d\Z")
YEAR_AND_MONTH = re.compile(r"20\d\d(?:0[1-9]|1[0-2])\Z")
SECTION = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})+\.?\s+[^\W\d_]|\s*\d{1,2}\.?\s+[A-ZÅÄÖ]")


def most_values(run: FigureRun) -> int:
    """The largest number of values that a run of figures can be; printed units end figures."""
    if sum(atom.kind == "unit" for atom in run.atoms) < 2:
        return sum(atom.kind != "unit" for atom in run.atoms)
    count = 0
    within = False
    for atom in reversed(run.atoms):
        if atom.kind == "unit":
            count, within = count + 1, True
        elif within:
            # The figure of the unit: groups of three digits, back to the atom that begins it.
            within = GROUP_END.match(atom.text) is not None
        else:
            count += 1
    return count


def can_be(run: FigureRun, values: int) -> bool:
    """Whether a run of figures can be so many values, blanks grouping digits or parting values."""
    atoms = [atom for atom in run.atoms if atom.kind != "unit"]
    groups = sum(GROUP_END.match(atom.text) is not None for atom in atoms[1:])
    return len(atoms) - groups <= values <= most_values(run)


def is_year_run(run: FigureRun) -> bool:
    """A run of nothing but years, or of months in digits on a line of their own: part of a header, no row."""
    if run.start <= 1 and all(YEAR_AND_MONTH.match(atom.text) for atom in run.atoms):
        return True
    return all(YEAR.match(atom.text) for atom in run.atoms)


def is_row(line: Line) -> bool:
    """Whether a line ends in figures that are more than years."""
    run = tail_run(line.text)
    if run is None or is_year_run(run):
        return False
    dashes = sum(atom.kind == "dash" for atom in run.atoms)
    return dashes > 1 or any(
        atom.kind in ("digits", "number") and not YEAR.match(atom.text) for atom in run.atoms
    )


def widest_row(lines: Sequence[Line], start: int) -> int:
    """The largest number of figures that a row can have; 0 where no row follows."""
    counts: list[int] = []
    printed = 0
    for line in lines[start:]:
        if line.blank:
            continue
        printed += 1
        run = tail_run(line.text)
        if printed > LOOK_AHEAD_LINES or len(line.text.strip()) > MAX_ROW_CHARS:
            break
        if run is None and SECTION.match(line.text):
            break
        if run is not None and not is_year_run(run):
            counts.append(most_values(run) + _empty_cells(line, run))
    return max(counts, default=0)


def most_rows_are(lines: Sequence[Line], figures: int) -> bool:
    """Whether most rows are so many cells, by figures and runs of blanks."""
    counts = []
    for line in lines[:LOOK_AHEAD_LINES]:
        run = tail_run(line.text)
        if run is not None and not is_year_run(run):
            groups = sum(GROUP_END.match(atom.text) is not None for atom in run.atoms[1:])
            counts.append(None if groups else most_values(run) + _empty_cells(line, run))
    return 2 * counts.count(figures) > len(counts)


def _empty_cells(line: Line, run: FigureRun) -> int:
    """Blanks beyond the one that closes a cell: as many empty cells where the dump prints these."""
    before = line.text[: run.start]
    atoms = run.atoms
    inside = sum(after.start - atom.end - 1 for atom, after in pairwise(atoms))
    trailing = len(line.text) - run.end
    return (
        inside
        + max(0, trailing - 1)
        + (max(0, len(before) - len(before.rstrip()) - 1) if before.strip() else 0)
    )
