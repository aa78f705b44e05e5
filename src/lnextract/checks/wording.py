"""Findings as sentences, figures in Swedish number form."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lnextract.arithmetic.relations import Judgement
from lnextract.checks.check import CheckedFigure
from lnextract.checks.figures import TableFigure
from lnextract.model.finding import Message
from lnextract.swedish.writing import MINUS as MINUS
from lnextract.swedish.writing import swedish as swedish


def amount(figure: CheckedFigure, *, unit: bool = False) -> str:
    """The figure as a number in Swedish form."""
    return swedish(figure.printed.value, figure.printed.decimals, figure.unit if unit else None)


def name(figure: TableFigure) -> str:
    """What the figure's row is called, without «None» for a row without label."""
    return figure.row.label or f"#{figure.row_index + 1}"


def signed_sum(addends: Sequence[TableFigure]) -> str:
    """`Politiker 863 + Utvecklingsmedel 300`, a negative addend after a minus sign."""
    return _added(addends, [f"{name(addend)} {_size(addend)}" for addend in addends])


def signed_columns(addends: Sequence[TableFigure]) -> str:
    """`12 (Kvartal 1) + 15 (Kvartal 2)`: headers often end in a year, which must not run into the figure."""
    return _added(addends, [f"{_size(addend)} ({addend.column.header})" for addend in addends])


def _added(addends: Sequence[TableFigure], shown: Sequence[str]) -> str:
    """Addends of nothing are left out, unless that is all there is."""
    text = ""
    something = any(addend.value for addend in addends)
    for addend, each in zip(addends, shown, strict=True):
        if something and not addend.value:
            continue
        sign = MINUS if addend.value < 0 else "+"
        text += f" {sign} {each}" if text or addend.value < 0 else each
    return text.strip()


def _size(figure: TableFigure) -> str:
    return swedish(abs(figure.value), figure.decimals)


def sentence(target: CheckedFigure, formula: str, judged: Judgement) -> Message:
    """What is printed, what the operands give, and what follows from that."""
    stated = amount(target, unit=True)
    where, printed = target.where, target.printed
    sv = f"{where.sv} står {stated}"
    en = f"{where.en} states {stated}"
    if judged.value is None or judged.interval is None:
        return Message(sv=f"{sv}; det kan inte prövas mot {formula}.", en=f"{en}; {formula} can't test it.")
    shown = decimals_shown(judged.value, printed.decimals)
    result = swedish(judged.value, shown)
    if judged.verdict == "holds":
        return Message(
            sv=f"{sv}, vilket stämmer: {formula} ger {result}.",
            en=f"{en}, which agrees: {formula} makes {result}.",
        )
    # One digit more than printed shows where rounding begins.
    low, high = (swedish(end, printed.decimals + 1) for end in (judged.interval.low, judged.interval.high))
    gap = swedish(abs(printed.value - judged.value), shown, target.unit)
    if judged.verdict == "holds_within_rounding":
        return Message(
            sv=f"{sv}; {formula} ger {result}. Skillnaden {gap} ryms i avrundningen: {low} till {high}.",
            en=f"{en}; {formula} makes {result}. Rounding allows the difference of {gap}: {low} to {high}.",
        )
    return Message(
        sv=f"{sv}, men {formula} ger {result}. Skillnaden {gap} är mer än avrundning tillåter: "
        f"{low} till {high}.",
        en=f"{en}, but {formula} makes {result}. The difference of {gap} is more than rounding allows: "
        f"{low} to {high}.",
    )


MOST_DECIMALS = 1
"""Decimals of a computed value in a sentence, unless it is whole."""


def decimals_shown(value: Decimal, printed: int) -> int:
    """As many as are printed, or one more where the value needs it."""
    return printed if value == value.to_integral_value() else max(printed, MOST_DECIMALS)
