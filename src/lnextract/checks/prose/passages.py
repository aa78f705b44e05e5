"""Claims with the sentence that each stands in, found in the report's own text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lnextract.arithmetic.equations import Key
from lnextract.arithmetic.relations import Printed
from lnextract.model.finding import FigureRef, Message
from lnextract.model.report import Claim, Report, Section
from lnextract.swedish.numbers import parse_number

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n{2,}")
_CLAUSE_END = re.compile(r"[,;:.]|\d")


@dataclass(frozen=True, slots=True)
class ClaimFigure:
    """A figure in a sentence, as the rules test it."""

    report: Report
    claim: Claim
    index: int
    """Place among the report's claims."""

    @property
    def unit(self) -> str | None:
        return self.claim.unit

    @property
    def printed(self) -> Printed:
        number = parse_number(" ".join(self.claim.text.split()))
        return Printed(self.claim.value, number.decimals if number else 0, exact=self.claim.unit == "st")

    @property
    def place(self) -> Key:
        return (self.report.source.file, self.report.source.page_range, "claims", self.index)

    @property
    def doubtful(self) -> bool:
        """Sentences are not put together from columns: what is printed is what is read."""
        return False

    @property
    def ref(self) -> FigureRef:
        return FigureRef(
            report=self.report.source.file,
            table=None,
            row=None,
            column=None,
            text=self.claim.text,
            value=self.claim.value,
            span=self.claim.span,
        )

    @property
    def where(self) -> Message:
        title = next((each.title for each in self.report.sections if each.id == self.claim.section), None)
        if title is None:
            return Message(sv="I texten", en="The text")
        return Message(sv=f"I texten under ”{title}”", en=f"The text under “{title}”")


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim and the words round it."""

    figure: ClaimFigure
    before: str
    """From the sentence's beginning to the figure."""
    after: str
    """From the figure to the end of its clause or the next figure."""
    rest: str
    """From the figure to the end of the sentence."""
    titles: tuple[str, ...]
    """Of the section, then of those above it."""


def passages_of(report: Report) -> Iterator[Passage]:
    """The claims that bear a measure and whose sentence is found, in printed order."""
    texts = _texts(report.sections)
    titles = _titles(report.sections)
    read_to: defaultdict[str | None, int] = defaultdict(int)
    for index, claim in enumerate(report.claims):
        text = texts.get(claim.section or "", "")
        found = _find(claim.text, text, read_to[claim.section])
        if found is None:
            continue
        read_to[claim.section] = found[1]
        if claim.measure is not None:
            yield _passage(
                ClaimFigure(report, claim, index), text, found, titles.get(claim.section or "", ())
            )


def _passage(figure: ClaimFigure, text: str, found: tuple[int, int], titles: tuple[str, ...]) -> Passage:
    start, end = found
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, start)]
    following = _SENTENCE_END.search(text, end)
    rest = text[end : following.start() if following else len(text)]
    clause = _CLAUSE_END.search(rest)
    return Passage(
        figure,
        text[ends[-1] if ends else 0 : start],
        rest[: clause.start()] if clause else rest,
        rest,
        titles,
    )


def _texts(sections: Sequence[Section]) -> dict[str, str]:
    """Running text of each section, its blocks apart by an empty line."""
    return {
        section.id: "\n\n".join(
            text for block in section.blocks for text in [block.text or "", *(block.items or [])] if text
        )
        for section in sections
    }


def _titles(sections: Sequence[Section]) -> dict[str, tuple[str, ...]]:
    """Each section's title and those above it."""
    found: dict[str, tuple[str, ...]] = {}
    for section in sections:
        found[section.id] = (section.title, *found.get(section.parent or "", ()))
    return found


def _find(figure: str, text: str, start: int) -> tuple[int, int] | None:
    """Where the printed figure stands next, whatever the white space in it."""
    pattern = r"\s*".join(re.escape(part) for part in figure.split())
    match = re.compile(rf"(?<![\d,.])(?:(?<!\d\s)){pattern}").search(text, start)
    return match.span() if match else None
