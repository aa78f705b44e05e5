"""Finding the headers of tables in a dump: runs of short lines that the header lexicon can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lnextract.blocks.captions import NUMBERED, is_caption, is_unit_line
from lnextract.blocks.figure_rows import (
    can_be,
    is_row,
    is_year_run,
    most_rows_are,
    widest_row,
)
from lnextract.blocks.header import FIGURE_ROLES, MAX_HEADER_LINES, Header, over_rows
from lnextract.blocks.header_beginnings import MAX_FIRST_CHARS, MAX_LINE_CHARS, is_dated, may_begin
from lnextract.knowledge.headers import HeaderPhrase, coverage, within_cells
from lnextract.knowledge.spanner_lines import spanner_texts
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.source import Line
from lnextract.swedish.tails import tail_run

DEVIATION = "deviation"
MIN_COVERAGE = 0.8
CAPTION_WORDS = 3
"""A shorter line that states a unit may stand in a column's head."""
MOST_BLANKS_BELOW_SPANNERS = 2
LEAST_LONE_CHARS = 25
"""A first row this long is an activity; shorter lines below are other boxes of a slide."""
MAX_FRAGMENT_CHARS = 14
MAX_LONE_CHARS = 30


def header_at(lines: Sequence[Line], first: int, vocabulary: Vocabulary) -> Header | None:
    """The header that begins at a line: the longest that leaves the first row its label and has no more
    columns than a row has figures."""
    if not may_begin(lines, first, vocabulary):
        return None
    found = _extensions(lines, first, vocabulary)
    if not found:
        return over_rows(lines, first, vocabulary) or _lone_head(lines, first, vocabulary)
    if _heading_above(lines, found[-1]):
        return None
    if found[-1].figures == 0:
        return found[-1]
    widest = widest_row(lines, found[0].last + 1)
    longest: Header | None = None
    for header in reversed(found):
        if _fewest_figures(header, vocabulary) > widest or not _leaves_label(lines, header):
            continue
        longest = longest or header
        # The label of a row without figures may be a word of headers too: «Intäkter», «Resultat».
        if not _names_row(lines[header.last], vocabulary):
            return longest if _outdoes(longest, header, lines, widest) else header
    return longest or (found[-1] if widest == 0 else found[0])


def with_line_above(
    lines: Sequence[Line], free: Sequence[bool], header: Header, vocabulary: Vocabulary
) -> Header:
    """The header with what belongs to it right above: spanners, whose words the lexicon need not know, or
    the label's head with the unit."""
    above = next((at for at in range(header.first - 1, -1, -1) if not lines[at].blank), None)
    if above is None or not free[above] or header.first - above > MOST_BLANKS_BELOW_SPANNERS:
        return header
    line = lines[above].text
    keys = [phrase.key for phrase in header.phrases if phrase.role in FIGURE_ROLES]
    corner = above == header.first - 1 and _is_corner(line, header)
    if not corner and (is_caption(line, vocabulary) or not spanner_texts(line, keys)):
        return header
    text = within_cells("\n".join(each.text for each in lines[above : header.last + 1]))
    return replace(header, first=above, text=text)


def _is_corner(line: str, header: Header) -> bool:
    """Whether one word and the unit stand over a header that has no head for its labels: «Klinik, mnkr»."""
    word, _, unit = line.strip().partition(" ")
    return header.phrases[0].role in FIGURE_ROLES and word.strip(",").isalpha() and is_unit_line(unit)


def _outdoes(longest: Header, sure: Header, lines: Sequence[Line], widest: int) -> bool:
    """Whether the rows have the columns of the longer header, though its last line may name a row."""
    if _unknown(longest) > _unknown(sure):
        return False  # «Övriga driftkostnader»: the name of a row with a word of heads in it
    if not sure.figures and _row_below(longest, lines):
        return True
    lone_signs = sum(phrase.role in FIGURE_ROLES and "%" in phrase.text[:-1] for phrase in sure.phrases)
    if longest.figures <= sure.figures + lone_signs:
        return False
    return longest.figures == widest or most_rows_are(lines[longest.last + 1 :], longest.figures)


def _row_below(header: Header, lines: Sequence[Line]) -> bool:
    """Whether a row with as many figures as the header has heads for them stands right below it."""
    below = next((line for line in lines[header.last + 1 :] if not line.blank), None)
    run = tail_run(below.text) if below is not None and is_row(below) else None
    return run is not None and header.figures > 1 and can_be(run, header.figures)


def _unknown(header: Header) -> int:
    return sum(phrase.role == "unknown" for phrase in header.phrases)


def _fewest_figures(header: Header, vocabulary: Vocabulary) -> int:
    """Columns of figures in the reading of the header that has fewest: «Avvikelse prognos» is one or two."""
    return min(
        sum(phrase.role in FIGURE_ROLES for phrase in phrases)
        for phrases in vocabulary.headers.readings(header.text)
    )


