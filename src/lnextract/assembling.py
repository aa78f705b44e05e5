"""A document that is cut into pieces, its tables read → its report: all stages from there on."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract import __version__
from lnextract.blocks.cutting import CutDocument
from lnextract.checks.run import check_report
from lnextract.extract.assignments import deck_assignments, heading_assignments, without_repeats
from lnextract.extract.claims import find_claims
from lnextract.extract.identity import identify
from lnextract.extract.listed import unfound_headings
from lnextract.extract.rows import activities_of, assignments_of, indicators_of
from lnextract.extract.sections import SectionTree, section_tree
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.blocks import Piece
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
from lnextract.normalise.table_of_grid import TablePlace, table_of_grid
from lnextract.swedish.units import find_money_unit


def report_of(
    document: SourceDocument, cut: CutDocument, words: Vocabulary, known: Sequence[Doubt]
) -> Report:
    """The report of a document whose tables are read, findings included.

    Args:
        known: doubts of the steps before.
    """
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
    first, last = pages_of(cut)
    return Source(
        file=document.file,
        sha256=document.sha256,
        kind=document.kind,
        pages=last - first + 1,
        page_range=(first, last),
        producer=document.producer,
        extractor=f"lnextract {__version__}",
    )


def pages_of(cut: CutDocument) -> tuple[int, int]:
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
        title = titles.get(section or "")
        place = TablePlace(
            id=f"t{number}",
            section=section,
            section_title=title,
            identity=identity,
            earlier_unit=(find_money_unit(title) if title else None) or unit,
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
