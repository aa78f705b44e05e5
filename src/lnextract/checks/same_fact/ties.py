"""Two places of one fact → `Check`, with a sentence that names both and says what to do."""

from __future__ import annotations

from decimal import Decimal

from lnextract.arithmetic.equations import Linear
from lnextract.arithmetic.relations import Judgement
from lnextract.checks.check import Check
from lnextract.checks.drafting import NOT_CHECKABLE, draft
from lnextract.checks.figures import TableFigure
from lnextract.checks.prose.passages import ClaimFigure
from lnextract.checks.same_fact.amounts import factor_between, seen_as
from lnextract.checks.wording import amount, decimals_shown, swedish
from lnextract.model.finding import Message, Severity

Restated = TableFigure | ClaimFigure
"""What may be held against a table."""


def tie(rule: str, again: Restated, first: TableFigure, sign: int = 1, *, level: Severity = "error") -> Check:
    """Test a restatement against the place where the fact stands first.

    Args:
        again: the restatement, which is the figure put in question.
        sign: -1 where the two print the fact with opposite signs.
        level: severity where it is broken.
    """
    judged = judge(again, first, sign)
    same_form = again.unit == first.unit and again.printed.decimals == first.printed.decimals
    check = draft(
        rule,
        again,
        [first],
        judged,
        f"{amount(first, unit=True)} ({short_place(first)})",
        equality(again, first, sign),
        mostly_exact=same_form,
        level=level,
    )
    return retold(check, _sentence(again, first, judged))


def doubted(rule: str, again: Restated, first: TableFigure) -> Check:
    """Two figures that may be one fact, but nothing beside them shows it: not checkable."""
    formula = f"{amount(first, unit=True)} ({short_place(first)})"
    check = draft(rule, again, [first], NOT_CHECKABLE, formula, equality(again, first, 1))
    told = Message(
        sv=f"{again.where.sv} står {amount(again, unit=True)}, och {place(first, again).sv} står "
        f"{amount(first, unit=True)}. Inget runt omkring visar om båda avser samma sak; se efter.",
        en=f"{again.where.en} states {amount(again, unit=True)}, and {place(first, again).en} states "
        f"{amount(first, unit=True)}. Nothing beside them shows whether both mean the same; look it up.",
    )
    return retold(check, told)


def judge(again: Restated, first: TableFigure, sign: int = 1) -> Judgement:
    """Whether one amount can have been rounded to both."""
    seen = seen_as(first, again.unit, sign)
    if seen is None:
        return NOT_CHECKABLE
    interval, value = seen
    if value == again.printed.value:
        return Judgement("holds", interval, value)
    meets = interval.meets(again.printed.interval)
    return Judgement("holds_within_rounding" if meets else "broken", interval, value)


def equality(again: Restated, first: TableFigure, sign: int) -> Linear:
    """The two amounts are equal, counted in the smaller of their units."""
    factor = factor_between(again.unit, first.unit) or Decimal(1)
    own, other = (Decimal(1), factor) if factor >= 1 else (1 / factor, Decimal(1))
    return Linear(((again.place, -own), (first.place, other * sign)))


def short_place(figure: TableFigure) -> str:
    """`t1 r3`: table and row, counted from 1 as a reader does."""
    return f"{figure.table.id} r{figure.row_index + 1}"


def place(figure: Restated, beside: Restated) -> Message:
    """Where a figure stands, in the middle of a sentence: its table, and its report where they differ."""
    where, ref = figure.where, figure.ref
    sv, en = (text[:1].lower() + text[1:].rstrip(",") for text in (where.sv, where.en))
    if ref.table is not None:
        sv, en = f"{sv} i tabell {ref.table}", f"{en} of table {ref.table}"
    if ref.report != beside.report.source.file:
        sv, en = f"{sv} i {ref.report}", f"{en} in {ref.report}"
    return Message(sv=sv, en=en)


def retold(check: Check, message: Message) -> Check:
    """The check with another sentence."""
    finding = check.finding.model_copy(update={"message": message})
    return Check(finding, check.equation, check.figures, check.formula)


def _sentence(again: Restated, first: TableFigure, judged: Judgement) -> Message:
    stated, other, there = amount(again, unit=True), amount(first, unit=True), place(first, again)
    sv, en = f"{again.where.sv} står {stated}", f"{again.where.en} states {stated}"
    own = again.report.source.file
    if own != first.report.source.file:
        sv, en = f"{own}: {sv}", f"{own}: {en}"
    if judged.verdict == "holds":
        return Message(
            sv=f"{sv}, vilket stämmer med {other} {there.sv}.",
            en=f"{en}, which agrees with {other}, {there.en}.",
        )
    if judged.verdict == "holds_within_rounding":
        return Message(
            sv=f"{sv}; {there.sv} står {other}. Skillnaden ryms i avrundningen.",
            en=f"{en}; {there.en} states {other}. Rounding allows the difference.",
        )
    if judged.value is None:
        return Message(
            sv=f"{sv}, som inte kan prövas mot {other} {there.sv}.",
            en=f"{en}, which {other}, {there.en}, can't test.",
        )
    shown = decimals_shown(judged.value, again.printed.decimals)
    gap = swedish(abs(again.printed.value - judged.value), shown, again.unit)
    return Message(
        sv=f"{sv}, men {there.sv} står samma uppgift som {other}. Skillnaden är {gap}, mer än avrundning "
        "tillåter. Se efter vilken som är rätt och rätta den andra.",
        en=f"{en}, but {there.en} states the same fact as {other}. The difference is {gap}, more than "
        "rounding allows. Find out which one is right and correct the other.",
    )
