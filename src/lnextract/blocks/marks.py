"""Lines of a dump that are no content: contents lists, page numbers, running headers and footers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from lnextract.blocks.captions import is_unit_line
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.source import Line, PageLine

LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{0,3}\s*$|…{2,}\s*\d{0,3}\s*$|_{4,}\s*\d{1,3}\s*$|\t+\s*\d{1,3}\s*$")
LISTED = re.compile(r"\s*(?:\d+(?:\.\d+)*\.?\s+)?(\D.*?)[\s.…_]*\s(\d{1,3})\s*$")
PLACE = re.compile(r"(?P<words>.*[^\W\d_].*?)\s*\b(?P<page>\d{1,3})\s*(?:\((?P<of>\d{1,3})\))")
"""«Tertialrapport 2, 2022 3(4)»."""
MOST_UNNUMBERED = 2
"""Pages by which a lone page number and the pages seen so far may differ: a cover, a contents list."""
LONE_NUMBER = re.compile(r"[1-9]\d{0,2}")
LEAST_CHAINED = 3
"""Lone numbers that make a chain of page numbers."""
LEAST_PAGE_LINES, MOST_PAGE_LINES = 8, 90
"""Printed lines from one page number to the next."""
PAGE_NUMBER = re.compile(
    r"\s*(?:sida(?:n)?\s*)?[-–]?\s*\d{1,3}\s*(?:[-–]\s*)?(?:\(\d{1,3}\)|/\s?\d{1,3}|av\s\d{1,3})?\s*$", re.I
)
DATE_LINE = re.compile(r"\s*(?:19|20)\d\d-\d\d-\d\d(?=\D|$)")
MOST_PAGE_EDGE_LINES = 3
"""Printed lines from a page's edge in which running headers and footers stand."""
MOST_RUNNING_CHARS = 110
MOST_TITLES_SHARE = 0.5
"""Share of slides on which a first line is no title any more."""
MOST_DATED_CHARS = 60
MOST_PAGES_BETWEEN = 12
"""Page numbers may be missing on some pages, but not on more than these in a row."""
REPEATED = 3
"""Times that a line must stand at page edges to be a running header; twice where it bears a page number."""


def contents_lines(lines: Sequence[Line], vocabulary: Vocabulary) -> set[int]:
    """Indexes of the lines of contents lists, their titles included."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        if index in found or line.blank:
            continue
        numbered = line.text.rstrip()[-1:].isdigit()
        if numbered and LEADER.search(line.text) and re.search(r"[^\W\d_]", line.text):
            found.add(index)
            _wrapped_before(lines, index, found)
            found |= _title_above(lines, index, vocabulary)
        elif vocabulary.words("contents").key(line.text.strip(" .:\f")):
            listed = _listed_after(lines, index)
            if listed:
                found.update({index, *listed})
    return found


def _title_above(lines: Sequence[Line], index: int, vocabulary: Vocabulary) -> set[int]:
    """The line «Innehåll» right above a contents list."""
    printed = next((at for at in range(index - 1, -1, -1) if not lines[at].blank), None)
    if printed is None or not vocabulary.words("contents").key(lines[printed].text.strip(" .:\f")):
        return set()
    return {printed}


def _wrapped_before(lines: Sequence[Line], index: int, found: set[int]) -> None:
    """The first line of a listed title that takes two."""
    if re.match(r"\s*[a-zåäö]", lines[index].text) and index and not lines[index - 1].blank:
        found.add(index - 1)


def _listed_after(lines: Sequence[Line], index: int) -> list[int]:
    """Lines after a contents title that end in a page number, as long as the numbers don't fall."""
    listed: list[int] = []
    last, missed = 0, 0
    for at in range(index + 1, len(lines)):
        if lines[at].blank:
            continue
        match = LISTED.match(lines[at].text)
        if match is None or int(match.group(2)) < last:
            missed += 1
            if missed > 1 or PAGE_NUMBER.match(lines[at].text):
                break
            continue
        if missed and listed:
            listed.extend(range(listed[-1] + 1, at))
        missed = 0
        last = int(match.group(2))
        listed.append(at)
    return listed if len(listed) >= 2 else []


