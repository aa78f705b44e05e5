"""Better readings of a table's rows, found by what the sums say: row by row, parts together, and on trial."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from lnextract.arithmetic.hierarchy import Hierarchy, SumRelation, find_hierarchy
from lnextract.arithmetic.rows import RowFacts
from lnextract.tables.placement import Placement
from lnextract.tables.weighing import Candidates, Scales

NAMED = ("total", "subtotal")
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
    moved = [_move_together(rows, relation, summable) for relation in hierarchy.sums]
    moved += [_take_in(rows, at, relation, summable) for at, relation in _left_out(rows, hierarchy)]
    moved += [_move_as_said(rows, relation, summable) for relation in _said(rows, hierarchy)]
    changed = any(moved)
    hierarchy = sums.now()
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
    for index, row in enumerate(rows):
        if not row.placement.exact:
            continue
        kept, scales = row.chosen, Scales(rows, sums.now(), sums.summable)
        least = scales.own(index, row.placement) - NEARLY_AS_LIKELY
        near = [
            at for at, option in enumerate(row.options) if at != kept and scales.own(index, option) > least
        ]
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
    scales = Scales(rows, hierarchy, sums.summable)
    odds = sum(scales.own(at, row.placement) for at, row in enumerate(rows))
    for relation in hierarchy.sums:
        alone = Scales(rows, replace(hierarchy, sums=[relation]), sums.summable)
        odds += alone.weigh(relation.total_row, rows[relation.total_row].placement).sums
    return odds


def _move_together(rows: list[Candidates], relation: SumRelation, summable: Sequence[bool]) -> bool:
    """Parts of one sum mostly leave the same columns empty: try each such pattern on all of them at once."""
    open_rows = [at for at in relation.part_rows if len(rows[at].options) > 1]
    if len(open_rows) < 2:
        return False
    before = [rows[at].chosen for at in open_rows]
    first_with = [_first_with_each_pattern(_near(rows[at].options)) for at in open_rows]
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


def _left_out(rows: Sequence[Candidates], hierarchy: Hierarchy) -> Iterator[tuple[int, SumRelation]]:
    """Rows amid the parts of a sum that stand in none and can be read otherwise, each with the nearest."""
    taken = {at for each in hierarchy.sums for at in (each.total_row, *each.part_rows)}
    for at, row in enumerate(rows):
        if at in taken or len(row.options) < 2 or row.role == "of_which":
            continue
        round_it = [each for each in hierarchy.sums if min(each.part_rows) < at < max(each.part_rows)]
        if round_it:
            yield at, min(round_it, key=lambda each: max(each.part_rows) - min(each.part_rows))


def _take_in(rows: list[Candidates], at: int, relation: SumRelation, summable: Sequence[bool]) -> bool:
    """Read a row so that it is one more part of a sum, where the sum closes better then."""
    wider = replace(relation, part_rows=tuple(sorted((*relation.part_rows, at))))
    before, firsts = rows[at].chosen, _first_with_each_pattern(rows[at].options)
    best, kept = _worth(rows, [at], relation, summable), before
    for place in firsts.values():
        rows[at].chosen = place
        worth = _worth(rows, [at], wider, summable)
        if worth > best:
            best, kept = worth, place
    rows[at].chosen = kept
    return kept != before


def _said(rows: Sequence[Candidates], hierarchy: Hierarchy) -> Iterator[SumRelation]:
    """Rows that are called a sum though none is found: over the rows above, back to a heading or sum."""
    known = {each.total_row for each in hierarchy.sums}
    for total, row in enumerate(rows):
        if row.role not in NAMED or total in known or row.draft.run is None:
            continue
        above = takewhile(
            lambda at: rows[at].role not in NAMED and rows[at].draft.run, range(total - 1, -1, -1)
        )
        parts = tuple(sorted(at for at in above if rows[at].role != "of_which"))
        if len(parts) > 1:
            yield SumRelation(total, parts, ())


def _move_as_said(rows: list[Candidates], relation: SumRelation, summable: Sequence[bool]) -> bool:
    """Read a total, and its parts together, so that the sum closes that the words say there is."""
    members = [relation.total_row, *relation.part_rows]
    before = [rows[at].chosen for at in members]
    best, kept = _worth(rows, members, relation, summable), before
    options = rows[relation.total_row].options
    tried = {*range(min(MOST_TRIALS, len(_near(options)))), *_first_with_each_pattern(options).values()}
    for place in sorted(tried):
        rows[relation.total_row].chosen = place
        _move_together(rows, relation, summable)
        worth = _worth(rows, members, relation, summable)
        if worth > best:
            best, kept = worth, [rows[at].chosen for at in members]
        for at, chosen in zip(members, before, strict=True):
            rows[at].chosen = chosen
    for at, chosen in zip(members, kept, strict=True):
        rows[at].chosen = chosen
    return kept != before


def _near(options: Sequence[Placement]) -> Sequence[Placement]:
    """Those nearly as likely as the likeliest; the likeliest stand first."""
    return [each for each in options if options[0].score - each.score < NEARLY_AS_LIKELY]


def _first_with_each_pattern(options: Sequence[Placement]) -> dict[tuple[bool, ...], int]:
    """Which columns are filled → place of the likeliest reading that fills just these."""
    found: dict[tuple[bool, ...], int] = {}
    for place, option in enumerate(options):
        found.setdefault(option.filled, place)
    return found


def _worth(
    rows: Sequence[Candidates], open_rows: Sequence[int], relation: SumRelation, summable: Sequence[bool]
) -> float:
    """The odds of the chosen readings of some rows and of the sum itself."""
    alone = Scales(rows, Hierarchy([], [], [relation]), summable)
    return (
        sum(alone.own(at, rows[at].placement) for at in open_rows)
        + alone.weigh(relation.total_row, rows[relation.total_row].placement).sums
    )
