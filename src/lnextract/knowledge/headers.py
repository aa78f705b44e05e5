"""Cuts printed header text into its cells by the words that headers are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lnextract.knowledge.atoms import Atom, AtomIndex
from lnextract.knowledge.cells import CellReading, Path, Reader
from lnextract.knowledge.entries import Head, HeaderRole, Qualifier
from lnextract.knowledge.letters import Letters, read_letters, squash

HEADER_LETTERS_MAX = 600
"""Letters: the longest printed header seen has 130; longer text is prose."""
COVERAGE_MIN = 0.8
"""Share of a header's letters that the lexicon must know."""
COVERAGE_MIN_FEW_CELLS = 0.92
"""The same where two cells only are known: less speaks for a header, so more must fit."""
COUNTED = "count"
"""Head of columns that count: «Antal» and whatever is counted."""
BEGIN_CHARS = 60
"""Characters in which the first word or two of a header stand."""
READINGS_KEPT = 8
"""Readings that are kept side by side at each position."""

_SENTENCE_END = re.compile(r"[a-zåäö]{4}\.\s+[A-ZÅÄÖ]")
_LAST_WORD = re.compile(r"([^\W\d_]{6,})\)?\.$|\)\.$")
_LONG_ABBREVIATIONS = frozenset({"period", "förändr", "periodis"})
_SPANNING = frozenset(
    {"accumulated", "full_year", "previous", "unit", "percent", "nature"}
    | {"forecast_against_budget", "outcome_against_budget", "report"}
)
"""Qualifiers that may stand in a header row of their own."""
_WORDED = ("head", "qualifier", "body", "months")
_PROSE = frozenset(
    {
        "och",
        "är",
        "som",
        "har",
        "för",
        "att",
        "med",
        "samt",
        "ska",
        "kan",
        "vi",
        "inte",
        "det",
        "den",
        "en",
        "ett",
    }
    | {
        "till",
        "från",
        "under",
        "enligt",
        "blir",
        "blev",
        "av",
        "om",
        "vid",
        "innebär",
        "visar",
        "beror",
        "ut",
        "upp",
    }
)
"""Words of running text that no header has unless the lexicon knows the whole phrase."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a header cell: `kind` head, qualifier, year, months or body."""

    kind: str
    key: str
    text: str
    """Squashed."""


@dataclass(frozen=True, slots=True)
class HeaderPhrase:
    """A header cell as recognised; `start`..`end` are offsets into the text it was found in."""

    start: int
    end: int
    text: str
    """White space folded, broken words joined."""
    role: HeaderRole
    key: str | None
    parts: tuple[Part, ...] = ()

    def keys(self, kind: str) -> frozenset[str]:
        """Keys of the parts of one kind."""
        return frozenset(part.key for part in self.parts if part.kind == kind)


