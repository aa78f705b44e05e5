"""Choosing one reading for every row of a dump's table so that the table as a whole adds up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lnextract.arithmetic.columns import find_differences, find_ratios
from lnextract.arithmetic.relations import Printed
from lnextract.arithmetic.rows import LabelRole
from lnextract.swedish.tails import FigureRun
from lnextract.tables.closing import close_totals
from lnextract.tables.column_ends import column_ends, placed_by_ends
from lnextract.tables.drafts import Draft, LabelPart
from lnextract.tables.improving import Sums, improve, reconsider
from lnextract.tables.placement import Placement, exact_placements, placements, scored
from lnextract.tables.proving import CHANCE_BITS, Proof
from lnextract.tables.relation_odds import difference_odds, ratio_odds
from lnextract.tables.shape import Shape
from lnextract.tables.spelling import spelling_of
from lnextract.tables.weighing import Candidates

EXACT_SHARE = 0.8
"""Share of rows whose blanks must count up to the columns before runs of blanks are taken for empty cells."""
PLAIN_SHARE = 0.5
"""The same of rows with no figure in their label, where each row is closed by a blank."""
PROVEN_MARGIN = 2.0
"""Log-odds by which a reading must beat the next one that puts other figures in other columns."""
NO_FIT = -4.0
"""Odds of a row that has more or fewer cells than the table."""
LEAST_WEIGHT = 1.5
"""Rows' weight together from which a relation between columns is learnt: one good row and a half."""
EQUAL_SHARE = 0.2
"""What a row says for a difference that is nothing, of what another one says."""
PASSES = 3
"""Rounds over the rows: the sums change as rows are read better."""


@dataclass(frozen=True, slots=True)
class SolvedRow:
    """A row with its columns decided."""

    draft: Draft
    placement: Placement
    sure: tuple[bool, ...]
    """One a column: whether no other reading that could stand has another figure there, or none."""

    @property
    def proven(self) -> bool:
        """Whether the whole row is sure."""
        return all(self.sure)


@dataclass(frozen=True, slots=True)
class SolvedTable:
    """A table's rows under one reading of its header."""

    rows: list[SolvedRow]
    proof: Proof

    def outdoes(self, other: SolvedTable, odds_bits: float) -> bool:
        """Whether these columns are beyond chance the right ones, and not those of another reading.

        That the other reading adds up less is no proof while this one does not add up whole: better readings
        of the rows may have been missed.

        Args:
            odds_bits: what speaks for these columns before the rows are looked at.
        """
        if self.proof.own_bits - other.proof.own_bits + odds_bits >= CHANCE_BITS:
            return True
        whole = all(row.proven for row in self.rows) and not any(each.broken for each in self.proof.sums)
        return whole and self.proof.bits - other.proof.bits + odds_bits >= CHANCE_BITS


def count_columns(drafts: Sequence[Draft], label_slack: int, guesses: Sequence[int]) -> tuple[int, bool]:
    """The number of figure columns, and whether runs of blanks stand for empty cells.

    Args:
        guesses: numbers that the header allows, likeliest first.
    """
    closed = all(draft.trailing for draft in drafts if draft.run is not None)
    for columns in guesses:
        found = _exact_rows(drafts, columns, label_slack)
        empty = any(cell is None for options in found or () for option in options for cell in option.cells)
        if found and (empty or closed):
            return columns, True
    return guesses[0], False


def fit(drafts: Sequence[Draft], shape: Shape, label_slack: int) -> float | None:
    """How well figures and blanks fill these columns: odds a row; None where they make other numbers.

    Args:
        shape: with the table's way of printing, as `spelling_of` tells it.
    """
    found = _exact_rows(drafts, shape.columns, label_slack)
    if not found:
        return None
    odds = [max((scored(option, shape).score for option in options), default=NO_FIT) for options in found]
    return sum(odds) / len(odds)


def _exact_rows(drafts: Sequence[Draft], columns: int, label_slack: int) -> list[list[Placement]] | None:
    """Readings by blanks, where nearly every row has one, and most of them with no figure in the label."""
    rows = [draft for draft in drafts if draft.run is not None]
    exact = [exact_placements(draft, columns, label_slack) for draft in rows]
    plain = [[option for option in options if option.label_end is None] for options in exact]
    least = PLAIN_SHARE if all(draft.trailing for draft in rows) else EXACT_SHARE
    enough = sum(map(bool, exact)) >= EXACT_SHARE * len(rows) and sum(map(bool, plain)) >= least * len(rows)
    return exact if rows and enough else None


