"""Reports of a few paragraphs made by hand, for the tests of language: no stage takes part."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.language import mentions_of
from lnextract.model.mentions import Mention
from lnextract.model.report import Block, Identity, Period, Report, Section, Signatory, Source
from lnextract.model.spans import TextSpan


def identity(
    body: str = "Lokal nämnd Laholm",
    town: str = "Laholm",
    code: str = "1381",
    region: str = "Region Halland",
    year: int = 2021,
    signatories: Sequence[Signatory] = (),
) -> Identity:
    """Of a report of January to April."""
    return Identity(
        body=body,
        municipality=town,
        municipality_code=code,
        region=region,
        report_type="uppföljningsrapport",
        report_number=1,
        year=year,
        period=Period(from_=date(year, 1, 1), to=date(year, 4, 30)),
        date=None,
        signatories=list(signatories),
    )


def report(*paragraphs: str, who: Identity | None = None) -> Report:
    """One section with these paragraphs, a line each."""
    blocks, at = [], 0
    for number, text in enumerate(paragraphs, 1):
        span = TextSpan(line=number, start=at, end=at + len(text))
        blocks.append(Block(type="paragraph", text=text, items=None, table=None, span=span))
        at = span.end + 1
    whole = TextSpan(line=1, start=0, end=max(at - 1, 0))
    section = Section(
        id="s1", number="1", title="Arbetet", level=1, parent=None, marker=None, blocks=blocks, span=whole
    )
    text = "\n".join(paragraphs)
    return Report(
        source=Source(
            file="a.txt",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            kind="text",
            pages=1,
            page_range=(1, 1),
            producer=None,
            extractor="lnextract test",
        ),
        identity=who or identity(),
        sections=[section],
        assignments=[],
        activities=[],
        indicators=[],
        tables=[],
        claims=[],
        findings=[],
        warnings=[],
    )


def mentions(*paragraphs: str, kind: str, who: Identity | None = None) -> list[Mention]:
    """The mentions of one kind in these paragraphs."""
    found = mentions_of(report(*paragraphs, who=who), load_vocabulary())
    return [each for each in found if each.kind == kind]
