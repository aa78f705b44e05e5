"""A document read anew with one figure changed: in the text of a dump, in the words of a page."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import lnextract
from lnextract import pipeline
from lnextract.model.finding import FigureRef
from lnextract.model.page import Page, Word
from lnextract.model.report import Report
from lnextract.model.source import SourceDocument
from lnextract.model.spans import PageSpan, TextSpan


def read_with(path: Path, figure: FigureRef, text: str) -> list[Report]:
    """The reports of a document in which the figure is printed as `text`."""
    span = figure.span
    if isinstance(span, TextSpan):
        return _changed_dump(path, span, text)
    return _changed_pdf(path, span, _words(figure.text), _words(text))


def _words(text: str) -> list[str]:
    """As pages are cut into words: a no-break space joins."""
    return [word for word in re.split(r"[ \n]+", text) if word]


def _changed_dump(path: Path, span: TextSpan, new: str) -> list[Report]:
    text = path.read_bytes().decode("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        copy.write_bytes((text[: span.start] + new + text[span.end :]).encode("utf-8"))
        return lnextract.read(copy)


def _changed_pdf(path: Path, span: PageSpan, old: Sequence[str], new: Sequence[str]) -> list[Report]:
    real = pipeline.read_pdf

    def read_changed(place: Path, name: str) -> SourceDocument:
        document = real(place, name)
        pages = [
            _changed_page(page, span, old, new) if page.number == span.page else page
            for page in document.pages
        ]
        return replace(document, pages=tuple(pages))

    pipeline.read_pdf = read_changed  # type: ignore[assignment]
    try:
        return lnextract.read(path)
    finally:
        pipeline.read_pdf = real


def _changed_page(page: Page, span: PageSpan, old: Sequence[str], new: Sequence[str]) -> Page:
    """The page with other digits in the words of the figure; what else stands in these words is kept.

    The span of a figure that is parted by a line's end covers its first line only.
    """
    assert len(old) == len(new), (old, new)
    first = next(
        (
            at
            for at in range(len(page.words) - len(old) + 1)
            if _inside(page.words[at], span)
            and all(each in word.text for each, word in zip(old, page.words[at:], strict=False))
        ),
        None,
    )
    assert first is not None, (span, old)
    words = list(page.words)
    for at, (before, after) in enumerate(zip(old, new, strict=True), start=first):
        words[at] = replace(words[at], text=words[at].text.replace(before, after, 1))
    return replace(page, words=tuple(words))


def _inside(word: Word, span: PageSpan) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    x0, top, x1, bottom = span.bbox
    return x0 <= x <= x1 and top <= y <= bottom