class HeaderLexicon:
    """Recognises header cells. Broken words, blanks, hyphens and case don't matter."""

    def __init__(self, heads: Sequence[Head], qualifiers: Sequence[Qualifier], names: Iterable[str]) -> None:
        self._index = AtomIndex(heads, qualifiers, names)
        self._reader = Reader(self._index)
        self._cut = lru_cache(maxsize=2048)(self._paths)
        self._first = lru_cache(maxsize=2048)(self._first_reading)
        self._several = lru_cache(maxsize=1024)(self._several_readings)

    def segment(self, text: str) -> list[HeaderPhrase]:
        """The likeliest cells of a header text. Together they cover every printed character."""
        return list(self._first(text))

    def readings(self, text: str) -> list[list[HeaderPhrase]]:
        """Several ways to cut the text, likeliest first: «Avvikelse %» is one cell or two."""
        return [list(reading) for reading in self._several(text)]

    def _several_readings(self, text: str) -> tuple[tuple[HeaderPhrase, ...], ...]:
        letters, paths = self._cut(text)
        if not paths:
            return (self._first(text),)
        return tuple(tuple(_by_context(_phrases(letters, path))) for path in paths)

    def _paths(self, text: str) -> tuple[Letters, tuple[Path, ...]]:
        letters = read_letters(text)
        if not 0 < len(letters.squashed) <= HEADER_LETTERS_MAX:
            return letters, ()
        return letters, tuple(self._reader.readings(letters, READINGS_KEPT))

    def _first_reading(self, text: str) -> tuple[HeaderPhrase, ...]:
        letters, paths = self._cut(text)
        if paths:
            return tuple(_by_context(_phrases(letters, paths[0])))
        if not letters.squashed:
            return ()
        start, end = letters.printed_start(0), len(text.rstrip())
        return (HeaderPhrase(start, end, " ".join(text.split()), "unknown", None),)

    def begins(self, text: str) -> bool:
        """Whether the text begins with a word of headers or a board's name: a quick look."""
        letters = read_letters(text[:BEGIN_CHARS])
        return bool(letters.squashed) and bool(self._index.at(letters, 0))

    def looks_like_header(self, text: str) -> bool:
        """Whether a run of text is a header: two cells or more, one of them for figures, text or status."""
        if len(text) > 2 * HEADER_LETTERS_MAX or len(_SENTENCE_END.findall(text)) > 1:
            return False
        phrases = self.segment(text)
        known = [phrase for phrase in phrases if phrase.role != "unknown"]
        unknown = [phrase for phrase in phrases if phrase.role == "unknown"]
        if len(known) < 2 or not _has_columns(known):
            return False
        words = {word.strip(".,:;()") for phrase in unknown for word in phrase.text.casefold().split()}
        if any(_closes_sentence(phrase) or _is_fragment(phrase) for phrase in phrases):
            return False
        if words & _PROSE or any(char.isdigit() for phrase in unknown for char in phrase.text):
            return False
        few = sum(phrase.role not in ("period",) for phrase in known) < 3
        return coverage(phrases) >= (COVERAGE_MIN_FEW_CELLS if few and unknown else COVERAGE_MIN)


def _has_columns(phrases: Sequence[HeaderPhrase]) -> bool:
    """A column of figures, text or status; or two of years beside a label column."""
    if any(phrase.role in ("figure", "text", "status") for phrase in phrases):
        return True
    dated = sum(phrase.key == "year" for phrase in phrases)
    return dated > 1 and any(phrase.role == "label" and phrase.key != "body" for phrase in phrases)


def _closes_sentence(phrase: HeaderPhrase) -> bool:
    """A full stop after a whole word; after a short one it marks an abbreviation."""
    last = _LAST_WORD.search(phrase.text)
    return last is not None and (last.group(1) or "").casefold() not in _LONG_ABBREVIATIONS


def _is_fragment(phrase: HeaderPhrase) -> bool:
    """A piece of a cell such as «jämfört med budget» that stands without its head."""
    return phrase.role == "period" and not phrase.keys("qualifier") <= _SPANNING


def within_cells(text: str) -> str:
    """The text with line ends after a blank made blanks, offsets kept: there a cell goes on.

    But for those after a hyphen, which breaks a word whether a blank is printed after it or not.
    """
    return re.sub(r"(?<=[^\s‐-]) \n(?=\S)", "  ", text)


def coverage(phrases: Sequence[HeaderPhrase]) -> float:
    """Share of the letters that stand in recognised phrases, 0 to 1."""
    known = sum(len(squash(phrase.text)) for phrase in phrases if phrase.role != "unknown")
    total = sum(len(squash(phrase.text)) for phrase in phrases)
    return known / total if total else 0.0


