"""The recipe: a path → reports. `reading_tables` and `assembling` below it call the stages too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from lnextract.assembling import pages_of, report_of
from lnextract.blocks.cutting import CutDocument, cut_lines
from lnextract.blocks.documents import DocumentLines, split_documents
from lnextract.blocks.page_lines import page_text
from lnextract.checks.bodies import BodyKey as BodyKey
from lnextract.checks.bodies import body_key as body_key
from lnextract.checks.explaining import rule_texts as rule_texts
from lnextract.checks.materiality import LIMITS
from lnextract.checks.materiality import Limits as Limits
from lnextract.checks.materiality import weigh as weigh
from lnextract.checks.run import check_between as check_between
from lnextract.checks.run import check_report
from lnextract.checks.suppressions import read_suppressions as read_suppressions
from lnextract.checks.suppressions import sift as sift
from lnextract.corrections.applying import apply_corrections
from lnextract.corrections.loading import load_corrections
from lnextract.knowledge.vocabulary import Vocabulary, load_vocabulary
from lnextract.model.blocks import Piece, TableRegion
from lnextract.model.corrections import Corrections
from lnextract.model.finding import Finding
from lnextract.model.report import (
    Doubt,
    Report,
)
from lnextract.model.source import SourceDocument
from lnextract.normalise.roles import with_roles
from lnextract.reading_tables import tables_of
from lnextract.source.content import PDF_ENDING, TEXT_ENDING, content_of
from lnextract.source.doubts import scan_doubt
from lnextract.source.dump import read_dump
from lnextract.source.pdf import read_pdf
from lnextract.source.pdf_unlocking import unlocked
from lnextract.tables.dump import read_regions
from lnextract.tables.joining import join_over_pages
from lnextract.tables.scattered import is_scattered, scatter_doubt

SUPPORTED_SUFFIXES = frozenset({TEXT_ENDING, PDF_ENDING})
"""Endings of the files that `read` takes; a PDF may have any."""


def read(
    path: str | Path,
    *,
    name: str | None = None,
    vocabulary: Path | None = None,
    passwords: Sequence[str] = (),
    corrections: Path | None = None,
) -> list[Report]:
    """The reports that a PDF or text dump holds, findings included. Which of the two it is, its content says.

    Args:
        path: the file.
        name: what the reports call it; its file name where not given.
        vocabulary: a YAML file of the user's own on top of the package's vocabulary.
        passwords: tried on a protected PDF.
        corrections: a YAML file of what people have put right.

    Raises:
        UnreadableInputError: the file can't be opened, is empty, damaged or protected.
        VocabularyError: the user's vocabulary has a mistake.
        CorrectionsError: the file of corrections has a mistake.
    """
    place = Path(path)
    reports = _extracted(place, name or place.name, load_vocabulary(vocabulary), passwords)
    return corrected(reports, load_corrections(corrections)) if corrections else reports


def _extracted(place: Path, name: str, words: Vocabulary, passwords: Sequence[str]) -> list[Report]:
    if is_pdf(place):
        return _pdf_reports(place, name, words, passwords)
    document = read_dump(place, name)
    return [_dump_report(document, part, words) for part in split_documents(document.lines, words)]


def is_pdf(path: Path) -> bool:
    """Whether `read` takes the file for a PDF; what can't be opened goes by its ending."""
    try:
        return content_of(path) == "pdf"
    except OSError:
        return path.suffix.casefold() == PDF_ENDING


def _pdf_reports(path: Path, name: str, words: Vocabulary, passwords: Sequence[str]) -> list[Report]:
    with unlocked(path, passwords) as place:
        document = read_pdf(place, name)
        if place != path:
            document = replace(document, sha256=sha256(path.read_bytes()).hexdigest())
        return _paged_reports(document, place, words)


def _dump_report(document: SourceDocument, part: DocumentLines, words: Vocabulary) -> Report:
    cut = cut_lines(part.lines, words, part.front)
    pieces = [piece for piece in cut.pieces if piece.region is not None]
    for piece, grid in zip(pieces, read_regions([_region(piece) for piece in pieces], words), strict=True):
        piece.grid = grid
    scattered = [piece for piece in pieces if piece.grid is not None and is_scattered(piece.grid)]
    for piece in scattered:
        piece.kind, piece.grid = "paragraph", None
        piece.text = "\n".join(line.text.strip() for line in piece.lines if not line.blank)
    return report_of(document, cut, words, [scatter_doubt(piece.span) for piece in scattered])


def _region(piece: Piece) -> TableRegion:
    assert piece.region is not None
    return piece.region


def _paged_reports(document: SourceDocument, path: Path, words: Vocabulary) -> list[Report]:
    scans = [page.number for page in document.pages if page.text_layer != "usable"]
    reports = []
    for cut in cut_pages(document, path, words):
        for piece in cut.pieces:
            if piece.grid is not None:
                piece.grid = with_roles(piece.grid, words)
        reports.append(report_of(document, cut, words, _scan_doubts(scans, cut)))
    return reports


def cut_pages(document: SourceDocument, path: Path, words: Vocabulary) -> Iterator[CutDocument]:
    """The documents that the PDF at `path` holds, cut into pieces, tables as printed, joined over pages."""
    text = page_text(document.pages, tables_of(document.pages, path))
    for part in split_documents(text.lines, words):
        cut = cut_lines(part.lines, words, part.front, text.grids, slides=document.kind == "slides")
        yield replace(cut, pieces=tuple(join_over_pages(cut.pieces)))


def _scan_doubts(scans: Sequence[int], cut: CutDocument) -> list[Doubt]:
    """A warning for each page without text that can be read."""
    first, last = pages_of(cut)
    return [scan_doubt(number) for number in scans if first <= number <= last]


def corrected(reports: Sequence[Report], corrections: Corrections) -> list[Report]:
    """The reports with what people have put right, and checked anew where that touches them.

    Args:
        reports: as extracted, or corrected earlier: the result is the same.
    """
    return [
        before if after is before else _checked_anew(after)
        for before, after in zip(reports, apply_corrections(reports, corrections), strict=True)
    ]


def _checked_anew(report: Report) -> Report:
    report.findings = check_report(report)
    return report


def check(reports: Sequence[Report], limits: Limits = LIMITS) -> list[Finding]:
    """Every check of figures against each other, those that hold too: within each report, then between them.

    Only reports of one body are held against each other; what comes of it stands in no report.

    Args:
        limits: of the differences that matter, which decide on a broken finding's severity.
    """
    within = [finding for report in reports for finding in check_report(report, limits=limits)]
    return [*within, *check_between(reports, limits=limits)]


def rule_names() -> list[str]:
    """Names of all rules that `check` knows."""
    return list(rule_texts())
