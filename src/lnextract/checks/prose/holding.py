"""A claim beside the places of its fact → `Check`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lnextract.checks.check import Check
from lnextract.checks.prose.claimed import Claimed
from lnextract.checks.same_fact.adding import add_up
from lnextract.checks.same_fact.amounts import agree
from lnextract.checks.same_fact.ties import doubted, tie


def hold_against(rule: str, claimed: Claimed) -> Iterator[Check]:
    """Hold a claim against the places of its fact; nothing where no table states it."""
    for fits in (claimed.stated, claimed.possible):
        agreeing = [place for place in fits if agree(claimed.figure, place.figure, place.sign)]
        if agreeing:
            found = tie(rule, claimed.figure, agreeing[0].figure, agreeing[0].sign, level="warning")
            # What only may be meant is no equation that other checks could be held against.
            yield found if fits is claimed.stated else replace(found, equation=None)
            return
    if claimed.stated and claimed.sure:
        first = claimed.stated[0]
        yield tie(rule, claimed.figure, first.figure, first.sign, level="warning")
    elif claimed.added:
        yield from _added_up(rule, claimed)
    elif claimed.stated:
        yield doubted(rule, claimed.figure, claimed.stated[0].figure)


def _added_up(rule: str, claimed: Claimed) -> Iterator[Check]:
    """The claim against the sum of the lines that make it up, whichever sign it leaves out."""
    checks = [add_up(rule, claimed.figure, claimed.added, sign, level="warning") for sign in (1, -1)]
    standing = [check for check in checks if check.finding.verdict != "broken"]
    if standing or claimed.sure:
        yield (standing or checks)[0]