def _phrases(letters: Letters, path: Path) -> list[tuple[HeaderPhrase, Head | None]]:
    found: list[tuple[HeaderPhrase, Head | None]] = []
    for cell in path:
        start, end = letters.printed_start(cell.start), letters.printed_end(cell.end)
        text = _printed(letters, cell, start, end)
        head = cell.head
        role: HeaderRole = head.role if head else cell.found[0].atom.role if cell.found else "unknown"
        key = head.key if head else cell.found[0].atom.key if cell.found else None
        parts = tuple(
            Part(item.atom.kind, item.atom.key, letters.squashed[item.start : item.end])
            for item in cell.found
        )
        last = found[-1][0] if found else None
        if role == "unknown" and last and last.role == "unknown" and letters.gaps[cell.start] != "wide":
            text = " ".join(letters.text[last.start : end].split())
            found[-1] = (HeaderPhrase(last.start, end, text, "unknown", None), None)
        elif role == "unknown" and _is_counted(text, [each for each, _ in found], letters.text[:start]):
            counting, of = found[-1]
            text = " ".join(
                re.sub(r"(?<=[^\W\d_])\n(?=[a-zåäö])", "", letters.text[counting.start : end]).split()
            )
            found[-1] = (replace(counting, end=end, text=text), of)
        else:
            found.append((HeaderPhrase(start, end, text, role, key, parts), head))
    return found


def _is_counted(text: str, before: Sequence[HeaderPhrase], printed: str) -> bool:
    """Whether a word names what a column counts: «ansökningar» after «Antal», which is not the first head.

    Args:
        printed: what stands before it; a line's end without blank breaks the word.
    """
    counting = len(before) > 1 and before[-1].key == COUNTED and text.isalpha() and text.islower()
    broken = re.search(r"[^\W\d_]\n\Z", printed) is not None
    return counting and (" " not in before[-1].text or broken)


def _printed(letters: Letters, cell: CellReading, start: int, end: int) -> str:
    """The cell's text: white space within the lexicon's words taken out, all other white space folded."""
    if not cell.found:
        return " ".join(letters.text[start:end].split())
    pieces = [letters.text[start : letters.offsets[cell.start]]]
    inside = {item.start + at: item.atom for item in cell.found for at in range(1, item.end - item.start)}
    origin = {item.start + at: item.start for item in cell.found for at in range(1, item.end - item.start)}
    for index in range(cell.start, cell.end):
        if index > cell.start:
            between = letters.text[letters.offsets[index - 1] + 1 : letters.offsets[index]]
            pieces.append(_between(between, inside.get(index), index - origin.get(index, index)))
        pieces.append(letters.text[letters.offsets[index]])
    pieces.append(letters.text[letters.offsets[cell.end - 1] + 1 : end])
    return re.sub(r"\s+(?=[)\]])", "", " ".join("".join(pieces).split()))


def _between(between: str, atom: Atom | None, place: int) -> str:
    """What stays between two letters: within a word nothing, unless it is a mark that the form has too."""
    if not between.strip():
        if atom is not None and atom.kind == "months" and "\n" not in between:
            return between  # «t o m aug»
        word_inside = atom is not None and atom.kind in _WORDED and place not in atom.word_starts
        return "" if word_inside else between
    if atom is not None and atom.kind in _WORDED and place not in atom.word_starts:
        if "\n" not in between:
            return between.strip()
        soft = between.strip() in "-‐‑\xad" and place not in atom.seams
        return "" if soft else between.strip()
    stripped = between.rstrip()
    return stripped if stripped[-1] in "-‐‑–/" and not between[0].isspace() else between


def _by_context(cells: list[tuple[HeaderPhrase, Head | None]]) -> list[HeaderPhrase]:
    """Settles the roles that hang on the other cells of the header."""
    figures = any(
        phrase.role == "figure"
        and (head is None or head.text_role is None or "unit" in phrase.keys("qualifier"))
        for phrase, head in cells
    )
    settled: list[HeaderPhrase] = []
    for number, (phrase, head) in enumerate(cells):
        role = phrase.role
        labelled = any(earlier.role in ("label", "group") for earlier in settled)
        if role == "period" and phrase.key == "unit" and number == 0:
            role = "label"
        elif head is not None and head.first_role and number == 0 and len(cells) > 1:
            role = head.first_role
        elif head is not None and head.text_role and not figures and len(cells) > 1:
            role = head.text_role
        elif head is not None and head.label_role and (labelled or phrase.keys("year")):
            role = head.label_role
        settled.append(phrase if role == phrase.role else replace(phrase, role=role))
    return settled
