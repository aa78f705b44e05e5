"""A ladder of engines: cheap ones first, dearer ones only where a reading does not stand;
the best is kept."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.model.grid import Grid
from lnextract.model.page import Page, Word
from lnextract.tables.pdf.aligned import AlignedEngine, outside
from lnextract.tables.pdf.engine import Engine
from lnextract.tables.pdf.judge import STANDS, judge, quick_score, region_of
from lnextract.tables.pdf.ruled import RuledEngine
from lnextract.tables.pdf.rules import rules_of, shading_rules, together
from lnextract.tables.pdf.turned import main_directions, turned_back, upright

BETTER_BY = 0.05
"""A dearer reading must be better by so much: two equal ones are no reason to change."""


def choose_tables(page: Page, fallbacks: Sequence[Engine] = ()) -> list[Grid]:
    """The tables of a page, each in the best reading, from top to bottom.

    Args:
        page: as read.
        fallbacks: engines to ask, in this order, where our own reading of a table does not stand.
    """
    if page.text_layer != "usable":
        return []
    grids: list[Grid] = []
    directions = main_directions(page)
    for direction in directions:
        if direction == 0:
            words = [word for word in page.words if word.direction not in directions[1:]]
            grids += [_stood(grid, page, fallbacks) for grid in _own(page, words)]
        else:
            lying = upright(page, direction)
            turned = _own(lying, lying.words)
            grids += [turned_back(grid, direction, page.width, page.height) for grid in turned]
    return sorted(grids, key=lambda grid: (region_of(grid)[1], region_of(grid)[0]))


def _own(page: Page, words: Sequence[Word]) -> list[Grid]:
    """Our own reading: closed cells first, then what is left by alignment."""
    rules = together(rules_of(page), shading_rules(page))
    grids = RuledEngine().find_in(words, rules, page.number)
    rest = [word for word in outside(words, grids) if word.direction == 0]
    return grids + AlignedEngine().find_in(rest, rules, page.number)


def _stood(grid: Grid, page: Page, fallbacks: Sequence[Engine]) -> Grid:
    """The grid itself where it stands, else the best reading of its region."""
    score = quick_score(grid)
    grid.confidence = round(min(grid.confidence, score), 2)
    if score >= STANDS or not fallbacks:
        return grid
    region = region_of(grid)
    best, verdict = grid, judge(grid, page, region)
    for engine in fallbacks:
        if verdict.proven or verdict.stands:
            break
        for other in engine.find(page, region):
            judged = judge(other, page, region)
            if judged.score > verdict.score + BETTER_BY:
                best, verdict = other, judged
    best.confidence = round(min(1.0, verdict.score), 2)
    if not verdict.proven and not verdict.stands:
        best.doubts.append("No engine's reading of this table is clean, and no sum proves one.")
    return best
