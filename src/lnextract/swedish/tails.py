"""Runs of figures in a line of a dump: where they stand, before it is known which blanks group digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

AtomKind = Literal["digits", "number", "unit", "dash"]

MINUS = "-‐‑‒–−"
UNIT = r"(?:%|procent|tkr|kkr|kr|mnkr|mkr|mdkr|msek|tsek|st|kronor)\.?"
COMPARED = r"(?:[<>≤≥]=?[ \u00a0]?)?"
"""What a target may begin with: «≥ 90 %»."""
# Up to three digits can begin or continue a number grouped by blanks; the rest is whole in itself.
DIGITS = re.compile(rf"{COMPARED}\(?[{MINUS}+]?\(?\d{{1,3}}\Z")
GROUP_END = re.compile(r"\d{3}(?:,\d+)?\)?\Z")
_DIGITS = (
    rf"[{MINUS}+]?(?:\d{{1,3}}(?:\.\d{{3}})+|\d{{1,3}}(?:[\u00a0\u202f\u2009\u2007]\d{{3}})+|\d+)(?:[,.]\d+)?"
)
NUMBER = re.compile(
    rf"(?:{COMPARED}(?:\({_DIGITS}\)|\(?{_DIGITS})|[<>≤≥]=?[ ]?\d{{1,3}}(?: 000)+)(?:{UNIT})?[*¹²³]*\Z",
    re.IGNORECASE,
)
UNIT_ALONE = re.compile(rf"\(?{UNIT}\)?\Z", re.IGNORECASE)
DASH = re.compile(r"[-‒–—−]\Z")  # a hyphen proper is no dash
# A no-break blank inside a number or one after a sign of comparison belongs to the token.
# Every other white space ends it.
TOKEN = re.compile(r"[<>≤≥]=?[ \u00a0]?\d[^ \t\r\n\f\v]*(?: 000)*|[^ \t\r\n\f\v]+")


@dataclass(frozen=True, slots=True)
class Atom:
    """A token of a figure run."""

    text: str
    start: int
    """Offset in the line."""
    kind: AtomKind

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class FigureRun:
    """Figures that follow each other in a line with nothing but blanks between them."""

    atoms: tuple[Atom, ...]

    @property
    def start(self) -> int:
        return self.atoms[0].start

    @property
    def end(self) -> int:
        return self.atoms[-1].end


def atom_kind(token: str) -> AtomKind | None:
    """What a token can be in a run of figures; None for a word."""
    if UNIT_ALONE.match(token):
        return "unit"
    if DASH.match(token):
        return "dash"
    if DIGITS.match(token) or GROUP_END.match(token):
        return "digits"
    return "number" if NUMBER.match(token) else None


@lru_cache(maxsize=8192)
def figure_runs(text: str) -> tuple[FigureRun, ...]:
    """All runs of figures in a line, from left to right; a run never begins with a unit."""
    runs: list[FigureRun] = []
    atoms: list[Atom] = []
    for match in TOKEN.finditer(text):
        kind = atom_kind(match.group())
        if kind is None or (kind == "unit" and not atoms):
            _close(runs, atoms)
            atoms = []
        else:
            atoms.append(Atom(match.group(), match.start(), kind))
    _close(runs, atoms)
    return tuple(runs)


def _close(runs: list[FigureRun], atoms: list[Atom]) -> None:
    if any(atom.kind in ("digits", "number") for atom in atoms) or (atoms and _only_dashes(atoms)):
        runs.append(FigureRun(tuple(atoms)))


def _only_dashes(atoms: list[Atom]) -> bool:
    return all(atom.kind == "dash" for atom in atoms)


def tail_run(text: str) -> FigureRun | None:
    """The run that ends the line, if one does."""
    runs = figure_runs(text)
    if runs and not text[runs[-1].end :].strip():
        return runs[-1]
    return None
