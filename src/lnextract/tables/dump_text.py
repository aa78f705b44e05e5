"""Text tables of a dump: labels with a status or a few figures, and comments over several lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.blocks import TableRegion
from lnextract.model.grid import Grid, GridCell
from lnextract.model.source import Line
from lnextract.model.spans import TextSpan
from lnextract.swedish.tails import FigureRun, figure_runs
from lnextract.tables.columns_by_place import rows_by_place
from lnextract.tables.columns_of_text import read_rows
from lnextract.tables.divisions import OPEN_WORDS
from lnextract.tables.drafts import Draft, LabelPart
from lnextract.tables.grid_cells import doubt_of, figure_cells, grid_of_cells, head_cells
from lnextract.tables.layouts import Layout, choose_layout
from lnextract.tables.parts import Kind, Manner, Part, TextRow
from lnextract.tables.readings import readings
from lnextract.tables.shape import Shape
from lnextract.tables.solve import SolvedRow, count_columns, solve
from lnextract.tables.statuses import find_status

LEAST_COMMENT_LINES = 2
"""Lines of a comment from which the rest of a label may stand among them."""
DOUBTED_ROW = 0.7
"""Confidence of a label and a comment that may be two rows."""


def text_grids(regions: Sequence[TableRegion], vocabulary: Vocabulary) -> list[Grid]:
    """The grids of text tables that bear one header, in their order."""
    layouts = [choose_layout(region, vocabulary) for region in regions]
    layout, first = layouts[0], regions[0]
    manner = Manner(
        prints_blanks=first.trailing_blanks,
        blank_means_more=first.blank_means_more,
        has_middle=bool(layout.figures or layout.statuses),
        has_comment=bool(layout.texts),
    )

    def match(text: str) -> tuple[int, int] | None:
        if not layout.figures:
            return find_status(text, vocabulary)
        figures = _figures_in(text, len(layout.figures))
        status = _status_after(text, figures[1], vocabulary) if figures and layout.statuses else None
        return (figures[0], status[1]) if figures and status else figures

    kinds = _kinds(layout)
    placed = [rows_by_place(region.header, region.body, kinds) for region in regions] if kinds else []
    if placed and None not in placed:
        tables = [rows or [] for rows in placed]
    else:
        tables = read_rows([region.body for region in regions], match, manner)
    return [
        _grid_of_text(region, own, rows, vocabulary)
        for region, own, rows in zip(regions, layouts, tables, strict=True)
    ]


def _kinds(layout: Layout) -> list[Kind]:
    """What each column holds; none where two hold words side by side."""
    found: list[Kind] = ["label"]
    for column in layout.values:
        found.append("comment" if column.role == "text" else "middle")
    return [] if len(layout.labels) != 1 or found.count("comment") > 1 else found


def _figures_in(text: str, columns: int) -> tuple[int, int] | None:
    """The run of figures between a label and a comment; what is too much for the columns ends the label."""
    for run in figure_runs(text):
        if all(len(atom.text) == 4 and atom.text[:2] in ("19", "20") for atom in run.atoms):
            continue
        after = text[run.end :].strip()
        if not after or after[:1].isupper():
            return _in_columns(text, run, columns).start, run.end
    return None


def _in_columns(text: str, run: FigureRun, columns: int) -> FigureRun:
    """The end of a run that its columns can hold: «1177» in «Känner till 1177 81 % 85 %» is of the label."""
    for first in range(len(run.atoms)):
        rest = FigureRun(run.atoms[first:])
        if rest.atoms[0].kind != "unit" and any(len(values) <= columns for values in readings(text, rest)):
            return rest if text[: rest.start].strip() else run
    return run


def _grid_of_text(
    region: TableRegion, layout: Layout, rows: Sequence[TextRow], vocabulary: Vocabulary
) -> Grid:
    roles = ["label", *("figure" if column.role == "unknown" else column.role for column in layout.values)]
    figure_columns = [column for column, role in enumerate(roles) if role in ("figure", "code")]
    cells = list(head_cells(layout, layout.values))
    doubts: list[str | None] = [_doubt_of_columns(layout)]
    solved = _middle_figures([_draft_of(row) for row in rows], layout, vocabulary) if layout.figures else []
    for at, row in enumerate(rows, start=1):
        doubts.extend((_doubt_of_text(row), _doubt_of_order(row), _doubt_of_unread(row, len(layout.figures))))
        status = _status_of(row, vocabulary) if solved and "status" in roles else None
        if status is not None:
            cells.append(_parts_cell([status], at, roles.index("status"), 1.0 if row.sure else DOUBTED_ROW))
        cells.extend(_text_cells(row, at, roles, status=not solved))
        if solved:
            doubts.append(doubt_of(solved[at - 1]))
            cells.extend(figure_cells(solved[at - 1], at, figure_columns))
    return grid_of_cells(region, cells, len(rows) + 1, roles, layout.values, doubts)


def _status_of(row: TextRow, vocabulary: Vocabulary) -> Part | None:
    """The status word that stands after the figures of a row."""
    middle = row.middle[0] if row.middle else None
    found = _status_after(middle.line.text, _run_of(middle).end, vocabulary) if middle is not None else None
    return Part("middle", middle.line, *found) if middle is not None and found is not None else None


def _status_after(text: str, end: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Start and end of the status word that follows right after a run of figures."""
    found = find_status(text[end:], vocabulary)
    if found is None or text[end : end + found[0]].strip():
        return None
    return end + found[0], end + found[1]


