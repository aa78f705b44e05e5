"""A tested figure → `Check`, the same way for every rule."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from lnextract.arithmetic.equations import Equation
from lnextract.arithmetic.relations import Judgement
from lnextract.checks.check import Check, CheckedFigure
from lnextract.checks.wording import sentence
from lnextract.model.finding import Cause, Computed, Finding, Message, Severity

KEPT_DECIMALS = 6
"""Computed quotients are kept to the millionth, the ends rounded outwards so that nothing is cut off."""
NOT_CHECKABLE = Judgement("not_checkable", None, None)


def draft(
    rule: str,
    target: CheckedFigure,
    operands: Sequence[CheckedFigure],
    judged: Judgement,
    formula: str,
    equation: Equation,
    *,
    mostly_exact: bool = False,
    level: Severity = "error",
) -> Check:
    """A check whose finding has no id and group yet; `run` gives those.

    Args:
        formula: the operands as a reader would write them, each figure in Swedish form.
        equation: what was tested, its keys the `place`s of the figures.
        mostly_exact: true where such figures are seldom rounded (budgets, forecasts), so that a gap
            within rounding is worth a notice.
        level: severity where it is broken.
    """
    severity = _severity(judged, mostly_exact, level)
    finding = _finding(rule, target, operands, judged, severity, sentence(target, formula, judged))
    testable = judged.verdict != "not_checkable"
    return Check(finding, equation if testable else None, (target, *operands), formula)


def _finding(
    rule: str,
    target: CheckedFigure,
    operands: Sequence[CheckedFigure],
    judged: Judgement,
    severity: Severity,
    message: Message,
) -> Finding:
    computed = None
    if judged.interval is not None and judged.value is not None:
        computed = computed_of(judged.interval.low, judged.interval.high, judged.value)
    return Finding(
        id="",
        rule=rule,
        verdict=judged.verdict,
        severity=severity,
        cause=cause_of([target, *operands]) if judged.verdict == "broken" else "unknown",
        group="",
        stated=target.printed.value,
        computed=computed,
        difference=None if computed is None else target.printed.value - computed.value,
        unit=target.unit,
        target=target.ref,
        operands=[operand.ref for operand in operands],
        candidates=[],
        message=message,
    )


def computed_of(low: Decimal, high: Decimal, value: Decimal) -> Computed:
    """What the operands allow, kept to `KEPT_DECIMALS`."""
    return Computed(
        low=_kept(low, ROUND_FLOOR), high=_kept(high, ROUND_CEILING), value=_kept(value, ROUND_HALF_EVEN)
    )


def cause_of(figures: Sequence[CheckedFigure]) -> Cause:
    """Of a broken check: whether the paper contradicts itself, or it may have been misread."""
    return "extraction" if any(figure.doubtful for figure in figures) else "source"


def _kept(value: Decimal, rounding: str) -> Decimal:
    exponent = value.as_tuple().exponent
    fine = isinstance(exponent, int) and exponent < -KEPT_DECIMALS
    return value.quantize(Decimal(1).scaleb(-KEPT_DECIMALS), rounding=rounding) if fine else value


def _severity(judged: Judgement, mostly_exact: bool, level: Severity) -> Severity:
    if judged.verdict == "broken":
        return level
    return "notice" if judged.verdict == "holds_within_rounding" and mostly_exact else "info"
