"""Engine for dumps: a table region → `Grid`, with every doubt about its columns said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.blocks import TableRegion
from lnextract.model.grid import Grid, GridCell
from lnextract.model.source import Line
from lnextract.model.spans import TextSpan
from lnextract.swedish.tails import figure_runs
from lnextract.tables.columns_of_text import read_rows
from lnextract.tables.drafts import Draft, LabelPart, draft_rows
from lnextract.tables.header_columns import HeaderColumn
from lnextract.tables.layouts import Layout, choose_layout, figures_a_row
from lnextract.tables.parts import Manner, Part, TextRow
from lnextract.tables.placement import Shape, exact_placements
from lnextract.tables.readings import readings
from lnextract.tables.solve import SolvedRow, count_columns, solve
from lnextract.tables.statuses import find_status

ENGINE = "dump"
DOUBTED = 0.5
"""Confidence of a figure whose column is not proven."""
MAX_COLUMNS = 14
HEADS_AND_LABELS = ("amount", "result")
"""Heads whose words are as often those of a row: «Intäkter», «Resultat»."""


def read_regions(regions: Sequence[TableRegion], vocabulary: Vocabulary) -> list[Grid]:
    """The grids of a dump's tables. Text tables with one header are read together: they share their widths."""
    grids: list[Grid | None] = [None] * len(regions)
    alike: dict[str, list[int]] = {}
    for index, region in enumerate(regions):
        layout = choose_layout(region, vocabulary)
        if layout.figures and not layout.texts or not region.header:
            grids[index] = _figure_grid(region, layout, vocabulary)
        else:
            key = "".join("".join(line.text.split()) for line in region.header).casefold()
            alike.setdefault(key, []).append(index)
    for indexes in alike.values():
        together = [regions[index] for index in indexes]
        for index, grid in zip(indexes, _text_grids(together, vocabulary), strict=True):
            grids[index] = grid
    return [grid for grid in grids if grid is not None]


def _region_span(region: TableRegion) -> TextSpan:
    printed = [line for line in (*region.header, *region.body) if not line.blank]
    first = printed[0]
    return TextSpan(line=first.number, start=first.start, end=printed[-1].start + len(printed[-1].text.rstrip()))


# --- tables of figures ------------------------------------------------------------------------------------


def _figure_grid(region: TableRegion, layout: Layout, vocabulary: Vocabulary) -> Grid:
    drafts = draft_rows(
        region.body, vocabulary, prints_blanks=region.trailing_blanks, more=region.blank_means_more
    )
    guesses = _guesses(len(layout.figures), drafts)
    columns, blanks = count_columns(drafts, layout.label_slack, guesses)
    drafts = _blank_rows_apart(drafts, columns, blanks, layout.label_slack)
    values = [*layout.figures, *([None] * columns)][:columns]
    shape = _shape(values, drafts, columns)
    roles = [vocabulary.label_role(_joined(draft.label)) for draft in drafts]
    rows = solve(drafts, roles, shape, blanks=blanks, label_slack=layout.label_slack)
    if not layout.sure or _header_goes_on(drafts, vocabulary):
        rows = [replace(row, proven=row.proven and row.draft.run is None) for row in rows]
    return _grid_of_rows(region, layout, values, rows)


def _header_goes_on(drafts: Sequence[Draft], vocabulary: Vocabulary) -> bool:
    """Whether the first row is a heading that reads like the head of one more column: «Förbrukat %»."""
    first = drafts[0] if drafts else None
    if first is None or first.run is not None or len(drafts) < 2:
        return False
    text = _joined(first.label)
    phrases = vocabulary.headers.segment(text)
    heads = bool(phrases) and all(phrase.role in ("figure", "period") for phrase in phrases)
    return heads and vocabulary.label_role(text) == "plain" and phrases[0].key not in HEADS_AND_LABELS


def _guesses(named: int, drafts: Sequence[Draft]) -> list[int]:
    """Numbers of figure columns worth trying: as the header names, else as the fullest row has."""
    least = max(1, figures_a_row([draft.line for draft in drafts if draft.line is not None])[0])
    first = max(named, least) if named else least
    return [first, *(number for number in range(least, MAX_COLUMNS) if number != first and abs(number - first) <= 2)]


