"""Better readings of a table's rows, found by what the sums say: row by row, parts together, and on trial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lnextract.arithmetic.hierarchy import Hierarchy, SumRelation, find_hierarchy
from lnextract.arithmetic.rows import RowFacts
from lnextract.tables.placement import Placement
from lnextract.tables.weighing import Candidates, Scales, filled

NEARLY_AS_LIKELY = 5.0
MOST_TRIALS = 12
"""Searches for sums that a doubtful table may cost, each some milliseconds."""


@dataclass(slots=True)
class Sums:
    """What adds up to what as the rows are read; sought once for each way of reading them."""

    rows: Sequence[Candidates]
    summable: Sequence[bool]
    """One a column."""
    _known: dict[tuple[int, ...], Hierarchy] = field(default_factory=dict)
    """By the readings chosen."""

    def now(self) -> Hierarchy:
        """As the rows are read now."""
        chosen = tuple(row.chosen for row in self.rows)
        if chosen not in self._known:
            facts = [
                RowFacts(label_role=row.role, figures=row.placement.figures, heading=row.draft.run is None)
                for row in self.rows
            ]
            self._known[chosen] = find_hierarchy(facts, self.summable)
        return self._known[chosen]


def improve(rows: list[Candidates], sums: Sums) -> bool:
    """One round: each row takes the reading that suits the sums best. Whether any row changed."""
    hierarchy, summable = sums.now(), sums.summable
    moved = [_move_together(rows, relation, hierarchy, summable) for relation in hierarchy.sums]
    changed = any(moved)
    scales = Scales(rows, hierarchy, summable)
    for index, row in enumerate(rows):
        if len(row.options) == 1:
            continue
        scores = [scales.weigh(index, option).together for option in row.options]
        best = max(range(len(scores)), key=lambda at: (scores[at], at == row.chosen, -at))
        if best != row.chosen:
            row.chosen, changed = best, True
            scales = Scales(rows, hierarchy, summable)
    return changed


def reconsider(rows: list[Candidates], sums: Sums) -> None:
    """Readings that are nearly as likely, where another one lets sums be found that were hidden."""
    if all(len(row.options) == 1 for row in rows):
        return
    trials = 0
    best = _total_worth(rows, sums)
    for row in rows:
        kept = row.chosen
        near = [
            at
            for at, option in enumerate(row.options)
            if at != kept and row.placement.score - option.score < NEARLY_AS_LIKELY
        ]
        if not row.placement.exact:
            continue
        for at in near[:2]:
            if trials == MOST_TRIALS:
                return
            trials += 1
            row.chosen = at
            worth = _total_worth(rows, sums)
            if worth > best:
                best, kept = worth, at
        row.chosen = kept


def _total_worth(rows: Sequence[Candidates], sums: Sums) -> float:
    """The odds of all chosen readings and of all sums that these show."""
    hierarchy = sums.now()
    odds = 0.0
    for relation in hierarchy.sums:
        alone = Scales(rows, replace(hierarchy, sums=[relation]), sums.summable)
        odds += alone.weigh(relation.total_row, rows[relation.total_row].placement).sums
    return odds + sum(row.placement.score for row in rows)


def _move_together(
    rows: list[Candidates], relation: SumRelation, hierarchy: Hierarchy, summable: Sequence[bool]
) -> bool:
    """Parts of one sum mostly leave the same columns empty: try each such pattern on all of them at once."""
    open_rows = [at for at in relation.part_rows if len(rows[at].options) > 1]
    if len(open_rows) < 2:
        return False
    before = [rows[at].chosen for at in open_rows]
    first_with = [_first_with_each_pattern(rows[at].options) for at in open_rows]
    patterns = dict.fromkeys(pattern for firsts in first_with for pattern in firsts)
    best, kept = _worth(rows, open_rows, relation, summable), before
    for pattern in patterns:
        for at, firsts, chosen in zip(open_rows, first_with, before, strict=True):
            rows[at].chosen = firsts.get(pattern, chosen)
        worth = _worth(rows, open_rows, relation, summable)
        if worth > best:
            best, kept = worth, [rows[at].chosen for at in open_rows]
    for at, chosen in zip(open_rows, kept, strict=True):
        rows[at].chosen = chosen
    return kept != before


def _first_with_each_pattern(options: Sequence[Placement]) -> dict[tuple[bool, ...], int]:
    """Which columns are filled → place of the likeliest reading that fills just these."""
    found: dict[tuple[bool, ...], int] = {}
    for place, option in enumerate(options):
        found.setdefault(filled(option), place)
    return found


def _worth(
    rows: Sequence[Candidates], open_rows: Sequence[int], relation: SumRelation, summable: Sequence[bool]
) -> float:
    """The odds of the chosen readings of some parts and of the sum itself."""
    alone = Scales(rows, Hierarchy([], [], [relation]), summable)
    return (
        sum(rows[at].placement.score for at in open_rows)
        + alone.weigh(relation.total_row, rows[relation.total_row].placement).sums
    )
