"""The readings of a dump's row that could as well be meant, and on which cells they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from lnextract.tables.placement import KEPT_PLACEMENTS, Placement, label_odds
from lnextract.tables.readings import MAX_READINGS, readings
from lnextract.tables.weighing import Candidates

ODD = 2.5
"""Log-odds of spelling by which a reading is out, whatever else speaks for it."""
NO_READING = -90.0
"""Score of a row whose figures can't be placed at all."""


@dataclass(slots=True)
class OpenRow:
    """A row with the readings that may be meant."""

    chosen: Placement
    open: list[Placement]
    """Readings that nothing rules out so far."""
    costs: list[float]
    """Bits by which each is less likely than the likeliest of them."""
    whole: bool
    """Whether no reading was left out at the start for their number."""
    total: bool

    def keep(self, places: Sequence[int]) -> bool:
        """Leave only these readings; whether any is gone."""
        fewer = len(places) < len(self.open)
        self.open = [self.open[place] for place in places]
        self.costs = [self.costs[place] for place in places]
        return fewer

    @property
    def ways_bits(self) -> float:
        """How many readings are open, each counted as far as it is likely."""
        return log2(sum(2**-cost for cost in self.costs)) if self.open else 0.0


def begin(row: Candidates, adds_up: bool) -> OpenRow:
    """The readings that the table's way of printing allows. That a figure belongs to the label is odd, unless
    the blanks bear it out and the reading without it doesn't add up."""
    spelling = [
        each.spelling - label_odds(each.label_end, year=each.label_year)
        if each.exact and not adds_up
        else each.spelling
        for each in row.options
    ]
    likely = [each for each, odds in zip(row.options, spelling, strict=True) if max(spelling) - odds < ODD]
    whole = len(row.options) < KEPT_PLACEMENTS and row.placement.score > NO_READING and not _cut_short(row)
    return OpenRow(row.placement, likely, [0.0] * len(likely), whole, row.role in ("total", "subtotal"))


def _cut_short(row: Candidates) -> bool:
    """Whether there are more ways to group a row's digits than are told apart."""
    line, run = row.draft.line, row.draft.run
    if line is None or run is None:
        return False
    return len(readings(line.text, run, len(row.placement.cells))) >= MAX_READINGS


def is_full(option: Placement) -> bool:
    """Whether every column has a figure."""
    return None not in option.figures


def agreed(row: OpenRow) -> tuple[bool, ...]:
    """The columns in which all readings that are left hold the same; none where they part over the label."""
    one_label = all(each.label_end == row.chosen.label_end for each in row.open)
    sure = row.whole and row.chosen in row.open and one_label
    return tuple(
        sure and all(each.cells[column] == cell for each in row.open)
        for column, cell in enumerate(row.chosen.cells)
    )
