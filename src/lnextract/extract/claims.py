"""Figures stated in running text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from lnextract.extract.claim_measures import Setting, Surroundings, measure_of
from lnextract.extract.running import RunningText, running_text
from lnextract.model.blocks import Piece
from lnextract.model.report import Claim, Identity, Measure
from lnextract.swedish.numbers import PrintedNumber, find_numbers

if TYPE_CHECKING:
    from lnextract.knowledge.vocabulary import Vocabulary

HEADING_WORDS = 12
"""A lone line of at most so many words that ends in a figure, without a full stop or a word that says what is
measured, is a heading such as «Insatser för … 200 tkr» whatever it was taken for."""

# A piece without any of these holds no claim; most pieces are passed over by this alone.
UNIT_HINT = re.compile(
    r"\d\s*(?:%|\w*kr\b|kkr|kron|mn|mdr|m[nk]?sek|milj|tusen|t[\s.]?kr|procent|st\b|styck|sek\b|:-)",
    re.IGNORECASE,
)
RANGE_CHARS = 3
"""A hyphen and the blanks round it, between the ends of a range."""
SIGN = re.compile(r"[+\-‐‑‒–−]")
CLAUSE_START = re.compile(
    r";|\s[–—]\s|,\s*(?:och|men|medan|samt|vilket|vilka|varav|där|dock)\b|\b(?:men|medan|varav)\b",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(r"[,;:]|\s(?:och|men|medan|samt|vilket|vilka|varav|där|med|att)\s", re.IGNORECASE)


def find_claims(
    pieces: Sequence[Piece],
    vocabulary: Vocabulary,  # the words of running text stand in claim_measures until the vocabulary has them
    section_of: Callable[[Piece], str | None],
    identity: Identity | None = None,
) -> list[Claim]:
    """The figures with a unit in paragraphs and lists, in printed order.

    `text` is the printed figure with its unit; `value` bears a sign only where one is printed at the figure:
    «minus 5 tkr» and «underskott om 5 tkr» give 5, «-5 tkr» gives -5. `section_of` names the section of a
    piece; `identity` tells a bokslut from a report of a period.
    """
    full_year = identity is not None and identity.report_type == "årsredovisning"
    year = identity.year if identity else None
    claims: list[Claim] = []
    forecast_heading = False
    for piece in pieces:
        if piece.kind == "heading":
            forecast_heading = _on_forecast(piece)
        elif piece.kind in ("paragraph", "list"):
            setting = Setting(year=year, full_year=full_year, forecast_heading=forecast_heading)
            claims.extend(_in_piece(piece, setting, section_of))
    return claims


def _on_forecast(piece: Piece) -> bool:
    title = (piece.title or " ".join(line.text for line in piece.lines)).lower()
    return "prognos" in title and not re.search(r"utfall|resultat|period", title)


def _in_piece(piece: Piece, setting: Setting, section_of: Callable[[Piece], str | None]) -> Iterator[Claim]:
    running = running_text(piece.lines)
    flat = running.flat
    if not UNIT_HINT.search(flat):
        return
    numbers = [number for number in find_numbers(flat) if number.unit is not None]
    for start, end in running.sentences() if numbers else ():
        inside = [number for number in numbers if start <= number.start < end]
        measures = _measures(flat, start, end, inside, setting)
        if piece.kind == "paragraph" and _is_heading(flat[start:end], flat, inside, measures):
            continue
        for number, measure in zip(inside, measures, strict=True):
            yield _claim(running, number, measure, section_of(piece))


def _claim(
    running: RunningText, number: PrintedNumber, measure: Measure | None, section: str | None
) -> Claim:
    text, span = running.place(number.start, number.end)
    return Claim(text=text, value=number.value, unit=number.unit, measure=measure, section=section, span=span)


def _measures(
    flat: str, start: int, end: int, numbers: Sequence[PrintedNumber], setting: Setting
) -> list[Measure | None]:
    """One measure for each of a sentence's figures."""
    measures: list[Measure | None] = []
    for index, number in enumerate(numbers):
        left = numbers[index - 1].end if index else start
        words = _surroundings(flat, (start, left), number, (_next_start(flat, numbers, index, end), end))
        previous = measures[-1] if measures else None
        measures.append(
            None if _in_range(numbers, index) else measure_of(words, number.unit, setting, previous)
        )
    return measures


def _next_start(flat: str, numbers: Sequence[PrintedNumber], index: int, end: int) -> int:
    """Where the next figure begins; one in brackets («265 tkr (22 %) har förbrukats») parts no words."""
    at = numbers[index].end
    for following in numbers[index + 1 :]:
        if flat[at : following.start].strip() != "(":
            return following.start
        at = following.end
    return end


def _in_range(numbers: Sequence[PrintedNumber], index: int) -> bool:
    """An end of «5-10 tkr», of which only the upper one has the unit printed: neither is the amount meant."""
    low = [number for number in numbers[max(0, index - 1) : index + 1] if number.text[-1:].isdigit()]
    return any(number is numbers[index] or number.end + RANGE_CHARS >= numbers[index].start for number in low)


def _surroundings(
    flat: str, from_to_left: tuple[int, int], number: PrintedNumber, right_to_end: tuple[int, int]
) -> Surroundings:
    (start, left), (right, end) = from_to_left, right_to_end
    sign = number.text[0] if SIGN.match(number.text) else ""
    before, after = flat[left : number.start], flat[number.end : right]
    clause_starts = list(CLAUSE_START.finditer(before))
    clause_end = CLAUSE_END.search(after)
    return Surroundings(
        before=before[clause_starts[-1].start() :] if clause_starts else before,
        after=after[: clause_end.start()] if clause_end else after,
        sentence_before=flat[start : number.start],
        sentence_after=flat[number.end : end],
        sign=sign,
    )


def _is_heading(
    sentence: str, whole: str, numbers: Sequence[PrintedNumber], measures: Sequence[Measure | None]
) -> bool:
    words = sentence.strip()
    return (
        words == whole.strip()
        and len(numbers) == 1
        and words.endswith(numbers[0].text)
        and ":" not in words
        and len(words.split()) <= HEADING_WORDS
        and measures[0] is None
    )
