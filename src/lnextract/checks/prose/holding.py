"""A claim beside the places of its fact → `Check`."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.checks.check import Check
from lnextract.checks.prose.claimed import Claimed
from lnextract.checks.same_fact.amounts import agree
from lnextract.checks.same_fact.ties import doubted, tie


def hold_against(rule: str, claimed: Claimed) -> Iterator[Check]:
    """Hold a claim against the places of its fact; nothing where no table states it."""
    for fits in (claimed.stated, claimed.possible):
        agreeing = [place for place in fits if agree(claimed.figure, place.figure, place.sign)]
        if agreeing:
            yield tie(rule, claimed.figure, agreeing[0].figure, agreeing[0].sign, level="warning")
            return
    if claimed.stated and claimed.sure:
        first = claimed.stated[0]
        yield tie(rule, claimed.figure, first.figure, first.sign, level="warning")
    elif claimed.stated:
        yield doubted(rule, claimed.figure, claimed.stated[0].figure)
