"""In which columns the values of a row stand: by its runs of blanks, kinds of value and relations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple, TypeVar, get_args

from lnextract.arithmetic.relations import Printed
from lnextract.model.report import MoneyUnit
from lnextract.swedish.tails import FigureRun
from lnextract.tables.drafts import Draft
from lnextract.tables.readings import Value, readings
from lnextract.tables.relation_odds import difference_odds, ratio_odds
from lnextract.tables.shape import Relations, Shape

T = TypeVar("T")

# Log-odds of a single row's reading; only their order of size matters.
RELATION_HOLDS = 3.0
RELATION_BROKEN = -4.0
RELATIONS_BROKEN = -5.0
"""One wrong figure breaks every relation that it stands in."""
LIKELY_RELATION_HOLDS = 2.0
PERCENT_MISPLACED = -8.0
PERCENT_MISSING = -3.0
LARGE_PERCENT_FROM, LARGE_PERCENT = 1000, -2.0
"""A budget that is spent tenfold is printed now and then."""
EMPTY_INSIDE = -0.4
FIRST_EMPTY = -0.8
EMPTY_AT_END = -0.4
"""Once for all cells at the end: rows mostly have no gaps, but their last columns are left empty together."""
GROUPED_DIGITS = 0.3
PARTED_MINUS = -1.0
"""A dash, a blank and digits are two cells rather than one."""
PARTED_MINUS_ODD = -4.0
"""The same where the table prints minus signs right before the digits, or lone dashes for nothing."""
DIGITS_IN_LABEL = -5.0
"""A label that ends in a figure: «Hus 12»."""
YEAR_IN_LABEL = -1.0
"""«Insatser 2021»."""
LABEL_FIGURE = re.compile(r"[1-9]\d?\Z|(?:19|20)\d\d\Z|1177\Z")
"""Figures that labels end in: numbers of houses and projects, years."""
OTHER_GROUPING = -3.0
"""A figure whose digits a blank groups in a table that groups them otherwise."""
ODD_FIGURE = -3.5
"""A figure without unit or decimals where all others of the table have them."""
MONEY = frozenset(get_args(MoneyUnit))
YEAR = re.compile(r"(?:19|20)\d\d\Z")
KEPT_PLACEMENTS = 240
"""Likeliest placements of a row that are kept for the table to choose from."""
HOPELESS = 9.0
"""Log-odds behind the likeliest from which a placement is not kept."""


@dataclass(frozen=True, slots=True)
class Placement:
    """One reading of a row: a value or nothing in each column."""

    cells: tuple[Value | None, ...]
    score: float
    exact: bool = False
    """The runs of blanks leave no other place for these values."""
    label_end: int | None = None
    """Offset at which the label ends, where figures at its end belong to it."""
    label_year: bool = False
    """Whether these figures are a year."""
    spelling: float = 0.0
    """The part of the score that says how well its cells suit the table's way of printing."""

    figures: tuple[Printed | None, ...] = field(init=False, compare=False)
    filled: tuple[bool, ...] = field(init=False, compare=False)
    """One a column: whether it holds a value."""

    def __post_init__(self) -> None:
        """Keep the figures at hand: they are looked at many times."""
        figures = tuple(None if cell is None else cell.printed for cell in self.cells)
        object.__setattr__(self, "figures", figures)
        object.__setattr__(self, "filled", tuple([cell is not None for cell in self.cells]))


def exact_placements(draft: Draft, columns: int, label_slack: int) -> list[Placement]:
    """Readings in which every blank beyond the first after a cell is an empty cell.

    Args:
        label_slack: 1 where the table has a second label column, which may be empty too.
    """
    if draft.line is None:
        return []
    return [
        Placement(cells, 0.0, exact=True, label_end=label_end, label_year=_year(draft, label_end))
        for run, leading, label_end in _runs(draft)
        for cells in _counted(
            draft.line.text, run, leading, max(draft.trailing - 1, 0), columns, min(label_slack, leading)
        )
    ]


@lru_cache(maxsize=4096)
def _counted(
    text: str, run: FigureRun, leading: int, trailing: int, columns: int, most_spare: int
) -> tuple[tuple[Value | None, ...], ...]:
    """The cells of a run, empty ones as the blanks count them: each way of reading that fills the columns.

    A header can be cut in several ways into as many columns, and for each the rows are asked again.
    """
    found = []
    for values in readings(text, run, columns):
        between = [after.start - before.end - 1 for before, after in pairwise(values)]
        spare = leading + len(values) + sum(between) + trailing - columns
        if 0 <= spare <= most_spare:
            cells: list[Value | None] = [None] * (leading - spare)
            for value, gap in zip(values, [*between, trailing], strict=True):
                cells.extend([value, *([None] * gap)])
            found.append(tuple(cells))
    return tuple(found)


def _runs(draft: Draft) -> Iterator[tuple[FigureRun, int, int | None]]:
    """The run of figures, how many empty cells stand before it, and the end of a label that holds figures."""
    run = draft.run
    if run is None:
        return
    yield run, max(draft.leading - 1, 0) if draft.label_on_line else draft.leading, None
    first = run.atoms[0]
    if draft.label_on_line and draft.leading == 1 and len(run.atoms) > 1 and LABEL_FIGURE.match(first.text):
        rest = FigureRun(run.atoms[1:])
        if rest.atoms[0].kind != "unit":
            yield rest, rest.start - first.end - 1, first.end


def _year(draft: Draft, label_end: int | None) -> bool:
    return label_end is not None and draft.line is not None and bool(YEAR.search(draft.line.text[:label_end]))


