"""Engine for dumps: a table region → `Grid`, with every doubt about its columns said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.blocks import TableRegion
from lnextract.model.grid import Grid, GridCell
from lnextract.model.spans import TextSpan
from lnextract.swedish.tails import FigureRun
from lnextract.tables.drafts import Draft, LabelPart, draft_rows
from lnextract.tables.dump_text import text_grids
from lnextract.tables.grid_cells import doubt_of, figure_cells, grid_of_cells, head_cells
from lnextract.tables.header_columns import HeaderColumn
from lnextract.tables.layouts import Layout, choose_layout, figures_a_row
from lnextract.tables.placement import YEAR, exact_placements
from lnextract.tables.readings import readings
from lnextract.tables.shape import Shape
from lnextract.tables.solve import SolvedRow, SolvedTable, count_columns, solve

MAX_COLUMNS = 14
FIRST_CUT_BITS = 3.0
"""What speaks for the way to cut a header that is likeliest by its words, before its rows are looked at."""
DATE_AT_END = re.compile(r"(?:^|\s+)(?P<date>\d{4}-\d\d-\d\d|\d{6}|\d{1,2}/\d{1,2}(?:[- ]\d{2,4})?)$")
"""The cell of a column of dates, which a dump prints after the label."""
CAPITAL_AMID = re.compile(r"[^\W\d]\s+[A-ZÅÄÖ][a-zåäö]")
"""A capital within a label: where another cell begins, or a name."""
HEADS_AND_LABELS = ("amount", "result")
"""Heads whose words are as often those of a row: «Intäkter», «Resultat»."""


def read_regions(regions: Sequence[TableRegion], vocabulary: Vocabulary) -> list[Grid]:
    """The grids of a dump's tables. Text tables with one header are read together: they share widths."""
    grids: list[Grid | None] = [None] * len(regions)
    alike: dict[str, list[int]] = {}
    for index, region in enumerate(regions):
        layout = choose_layout(region, vocabulary)
        if (layout.figures and not layout.texts and not layout.status_last) or not region.header:
            grids[index] = _figure_grid(region, layout, vocabulary)
        else:
            key = "".join("".join(line.text.split()) for line in region.header).casefold()
            alike.setdefault(key, []).append(index)
    for indexes in alike.values():
        together = [regions[index] for index in indexes]
        for index, grid in zip(indexes, text_grids(together, vocabulary), strict=True):
            grids[index] = grid
    return [grid for grid in grids if grid is not None]


def _figure_grid(region: TableRegion, layout: Layout, vocabulary: Vocabulary) -> Grid:
    drafts = draft_rows(
        region.body, vocabulary, prints_blanks=region.trailing_blanks, more=region.blank_means_more
    )
    cuts = [_cut(drafts, each) for each in (layout, *layout.rivals)]
    # A cut under which the rows have columns without a name is none while another names all.
    named = [cut for cut in cuts if cut.named]
    best, sure = _likeliest([_read(cut, vocabulary) for cut in named or cuts])
    rows = best.table.rows
    if not (named and sure) or _header_goes_on(drafts, vocabulary):
        rows = [row if row.draft.run is None else replace(row, sure=(False,) * len(row.sure)) for row in rows]
    return _grid_of_rows(region, best.cut.layout, best.cut.values, rows)


