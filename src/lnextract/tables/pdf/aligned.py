"""Engine for tables without closed cells: rows by lines of text, columns by white gutters and aligned words."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.model.grid import Grid
from lnextract.model.page import BBox, Page, Word
from lnextract.tables.pdf.lines import usual_blank
from lnextract.tables.pdf.regions import table_regions
from lnextract.tables.pdf.rules import Rules, rules_of, shading_rules, together
from lnextract.tables.pdf.solve import Evidence, solve


class AlignedEngine:
    """Reads tables by the alignment of their words; lines drawn across or down help where there are any."""

    name = "aligned"

    def find(self, page: Page, region: BBox | None = None) -> list[Grid]:
        words = [word for word in page.words if word.direction == 0 and _inside(word, region)]
        return self.find_in(words, together(rules_of(page), shading_rules(page)), page.number)

    def find_in(self, words: Sequence[Word], rules: Rules, page: int) -> list[Grid]:
        """The tables among words of one page."""
        blank = usual_blank(words)
        grids = []
        for found in table_regions(words, rules, blank):
            x0 = min(word.x0 for word in found.words)
            x1 = max(word.x1 for word in found.words)
            height = max(word.bottom for word in found.words) - min(word.top for word in found.words)
            down = tuple(
                rule.at for rule in found.rules.down if x0 < rule.at < x1 and rule.length > 0.5 * height
            )
            draft = solve(found.words, Evidence(found.rules.across, down, blank))
            if draft is not None and draft.columns > 1:
                grids.append(draft.to_grid(page, self.name, 0.8))
        return grids


def _inside(word: Word, region: BBox | None) -> bool:
    if region is None:
        return True
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return region[0] <= x <= region[2] and region[1] <= y <= region[3]
