"""Who is named, by signature, role, party and name."""

from __future__ import annotations

from pathlib import Path

import lnextract
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.language import mentions_of

FIXTURES = Path(__file__).parent.parent / "fixtures"


def test_who_signed_is_a_politician_by_role() -> None:
    [report] = lnextract.read(FIXTURES / "hylte-2014-ur1" / "hylte-2014-ur1.txt")
    people = [each for each in mentions_of(report, load_vocabulary()) if each.kind == "person"]
    [signatory] = report.identity.signatories
    assert [(each.name, each.role, each.category) for each in people] == [
        (signatory.name, signatory.role, "politician")
    ]