def _doubt_of_columns(layout: Layout) -> str | None:
    """Two columns of words side by side: their cells stand in one label, or in one comment."""
    for named in (
        [each.text for each in layout.labels if each.role == "label"],
        [each.text for each in layout.texts],
    ):
        if len(named) > 1:
            return f"The dump does not show where the column «{named[0]}» ends and «{named[1]}» begins."
    return None


def _doubt_of_text(row: TextRow) -> str | None:
    if row.sure or not row.label or not row.comment:
        return None
    return (
        f"Line {row.label[0].line.number}: it is not sure that «{row.label[0].text.strip()}» and "
        f"«{row.comment[0].text.strip()}» are one row."
    )


def _doubt_of_order(row: TextRow) -> str | None:
    """The warning for a label that breaks off: sorted by height, its rest stands among the comment."""
    if not row.label or len(row.comment) < LEAST_COMMENT_LINES:
        return None
    label = row.label[-1].text.rstrip()
    broken_off = label.rpartition(" ")[2].casefold() in OPEN_WORDS or label.endswith(",")
    goes_on = row.comment[1].text.lstrip()[:1].islower()
    if not (broken_off and goes_on):
        return None
    return (
        f"Line {row.label[-1].line.number}: «{label.strip()}» breaks off, and its rest may stand in "
        f"«{row.comment[1].text.strip()}»."
    )


def _doubt_of_unread(row: TextRow, columns: int) -> str | None:
    """The warning for a label with figures in it, where the table has columns of figures and the row none."""
    if row.middle or columns < 2:
        return None
    for part in row.label:
        found = _figures_in(part.line.text, columns)
        printed = part.line.text[slice(*found)] if found else ""
        if len(printed.split()) > 1 and part.start <= (found or (0, 0))[0] < part.end:
            return f"Line {part.line.number}: it is not sure that «{printed.strip()}» belongs to the label."
    return None


def _text_cells(row: TextRow, at: int, roles: Sequence[str], *, status: bool) -> Iterator[GridCell]:
    confidence = 1.0 if row.sure else DOUBTED_ROW
    if row.label:
        yield _parts_cell(row.label, at, 0, confidence)
    if status and row.middle and "status" in roles:
        yield _parts_cell(row.middle, at, roles.index("status"), confidence)
    if row.comment and "text" in roles:
        yield _parts_cell(row.comment, at, roles.index("text"), confidence)


def _draft_of(row: TextRow) -> Draft:
    """The figures of a row as a draft whose columns are to be found."""
    if not row.middle:
        return Draft(label=[LabelPart(part.line, part.start, part.end) for part in row.label])
    part = row.middle[0]
    run = _run_of(part)
    before = part.line.text[: part.start]
    label_on_line = bool(before.strip())
    leading = len(before) - len(before.rstrip()) if label_on_line else len(before)
    line = part.line
    after = line.text[run.end :]
    if after.strip():
        line = Line(line.number, line.start, line.text[: run.end + len(after) - len(after.lstrip())])
    return Draft(
        label=[LabelPart(each.line, each.start, each.end) for each in row.label],
        line=line,
        run=run,
        leading=leading,
        label_on_line=label_on_line,
    )


def _run_of(middle: Part) -> FigureRun:
    """The figures of a middle cell, which a status word may follow."""
    run = next(run for run in figure_runs(middle.line.text) if run.start <= middle.start < run.end)
    return FigureRun(tuple(atom for atom in run.atoms if atom.start >= middle.start))


def _middle_figures(drafts: Sequence[Draft], layout: Layout, vocabulary: Vocabulary) -> list[SolvedRow]:
    columns = len(layout.figures)
    _, blanks = count_columns(drafts, 0, [columns])
    shape = Shape(columns, frozenset(), frozenset(range(columns)))
    return solve(drafts, ["plain"] * len(drafts), shape, blanks=blanks, label_slack=0).rows


def _parts_cell(parts: Sequence[Part], row: int, column: int, confidence: float) -> GridCell:
    text = "\n".join(part.text for part in parts)
    first, last = parts[0], parts[-1]
    start = first.line.start + first.start + len(first.text) - len(first.text.lstrip())
    stop = last.line.start + last.start + len(last.text.rstrip())
    return GridCell(
        row, column, text, TextSpan(line=first.line.number, start=start, end=stop), confidence=confidence
    )
