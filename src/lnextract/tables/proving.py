"""Which cells of a dump's table are proven: those on which all readings agree that could as well be meant.

What speaks for a reading is counted in bits, halvings of the chance that it is a coincidence: the table's own
way of printing figures, rows without gaps, relations between columns that other rows bear out. A reading is
out if it is less likely than the best by a margin, or if each joint reading of a sum's rows that holds it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log2

from lnextract.arithmetic.hierarchy import Hierarchy, SumRelation
from lnextract.arithmetic.ledger import Ledger, Reading, bits_beyond, read
from lnextract.arithmetic.relations import Printed
from lnextract.tables.open_readings import NO_READING, OpenRow, agreed, begin, is_full
from lnextract.tables.placement import Placement
from lnextract.tables.relation_odds import difference_bits, ratio_bits
from lnextract.tables.rivals import Columns, Relation, Witness, rivals
from lnextract.tables.row_evidence import SPELLING_BITS, Group, RowEvidence
from lnextract.tables.shape import Shape
from lnextract.tables.sum_readings import Choice, Effort, vector_of
from lnextract.tables.sum_support import SumSupport
from lnextract.tables.weighing import Candidates

CHANCE_BITS = 8.0
"""Margin from which a coincidence is none: 1 in 256."""
GAP_BITS = 1.5
"""A row with a gap, where nothing is known of the others."""
MOST_GAP_BITS = 5.0
"""All gaps together where some row has none: a table with gaps has many."""
NEVER_FULL_BITS = 7.0
"""The same where no row has none: all may leave one column empty."""
SELDOM_BITS, LEAST_SHARE = 12.0, 4
"""A column that at most a quarter of the rows fill, where no row fills all."""
UNREADABLE_BITS = 30.0
"""A row whose figures the columns don't hold."""
BROKEN_SUM_BITS = 3.0
"""A column in which a sum doesn't close."""
GAP_IN_TOTAL_BITS = 3.0
"""A total that leaves a column empty, beyond what any row's gap says."""
DIFFERENCES_TRIED_BITS = 5.0
"""Triples of columns that are tried, in halvings."""
SUMS_TRIED_BITS, NAMED_SUMS_TRIED_BITS = 4.0, 1.0
"""Runs of rows that are tried as the parts of a total; fewer where words say that it is one."""
MOST_STEPS = 20_000
"""Steps in search of joint readings that one table may cost: a quarter of a second."""


