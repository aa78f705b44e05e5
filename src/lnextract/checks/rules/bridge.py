"""Two cuts of the same money: a line of one table is the sum of the lines that make it up in another."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lnextract.arithmetic.equations import Linear
from lnextract.checks.check import Check
from lnextract.checks.drafting import draft
from lnextract.checks.same_fact.bridges import Bridge, bridges_of
from lnextract.checks.same_fact.columns import ColumnKey
from lnextract.checks.same_fact.views import views_of
from lnextract.checks.wording import MINUS, amount, name
from lnextract.model.report import Report

NAME = "bridge"


def check(report: Report) -> Iterator[Check]:
    """Test each line that other tables cut finer, where the other columns show that they do."""
    for bridge in bridges_of(views_of(report)):
        for key in bridge.columns():
            if bridge.proven_without(key):
                yield _made(bridge, key)


def _made(bridge: Bridge, key: ColumnKey) -> Check:
    stated, addends = bridge.whole.figures[key], bridge.addends(key)
    terms = [(figure.place, Decimal(weight)) for figure, weight in addends]
    equation = Linear(((stated.place, Decimal(-bridge.sign(key))), *terms))
    return draft(
        NAME, stated, [figure for figure, _ in addends], bridge.judge(key), _formula(bridge, key), equation
    )


def _formula(bridge: Bridge, key: ColumnKey) -> str:
    """`Arvoden 842 + Kurs 46 (t3)`."""
    text = ""
    for figure, weight in bridge.addends(key):
        sign = MINUS if weight * bridge.sign(key) < 0 else "+"
        shown = f"({amount(figure)})" if figure.value < 0 else amount(figure)
        text += f" {sign} {name(figure)} {shown}"
    tables = ", ".join(dict.fromkeys(figure.table.id for figure, _ in bridge.addends(key)))
    return f"{text.removeprefix(' + ').strip()} ({tables})"
