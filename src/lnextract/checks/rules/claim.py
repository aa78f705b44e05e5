"""Prose against tables: what a sentence says of a line stands so in a table."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.checks.check import Check
from lnextract.checks.prose.claimed import Claimed, claimed_facts
from lnextract.checks.same_fact.amounts import agree
from lnextract.checks.same_fact.ties import doubted, tie
from lnextract.model.report import Report

NAME = "claim"


def check(report: Report) -> Iterator[Check]:
    """Test each claim with a measure whose line is printed in a table."""
    for claimed in claimed_facts([report], report):
        yield from test_claim(NAME, claimed)


def test_claim(rule: str, claimed: Claimed) -> Iterator[Check]:
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
