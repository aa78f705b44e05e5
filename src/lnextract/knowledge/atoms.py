"""The pieces that header cells are made of, found anywhere in squashed text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from lnextract.knowledge.entries import Head, HeaderRole, Qualifier
from lnextract.knowledge.letters import Letters, squash

_MONTH = (
    r"(?:januari|jan|februari|feb|mars|mar|april|apr|maj|juni|jun|juli|jul|augusti|aug|september|sept|sep"
    r"|oktober|okt|november|nov|december|dec)"
)
_YEAR = r"(?:19|20)\d\d"
_UNTIL = r"(?:tillochmed|tom|per|tom?perioden|frånochmed|from)"
_PERIODS = re.compile(
    rf"(?:{_UNTIL})?(?:\d{{1,2}})?{_MONTH}(?:{_YEAR}(?=(?:tom|till)?\d{{0,2}}{_MONTH}))?(?:tom|till)?(?:\d{{1,2}})?{_MONTH}"
    rf"|{_UNTIL}(?:\d{{1,2}})?{_MONTH}"
    rf"|\d{{1,2}}{_MONTH}|{_MONTH}"
    rf"|(?:{_UNTIL})?{_YEAR}(?:0[1-9]|1[0-2])(?:[0-3]\d)?(?:{_YEAR}(?:0[1-9]|1[0-2])(?:[0-3]\d)?)?"
    r"|\d\d(?:0[1-9]|1[0-2])\d\d(?:0[1-9]|1[0-2])(?!\d)"
    r"|(?:tertial|kvartal|kvart|kv|halvår|delår)[1-4]|[tq][1-4](?!\d)|(?:första|andra|tredje|fjärde)?(?:tertialet|kvartalet|halvåret)"
    r"|(?:tertial|kvartal|halvår|månad|månader)|\d{1,2}(?:månader|mån)"
)
_PERIOD_TOKENS = re.compile(rf"{_MONTH}|tillochmed|\d+|tom|till|per|from|[^\W\d]+")
_YEARS = re.compile(_YEAR)
_YEAR_BEGINS = "12"
_YEAR_MONTHS = re.compile(r"\d{8}")
_BOARD_ENDS = ("nämnden", "nämnd", "styrelsen", "förvaltningen")
_BOARD_WORD = re.compile(rf"[^\W\d]{{3,40}}?(?:{'|'.join(_BOARD_ENDS)})s?")


def _squashed(*forms: str) -> dict[str, str]:
    return {form: squash(form) for form in forms}


_PREFIXES = _squashed("", "lokal nämnd ", "lokal nämnd i ", "lokala nämnden ", "lokala nämnden i ", "region ")
_ENDINGS = _squashed(
    "", "s", "nämnden", "snämnden", "nämndens", "snämndens", "s kommun", " kommun", "s stad", " stad"
)

BROKEN_WORD = 0.35
"""Cost of a blank within a word on one line; words break at line ends, seldom within lines."""
WIDE_WITHIN_CELL = 1.6
"""Cost of a wide gap within a cell: dearer than one cell more."""
SEAM_BLANK = 1.2
"""Cost of a blank at a compound's seam («prognos avvikelse»): dearer than two cells."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A form of the vocabulary: what it says and how it is printed."""

    key: str
    kind: str
    """head, qualifier, year, months or body."""
    form: str
    head: Head | None = None
    qualifier: Qualifier | None = None
    word_starts: frozenset[int] = frozenset()
    """Squashed positions where a word of the form begins."""
    seams: frozenset[int] = frozenset()

    @property
    def role(self) -> HeaderRole:
        if self.head is not None:
            return self.head.role
        return "label" if self.kind == "body" else "period"


@dataclass(frozen=True, slots=True)
class Found:
    """An atom at `start`..`end` of the squashed text, with the cost of how it is printed."""

    atom: Atom
    start: int
    end: int
    cost: float


def compile_form(form: str) -> tuple[str, frozenset[int], frozenset[int]]:
    """Squashed form, positions where its words begin, positions of its seams."""
    letters: list[str] = []
    starts: set[int] = set()
    seams: set[int] = set()
    fresh = True
    for char in form.casefold():
        if char.isalnum() or char == "%":
            if fresh:
                starts.add(len(letters))
            letters.append(char)
            fresh = False
        elif char == "|":
            seams.add(len(letters))
        else:
            fresh = True
    return "".join(letters), frozenset(starts), frozenset(seams)


