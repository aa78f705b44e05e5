"""Values put right by a person, each with a guard that fails when the source has changed."""

from __future__ import annotations

from datetime import datetime

from pydantic import RootModel

from lnextract.model.figures import Figure
from lnextract.model.spans import Strict


class Correction(Strict):
    """One value put right."""

    report: str
    """`source.sha256` of the report that it belongs to."""
    target: str
    """JSON Pointer into the report, such as `/tables/0/rows/3/cells/1/value`."""
    expect: Figure | str | None
    """What stands there as extracted; the correction is refused where it does not."""
    value: Figure | str | None
    """What stands on the page."""
    by: str
    at: datetime
    why: str


class Corrections(RootModel[list[Correction]]):
    """All corrections of a collection of reports, in the order in which they were made."""
