"""Two cuts of the same money: a line of one table is the sum of the lines that make it up in another."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.checks.check import Check
from lnextract.checks.reported import Reported
from lnextract.checks.same_fact.adding import add_up
from lnextract.checks.same_fact.bridges import Bridge
from lnextract.checks.same_fact.columns import ColumnKey

NAME = "bridge"


def check(reported: Reported) -> Iterator[Check]:
    """Test each line that other tables cut finer, where the other columns show that they do."""
    for bridge in reported.bridges:
        for key in bridge.columns():
            if bridge.proven_without(key):
                yield _made(bridge, key)


def _made(bridge: Bridge, key: ColumnKey) -> Check:
    return add_up(NAME, bridge.whole.figures[key], bridge.addends(key), bridge.sign(key))