def solve(
    drafts: Sequence[Draft], roles: Sequence[LabelRole], shape: Shape, *, blanks: bool, label_slack: int
) -> SolvedTable:
    """A reading for every row, and whether blanks, want of another or arithmetic prove it."""
    shape = replace(shape, spelling=spelling_of(drafts))
    exact = _exact_options(drafts, shape.columns, blanks, label_slack)
    options = [_options(*each, shape) for each in zip(drafts, exact, strict=True)]
    learnt = _learn_relations(options, shape)
    if learnt != shape:
        shape = learnt
        options = [_options(*each, shape) for each in zip(drafts, exact, strict=True)]
    rows = [Candidates(*each) for each in zip(drafts, roles, options, strict=True)]
    summable = [column not in shape.percent for column in range(shape.columns)]
    sums = Sums(rows, summable)
    for _ in range(PASSES):
        if not improve(rows, sums):
            break
    close_totals(rows, sums)
    reconsider(rows, sums)
    proof = Proof(rows, sums.now(), shape, summable)
    solved = [
        SolvedRow(_relabelled(row), row.placement, sure) for row, sure in zip(rows, proof.sure(), strict=True)
    ]
    return SolvedTable(solved, proof)


def _relabelled(row: Candidates) -> Draft:
    """The draft with the figures that its label ends in."""
    draft, end = row.draft, row.placement.label_end
    if end is None or draft.line is None or draft.run is None:
        return draft
    last = draft.label[-1]
    rest = FigureRun(draft.run.atoms[1:])
    return replace(draft, label=[*draft.label[:-1], LabelPart(last.line, last.start, end)], run=rest)


def _exact_options(
    drafts: Sequence[Draft], columns: int, blanks: bool, label_slack: int
) -> list[list[Placement]]:
    """The readings that runs of blanks leave to each row, or the places where its figures end."""
    if blanks:
        return [exact_placements(draft, columns, label_slack) for draft in drafts]
    ends = column_ends(drafts, columns)
    return [placed_by_ends(draft, ends) if ends else [] for draft in drafts]


def _options(draft: Draft, exact: Sequence[Placement], shape: Shape) -> list[Placement]:
    if exact:
        return sorted((scored(option, shape) for option in exact), key=lambda option: -option.score)
    return placements(draft, shape) or [Placement((None,) * shape.columns, -99.0)]


def _learn_relations(readings: Sequence[Sequence[Placement]], shape: Shape) -> Shape:
    """The shape with the relations between columns that the rows with one reading only bear out."""
    grid: list[tuple[Printed | None, ...]] = []
    for found in readings:
        options = [option for option in found if option.label_end is None and any(option.figures)]
        if len(options) == 1 or (len(options) > 1 and options[0].score - options[1].score >= PROVEN_MARGIN):
            grid.append(options[0].figures)
    differences = [
        relation.columns
        for relation in find_differences(grid, most_broken=0)
        if _weight_of(grid, relation.columns, difference_odds) >= LEAST_WEIGHT
    ]
    ratios = [
        relation.columns
        for relation in find_ratios(grid, percent=shape.percent, most_broken=0)
        if _weight_of(grid, relation.columns, ratio_odds) >= LEAST_WEIGHT
    ]
    known = {triple[2] for triple in (*differences, *ratios)}
    return replace(
        shape,
        differences=tuple(differences),
        ratios=tuple(ratios),
        likely_differences=tuple(each for each in shape.likely_differences if each[2] not in known),
        likely_ratios=tuple(each for each in shape.likely_ratios if each[2] not in known),
    )


def _weight_of(
    grid: Sequence[tuple[Printed | None, ...]],
    columns: tuple[int, int, int],
    odds: Callable[[Sequence[Printed | None], tuple[int, int, int]], float | None],
) -> float:
    """What different rows say for a relation; two rows with the same figures are one, and nothing left over
    from two equal figures says little: it may as well be told the other way round."""
    witnesses = {tuple(row[column] for column in columns): odds(row, columns) for row in grid}
    return sum(
        weight * (EQUAL_SHARE if weight > 0 and not _tells(seen) else 1.0)
        for seen, weight in witnesses.items()
        if weight is not None
    )


def _tells(seen: Sequence[Printed | None]) -> bool:
    """Whether the third figure is something."""
    return seen[2] is not None and seen[2].value != 0
