"""How a table of a dump prints its figures: dashes, groups of digits, units, decimals."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lnextract.swedish.tails import MINUS, Atom, FigureRun
from lnextract.tables.drafts import Draft
from lnextract.tables.readings import GROUP

NEARLY_ALL, LEAST_FIGURES = 0.85, 6
"""Share of figures that make a habit, and how few show none."""
AFTER_DIGITS = ")*¹²³"
"""Brackets of a negative figure and marks of footnotes."""
GROUPED_OTHERWISE = re.compile(r"\d[.\u00a0\u202f\u2009\u2007]\d{3}(?!\d)|\A\W?(?!(?:19|20)\d\d\Z)\d{4}")


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a table prints its figures, as far as that can be seen without knowing its cells."""

    lone_dashes: bool = False
    """Dashes stand alone, or minus signs right before their digits: a dash before a blank is a cell."""
    other_groups: bool = False
    """Thousands are parted by something else than a plain blank, or not at all."""
    signs: bool = True
    """Percentages bear their sign."""
    units: bool = False
    """Every figure bears its unit, but for nothing."""
    decimals: bool = False
    """Every amount has decimals, but for nothing."""


def spelling_of(drafts: Sequence[Draft]) -> Spelling:
    """The spelling of a table's figures."""
    runs = [draft.run for draft in drafts if draft.run is not None]
    return Spelling(
        any(_tight(atom) or _lone(run, at) for run in runs for at, atom in enumerate(run.atoms)),
        any(GROUPED_OTHERWISE.search(atom.text) for run in runs for atom in run.atoms),
        any("%" in atom.text for run in runs for atom in run.atoms),
        _share(runs, _bears_unit) >= NEARLY_ALL,
        _share(runs, _bears_decimals) >= NEARLY_ALL,
    )


def _share(runs: Sequence[FigureRun], test: Callable[[FigureRun, int], bool | None]) -> float:
    """Of the figures that are amounts, the share that passes a test."""
    found = [passed for run in runs for at in range(len(run.atoms)) if (passed := test(run, at)) is not None]
    return sum(found) / len(found) if len(found) >= LEAST_FIGURES else 0.0


def _bears_unit(run: FigureRun, at: int) -> bool | None:
    """None where this is no figure's end."""
    atom, after = run.atoms[at], run.atoms[at + 1] if at + 1 < len(run.atoms) else None
    if atom.kind in ("unit", "dash") or atom.text == "0" or "%" in atom.text:
        return None
    if after is not None and (after.text.startswith("%") or GROUP.match(after.text)):
        return None
    bare = atom.text.rstrip(AFTER_DIGITS)
    return (after is not None and after.kind == "unit") or not bare[-1:].isdigit()


def _bears_decimals(run: FigureRun, at: int) -> bool | None:
    atom, after = run.atoms[at], run.atoms[at + 1] if at + 1 < len(run.atoms) else None
    if atom.kind in ("unit", "dash") or atom.text == "0" or "%" in atom.text:
        return None
    if after is not None and (after.text.startswith("%") or GROUP.match(after.text)):
        return None
    return "," in atom.text


def _tight(atom: Atom) -> bool:
    """Digits with a minus sign, or brackets for one, and no blank between."""
    return atom.text[0] in f"{MINUS}(" and len(atom.text) > 1


def _lone(run: FigureRun, at: int) -> bool:
    """A dash with no figure right after it."""
    if run.atoms[at].kind != "dash":
        return False
    after = run.atoms[at + 1] if at + 1 < len(run.atoms) else None
    return after is None or after.kind == "dash" or after.start - run.atoms[at].end > 1 or _tight(after)
