"""The recipe: a path → reports. The only place that calls the stages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from lnextract import __version__
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
from lnextract.extract.assignments import deck_assignments, heading_assignments, without_repeats
from lnextract.extract.claims import find_claims
from lnextract.extract.identity import identify
from lnextract.extract.listed import unfound_headings
from lnextract.extract.rows import activities_of, assignments_of, indicators_of
from lnextract.extract.sections import SectionTree, section_tree
from lnextract.knowledge.vocabulary import Vocabulary, load_vocabulary
from lnextract.model.blocks import Piece, TableRegion
from lnextract.model.corrections import Corrections
from lnextract.model.finding import Finding
from lnextract.model.grid import Grid
from lnextract.model.report import (
    Activity,
    Assignment,
    Doubt,
    Identity,
    Indicator,
    MoneyUnit,
    Report,
    Source,
    Table,
)
from lnextract.model.source import PageLine, SourceDocument
from lnextract.normalise.roles import with_roles
from lnextract.normalise.table_of_grid import TablePlace, table_of_grid
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
    return _report(document, cut, words, [scatter_doubt(piece.span) for piece in scattered])


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
        reports.append(_report(document, cut, words, _scan_doubts(scans, cut)))
    return reports


def cut_pages(document: SourceDocument, path: Path, words: Vocabulary) -> Iterator[CutDocument]:
    """The documents that the PDF at `path` holds, cut into pieces, tables as printed, joined over pages."""
    text = page_text(document.pages, tables_of(document.pages, path))
    for part in split_documents(text.lines, words):
        cut = cut_lines(part.lines, words, part.front, text.grids, slides=document.kind == "slides")
        yield replace(cut, pieces=tuple(join_over_pages(cut.pieces)))


def _scan_doubts(scans: Sequence[int], cut: CutDocument) -> list[Doubt]:
    """A warning for each page without text that can be read."""
    first, last = _pages(cut)
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


def _report(document: SourceDocument, cut: CutDocument, words: Vocabulary, known: Sequence[Doubt]) -> Report:
    pieces = cut.pieces
    identity, doubts = identify(pieces, words, deck=cut.deck)
    places = [at for at, piece in enumerate(pieces) if piece.grid is not None]
    grids = [grid for at in places if (grid := pieces[at].grid) is not None]
    tree = section_tree(pieces, {at: f"t{number}" for number, at in enumerate(places, start=1)})
    tables, table_doubts = _tables(places, grids, cut, tree, identity, words)
    activities, assignments, indicators = _rows(tables, grids, words)
    report = Report(
        source=_source(document, cut),
        identity=identity,
        sections=tree.sections,
        assignments=_assignments(cut, tree, tables, assignments, words),
        activities=activities,
        indicators=indicators,
        tables=tables,
        claims=find_claims(pieces, words, lambda piece: _section_of(piece, pieces, tree), identity),
        findings=[],
        warnings=[*known, *doubts, *unfound_headings(pieces, tree.sections), *table_doubts],
    )
    report.findings = check_report(report)
    return report


def _source(document: SourceDocument, cut: CutDocument) -> Source:
    first, last = _pages(cut)
    return Source(
        file=document.file,
        sha256=document.sha256,
        kind=document.kind,
        pages=last - first + 1,
        page_range=(first, last),
        producer=document.producer,
        extractor=f"lnextract {__version__}",
    )


def _pages(cut: CutDocument) -> tuple[int, int]:
    """First and last page of the document in its file."""
    lines = [(piece.kind, line) for piece in cut.pieces for line in piece.lines if isinstance(line, PageLine)]
    if lines:
        content = [line.page for kind, line in lines if kind != "furniture"]
        return min(content, default=lines[0][1].page), max(line.page for _, line in lines)
    return 1, max(1, cut.pages)


def _section_of(piece: Piece, pieces: Sequence[Piece], tree: SectionTree) -> str | None:
    return next((tree.of_piece.get(at) for at, each in enumerate(pieces) if each is piece), None)


def _tables(
    places: Sequence[int],
    grids: Sequence[Grid],
    cut: CutDocument,
    tree: SectionTree,
    identity: Identity,
    words: Vocabulary,
) -> tuple[list[Table], list[Doubt]]:
    """Tables in printed order; a unit once stated holds for the tables after it."""
    titles = {section.id: section.title for section in tree.sections}
    unit: MoneyUnit | None = None
    tables, doubts = [], []
    for number, (at, grid) in enumerate(zip(places, grids, strict=True), start=1):
        section = tree.of_piece.get(at)
        place = TablePlace(
            id=f"t{number}",
            section=section,
            section_title=titles.get(section or ""),
            identity=identity,
            earlier_unit=unit,
            trailing_blanks=cut.habits.prints_blanks or None,
        )
        table, found = table_of_grid(grid, place, words)
        unit = table.unit or unit
        tables.append(table)
        doubts.extend(found)
    return tables, doubts


def _rows(
    tables: Sequence[Table], grids: Sequence[Grid], words: Vocabulary
) -> tuple[list[Activity], list[Assignment], list[Indicator]]:
    activities: list[Activity] = []
    assignments: list[Assignment] = []
    indicators: list[Indicator] = []
    for table, grid in zip(tables, grids, strict=True):
        if table.kind == "activity":
            activities.extend(activities_of(table, grid))
        elif table.kind == "assignment":
            assignments.extend(assignments_of(table, grid, words))
        elif table.kind == "indicator":
            indicators.extend(indicators_of(table, grid))
    return activities, assignments, indicators


def _assignments(
    cut: CutDocument,
    tree: SectionTree,
    tables: Sequence[Table],
    from_tables: Sequence[Assignment],
    words: Vocabulary,
) -> list[Assignment]:
    if cut.deck:
        return [*from_tables, *deck_assignments(tree, cut.pieces)]
    with_tables = {
        table.section for table in tables if table.kind == "assignment" and table.section is not None
    }
    headings = heading_assignments(tree, cut.pieces, with_tables, words)
    order = {section.id: place for place, section in enumerate(tree.sections)}
    together = sorted([*from_tables, *headings], key=lambda each: order.get(each.section or "", -1))
    return without_repeats(together, tree, words)
