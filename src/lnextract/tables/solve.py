"""Choosing one reading for every row of a dump's table so that the table as a whole adds up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lnextract.arithmetic.columns import find_differences, find_ratios
from lnextract.arithmetic.hierarchy import Hierarchy, find_hierarchy, judge_columns
from lnextract.arithmetic.relations import Printed
from lnextract.arithmetic.rows import LabelRole, RowFacts
from lnextract.swedish.tails import FigureRun
from lnextract.tables.drafts import Draft, LabelPart
from lnextract.tables.placement import (
    GROUPED_BY_BLANK,
    Placement,
    Shape,
    exact_placements,
    placements,
    scored,
    spelling_of,
)

EXACT_SHARE = 0.8
"""Share of rows whose blanks must count up to the columns before runs of blanks are taken for empty cells."""
SUM_HOLDS = 3.0
SUM_BROKEN = -3.0
OUT_OF_SCALE = -4.0
SCALE = 30
"""A figure this many times larger than all others of its column together was put together from two."""
PROVEN_MARGIN = 2.0
"""Log-odds by which a reading must beat the next one that puts other figures in other columns."""
PASSES = 3
"""Rounds over the rows: the sums change as rows are read better."""


@dataclass(frozen=True, slots=True)
class SolvedRow:
    """A row with its columns decided."""

    draft: Draft
    placement: Placement
    proven: bool


@dataclass(slots=True)
class _Candidates:
    draft: Draft
    role: LabelRole
    options: list[Placement]
    chosen: int = 0

    @property
    def placement(self) -> Placement:
        return self.options[self.chosen]


def count_columns(drafts: Sequence[Draft], label_slack: int, guesses: Sequence[int]) -> tuple[int, bool]:
    """The number of figure columns, and whether runs of blanks stand for empty cells.

    Args:
        guesses: numbers that the header allows, likeliest first.
    """
    rows = [draft for draft in drafts if draft.run is not None]
    for columns in guesses:
        exact = [exact_placements(draft, columns, label_slack) for draft in rows]
        fitting = [found for found in exact if found]
        blanks_tell = any(any(cell is None for cell in option.cells) for found in fitting for option in found)
        if rows and blanks_tell and len(fitting) >= EXACT_SHARE * len(rows):
            return columns, True
    return guesses[0], False


def solve(
    drafts: Sequence[Draft], roles: Sequence[LabelRole], shape: Shape, *, blanks: bool, label_slack: int
) -> list[SolvedRow]:
    """A reading for every row, and whether it is proven: by blanks, by being the only one, or by arithmetic."""
    shape = replace(shape, spelling=spelling_of(drafts))
    shape = _learn_relations(drafts, shape, blanks, label_slack)
    rows = [
        _Candidates(draft, role, _options(draft, shape, blanks, label_slack))
        for draft, role in zip(drafts, roles, strict=True)
    ]
    summable = [column not in shape.percent for column in range(shape.columns)]
    for _ in range(PASSES):
        if not _improve(rows, summable):
            break
    hierarchy = _hierarchy(rows, summable)
    return [
        SolvedRow(_relabelled(row), row.placement, _margin(rows, index, hierarchy, summable) >= PROVEN_MARGIN)
        for index, row in enumerate(rows)
    ]


def _relabelled(row: _Candidates) -> Draft:
    """The draft with the figures that its label ends in."""
    draft, end = row.draft, row.placement.label_end
    if end is None or draft.line is None or draft.run is None:
        return draft
    last = draft.label[-1]
    rest = FigureRun(draft.run.atoms[1:])
    return replace(draft, label=[*draft.label[:-1], LabelPart(last.line, last.start, end)], run=rest)


def _options(draft: Draft, shape: Shape, blanks: bool, label_slack: int) -> list[Placement]:
    if blanks and (exact := exact_placements(draft, shape.columns, label_slack)):
        return sorted((scored(option, shape) for option in exact), key=lambda option: -option.score)
    return placements(draft, shape) or [Placement((None,) * shape.columns, -99.0)]


def _learn_relations(drafts: Sequence[Draft], shape: Shape, blanks: bool, label_slack: int) -> Shape:
    """Relations between columns that the rows with one reading only bear out."""
    grid: list[tuple[Printed | None, ...]] = []
    for draft in drafts:
        options = _options(draft, shape, blanks, label_slack) if draft.run is not None else []
        if len(options) == 1 or (len(options) > 1 and options[0].score - options[1].score >= PROVEN_MARGIN):
            grid.append(options[0].figures)
    differences = [relation.columns for relation in find_differences(grid) if not relation.broken]
    ratios = [
        relation.columns
        for relation in find_ratios(grid)
        if not relation.broken and relation.columns[2] in shape.percent
    ]
    return replace(shape, differences=tuple(differences), ratios=tuple(ratios))


def _facts(row: _Candidates, placement: Placement) -> RowFacts:
    return RowFacts(label_role=row.role, figures=placement.figures, heading=row.draft.run is None)


def _hierarchy(rows: Sequence[_Candidates], summable: Sequence[bool]) -> Hierarchy:
    return find_hierarchy([_facts(row, row.placement) for row in rows], summable)


def _improve(rows: list[_Candidates], summable: Sequence[bool]) -> bool:
    """One round: each row takes the reading that suits the sums best. Whether any row changed."""
    hierarchy = _hierarchy(rows, summable)
    changed = False
    for index, row in enumerate(rows):
        if len(row.options) == 1:
            continue
        scores = [_score(rows, index, option, hierarchy, summable) for option in row.options]
        best = max(range(len(scores)), key=lambda at: (scores[at], at == row.chosen, -at))
        if best != row.chosen:
            row.chosen, changed = best, True
    return changed


def _score(
    rows: Sequence[_Candidates], index: int, option: Placement, hierarchy: Hierarchy, summable: Sequence[bool]
) -> float:
    """The odds of a reading in its row, in its columns and in the sums that the row stands in."""
    score = option.score + _scale(rows, index, option)
    for relation in hierarchy.sums:
        if index != relation.total_row and index not in relation.part_rows:
            continue
        figures = {at: rows[at].placement.figures for at in (relation.total_row, *relation.part_rows)}
        figures[index] = option.figures
        verdicts = judge_columns(
            figures[relation.total_row], [figures[part] for part in relation.part_rows], summable
        )
        for column, verdict in enumerate(verdicts):
            if verdict is not None and verdict.verdict != "not_checkable":
                proves = any(figures[at][column] not in (None,) and _weighs(figures[at][column]) for at in figures)
                score += (SUM_HOLDS if proves else 0.0) if verdict.stands else SUM_BROKEN
            elif summable[column] and index == relation.total_row and figures[index][column] is not None:
                score += SUM_BROKEN / 2  # a total over nothing
            elif summable[column] and option.figures[column] is not None and index != relation.total_row:
                score += SUM_BROKEN / 2  # a part of no total
    return score


def _scale(rows: Sequence[_Candidates], index: int, option: Placement) -> float:
    """Whether figures grouped by blanks are of the size of their columns."""
    score = 0.0
    for column, cell in enumerate(option.cells):
        if cell is None or not GROUPED_BY_BLANK.search(cell.text):
            continue
        others = sum(
            abs(figure.value)
            for at, row in enumerate(rows)
            if at != index and (figure := row.placement.figures[column]) is not None
        )
        score += OUT_OF_SCALE if others and abs(cell.number.value) > SCALE * others else 0.0
    return score


def _weighs(figure: Printed | None) -> bool:
    return figure is not None and figure.value != 0


def _margin(
    rows: Sequence[_Candidates], index: int, hierarchy: Hierarchy, summable: Sequence[bool]
) -> float:
    """By how much the chosen reading beats the best of the others."""
    row = rows[index]
    if len(row.options) == 1:
        return PROVEN_MARGIN if row.options[0].score > -90 else 0.0
    own = _score(rows, index, row.placement, hierarchy, summable)
    others = [
        _score(rows, index, option, hierarchy, summable)
        for at, option in enumerate(row.options)
        if at != row.chosen
    ]
    return own - max(others)
