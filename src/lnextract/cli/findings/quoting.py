"""The sentence in which a figure stands, for findings about running text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lnextract.model.finding import FigureRef
from lnextract.model.report import Block, Report
from lnextract.model.spans import PageSpan, Span, TextSpan

BEFORE, AFTER = 160, 120
"""Letters of the text that are quoted on either side of the figure."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A figure in its sentence; before and after are empty where the sentence can't be told."""

    before: str
    figure: str
    after: str


def quote(figure: FigureRef, report: Report | None) -> Quote:
    """The figure with the words around it, as printed."""
    printed = " ".join(figure.text.split())
    for text in _texts_at(figure.span, report) if report is not None else ():
        folded = " ".join(text.split())
        # Where it stands twice, which of the two is meant can't be told from the text alone.
        if folded.count(printed) == 1:
            before, _, after = folded.partition(printed)
            return Quote(_end(before), printed, _begin(after))
    return Quote("", printed, "")


def _texts_at(span: Span, report: Report) -> Iterator[str]:
    for section in report.sections:
        for block in section.blocks:
            if _holds(block, span):
                yield from [block.text] if block.text else block.items or []


def _holds(block: Block, span: Span) -> bool:
    outer = block.span
    if isinstance(outer, TextSpan) and isinstance(span, TextSpan):
        return outer.start <= span.start < outer.end
    if isinstance(outer, PageSpan) and isinstance(span, PageSpan) and outer.page == span.page:
        middle = (span.bbox[1] + span.bbox[3]) / 2
        return outer.bbox[1] <= middle <= outer.bbox[3]
    return False


def _end(text: str) -> str:
    return text if len(text) <= BEFORE else "… " + text[-BEFORE:].partition(" ")[2]


def _begin(text: str) -> str:
    return text if len(text) <= AFTER else text[:AFTER].rpartition(" ")[0] + " …"
