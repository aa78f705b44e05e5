"""For spreadsheets: every finding, one a line."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from lnextract.cli.findings.outcome import Outcome
from lnextract.cli.findings.places import sentence
from lnextract.model.figures import as_number
from lnextract.model.finding import Finding
from lnextract.model.spans import PageSpan, TextSpan
from lnextract.pipeline import weigh

if TYPE_CHECKING:
    from lnextract.checks.materiality import Weight

COLUMNS = (
    *("report", "id", "rule", "verdict", "severity", "cause", "group", "table", "row", "column"),
    *("text", "stated", "low", "high", "computed", "difference", "unit", "page", "line", "message"),
    *("share_of_budget", "nature", "candidate", "change"),
)


def write(outcome: Outcome, lang: str, to: TextIO) -> None:
    """Every check that is not suppressed, under `COLUMNS`."""
    writer = csv.DictWriter(to, COLUMNS, lineterminator="\n")
    writer.writeheader()
    weights = weigh(outcome.findings, outcome.reports)
    writer.writerows(map(_flat, outcome.findings, weights, [lang] * len(weights)))


def _flat(finding: Finding, weight: Weight, lang: str) -> dict[str, object]:
    target, computed = finding.target, finding.computed
    likeliest = finding.candidates[0] if finding.candidates else None
    figures = {
        "stated": finding.stated,
        "difference": finding.difference,
        "low": None if computed is None else computed.low,
        "high": None if computed is None else computed.high,
        "computed": None if computed is None else computed.value,
        "candidate": None if likeliest is None else likeliest.value,
        "share_of_budget": None if weight.share is None else round(weight.share, 6),
    }
    return {
        **finding.model_dump(include={"id", "rule", "verdict", "severity", "cause", "group", "unit"}),
        **target.model_dump(include={"report", "table", "row", "column", "text"}),
        **{name: None if value is None else as_number(value) for name, value in figures.items()},
        "page": target.span.page if isinstance(target.span, PageSpan) else None,
        "line": target.span.line if isinstance(target.span, TextSpan) else None,
        "message": sentence(finding, lang),
        "nature": weight.nature,
        "change": None if likeliest is None else likeliest.change,
    }
