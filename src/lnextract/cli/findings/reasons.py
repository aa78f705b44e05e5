"""Why a check could not be made, from what stands at the figures it would have been made of."""

from __future__ import annotations

from lnextract.cli.findings.places import Places
from lnextract.model.finding import Finding

REASONS = ("no_operands", "units_differ", "unit_unknown", "nothing_of", "unmapped", "not_meant")
"""Keys of the words for them, in the order in which they are looked for."""
PERCENT = "%"


def reason(finding: Finding, places: Places) -> str:
    """One of `REASONS`."""
    figures = [finding.target, *finding.operands]
    columns = [places.column(figure) for figure in figures]
    # A percentage is of amounts: its own unit is none of theirs.
    units = {unit for unit in map(places.unit, figures) if unit != PERCENT}
    if not finding.operands:
        return "no_operands"
    if len(units - {None}) > 1:
        return "units_differ"
    if None in units and len(units) > 1:
        return "unit_unknown"
    if finding.unit == PERCENT and finding.operands[-1].value == 0:
        return "nothing_of"
    if any(column is not None and column.measure == "unmapped" for column in columns):
        return "unmapped"
    return "not_meant"
