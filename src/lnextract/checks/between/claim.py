"""What a deck or a second paper says in words against the tables of the report on the same months."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.checks.bodies import Body
from lnextract.checks.check import Check
from lnextract.checks.prose.claimed import claimed_facts
from lnextract.checks.prose.holding import hold_against

NAME = "claim"


def check(body: Body) -> Iterator[Check]:
    """Test the claims of each later paper on the same months against the tables of the first."""
    for several in body.by_span.values():
        first, *later = several
        for other in later:
            if other.report.source.sha256 != first.report.source.sha256:
                for claimed in claimed_facts(first.views, other.report):
                    yield from hold_against(NAME, claimed)
