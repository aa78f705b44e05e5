"""Claims beside the table figures that state the same fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lnextract.arithmetic.slips import FACTORS
from lnextract.checks.figures import TableFigure
from lnextract.checks.prose.passages import ClaimFigure, Passage, passages_of
from lnextract.checks.prose.subjects import Lines
from lnextract.checks.same_fact.amounts import KRONOR, factor_between, telling
from lnextract.checks.same_fact.bridges import Addend, Bridge, bridges_of
from lnextract.checks.same_fact.columns import REMAINING, ColumnKey, key_of_measure
from lnextract.checks.same_fact.ties import judge
from lnextract.checks.same_fact.views import RowView, TableView
from lnextract.model.report import Measure, Report

ROUND_STEPS = 100
"""An amount in prose that ends in two zeros may have been rounded there, without a word that says so."""
OTHER_SIZE = 10
"""A sentence that tells of so many times more or less than the table rather tells of something else."""
WRONG_UNIT_WITHIN = Decimal("0.01")
"""Share by which a figure may be off that is told in the wrong unit, or has lost its decimal mark."""
COARSER_TIMES = 10
"""Steps of the finest figure from which another one of the fact is left aside."""


@dataclass(frozen=True, slots=True)
class Place:
    """A table figure that a claim may restate."""

    row: RowView
    figure: TableFigure
    sign: int
    """-1 where the claim leaves out or adds a sign: «underskott om 5 tkr» beside -5."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim and where its fact is printed."""

    figure: ClaimFigure
    passage: Passage
    stated: tuple[Place, ...]
    """What the tables print of the line and measure that the sentence names."""
    possible: tuple[Place, ...]
    """The same measure of other lines that the sentence or its titles name."""
    added: tuple[Addend, ...]
    """Where no place states it: the lines of another table that make it up."""
    rows: tuple[RowView, ...]
    """All rows of the tables."""
    sure: bool
    """Whether a difference can be held against the sentence."""


def claimed_facts(views: Sequence[TableView], report: Report) -> Iterator[Claimed]:
    """The report's claims that bear a measure, each beside the figures of these tables."""
    lines = Lines(views, report.identity)
    rows = tuple(row for view in views for row in view.rows)
    bridges: list[Bridge] | None = None
    for passage in passages_of(report):
        bridges = list(bridges_of(views)) if bridges is None else bridges
        subject = lines.subject_of(passage)
        figure, measure = passage.figure, passage.figure.claim.measure
        if measure is None:
            continue
        stated = _finest(_places(figure, measure, report, subject.rows))
        possible = _finest(_places(figure, measure, report, subject.others, loosely=True))
        otherwise = _finest(_places(figure, None, report, subject.rows))
        told = {place.figure.place for place in stated}
        unclear = any(
            place.figure.place not in told and judge(figure, place.figure, place.sign).verdict == "holds"
            for place in otherwise
        )
        rounded = any(_may_be_rounded(figure, place) for place in stated)
        other = bool(stated) and all(_is_of_another_size(figure, place) for place in stated)
        sure = subject.sure and not unclear and not rounded and not other
        added = () if stated else _added(bridges, subject.rows, key_of_measure(measure, report.identity))
        yield Claimed(figure, passage, stated, possible, added, rows, sure)


def _added(
    bridges: Sequence[Bridge], meant: Sequence[RowView], wanted: ColumnKey | None
) -> tuple[Addend, ...]:
    """What makes up a line that is meant, where its other columns show that it does."""
    for bridge in bridges:
        if wanted is not None and wanted.kind in bridge.kinds and bridge.whole in meant:
            addends = bridge.addends(wanted)
            if len(addends) == len(bridge.parts) and bridge.proven_without(wanted):
                return tuple(addends)
    return ()


def _places(
    claim: ClaimFigure,
    measure: Measure | None,
    report: Report,
    rows: Iterable[RowView],
    *,
    loosely: bool = False,
) -> tuple[Place, ...]:
    """Figures of a measure in these rows; of any measure where None is asked for."""
    wanted = None if measure is None else key_of_measure(measure, report.identity)
    return tuple(
        Place(row, figure, 1 if (figure.value < 0) == (claim.claim.value < 0) else -1)
        for row in rows
        for key, figure in row.figures.items()
        if factor_between(claim.unit, figure.unit) is not None and _fits(key, wanted, loosely=loosely)
    )


def _finest(places: Sequence[Place]) -> tuple[Place, ...]:
    """Without those that are printed so coarsely that they agree with nearly anything beside the others."""
    steps = [_step(place.figure) for place in places]
    return tuple(
        place for place, step in zip(places, steps, strict=True) if step <= COARSER_TIMES * min(steps)
    )


def _step(figure: TableFigure) -> Decimal:
    """One step of the last printed digit, in kronor where it is money."""
    return KRONOR.get(figure.unit or "", Decimal(1)).scaleb(-figure.printed.decimals)


def _fits(key: ColumnKey, wanted: ColumnKey | None, *, loosely: bool) -> bool:
    if wanted is None:
        return True
    if loosely and key.kind == REMAINING:
        return wanted.kind == "deviation"
    if key.kind != wanted.kind or (key.basis and not loosely):
        return False
    return loosely or key.span == wanted.span


def _may_be_rounded(claim: ClaimFigure, place: Place) -> bool:
    """Whether the sentence may have rounded the table's amount to hundreds."""
    if claim.claim.value == 0 or claim.printed.decimals or claim.claim.value % ROUND_STEPS:
        return False
    factor = factor_between(claim.unit, place.figure.unit)
    return (
        factor is not None
        and abs(claim.claim.value - place.figure.value * factor * place.sign) <= ROUND_STEPS / 2
    )


def _is_of_another_size(claim: ClaimFigure, place: Place) -> bool:
    """Whether the two are so far apart that no slip of writing explains it: «resultat» may be the surplus."""
    factor = factor_between(claim.unit, place.figure.unit)
    if factor is None or not (telling(claim) and telling(place.figure)):
        return False
    told, printed = abs(claim.claim.value), abs(place.figure.value * factor)
    times = max(told, printed) / min(told, printed)
    return times >= OTHER_SIZE and not any(abs(times / by - 1) < WRONG_UNIT_WITHIN for by in FACTORS)