class AtomIndex:
    """Finds all atoms that begin at a position."""

    def __init__(self, heads: Sequence[Head], qualifiers: Sequence[Qualifier], names: Iterable[str]) -> None:
        self._by_start: dict[str, list[tuple[str, Atom]]] = {}
        self._patterns: dict[str, list[tuple[re.Pattern[str], Atom]]] = {}
        """Forms with a year in them, under each letter or digit that they may begin with."""
        self._names_given = names
        for head in heads:
            for form in head.forms:
                self._add(form, key=head.key, kind="head", head=head)
        for qualifier in qualifiers:
            for form in qualifier.forms:
                self._add(form, key=qualifier.key, kind="qualifier", qualifier=qualifier)

    def _add(self, form: str, key: str, kind: str, **entry: object) -> None:
        squashed, starts, seams = compile_form(form.replace("{year}", "8888"))
        atom = Atom(key, kind, form, word_starts=starts, seams=seams, **entry)  # type: ignore[arg-type]
        if "{year}" in form:
            pattern = re.compile(squashed.replace("8888", _YEAR))
            for first in _YEAR_BEGINS if squashed.startswith("8888") else squashed[0]:
                self._patterns.setdefault(first, []).append((pattern, atom))
        else:
            self._by_start.setdefault(squashed[:2], []).append((squashed, atom))

    @cached_property
    def _names(self) -> dict[str, list[tuple[str, str]]]:
        """Names, each with its squashed form, under its first two letters."""
        names: dict[str, list[tuple[str, str]]] = {}
        for name in self._names_given:
            names.setdefault(squash(name)[:2], []).append((name, squash(name)))
        return names

    def at(self, letters: Letters, start: int) -> list[Found]:
        """All atoms at `start`, each with the cost of the breaks within it; impossible breaks left out."""
        text = letters.squashed
        found: list[Found] = []
        for lead in {text[start : start + 2], text[start : start + 1]}:
            for squashed, atom in self._by_start.get(lead, ()):
                if text.startswith(squashed, start):
                    self._keep(found, letters, atom, start, start + len(squashed))
        for pattern, atom in self._patterns.get(text[start], ()):
            match = pattern.match(text, start)
            if match:
                self._keep(found, letters, atom, start, match.end())
        match = _YEARS.match(text, start)
        if match and letters.number_ends(match.end()) and letters.number_ends(start):
            found.append(Found(Atom("year", "year", match.group()), start, match.end(), 0.0))
        match = _PERIODS.match(text, start)
        if match and not (_YEAR_MONTHS.fullmatch(match.group()) and not letters.joined(start, match.end())):
            starts = frozenset(token.start() for token in _PERIOD_TOKENS.finditer(match.group()))
            self._keep(
                found,
                letters,
                Atom("months", "months", match.group(), word_starts=starts),
                start,
                match.end(),
            )
        if letters.boundary[start]:
            found.extend(self._bodies(letters, start))
        return found

    def _keep(self, found: list[Found], letters: Letters, atom: Atom, start: int, end: int) -> None:
        if atom.qualifier is not None and atom.qualifier.joiner:
            bracketed = atom.form.startswith("(")
            if not (letters.bracket_before(start) if bracketed else letters.joined(start, end)):
                return
        cost = _breaks_within(letters, atom, start, end)
        if cost is not None:
            found.append(Found(atom, start, end, cost))

    def _bodies(self, letters: Letters, start: int) -> list[Found]:
        """Names of municipalities and boards: «Halmstad», «Laholmsnämnden», «Lokal nämnd i Hylte»."""
        text = letters.squashed
        found: list[Found] = []
        for prefix, squashed_prefix in _PREFIXES.items():
            at = start + len(squashed_prefix)
            if not text.startswith(squashed_prefix, start):
                continue
            for name, squashed_name in self._names.get(text[at : at + 2], ()):
                if text.startswith(squashed_name, at):
                    for ending, squashed_ending in _ENDINGS.items():
                        if text.startswith(squashed_ending, at + len(squashed_name)):
                            self._keep_body(found, letters, f"{prefix}{name}{ending}", start)
        word = _BOARD_WORD.match(text, start) if any(end in text for end in _BOARD_ENDS) else None
        if word and _one_word(letters, start, word.end()):
            found.append(Found(Atom("body", "body", word.group()), start, word.end(), 0.3))
        return found

    def _keep_body(self, found: list[Found], letters: Letters, form: str, start: int) -> None:
        squashed, starts, _ = compile_form(form)
        self._keep(
            found, letters, Atom("body", "body", form, word_starts=starts), start, start + len(squashed)
        )


def _one_word(letters: Letters, start: int, end: int) -> bool:
    inside = range(start + 1, end)
    return all(
        letters.gaps[index] in ("none", "mark", "line") and not letters.capital[index] for index in inside
    )


def _breaks_within(letters: Letters, atom: Atom, start: int, end: int) -> float | None:
    """Cost of the gaps within an atom; None where they make two cells of it for sure."""
    cost = 0.0
    for index in range(start + 1, end):
        gap = letters.gaps[index]
        if gap in ("none", "mark"):
            continue
        place = index - start
        hyphen = letters.hyphen_before(index)
        if place in atom.seams and not hyphen:
            if letters.capital[index]:
                return None
            cost += SEAM_BLANK if gap in ("blank", "wide") and place not in atom.word_starts else 0.0
        elif place not in atom.word_starts and not hyphen:
            if letters.capital[index] and not letters.all_capitals:
                return None
            cost += BROKEN_WORD if gap == "blank" else 0.0
        if gap == "wide":
            cost += WIDE_WITHIN_CELL
    return cost