@dataclass(frozen=True, slots=True)
class _Cut:
    """One way to cut the header, and the columns that the rows then have."""

    layout: Layout
    values: list[HeaderColumn | None]
    """One a column; None where the rows have more than the header names."""
    drafts: list[Draft]
    blanks: bool
    """Whether runs of blanks stand for empty cells."""

    @property
    def named(self) -> bool:
        """Whether the header, where there is one, names each column of the rows."""
        return not self.layout.figures or len(self.values) == len(self.layout.figures)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The rows as they are read under one cut of the header."""

    cut: _Cut
    table: SolvedTable


def _cut(drafts: list[Draft], layout: Layout) -> _Cut:
    columns, blanks = count_columns(drafts, layout.label_slack, _guesses(len(layout.figures), drafts))
    values = [*layout.figures, *([None] * columns)][:columns]
    return _Cut(layout, values, _blank_rows_apart(drafts, columns, blanks, layout.label_slack), blanks)


def _read(cut: _Cut, vocabulary: Vocabulary) -> _Reading:
    roles = [vocabulary.label_role(_joined(draft.label)) for draft in cut.drafts]
    shape = _shape(cut.values, cut.drafts, len(cut.values))
    slack = cut.layout.label_slack
    return _Reading(cut, solve(cut.drafts, roles, shape, blanks=cut.blanks, label_slack=slack))


def _likeliest(readings: Sequence[_Reading]) -> tuple[_Reading, bool]:
    """The reading that the rows bear out best, and whether that is beyond chance."""
    if len(readings) == 1:
        return readings[0], True
    best = max(readings, key=lambda each: each.table.proof.bits)
    odds = [FIRST_CUT_BITS * each.cut.layout.by_words for each in readings]
    own = odds[readings.index(best)]
    return best, all(
        best.table.outdoes(each.table, own - against)
        for each, against in zip(readings, odds, strict=True)
        if each is not best
    )


def _header_goes_on(drafts: Sequence[Draft], vocabulary: Vocabulary) -> bool:
    """Whether the first row reads like the head of one more column: «Förbrukat %», «Budget» over «2021»."""
    first = drafts[0] if drafts else None
    if first is None or len(drafts) < 2 or (first.run is not None and not _only_years(first.run)):
        return False
    text = _joined(first.label)
    phrases = vocabulary.headers.segment(text)
    heads = bool(phrases) and all(phrase.role in ("figure", "period") for phrase in phrases)
    return heads and vocabulary.label_role(text) == "plain" and phrases[0].key not in HEADS_AND_LABELS


def _only_years(run: FigureRun) -> bool:
    return all(YEAR.match(atom.text) for atom in run.atoms)


def _guesses(named: int, drafts: Sequence[Draft]) -> list[int]:
    """Numbers of figure columns worth trying: as the header names, else as the fullest row has."""
    least = max(1, figures_a_row([draft.line for draft in drafts if draft.line is not None])[0])
    first = max(named, least) if named else least
    return [
        first,
        *(number for number in range(least, MAX_COLUMNS) if number != first and abs(number - first) <= 2),
    ]


def _blank_rows_apart(drafts: list[Draft], columns: int, blanks: bool, label_slack: int) -> list[Draft]:
    """Where blanks tell the empty cells, figures that end a label but make no row are words."""
    if not blanks:
        return drafts
    kept: list[Draft] = []
    for at, draft in enumerate(drafts):
        lone = (
            draft.run is not None
            and draft.label_on_line
            and not exact_placements(draft, columns, label_slack)
        )
        follows = at + 1 < len(drafts)
        if (
            lone
            and draft.line is not None
            and draft.run is not None
            and follows
            and draft.trailing <= 1
            and columns > 2
        ):
            values = readings(draft.line.text, draft.run)
            if values and min(len(value) for value in values) == 1:
                whole = LabelPart(draft.line, draft.label[-1].start, len(draft.line.text.rstrip()))
                kept.append(Draft(label=[*draft.label[:-1], whole]))
                continue
        kept.append(draft)
    return kept


def _shape(values: Sequence[HeaderColumn | None], drafts: Sequence[Draft], columns: int) -> Shape:
    percent = {at for at, column in enumerate(values) if column is not None and column.percent}
    free: set[int] = set()
    signs = [
        draft
        for draft in drafts
        if draft.run is not None and any("%" in atom.text for atom in draft.run.atoms)
    ]
    indicators = all(
        column is not None and column.key in ("outcome", "target", "kpi_outcome") for column in values
    )
    if signs and (indicators or not percent):
        free = set(range(columns))
    money = [at for at in range(columns) if at not in percent]
    keys = [column.key or "" if column is not None else "" for column in values]
    differences = tuple(
        (a, b, d)
        for d in money
        if keys[d].startswith(("deviation", "remaining", "change"))
        for a in money
        for b in money
        if len({a, b, d}) == 3 and not keys[a].startswith("deviation") and not keys[b].startswith("deviation")
    )
    ratios = tuple((a, b, p) for p in percent for a in money for b in money if a != b and a != p and b != p)
    return Shape(
        columns, frozenset(percent), frozenset(free), likely_differences=differences, likely_ratios=ratios
    )


def _joined(parts: Sequence[LabelPart]) -> str:
    return " ".join(part.text.strip() for part in parts)


def _grid_of_rows(
    region: TableRegion, layout: Layout, values: Sequence[HeaderColumn | None], rows: Sequence[SolvedRow]
) -> Grid:
    dated = layout.dates is not None
    values = [layout.dates, *values] if dated else values
    roles = [
        "label",
        *("figure" if column is None or column.role == "unknown" else column.role for column in values),
    ]
    figure_columns = range(1 + dated, len(roles))
    cells = list(head_cells(layout, values)) if region.header else []
    group: GridCell | None = None
    group_column = len(roles) if layout.groups else None
    at = 1 if region.header else 0
    for row in rows:
        label = row.draft.label
        if group_column is not None:
            if row.draft.run is None:
                group = _label_cell(label, at, group_column)
                continue
            found, label = _group_apart(label)
            group = _label_cell(found, at, group_column) if found else group
        if dated:
            label, date = _date_apart(label)
            cells.extend(_label_cell(found, at, 1) for found in date)
        if label:
            cells.append(_label_cell(label, at, 0))
        cells.extend(figure_cells(row, at, figure_columns))
        if group is not None and group_column is not None:
            cells.append(GridCell(at, group_column, group.text, group.span))
        at += 1
    if group_column is not None:
        roles.append("group")
    doubts = [_doubt_of_labels(layout, rows), *(doubt_of(row) for row in rows)]
    return grid_of_cells(region, cells, at, roles, values, doubts)


def _doubt_of_labels(layout: Layout, rows: Sequence[SolvedRow]) -> str | None:
    """The warning where the cells of two columns of words stand in one label: «Folkhälsa Psykisk hälsa»."""
    heads = layout.label_columns
    labels = [_joined(row.draft.label).strip() for row in rows if row.draft.run is not None]
    joined = sum(CAPITAL_AMID.search(label) is not None and not label[:1].isdigit() for label in labels)
    if len(heads) < 2 or layout.groups or 2 * joined < len(labels):
        return None
    return f"The dump does not show where the column «{heads[0]}» ends and «{heads[1]}» begins."


def _group_apart(label: list[LabelPart]) -> tuple[list[LabelPart], list[LabelPart]]:
    """Group and label that stand on one line: «Ekonomi Periodresultat»."""
    first = label[0] if label else None
    match = re.search(r"(?<=\s)[A-ZÅÄÖ]", first.text.strip()) if first is not None else None
    if first is None or match is None or len(label) != 1:
        return [], label
    at = first.start + len(first.text) - len(first.text.lstrip()) + match.start()
    return [LabelPart(first.line, first.start, at)], [LabelPart(first.line, at, first.end)]


def _date_apart(label: list[LabelPart]) -> tuple[list[LabelPart], list[list[LabelPart]]]:
    """A label and the date that ends it, if one does."""
    last = label[-1] if label else None
    match = DATE_AT_END.search(last.line.text[last.start : last.end].rstrip()) if last is not None else None
    if last is None or match is None:
        return label, []
    at = last.start + match.start("date")
    before = [LabelPart(last.line, last.start, last.start + match.start())] if match.start() else []
    return [*label[:-1], *before], [[LabelPart(last.line, at, last.start + match.end())]]


def _label_cell(parts: Sequence[LabelPart], row: int, column: int) -> GridCell:
    text = "\n".join(
        part.line.text[part.start :] if part.end == len(part.line.text.rstrip()) else part.text
        for part in parts
    )
    first, last = parts[0], parts[-1]
    stop = last.line.start + last.start + len(last.text.rstrip())
    return GridCell(
        row, column, text, TextSpan(line=first.line.number, start=first.line.start + first.start, end=stop)
    )
