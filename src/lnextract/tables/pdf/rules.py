"""The straight lines of a page, joined: what bounds rows and columns on paper."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lnextract.model.page import Fill, Page, Word
from lnextract.tables.pdf.lines import lines_of

SNAP_PT = 2.5
"""Lines so near each other are one: double lines, a box's edge beside a cell's."""
JOIN_PT = 3.0
"""Gaps along a line that still are one line: dashes, dots, cells drawn one by one."""
SHORTEST_PT = 4.0
"""Shorter strokes are ticks, check boxes, parts of letters."""
TOUCH_PT = 1.0
"""Shadings so near each other touch."""
COVER_SHARE = 0.8
LEAST_DASHES = 8
"""So many dashes make a line."""
MOST_FILLS = 800
"""More fills are a drawing."""
WHITE = 250
"""A fill whose three parts reach this is paper."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across (`at` = y, from x to x) or down (`at` = x, from top to bottom), in points."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start

    def covers(self, start: float, end: float) -> float:
        """The share of start–end that the line runs along."""
        if end <= start:
            return 0.0
        return max(0.0, min(self.end, end) - max(self.start, start)) / (end - start)


@dataclass(frozen=True, slots=True)
class Rules:
    """All lines of a page, each direction sorted by place."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]

    def within(self, x0: float, top: float, x1: float, bottom: float, slack: float = SNAP_PT) -> Rules:
        """The lines that lie in a box."""
        return Rules(
            tuple(
                rule
                for rule in self.across
                if top - slack <= rule.at <= bottom + slack and rule.start < x1 and rule.end > x0
            ),
            tuple(
                rule
                for rule in self.down
                if x0 - slack <= rule.at <= x1 + slack and rule.start < bottom and rule.end > top
            ),
        )


def rules_of(page: Page) -> Rules:
    """The lines drawn on a page, pieces joined, strokes too short left out."""
    across, down = [], []
    for ruling in page.rulings:
        if ruling.horizontal:
            across.append(Rule((ruling.top + ruling.bottom) / 2, ruling.x0, ruling.x1))
        else:
            down.append(Rule((ruling.x0 + ruling.x1) / 2, ruling.top, ruling.bottom))
    return Rules(_joined(across), _joined(down))


def shading_rules(page: Page) -> Rules:
    """The visible edges of cell shadings, zebra stripes and header bars as lines."""
    fills = [fill for fill in page.fills if _is_shading(fill, page)]
    if len(fills) > MOST_FILLS:
        return Rules((), ())
    across: list[Rule] = []
    down: list[Rule] = []
    for color in {fill.color for fill in fills}:
        alike = _Alike([fill for fill in fills if fill.color == color])
        for fill in alike.fills:
            for edge, side in ((fill.top, -1), (fill.bottom, 1)):
                if not alike.covers_across(edge, side, fill):
                    across.append(Rule(edge, fill.x0, fill.x1))
            for edge, side in ((fill.x0, -1), (fill.x1, 1)):
                if not alike.covers_down(edge, side, fill):
                    down.append(Rule(edge, fill.top, fill.bottom))
    return Rules(_joined(sorted(across, key=_place)), _joined(sorted(down, key=_place)))


def _place(rule: Rule) -> tuple[float, float]:
    return rule.at, rule.start


class _Alike:
    """Shadings of one colour, to be found by what lies beyond an edge."""

    def __init__(self, fills: list[Fill]) -> None:
        self.fills = fills
        self._by_top = sorted(fills, key=lambda fill: fill.top)
        self._tops = [fill.top for fill in self._by_top]
        self._by_left = sorted(fills, key=lambda fill: fill.x0)
        self._lefts = [fill.x0 for fill in self._by_left]
        self._tallest = max(fill.bottom - fill.top for fill in fills)
        self._widest = max(fill.x1 - fill.x0 for fill in fills)

    def covers_across(self, edge: float, side: int, own: Fill) -> bool:
        """Whether another shading lies along the outer side of a horizontal edge: no edge is seen there."""
        low = bisect_left(self._tops, edge - TOUCH_PT - self._tallest)
        high = bisect_right(self._tops, edge + TOUCH_PT)
        return any(
            fill.x0 < own.x1
            and own.x0 < fill.x1
            and fill is not own
            and _beyond(fill.top, fill.bottom, edge, side)
            and _over(fill, own)
            for fill in self._by_top[low:high]
        )

    def covers_down(self, edge: float, side: int, own: Fill) -> bool:
        """The same for an upright edge."""
        low = bisect_left(self._lefts, edge - TOUCH_PT - self._widest)
        high = bisect_right(self._lefts, edge + TOUCH_PT)
        return any(
            fill.top < own.bottom
            and own.top < fill.bottom
            and fill is not own
            and _beyond(fill.x0, fill.x1, edge, side)
            and _beside(fill, own)
            for fill in self._by_left[low:high]
        )


def _beyond(start: float, end: float, edge: float, side: int) -> bool:
    """Whether a stretch lies on the outer side of an edge and reaches it:
    colour on both sides, no edge seen."""
    if side > 0:
        return start <= edge + TOUCH_PT and end > edge + TOUCH_PT
    return end >= edge - TOUCH_PT and start < edge - TOUCH_PT


def _over(twin: Fill, fill: Fill) -> bool:
    """Whether one shading lies above, below or around most of another's width."""
    return min(twin.x1, fill.x1) - max(twin.x0, fill.x0) > COVER_SHARE * (fill.x1 - fill.x0)


