"""Engine for tables without closed cells: rows by lines of text, columns by white gutters and aligned
words."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.model.grid import Grid
from lnextract.model.page import BBox, Page, Word
from lnextract.model.spans import PageSpan
from lnextract.tables.pdf.boxes import holds
from lnextract.tables.pdf.draft import Draft
from lnextract.tables.pdf.drawings import SPARSEST_OPEN, is_contents, is_drawing
from lnextract.tables.pdf.framed import framed_regions
from lnextract.tables.pdf.headed import headed_regions
from lnextract.tables.pdf.lines import lines_of, usual_blank
from lnextract.tables.pdf.page_words import PageWords
from lnextract.tables.pdf.regions import Region, table_regions
from lnextract.tables.pdf.rules import Rules, printed_rules, rules_of, shading_rules, together
from lnextract.tables.pdf.solve import Evidence, solve


class AlignedEngine:
    """Reads tables by the alignment of their words; lines drawn across or down help where there are any."""

    name = "aligned"

    def find(self, page: Page, region: BBox | None = None) -> list[Grid]:
        words = [word for word in page.words if word.direction == 0 and holds(region, word)]
        return self.find_in(words, together(rules_of(page), shading_rules(page)), page.number)

    def find_in(self, words: Sequence[Word], rules: Rules, page: int) -> list[Grid]:
        """The tables among words of one page."""
        blank = usual_blank(words)
        words, dashed = printed_rules(words)
        if dashed.across:
            rules = together(rules, dashed)
        grids: list[Grid] = []
        left = PageWords(words, blank)
        for find in (framed_regions, headed_regions, table_regions):
            drafts = [draft for found in find(left, rules) for draft in self._drafts(found, blank)]
            if drafts:
                grids += [draft.to_grid(page, self.name, 0.8) for draft in drafts]
                left = PageWords(outside(left.words, grids), blank)
        return grids

    def _drafts(self, found: Region, blank: float) -> list[Draft]:
        x0 = min(word.x0 for word in found.words)
        x1 = max(word.x1 for word in found.words)
        height = max(word.bottom for word in found.words) - min(word.top for word in found.words)
        down = tuple(rule.at for rule in found.rules.down if x0 < rule.at < x1 and rule.length > 0.5 * height)
        drafts = [solve(part, Evidence(found.rules.across, down, blank)) for part in _parts(found.words)]
        return [draft for draft in drafts if draft is not None and _is_table(draft)]


def _is_table(draft: Draft) -> bool:
    return draft.columns > 1 and not is_drawing(draft, SPARSEST_OPEN) and not is_contents(draft)


def outside(words: Sequence[Word], grids: Sequence[Grid]) -> list[Word]:
    """The words that no grid's box takes in."""
    boxes = [grid.span.bbox for grid in grids if isinstance(grid.span, PageSpan)]
    if not boxes:
        return list(words)
    return [
        word
        for word in words
        if not any(
            box[0] - 1 <= (word.x0 + word.x1) / 2 <= box[2] + 1
            and box[1] - 1 <= (word.top + word.bottom) / 2 <= box[3] + 1
            for box in boxes
        )
    ]


def _parts(words: Sequence[Word]) -> list[list[Word]]:
    """A region's words, cut where its first line is printed again: a table set in two halves."""
    lines = lines_of(words)
    parts: list[list[Word]] = []
    for index, line in enumerate(lines):
        again = index > 3 and line.text == lines[0].text and any(ch.isalpha() for ch in line.text)
        if not parts or again:
            parts.append([])
        parts[-1] += line.words
    return parts
