"""A tested figure → `Finding`, the same way for every rule."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from lnextract.arithmetic.relations import Judgement
from lnextract.checks.figures import TableFigure
from lnextract.checks.wording import sentence
from lnextract.model.finding import Cause, Computed, Finding, Severity

KEPT_DECIMALS = 6
"""Computed quotients are kept to the millionth, the ends rounded outwards so that nothing is cut off."""
NOT_CHECKABLE = Judgement("not_checkable", None, None)


def draft(
    rule: str,
    target: TableFigure,
    operands: Sequence[TableFigure],
    judged: Judgement,
    formula: str,
    *,
    mostly_exact: bool = False,
) -> Finding:
    """A finding without id and group; `run` gives those.

    Args:
        formula: the operands as a reader would write them, each figure in Swedish form.
        mostly_exact: true where such figures are seldom rounded (budgets, forecasts), so that a gap
            within rounding is worth a notice.
    """
    computed = _computed(judged)
    return Finding(
        id="",
        rule=rule,
        verdict=judged.verdict,
        severity=_severity(judged, mostly_exact),
        cause=_cause(judged, [target, *operands]),
        group="",
        stated=target.value,
        computed=computed,
        difference=None if computed is None else target.value - computed.value,
        unit=target.unit,
        target=target.ref,
        operands=[operand.ref for operand in operands],
        candidates=[],
        message=sentence(target, formula, judged),
    )


def _computed(judged: Judgement) -> Computed | None:
    if judged.interval is None or judged.value is None:
        return None
    return Computed(
        low=_kept(judged.interval.low, ROUND_FLOOR),
        high=_kept(judged.interval.high, ROUND_CEILING),
        value=_kept(judged.value, ROUND_HALF_EVEN),
    )


def _kept(value: Decimal, rounding: str) -> Decimal:
    exponent = value.as_tuple().exponent
    fine = isinstance(exponent, int) and exponent < -KEPT_DECIMALS
    return value.quantize(Decimal(1).scaleb(-KEPT_DECIMALS), rounding=rounding) if fine else value


def _severity(judged: Judgement, mostly_exact: bool) -> Severity:
    if judged.verdict == "broken":
        return "error"
    return "notice" if judged.verdict == "holds_within_rounding" and mostly_exact else "info"


def _cause(judged: Judgement, figures: Sequence[TableFigure]) -> Cause:
    if judged.verdict != "broken":
        return "unknown"
    return "extraction" if any(figure.doubtful for figure in figures) else "source"