def _blank_rows_apart(
    drafts: list[Draft], columns: int, blanks: bool, label_slack: int
) -> list[Draft]:
    """Where blanks tell the empty cells, figures that don't count up to the columns but end a label are words."""
    if not blanks:
        return drafts
    kept: list[Draft] = []
    for at, draft in enumerate(drafts):
        lone = draft.run is not None and draft.label_on_line and not exact_placements(draft, columns, label_slack)
        follows = at + 1 < len(drafts)
        if lone and draft.line is not None and draft.run is not None and follows and draft.trailing <= 1 and columns > 2:
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
        draft for draft in drafts if draft.run is not None and any("%" in atom.text for atom in draft.run.atoms)
    ]
    if not percent and signs:
        free = set(range(columns))
    elif signs and all(column is not None and column.key in ("outcome", "target", "kpi_outcome") for column in values):
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
    cells: list[GridCell] = []
    roles = ["label", *("figure" if column is None or column.role == "unknown" else column.role for column in values)]
    header_rows = 1 if region.header else 0
    if header_rows:
        for column, named in enumerate([_label_head(layout), *values]):
            if named is not None:
                cells.append(GridCell(0, column, named.text, named.span))
    doubts = []
    group: GridCell | None = None
    group_column = len(roles) if layout.groups else None
    at = header_rows
    for row in rows:
        label = row.draft.label
        if group_column is not None:
            if row.draft.run is None:
                group = _label_cell(label, at, group_column)
                continue
            found, label = _group_apart(label)
            group = _label_cell(found, at, group_column) if found else group
        if label:
            cells.append(_label_cell(label, at, 0))
        confidence = 1.0 if row.proven else DOUBTED
        if not row.proven and row.draft.line is not None:
            doubts.append(
                f"Line {row.draft.line.number}: the dump does not show for sure in which columns "
                f"«{row.draft.line.text.strip()}» stands."
            )
        for column, value in enumerate(row.placement.cells, start=1):
            if value is not None and row.draft.line is not None:
                span = row.draft.line.span(value.start + _lead(value), value.start + _lead(value) + len(value.number.text))
                cells.append(GridCell(at, column, value.number.text, span, confidence=confidence))
        if group is not None and group_column is not None:
            cells.append(GridCell(at, group_column, group.text, group.span))
        at += 1
    if group_column is not None:
        roles.append("group")
    return Grid(
        cells=cells,
        rows=at,
        columns=len(roles),
        header_rows=header_rows,
        engine=ENGINE,
        confidence=min((cell.confidence for cell in cells), default=1.0),
        span=_region_span(region),
        roles=tuple(roles),
        spanners=(None, *(None if column is None else column.spanner for column in values)),
        caption=tuple(line.text for line in region.caption),
        doubts=doubts,
    )


def _group_apart(label: list[LabelPart]) -> tuple[list[LabelPart], list[LabelPart]]:
    """Group and label that stand on one line: «Ekonomi Periodresultat»."""
    first = label[0] if label else None
    match = re.search(r"(?<=\s)[A-ZÅÄÖ]", first.text.strip()) if first is not None else None
    if first is None or match is None or len(label) != 1:
        return [], label
    at = first.start + len(first.text) - len(first.text.lstrip()) + match.start()
    return [LabelPart(first.line, first.start, at)], [LabelPart(first.line, at, first.end)]


def _lead(value: object) -> int:
    number = value.number  # type: ignore[attr-defined]
    return int(number.start)


def _label_head(layout: Layout) -> HeaderColumn | None:
    return next((column for column in layout.labels if column.role in ("label", "group")), None)


def _label_cell(parts: Sequence[LabelPart], row: int, column: int) -> GridCell:
    text = "\n".join(part.line.text[part.start :] if part.end == len(part.line.text.rstrip()) else part.text
                     for part in parts)
    first, last = parts[0], parts[-1]
    stop = last.line.start + last.start + len(last.text.rstrip())
    return GridCell(
        row, column, text, TextSpan(line=first.line.number, start=first.line.start + first.start, end=stop)
    )


# --- tables of text ---------------------------------------------------------------------------------------


def _text_grids(regions: Sequence[TableRegion], vocabulary: Vocabulary) -> list[Grid]:
    layouts = [choose_layout(region, vocabulary) for region in regions]
    layout, first = layouts[0], regions[0]
    manner = Manner(
        prints_blanks=first.trailing_blanks,
        blank_means_more=first.blank_means_more,
        has_middle=bool(layout.figures or layout.statuses),
        has_comment=bool(layout.texts),
    )

    def match(text: str) -> tuple[int, int] | None:
        return _figures_in(text) if layout.figures else find_status(text, vocabulary)

    tables = read_rows([region.body for region in regions], match, manner)
    return [
        _grid_of_text(region, own, rows, vocabulary)
        for region, own, rows in zip(regions, layouts, tables, strict=True)
    ]


