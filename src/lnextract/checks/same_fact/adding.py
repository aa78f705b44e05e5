"""A figure and the lines that make it up elsewhere → `Check`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lnextract.arithmetic.equations import Linear
from lnextract.checks.check import Check, CheckedFigure
from lnextract.checks.drafting import draft
from lnextract.checks.same_fact.bridges import Addend, judge_sum
from lnextract.checks.wording import MINUS, amount, name
from lnextract.model.finding import Severity


def add_up(
    rule: str,
    stated: CheckedFigure,
    addends: Sequence[Addend],
    sign: int = 1,
    *,
    level: Severity = "error",
) -> Check:
    """Test a figure against the weighted sum of others.

    Args:
        sign: -1 where the figure is printed with the other sign than the sum.
        level: severity where it is broken.
    """
    terms = [(figure.place, Decimal(weight)) for figure, weight in addends]
    equation = Linear(((stated.place, Decimal(-sign)), *terms))
    figures = [figure for figure, _ in addends]
    judged = judge_sum(stated, addends, sign)
    return draft(rule, stated, figures, judged, _formula(addends, sign), equation, level=level)


def _formula(addends: Sequence[Addend], sign: int) -> str:
    """`Arvoden 842 + Kurs 46 (t3)`."""
    text = ""
    for figure, weight in addends:
        shown = f"({amount(figure)})" if figure.value < 0 else amount(figure)
        text += f" {MINUS if weight * sign < 0 else '+'} {name(figure)} {shown}"
    tables = ", ".join(dict.fromkeys(figure.table.id for figure, _ in addends))
    return f"{text.removeprefix(' + ').strip()} ({tables})"
