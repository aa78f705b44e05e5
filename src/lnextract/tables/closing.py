"""Readings under which a row that is called a total adds up, where the likeliest of each row hide that."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.arithmetic.hierarchy import SumRelation
from lnextract.tables.improving import Sums
from lnextract.tables.placement import Placement
from lnextract.tables.sum_readings import Choice, Effort, vector_of
from lnextract.tables.sum_search import closing_reading
from lnextract.tables.weighing import Candidates

MOST_STEPS = 6_000
"""Steps that the search may cost in one table."""
MOST_READINGS = 60
"""Likeliest readings of a row that are tried."""
COSTS = (3.0, 6.0, 9.0, 12.0)
"""Log-odds, added up over the rows, that adding up is worth; tried from the least on."""
LEAST_PARTS = 2


def close_totals(rows: Sequence[Candidates], sums: Sums) -> None:
    """Take such readings for each total that adds nothing up as the rows are read."""
    if all(len(row.options) == 1 for row in rows):
        return
    effort = Effort(MOST_STEPS)
    for at, row in enumerate(rows):
        if row.role in ("total", "subtotal") and row.draft.run is not None:
            closed = any(each.total_row == at and _mostly_closes(each) for each in sums.now().sums)
            parts = [] if closed else _parts_above(rows, at, sums)
            if len(parts) >= LEAST_PARTS:
                _close([row, *(rows[part] for part in parts)], sums.summable, effort)


def _mostly_closes(relation: SumRelation) -> bool:
    """Whether at least half of its columns close: a wrong figure is no reason to read all rows otherwise."""
    found = [judged.stands for judged in relation.verdicts if judged is not None]
    return not relation.broken or 2 * sum(found) >= len(found)


def _parts_above(rows: Sequence[Candidates], total: int, sums: Sums) -> list[int]:
    """The rows above that no other sum holds: back to the last subtotal or heading for a subtotal."""
    added = {part for each in sums.now().sums if not each.broken for part in each.part_rows}
    found: list[int] = []
    for at in range(total - 1, -1, -1):
        row = rows[at]
        ends = row.draft.run is None or row.role in ("total", "subtotal")
        if ends and rows[total].role == "subtotal":
            break
        if row.draft.run is not None and at not in added and row.role != "of_which":
            found.insert(0, at)
    return found


def _close(members: Sequence[Candidates], summable: Sequence[bool], effort: Effort) -> None:
    columns = [column for column, sums in enumerate(summable) if sums]
    kept = [row.options[:MOST_READINGS] for row in members]
    digits = [max(_decimals(options, column) for options in kept) for column in columns]
    choices = [
        [Choice(vector_of(each.figures, columns, digits), options[0].score - each.score) for each in options]
        for options in kept
    ]
    found = closing_reading(choices, COSTS, effort)
    for row, place in zip(members, found or (), strict=False):
        row.chosen = place


def _decimals(options: Sequence[Placement], column: int) -> int:
    figures = [each.figures[column] for each in options]
    return max((figure.decimals for figure in figures if figure is not None), default=0)