def _figures_in(text: str) -> tuple[int, int] | None:
    """The run of figures between a label and a comment."""
    for run in figure_runs(text):
        if all(len(atom.text) == 4 and atom.text[:2] in ("19", "20") for atom in run.atoms):
            continue
        after = text[run.end :].strip()
        if not after or after[:1].isupper():
            return run.start, run.end
    return None


def _grid_of_text(
    region: TableRegion, layout: Layout, rows: Sequence[TextRow], vocabulary: Vocabulary
) -> Grid:
    roles = ["label", *("figure" if column.role == "unknown" else column.role for column in layout.values)]
    cells = [
        GridCell(0, column, named.text, named.span)
        for column, named in enumerate([_label_head(layout), *layout.values])
        if named is not None
    ]
    doubts: list[str] = []
    solved = _middle_figures([_draft_of(row) for row in rows], layout, vocabulary) if layout.figures else []
    text_column = roles.index("text") if "text" in roles else None
    for at, row in enumerate(rows, start=1):
        confidence = 1.0 if row.sure else 0.7
        if not row.sure:
            doubts.append(f"Line {row.label[0].line.number}: it is not sure that «{row.label[0].text.strip()}» and "
                          f"«{row.comment[0].text.strip()}» are one row." if row.label and row.comment else "")
        if row.label:
            cells.append(_parts_cell(row.label, at, 0, confidence))
        if layout.figures and solved:
            placed = solved[at - 1]
            figure_columns = [column for column, role in enumerate(roles) if role in ("figure", "code")]
            if not placed.proven and placed.draft.line is not None:
                doubts.append(f"Line {placed.draft.line.number}: the dump does not show for sure in which column "
                              f"«{placed.draft.line.text.strip()}» has its figures.")
            for column, value in zip(figure_columns, placed.placement.cells, strict=True):
                if value is not None and placed.draft.line is not None:
                    start = value.start + value.number.start
                    span = placed.draft.line.span(start, start + len(value.number.text))
                    cells.append(
                        GridCell(at, column, value.number.text, span, confidence=1.0 if placed.proven else DOUBTED)
                    )
        elif row.middle and "status" in roles:
            cells.append(_parts_cell(row.middle, at, roles.index("status"), confidence))
        if row.comment and text_column is not None:
            cells.append(_parts_cell(row.comment, at, text_column, confidence))
    return Grid(
        cells=cells,
        rows=len(rows) + 1,
        columns=len(roles),
        header_rows=1,
        engine=ENGINE,
        confidence=min((cell.confidence for cell in cells), default=1.0),
        span=_region_span(region),
        roles=tuple(roles),
        spanners=(None, *(column.spanner for column in layout.values)),
        caption=tuple(line.text for line in region.caption),
        doubts=[doubt for doubt in doubts if doubt],
    )


def _draft_of(row: TextRow) -> Draft:
    """The figures of a row as a draft whose columns are to be found."""
    if not row.middle:
        return Draft(label=[LabelPart(part.line, part.start, part.end) for part in row.label])
    part = row.middle[0]
    run = next(run for run in figure_runs(part.line.text) if run.start == part.start)
    before = part.line.text[: part.start]
    label_on_line = bool(before.strip())
    leading = len(before) - len(before.rstrip()) if label_on_line else len(before)
    line = part.line
    if line.text[part.end :].strip():
        after = line.text[part.end :]
        line = Line(line.number, line.start, line.text[: part.end + len(after) - len(after.lstrip())])
    return Draft(
        label=[LabelPart(each.line, each.start, each.end) for each in row.label],
        line=line,
        run=run,
        leading=leading,
        label_on_line=label_on_line,
    )


def _middle_figures(drafts: Sequence[Draft], layout: Layout, vocabulary: Vocabulary) -> list[SolvedRow]:
    columns = len(layout.figures)
    _, blanks = count_columns(drafts, 0, [columns])
    shape = Shape(columns, frozenset(), frozenset(range(columns)))
    return solve(drafts, ["plain"] * len(drafts), shape, blanks=blanks, label_slack=0)


def _parts_cell(parts: Sequence[Part], row: int, column: int, confidence: float) -> GridCell:
    text = "\n".join(part.text for part in parts)
    first, last = parts[0], parts[-1]
    start = first.line.start + first.start + len(first.text) - len(first.text.lstrip())
    stop = last.line.start + last.start + len(last.text.rstrip())
    return GridCell(
        row, column, text, TextSpan(line=first.line.number, start=start, end=stop), confidence=confidence
    )