def _beside(twin: Fill, fill: Fill) -> bool:
    """Whether one shading lies beside or around another;
    two equally high side by side are cells, seen or not."""
    equal = abs(twin.top - fill.top) <= TOUCH_PT and abs(twin.bottom - fill.bottom) <= TOUCH_PT
    apart = twin.x1 <= fill.x0 + TOUCH_PT or twin.x0 >= fill.x1 - TOUCH_PT
    if equal and apart:
        return False
    return min(twin.bottom, fill.bottom) - max(twin.top, fill.top) > COVER_SHARE * (fill.bottom - fill.top)


def printed_rules(words: Sequence[Word]) -> tuple[list[Word], Rules]:
    """Lines made of dashes or underscores: the words that are left, and the lines."""
    if not any(word.text[0] in "-_=—–―" for word in words):
        return list(words), Rules((), ())
    kept: list[Word] = []
    across: list[Rule] = []
    for line in lines_of(words):
        text = "".join(word.text for word in line.words)
        if len(text) >= LEAST_DASHES and not text.strip("-_=—–―"):
            across.append(Rule(line.middle, line.x0, line.x1))
        else:
            kept += line.words
    if not across:
        return list(words), Rules((), ())
    return kept, Rules(_joined(across), ())


def together(first: Rules, second: Rules) -> Rules:
    """Both sets of lines as one."""
    return Rules(_joined([*first.across, *second.across]), _joined([*first.down, *second.down]))


def _is_shading(fill: Fill, page: Page) -> bool:
    if min(fill.color) >= WHITE:
        return False
    return fill.x1 - fill.x0 < 0.97 * page.width and fill.bottom - fill.top < 0.5 * page.height


def _joined(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Lines at one place and end to end made one."""
    ordered = sorted(rules, key=lambda rule: rule.at)
    out: list[Rule] = []
    cluster: list[Rule] = []
    for rule in ordered:
        if cluster and rule.at - cluster[0].at > SNAP_PT:
            out += _along(cluster)
            cluster = []
        cluster.append(rule)
    out += _along(cluster)
    return tuple(rule for rule in out if rule.length >= SHORTEST_PT)


def _along(cluster: list[Rule]) -> list[Rule]:
    if not cluster:
        return []
    weight = sum(rule.length for rule in cluster) or 1.0
    at = sum(rule.at * rule.length for rule in cluster) / weight if weight > 1.0 else cluster[0].at
    out: list[Rule] = []
    for rule in sorted(cluster, key=lambda rule: rule.start):
        if out and rule.start - out[-1].end <= JOIN_PT:
            out[-1] = Rule(at, out[-1].start, max(out[-1].end, rule.end))
        else:
            out.append(Rule(at, rule.start, rule.end))
    return out
