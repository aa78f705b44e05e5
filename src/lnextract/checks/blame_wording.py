"""Sentences that say which figure is to blame, and what it would have to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from lnextract.arithmetic.equations import Solution
from lnextract.checks.check import Check, CheckedFigure
from lnextract.checks.wording import amount, decimals_shown, swedish
from lnextract.model.finding import Candidate, Change, Message

SLIPS: Mapping[Change, Message] = {
    "swapped_digits": Message(sv="två siffror har bytt plats", en="two digits swapped"),
    "lost_digit": Message(sv="en siffra har fallit bort", en="a digit lost"),
    "extra_digit": Message(sv="en siffra för mycket", en="a digit too many"),
    "one_digit": Message(sv="en siffra är fel", en="one digit wrong"),
    "sign": Message(sv="fel tecken", en="wrong sign"),
    "factor": Message(sv="fel enhet eller flyttat decimaltecken", en="wrong unit or decimal mark"),
    "stale_total": Message(sv="en delpost är inte medräknad", en="a part was not counted in"),
}


LATER = Message(
    sv="Hur det rätta talet lyder avgörs av fler fel i samma tabell.",
    en="What it should be depends on more mistakes in the same table.",
)


def blame_sentence(
    check: Check, target: CheckedFigure, solution: Solution, candidate: Candidate, broken: int
) -> Message:
    """What one broken check says of the culprit, and that its change mends all that fail with it."""
    stated = check.figures[0]
    remedy = _remedy(target, candidate, broken)
    half = (target.printed.interval.high - target.printed.interval.low) / 2
    if not solution.interval.low - half <= candidate.value <= solution.interval.high + half:
        remedy = LATER
    if target is stated:
        told = check.finding.message
        return Message(sv=f"{told.sv} {remedy.sv}", en=f"{told.en} {remedy.en}")
    shown = amount(target, unit=True)
    equation = f"{check.formula} = {amount(stated)}"
    low, high = (swedish(end, target.printed.decimals + 1) for end in _ends(solution))
    return Message(
        sv=f"{target.where.sv} står {shown}, men {equation} ({_column(stated, 'sv')}) "
        f"kräver {low} till {high}. {remedy.sv}",
        en=f"{target.where.en} states {shown}, but {equation} ({_column(stated, 'en')}) "
        f"asks for {low} to {high}. {remedy.en}",
    )


def joint_sentence(target: CheckedFigure, together: Sequence[Check], candidate: Candidate | None) -> Message:
    """Checks that could each be rounded so, but not all at once."""
    equations = "; ".join(f"{check.formula} = {amount(check.figures[0])}" for check in together)
    stated = amount(target, unit=True)
    asked = Message(sv="", en="")
    if candidate is not None:
        digits = target.printed.decimals + 1
        low, high = swedish(candidate.low, digits), swedish(candidate.high, digits)
        asked = Message(sv=f" Det skulle kräva {low} till {high}.", en=f" That would take {low} to {high}.")
    return Message(
        sv=f"{target.where.sv} står {stated}. Var för sig kan dessa samband vara avrundade, men inga belopp "
        f"uppfyller alla på en gång: {equations}.{asked.sv}",
        en=f"{target.where.en} states {stated}. Each of these could be rounded so, but no amounts satisfy "
        f"all of them at once: {equations}.{asked.en}",
    )


def _remedy(target: CheckedFigure, candidate: Candidate, broken: int) -> Message:
    right = swedish(candidate.value, decimals_shown(candidate.value, target.printed.decimals))
    slip = SLIPS.get(candidate.change)
    sv, en = (f" ({slip.sv})", f" ({slip.en})") if slip else ("", "")
    if broken == 1:
        return Message(sv=f"Med {right} stämmer allt{sv}.", en=f"With {right} everything agrees{en}.")
    return Message(
        sv=f"Med {right} stämmer alla {broken} prövningar som nu brister{sv}.",
        en=f"With {right} all {broken} checks that fail now hold{en}.",
    )


def _ends(solution: Solution) -> tuple[Decimal, Decimal]:
    return solution.interval.low, solution.interval.high


def _column(figure: CheckedFigure, lang: str) -> str:
    """The place of a figure in the middle of a sentence."""
    where = figure.where.sv if lang == "sv" else figure.where.en
    return where[:1].lower() + where[1:].rstrip(",")