class Proof:
    """What is proven of rows that are read.

    Args:
        rows: each with all its readings, one of them chosen.
        hierarchy: what adds up to what as the rows are read.
        shape: with the relations between columns that the rows teach or the header suggests.
        summable: one a column; false for percentages.
    """

    def __init__(
        self, rows: Sequence[Candidates], hierarchy: Hierarchy, shape: Shape, summable: Sequence[bool]
    ) -> None:
        self.sums = hierarchy.sums
        self.totals = {relation.total_row for relation in self.sums}
        self.shape = shape
        self.columns = [column for column, sums in enumerate(summable) if sums]
        self.ledger = Ledger([row.placement.figures for row in rows], summable)
        added = self._added_beyond_chance() if any(len(row.options) > 1 for row in rows) else set()
        self.rows = [begin(row, at in added) for at, row in enumerate(rows)]
        self.effort = Effort(MOST_STEPS)

    def sure(self) -> list[tuple[bool, ...]]:
        """For each row and column, whether every reading left agrees with the chosen one."""
        while self._row_by_row() | self._by_sums():
            pass
        return [agreed(row) for row in self.rows]

    @property
    def own_bits(self) -> float:
        """What the rows, each by itself, say for the columns that the header was cut into."""
        spelled = sum(_spelling_bits(row.chosen) for row in self.rows)
        # Rows with the same figures, a total of one row say, are one witness.
        printed = list({row.chosen.figures: row for row in self.rows if any(row.chosen.figures)}.values())
        gapped = [row for row in printed if not is_full(row.chosen)]
        gaps = sum(GAP_BITS + row.total * GAP_IN_TOTAL_BITS for row in gapped)
        if len(gapped) < len(printed):
            return spelled - min(gaps, MOST_GAP_BITS)
        # A head under which hardly any row stands was cut out of another one.
        seldom = sum(0 < len(filled) <= len(printed) / LEAST_SHARE for filled in self._by_column(printed))
        return spelled - min(gaps, NEVER_FULL_BITS) - SELDOM_BITS * seldom

    def _by_column(self, rows: Sequence[OpenRow]) -> list[list[Printed]]:
        """The figures of each column that is added up."""
        return [
            [figure for row in rows if (figure := row.chosen.figures[at]) is not None] for at in self.columns
        ]

    @property
    def bits(self) -> float:
        """What rows, relations and sums together say for these columns."""
        relations = sum(max(0.0, self._borne_out(*each)) for each in self._tried())
        sums = [read(self.ledger, each.total_row, each.part_rows) for each in self.sums]
        return self.own_bits + relations + sum(each.bits - BROKEN_SUM_BITS * each.broken for each in sums)

    def _added_beyond_chance(self) -> set[int]:
        """Rows that are a sum, or make up beyond chance what the other rows leave of one."""
        added: set[int] = set()
        for relation in self.sums:
            if not relation.broken:
                reading = read(self.ledger, relation.total_row, relation.part_rows)
                added.add(relation.total_row)
                added.update(
                    at
                    for at in relation.part_rows
                    if bits_beyond(self.ledger, reading, frozenset(relation.part_rows) - {at}) >= CHANCE_BITS
                )
        return added

    def _row_by_row(self) -> bool:
        witnesses = [Witness(row.chosen.figures, row.ways_bits) for row in self.rows if row.open]
        evidence = RowEvidence(self._relations(witnesses), witnesses, self.columns)
        gap_bits = self._gap_bits()
        fewer = False
        for row in self.rows:
            if len(row.open) < 2:
                continue
            row.costs = evidence.costs(row.open, row.chosen, gap_bits + row.total * GAP_IN_TOTAL_BITS)
            fewer |= row.keep([place for place, cost in enumerate(row.costs) if cost < CHANCE_BITS])
        return fewer

    def _gap_bits(self) -> float:
        """What speaks against a gap in a row, as gaps are rare in the rows that are known."""
        decided = [
            {is_full(each) for each in row.open} for row in self.rows if row.open and any(row.chosen.figures)
        ]
        full, gaps = decided.count({True}), decided.count({False})
        return max(0.0, log2((full + 1) / (gaps + 1)))

    def _relations(self, witnesses: Sequence[Witness]) -> list[Group]:
        """Relations between columns that the rows bear out beyond chance, and none breaks, each with those
        that the rows don't tell from it."""
        if all(len(row.open) < 2 for row in self.rows):
            return []
        least = CHANCE_BITS + DIFFERENCES_TRIED_BITS
        groups = (
            frozenset((each, *rivals(each, witnesses, self.shape.columns, least)))
            for each in self._tried()
            if self._borne_out(*each) >= least
        )
        return list(dict.fromkeys(groups))

    def _tried(self) -> list[Relation]:
        shape = self.shape
        differences = (*shape.differences, *shape.likely_differences)
        return [
            *((each, difference_bits) for each in dict.fromkeys(map(_either_way, differences))),
            *((each, ratio_bits) for each in (*shape.ratios, *shape.likely_ratios)),
        ]

    def _borne_out(self, columns: Columns, odds: Callable[..., float | None]) -> float:
        witnesses: dict[tuple[Printed | None, ...], float] = {}
        for row in self.rows:
            bits = odds(row.chosen.figures, columns) if row.open else None
            if bits is None:
                continue
            if bits < 0:
                return bits
            seen = tuple(row.chosen.figures[column] for column in columns)
            witnesses[seen] = max(0.0, bits - row.ways_bits)
        return sum(witnesses.values())

    def _by_sums(self) -> bool:
        fewer = False
        for relation in self.sums:
            fewer |= self._by_sum(relation)
        return fewer

    def _by_sum(self, relation: SumRelation) -> bool:
        members = [self.rows[at] for at in (relation.total_row, *relation.part_rows)]
        if all(len(row.open) == 1 for row in members) or any(row.chosen not in row.open for row in members):
            return False
        reading = read(self.ledger, relation.total_row, relation.part_rows)
        if any(
            row.total and at not in self.totals
            for row, at in zip(members[1:], relation.part_rows, strict=True)
        ):
            return False  # its own parts may be counted as well
        if reading.broken and not all(len(row.open) == 1 or _adds(row.chosen, relation) for row in members):
            return False
        bits = reading.bits - BROKEN_SUM_BITS * reading.broken
        tried = NAMED_SUMS_TRIED_BITS if members[0].total else SUMS_TRIED_BITS
        if bits < CHANCE_BITS + tried + sum(row.ways_bits for row in members):
            return False
        chosen = [row.open.index(row.chosen) for row in members]
        cost = sum(row.costs[place] for row, place in zip(members, chosen, strict=True))
        support = SumSupport(
            _choices(members, self.columns), chosen, cost + CHANCE_BITS, reading.broken, self.effort
        )
        fewer = False
        said = [True, *(self._says_of(reading, at) for at in relation.part_rows)]
        for row, places, spoken in zip(members, support.supported(), said, strict=True):
            fewer |= spoken and row.keep(places)
        return fewer

    def _says_of(self, reading: Reading, part: int) -> bool:
        """Whether it would be a coincidence that a part, as it is read, makes up what the others leave."""
        others = frozenset(reading.parts) - {part}
        return bits_beyond(self.ledger, reading, others) >= CHANCE_BITS + self.rows[part].ways_bits


def _either_way(columns: Columns) -> Columns:
    """a − b = d is a − d = b."""
    first, *others = columns
    return (first, min(others), max(others))


def _adds(chosen: Placement, relation: SumRelation) -> bool:
    """Whether a row has a figure in a column that closes: else nothing says that it is part of the sum."""
    return any(
        judged is not None and judged.stands and figure is not None and figure.value != 0
        for figure, judged in zip(chosen.figures, relation.verdicts, strict=True)
    )


def _choices(members: Sequence[OpenRow], columns: Sequence[int]) -> list[list[Choice]]:
    """The open readings of a sum's rows in the columns in which it is tested."""
    figures = [each.figures for row in members for each in row.open]
    digits = [
        max((figure.decimals for row in figures if (figure := row[column]) is not None), default=0)
        for column in columns
    ]
    return [
        [
            Choice(vector_of(each.figures, columns, digits), cost)
            for each, cost in zip(row.open, row.costs, strict=True)
        ]
        for row in members
    ]


def _spelling_bits(chosen: Placement) -> float:
    return SPELLING_BITS * chosen.spelling if chosen.score > NO_READING else -UNREADABLE_BITS
