"""Which engine's reading of a page's tables is kept."""

from __future__ import annotations

from lnextract.model.grid import Grid
from lnextract.model.page import Page, Word
from lnextract.tables.pdf.aligned import AlignedEngine
from lnextract.tables.pdf.ruled import RuledEngine
from lnextract.tables.pdf.rules import rules_of, shading_rules, together


def choose_tables(page: Page) -> list[Grid]:
    hard = rules_of(page)
    rules = together(hard, shading_rules(page))
    words = [w for w in page.words]
    grids = RuledEngine().find_in(words, rules, page.number)
    rest = [w for w in words if w.direction == 0 and not any(_in(w, g) for g in grids)]
    grids += AlignedEngine().find_in(rest, rules, page.number)
    return sorted(grids, key=lambda g: (g.span.bbox[1], g.span.bbox[0]))


def _in(w: Word, g: Grid) -> bool:
    b = g.span.bbox
    return b[0] - 1 <= (w.x0 + w.x1) / 2 <= b[2] + 1 and b[1] - 1 <= (w.top + w.bottom) / 2 <= b[3] + 1
