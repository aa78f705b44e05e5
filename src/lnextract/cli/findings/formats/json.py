"""For programs: a list of every finding, as in `report.findings`."""

from __future__ import annotations

import json
from typing import TextIO

from lnextract.cli.findings.outcome import Outcome


def write(outcome: Outcome, lang: str, to: TextIO) -> None:
    """Every check that is not suppressed; both languages, whatever `lang`."""
    rows = [finding.model_dump(mode="json") for finding in outcome.findings]
    to.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