def _names_row(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line may be the name of a row; a deviation without figures is none."""
    phrases = vocabulary.headers.segment(line.text)
    if len(phrases) == 1 and (phrases[0].key or "").startswith(DEVIATION):
        return False
    return vocabulary.account_of(line.text) is not None or vocabulary.label_role(line.text) != "plain"


def _leaves_label(lines: Sequence[Line], header: Header) -> bool:
    """Whether a whole label, perhaps after its code, stands between the header and the first figures."""
    coded = any(phrase.role == "code" for phrase in header.phrases)
    for line in lines[header.last + 1 :]:
        if line.blank or (coded and line.text.strip().isdigit()):
            continue
        text = line.text.strip()
        run = tail_run(line.text)
        label = line.text[: run.start].strip() if run is not None and not is_year_run(run) else text
        return bool(label) and not label[:1].islower()
    return False


def _lone_head(lines: Sequence[Line], first: int, vocabulary: Vocabulary) -> Header | None:
    """A table of one column: «Delaktiviteter» alone on its line over text."""
    alone = (first == 0 or lines[first - 1].blank) and first + 1 < len(lines)
    alone = alone and (lines[first + 1].blank or _no_sentences_below(lines, first))
    text = lines[first].text
    phrases = tuple(vocabulary.headers.segment(text)) if alone and len(text.strip()) <= MAX_LONE_CHARS else ()
    below = next((line.text.strip() for line in lines[first + 1 : first + 4] if not line.blank), "")
    if len(below) >= LEAST_LONE_CHARS and len(phrases) == 1 and phrases[0].key == "activity":
        return Header(first, first, text, phrases)
    return None


def _no_sentences_below(lines: Sequence[Line], first: int) -> bool:
    """Whether lines that are no sentences follow right below, down to the next blank one."""
    end = next((at for at in range(first + 1, len(lines)) if lines[at].blank), len(lines))
    chunk = [line.text.strip() for line in lines[first + 1 : end]]
    return len(chunk) > 1 and not any(text.endswith((".", ":", "!", "?")) for text in chunk)


def _heading_above(lines: Sequence[Line], header: Header) -> bool:
    """A heading that stands alone above the header and bears the name of its first column."""
    labels = [phrase for phrase in header.phrases[:2] if phrase.role == "label"]
    end = len(lines[header.first].text)
    if len(labels) < 2 or labels[0].key != labels[1].key or not labels[0].end <= end < labels[1].start:
        return False
    alone = header.first + 1 < len(lines) and lines[header.first + 1].blank
    return alone or labels[0].key != "label"


def is_heading_of_table(lines: Sequence[Line], index: int, vocabulary: Vocabulary) -> bool:
    """Whether a line is the heading of a table whose first column bears its name: «Aktiviteter»."""
    text = lines[index].text.strip()
    if len(text) > MAX_LONE_CHARS or not vocabulary.headers.begins(text):
        return False
    phrases = vocabulary.headers.segment(text)
    below = next((at for at in range(index + 1, len(lines)) if not lines[at].blank), None)
    if len(phrases) != 1 or phrases[0].role != "label" or below is None:
        return False
    header = header_at(lines, below, vocabulary)
    return header is not None and header.phrases[0].key == phrases[0].key


def _extensions(lines: Sequence[Line], first: int, vocabulary: Vocabulary) -> list[Header]:
    found: list[Header] = []
    printed = 0
    parts: list[str] = []
    for index in range(first, len(lines)):
        line = lines[index]
        if line.blank:
            if parts:
                parts.append("")
            if index - first > 3 * MAX_HEADER_LINES:
                break
            continue
        if printed and (_captions(line.text, vocabulary) or is_dated(line.text.strip(), vocabulary)):
            return []
        long = len(line.text.strip()) > (MAX_LINE_CHARS if printed else MAX_FIRST_CHARS)
        if (long and not _all_heads(line, vocabulary)) or printed >= MAX_HEADER_LINES or is_row(line):
            break
        if printed and _foreign(line.text.strip(), vocabulary):
            break
        parts.append(line.text)
        printed += 1
        text = within_cells("\n".join(parts))
        phrases = tuple(vocabulary.headers.segment(text))
        if _ends_well(phrases, printed) and vocabulary.headers.looks_like_header(text):
            found.append(Header(first, index, text, phrases))
        elif printed > 4 and coverage(phrases) < MIN_COVERAGE / 2:
            break
    return found


def _ends_well(phrases: Sequence[HeaderPhrase], printed: int) -> bool:
    """Whether the last line of a header can be its last.

    Unknown words or, after figures, the head of labels are rather the first row: «Gemensam verksamhet».
    """
    if printed == 1:
        return True
    figures = any(phrase.role in FIGURE_ROLES for phrase in phrases)
    return phrases[-1].role != "unknown" and not (phrases[-1].role == "label" and figures)


def _all_heads(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a long line is nothing but heads: the cells of many columns."""
    text = line.text.strip()
    return len(text) <= MAX_FIRST_CHARS and coverage(vocabulary.headers.segment(text)) == 1


def _foreign(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line has nothing of a header; a shorter one may be the rest of a broken word."""
    return len(text) > MAX_FRAGMENT_CHARS and coverage(vocabulary.headers.segment(text)) == 0


def captions(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line is a caption and no part of a header, which may state a unit too."""
    return _captions(text, vocabulary) or (len(text.split()) >= CAPTION_WORDS and is_unit_line(text))


def _captions(text: str, vocabulary: Vocabulary) -> bool:
    if NUMBERED.match(text):
        return True
    return (
        len(text.split()) >= CAPTION_WORDS
        and text.strip()[:1].isalpha()
        and is_caption(text, vocabulary)
        and not any(phrase.role == "figure" for phrase in vocabulary.headers.segment(text))
    )