def listed_titles(lines: Sequence[Line], contents: set[int]) -> frozenset[str]:
    """The squashed titles of the contents list, without numbers."""
    titles = (_listed_title(lines[index].text) for index in contents)
    return frozenset("".join(title.split()).casefold() for title in titles if title)


def titles_with_page(lines: Sequence[Line]) -> tuple[str, ...]:
    """The titles of a contents list that stand on one line with their page number."""
    numbered = [line.text for line in lines if re.search(r"[^\W\d_].*\D\d{1,3}\s*$", line.text)]
    return tuple(title for text in numbered if (title := _listed_title(text)))


def _listed_title(text: str) -> str | None:
    match = re.match(r"\s*(?:\d+(?:\.\d+)*\.?\s+)?(.*?)[\s.…_]*\d*\s*$", LEADER.sub("", text))
    return match.group(1) if match and match.group(1) else None


def furniture_lines(
    lines: Sequence[Line], starts: frozenset[int], vocabulary: Vocabulary, *, deck: bool
) -> set[int]:
    """Indexes of page numbers and running headers and footers."""
    edges = _edge_lines(lines, starts)
    found = _page_numbers(lines, edges, starts)
    chained = _chained_numbers(lines)
    found = chained if len(chained) > len(found) else found
    shapes = Counter(_shape(lines[index].text) for index in edges)
    heads = _slide_titles(lines, starts) if deck else set()
    alike = {
        index
        for index in edges - heads
        if re.search(r"[^\W\d_]{3}", lines[index].text)
        and shapes[_shape(lines[index].text)]
        >= (2 if _bears_page_number(_shape(lines[index].text)) else REPEATED)
        and not _is_content(lines[index].text, vocabulary)
    }
    found |= {index for index in alike if _runs(lines, alike, index)} | _placed(lines)
    if deck:
        found |= _repeated_dates(lines)
    return found


def _placed(lines: Sequence[Line]) -> set[int]:
    """Lines with the page and the number of pages, the same but for the page at least three times."""
    places: dict[tuple[str, str], dict[int, list[int]]] = {}
    for index, line in enumerate(lines):
        text = line.text.strip()
        if not text.endswith(")") or len(text) > MOST_RUNNING_CHARS:
            continue
        match = PLACE.fullmatch(text)
        if match:
            key = (match["words"], match["of"])
            places.setdefault(key, {}).setdefault(int(match["page"]), []).append(index)
    return {
        index
        for pages in places.values()
        if len(pages) >= REPEATED
        for indexes in pages.values()
        for index in indexes
    }


def _repeated_dates(lines: Sequence[Line]) -> set[int]:
    """Lines that begin with one date which stands on several slides: their footers."""
    dated = {
        index: match.group().strip()
        for index, line in enumerate(lines)
        if (match := DATE_LINE.match(line.text))
    }
    counts = Counter(dated.values())
    return {
        index
        for index, printed in dated.items()
        if counts[printed] >= REPEATED and len(lines[index].text.strip()) <= MOST_DATED_CHARS
    }


def _page_numbers(lines: Sequence[Line], edges: set[int], starts: frozenset[int]) -> set[int]:
    """Lone numbers at page edges that grow from page to page."""
    growing: list[tuple[int, int]] = []
    for index in sorted(edges):
        text = lines[index].text
        if PAGE_NUMBER.match(text) and not _inside_text(lines, index, starts) and not text.endswith("   "):
            number = int(re.findall(r"\d+", text)[0])
            if not growing or growing[-1][1] < number <= growing[-1][1] + MOST_PAGES_BETWEEN:
                growing.append((index, number))
    if len(growing) == 1:
        # One alone is that of its page, or a figure on a line of its own.
        index, number = growing[0]
        page = sum(start <= index for start in starts)
        return {index} if abs(number - page) <= MOST_UNNUMBERED else set()
    return {index for index, _ in growing}