def placements(draft: Draft, shape: Shape) -> list[Placement]:
    """All readings of a row with values in any columns, likeliest first."""
    if draft.line is None or draft.run is None:
        return [Placement((None,) * shape.columns, 0.0)]
    found = sorted(_placed(draft, shape), key=lambda each: -each.score)[:KEPT_PLACEMENTS]
    return [each.placement() for each in found if found[0].score - each.score < HOPELESS]


class _Placed(NamedTuple):
    """A placement that is not made before it is known to be likely."""

    values: Sequence[Value]
    chosen: tuple[int, ...]
    """Column of each value."""
    columns: int
    score: float
    spelling: float
    label_end: int | None
    label_year: bool

    def placement(self) -> Placement:
        """With a cell in each column."""
        cells = _filled(self.chosen, self.values, self.columns)
        return Placement(cells, self.score, False, self.label_end, self.label_year, self.spelling)


def _placed(draft: Draft, shape: Shape) -> Iterator[_Placed]:
    """The values of a row in every choice of columns that their percent signs allow."""
    signs = shape.percent | shape.free
    if draft.line is None:
        return
    for run, _, label_end in _runs(draft):
        year = _year(draft, label_end)
        label = label_odds(label_end, year=year)
        for values in readings(draft.line.text, run, shape.columns):
            cell_odds = [[_cell_odds(value, at, shape) for at in range(shape.columns)] for value in values]
            figures = [value.printed for value in values]
            signed = [at for at, value in enumerate(values) if value.percent]
            for chosen in combinations(range(shape.columns), len(values)):
                if any(chosen[at] not in signs for at in signed):
                    continue
                spelling = label + sum([odds[at] for odds, at in zip(cell_odds, chosen, strict=True)])
                score = spelling + _gap_odds(chosen, shape.columns)
                relations = shape.relations_within(chosen)
                score += _relation_odds(_filled(chosen, figures, shape.columns), relations)
                yield _Placed(values, chosen, shape.columns, score, spelling, label_end, year)


def _filled(chosen: Sequence[int], values: Sequence[T], columns: int) -> tuple[T | None, ...]:
    """A value or nothing in each column."""
    row: list[T | None] = [None] * columns
    for column, value in zip(chosen, values, strict=True):
        row[column] = value
    return tuple(row)


def scored(placement: Placement, shape: Shape) -> Placement:
    """The placement with the odds of its own row."""
    spelling = label_odds(placement.label_end, year=placement.label_year) + sum(
        _cell_odds(cell, column, shape) for column, cell in enumerate(placement.cells) if cell is not None
    )
    score = spelling
    filled = tuple(column for column, cell in enumerate(placement.cells) if cell is not None)
    if not placement.exact:
        score += _gap_odds(filled, len(placement.cells))
    score += _relation_odds(placement.figures, shape.relations_within(filled))
    return replace(placement, score=score, spelling=spelling)


def _gap_odds(filled: Sequence[int], columns: int) -> float:
    """What speaks against the empty cells of a row whose values stand in these columns."""
    if not filled:
        return 0.0
    inside = EMPTY_INSIDE * (filled[-1] + 1 - len(filled)) + FIRST_EMPTY * (filled[0] > 0)
    return inside + EMPTY_AT_END * (filled[-1] + 1 < columns)


def _cell_odds(cell: Value, column: int, shape: Shape) -> float:
    score = 0.0
    if cell.percent and column not in shape.percent and column not in shape.free:
        score += PERCENT_MISPLACED
    if not cell.percent and column in shape.percent:
        if cell.number.unit in MONEY:
            score += PERCENT_MISPLACED
        elif shape.spelling.signs:
            score += PERCENT_MISSING
    if column in shape.percent and abs(cell.number.value) >= LARGE_PERCENT_FROM:
        score += LARGE_PERCENT
    if cell.parted_minus:
        score += PARTED_MINUS_ODD if shape.spelling.lone_dashes else PARTED_MINUS
    if cell.number.value and not shape.free and column not in shape.percent:
        score += ODD_FIGURE * (shape.spelling.units and cell.number.unit is None)
        whole = cell.number.decimals == 0 and not cell.percent
        score += ODD_FIGURE * (shape.spelling.decimals and whole)
    if cell.grouped:
        score += OTHER_GROUPING if shape.spelling.other_groups else GROUPED_DIGITS
    return score


def label_odds(label_end: int | None, *, year: bool) -> float:
    """What speaks for the figures that stand at the end of a label."""
    if label_end is None:
        return 0.0
    return YEAR_IN_LABEL if year else DIGITS_IN_LABEL


def _relation_odds(figures: Sequence[Printed | None], relations: Relations) -> float:
    score = 0.0
    for triple in relations.differences:
        score += _odds(difference_odds(figures, triple), RELATION_HOLDS)
    for triple in relations.ratios:
        score += _odds(ratio_odds(figures, triple), RELATION_HOLDS)
    score = max(score, RELATIONS_BROKEN)
    differences = [
        weight for triple in relations.likely_differences if (weight := difference_odds(figures, triple))
    ]
    ratios = [weight for triple in relations.likely_ratios if (weight := ratio_odds(figures, triple))]
    return score + LIKELY_RELATION_HOLDS * (max(0.0, *differences, 0.0) + max(0.0, *ratios, 0.0))


def _odds(weight: float | None, holds: float) -> float:
    return 0.0 if weight is None else holds * weight if weight >= 0 else RELATION_BROKEN
