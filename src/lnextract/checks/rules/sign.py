"""Surplus or deficit: what a sentence calls a deviation is what the table's sign says."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.arithmetic.relations import Judgement
from lnextract.checks.check import Check
from lnextract.checks.drafting import draft
from lnextract.checks.prose.claimed import Claimed, Place
from lnextract.checks.prose.directions import direction_in
from lnextract.checks.reported import Reported
from lnextract.checks.same_fact.amounts import agree, seen_as
from lnextract.checks.same_fact.directions import good_sign
from lnextract.checks.same_fact.ties import equality, short_place
from lnextract.checks.same_fact.ties import place as place_of
from lnextract.checks.wording import amount
from lnextract.model.finding import Message

NAME = "sign"

DEVIATIONS = ("deviation_period", "deviation_forecast", "deviation_year")
SIDES = {1: Message(sv="ett överskott", en="a surplus"), -1: Message(sv="ett underskott", en="a deficit")}


def check(reported: Reported) -> Iterator[Check]:
    """Test each deviation in prose that a table prints with the same amount."""
    for claimed in reported.claimed:
        made = _test(claimed)
        if made is not None:
            yield made


def _test(claimed: Claimed) -> Check | None:
    """None where the words or the table do not tell the side."""
    said = direction_in(claimed.passage)
    if said is None or claimed.figure.claim.measure not in DEVIATIONS:
        return None
    for place in claimed.stated:
        good = good_sign(place.row, place.figure, claimed.rows)
        if good is not None and agree(claimed.figure, place.figure, place.sign):
            printed = good if place.figure.value > 0 else -good
            return _drafted(claimed, place, said, printed)
    return None


def _drafted(claimed: Claimed, place: Place, said: int, printed: int) -> Check:
    """Without an equation: the amounts agree, and no rounding makes a surplus of a deficit."""
    seen = seen_as(place.figure, claimed.figure.unit, place.sign * said * printed)
    judged = Judgement("holds" if said == printed else "broken", *(seen or (None, None)))
    formula = f"{amount(place.figure, unit=True)} ({short_place(place.figure)})"
    equation = equality(claimed.figure, place.figure, place.sign)
    made = draft(NAME, claimed.figure, [place.figure], judged, formula, equation, level="warning")
    finding = made.finding.model_copy(update={"message": _sentence(claimed, place, said, printed)})
    return Check(finding, None, made.figures, formula)


def _sentence(claimed: Claimed, place: Place, said: int, printed: int) -> Message:
    where, there = claimed.figure.where, place_of(place.figure, claimed.figure)
    stated, other = amount(claimed.figure, unit=True), amount(place.figure, unit=True)
    if said == printed:
        return Message(
            sv=f"{where.sv} kallas {stated} {SIDES[said].sv}, vilket stämmer med {other} {there.sv}.",
            en=f"{where.en} calls {stated} {SIDES[said].en}, which agrees with {other}, {there.en}.",
        )
    return Message(
        sv=f"{where.sv} kallas {stated} {SIDES[said].sv}, men {other} {there.sv} är {SIDES[printed].sv}. "
        "Se efter vilket som är rätt och rätta det andra.",
        en=f"{where.en} calls {stated} {SIDES[said].en}, but {other}, {there.en}, is {SIDES[printed].en}. "
        "Find out which one is right and correct the other.",
    )
