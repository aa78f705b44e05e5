"""Sums of money in prose, with the sentence that states them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lnextract.language.drafting import Draft, mention_of
from lnextract.language.reading import Reading
from lnextract.model.mentions import Mention
from lnextract.model.spans import PageSpan, Span, TextSpan

if TYPE_CHECKING:
    from lnextract.knowledge.vocabulary import Vocabulary
    from lnextract.model.report import Claim, Report

_MONEY = ("tkr", "kr", "mnkr")
_ABOUT = re.compile(r"(?<!\w)(?:ca|c:a|cirka|omkring|ungefär|drygt|närmare|runt|knappt)\.?\s$", re.IGNORECASE)
_TOLERANCE_PT = 2.0
"""How far a figure's box may stand out of its paragraph's: boxes of glyphs and of lines differ by so much."""


def sum_mentions(report: Report, readings: Sequence[Reading], words: Vocabulary) -> list[Mention]:
    """One mention for each claim in money whose passage is found, in printed order."""
    found = []
    taken: dict[int, int] = {}
    for claim in report.claims:
        if claim.unit not in _MONEY:
            continue
        place = _place(claim, readings, taken)
        if place is not None:
            found.append(_sum(claim, *place))
    return found


def _place(claim: Claim, readings: Sequence[Reading], taken: dict[int, int]) -> tuple[Reading, int] | None:
    """The passage that states a claim, and where; of equal figures in one passage the next one."""
    printed = " ".join(claim.text.split())
    for reading in readings:
        if reading.passage.section != claim.section or not _holds(reading.passage.span, claim.span):
            continue
        at = reading.text.find(printed, taken.get(id(reading), 0))
        if at >= 0:
            taken[id(reading)] = at + len(printed)
            return reading, at
    return None


def _sum(claim: Claim, reading: Reading, at: int) -> Mention:
    end = at + len(" ".join(claim.text.split()))
    span = reading.sentence_at(at)
    about = [name.meanings[0] for name in reading.names if span[0] <= name.start < span[1]]
    draft = Draft(
        kind="sum",
        start=at,
        end=end,
        name=reading.text[at:end],
        category=claim.measure,
        keys=[meaning.key for meaning in about if meaning.kind == "initiative"],
        participants=list(dict.fromkeys(meaning.name for meaning in about if meaning.kind == "partner")),
        value=claim.value,
        unit=claim.unit,
        approximate=_ABOUT.search(reading.text, 0, at) is not None,
    )
    return mention_of(reading, draft)


def _holds(outer: Span, inner: Span) -> bool:
    if isinstance(outer, TextSpan) and isinstance(inner, TextSpan):
        return outer.start <= inner.start and inner.end <= outer.end
    if not (isinstance(outer, PageSpan) and isinstance(inner, PageSpan)):
        return False
    if outer.page != inner.page:
        return inner.page == outer.page + 1  # a paragraph over a page break has the box on its first page
    left, top, right, bottom = inner.bbox
    x0, y0, x1, y1 = outer.bbox
    slack = _TOLERANCE_PT
    return x0 - slack <= left and y0 - slack <= top and right <= x1 + slack and bottom <= y1 + slack