def _chained_numbers(lines: Sequence[Line]) -> set[int]:
    """Lone numbers that go up by one from page to page, in a dump that shows no page edges: 1, 2, 3 …"""
    printed = [index for index, line in enumerate(lines) if not line.blank]
    chains: list[list[tuple[int, int]]] = []
    """Each chain as places among the printed lines with the number there, the longest that ends so."""
    for place, index in enumerate(printed):
        if not LONE_NUMBER.fullmatch(lines[index].text.strip()):
            continue
        number = int(lines[index].text)
        before = [
            chain
            for chain in chains
            if chain[-1][1] == number - 1 and LEAST_PAGE_LINES <= place - chain[-1][0] <= MOST_PAGE_LINES
        ]
        chains.append([*max(before, key=len, default=[]), (place, number)])
    longest = max(chains, key=len, default=[])
    return {printed[place] for place, _ in longest} if len(longest) >= LEAST_CHAINED else set()


def _is_content(text: str, vocabulary: Vocabulary) -> bool:
    """Status words, headers, captions and unit lines are printed again and again, and are content."""
    return bool(
        vocabulary.words("status_word").key(text.strip(" :"))
        or vocabulary.status_of(text)
        or vocabulary.headers.looks_like_header(text)
        or is_unit_line(text)
    )


def _edge_lines(lines: Sequence[Line], starts: frozenset[int]) -> set[int]:
    """Indexes of the first and last printed lines of each page."""
    printed = [index for index, line in enumerate(lines) if not line.blank]
    edges: set[int] = set()
    page: list[int] = []
    for index in printed:
        if index in starts and page:
            edges.update(page[:MOST_PAGE_EDGE_LINES] + page[-MOST_PAGE_EDGE_LINES:])
            page = []
        page.append(index)
    edges.update(page[:MOST_PAGE_EDGE_LINES] + page[-MOST_PAGE_EDGE_LINES:])
    return {index for index in edges if len(lines[index].text.strip()) <= MOST_RUNNING_CHARS}


def _slide_titles(lines: Sequence[Line], starts: frozenset[int]) -> set[int]:
    """First lines of slides: a title may stand on several, a running header stands on most."""
    firsts = {
        index
        for index in starts
        if not DATE_LINE.match(lines[index].text) and not isinstance(lines[index], PageLine)
    }
    shapes = Counter(_shape(lines[index].text) for index in firsts)
    return {index for index in firsts if shapes[_shape(lines[index].text)] < MOST_TITLES_SHARE * len(starts)}


@lru_cache(maxsize=1024)
def _shape(text: str) -> str:
    """Two running headers differ in their page numbers only."""
    return re.sub(r"\d+", "#", " ".join(text.split()).casefold())


def bears_place(text: str) -> bool:
    """Whether a line bears a date or a page number after its words, as footers do."""
    return bool(re.search(r"\d{4}-\d\d-\d\d|\d+\s*\(\d+\)|\s{3,}\d{1,3}\s*$|^\s*\d{1,3}\s{3,}", text))


def _bears_page_number(shape: str) -> bool:
    return bool(re.search(r"#\s*(?:\(#\)|/\s?#)?$|^#\s?[^\W\d_]", shape)) and bool(
        re.search(r"[^\W\d_]{3}", shape)
    )


def _runs(lines: Sequence[Line], alike: set[int], index: int) -> bool:
    """Whether the line is alike to others in full or in all but a growing page number."""
    own = " ".join(lines[index].text.split()).casefold()
    others = [
        " ".join(lines[at].text.split()).casefold()
        for at in alike
        if at != index and _shape(lines[at].text) == _shape(lines[index].text)
    ]
    if sum(other == own for other in others) >= REPEATED - 1:
        return True
    return any(_numbers_differ_last(own, other) for other in others)


def _numbers_differ_last(one: str, other: str) -> bool:
    first, second = re.findall(r"\d+", one), re.findall(r"\d+", other)
    return (
        len(first) == len(second) >= 1
        and first != second
        and sum(a != b for a, b in zip(first, second, strict=True)) == 1
    )


def _inside_text(lines: Sequence[Line], index: int, starts: frozenset[int]) -> bool:
    """A number between printed lines of one page is no page number."""
    before = index > 0 and not lines[index - 1].blank and index not in starts
    after = index + 1 < len(lines) and not lines[index + 1].blank and index + 1 not in starts
    return before and after
