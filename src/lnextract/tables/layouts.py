"""Which columns a dump's table has: of the ways to cut its header, the one that its rows bear out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.blocks import TableRegion
from lnextract.model.source import Line
from lnextract.swedish.tails import FigureRun, figure_runs, tail_run
from lnextract.tables.drafts import Draft, draft_rows
from lnextract.tables.header_columns import LABEL_ROLES, HeaderColumn, header_readings
from lnextract.tables.placement import LABEL_FIGURE, exact_placements
from lnextract.tables.readings import Value, readings
from lnextract.tables.shape import Shape
from lnextract.tables.solve import fit
from lnextract.tables.spanners import with_spanners
from lnextract.tables.spelling import Spelling, spelling_of

NO_HEADS = ("forecast_against_budget", "outcome_against_budget", "against_budget", "against_previous")
"""Words that say what a deviation is from: alone they are the rest of a head, as «B-P»."""
SIGN_OF_HEAD_BEFORE = re.compile(r"% [A-ZÅÄÖ]")
"""«Förbrukat» and «% Budget helår» are rather «Förbrukat %» and «Budget helår»."""
WORDS_BEFORE_SIGN = 3
WHOLE_AMOUNTS = ("budget", "forecast")
"""Heads of amounts of which percentages are taken, and which are seldom percentages themselves."""
NO_CELLS = ("when", "body", "unit")
"""Heads that stand above the labels, or whose cells end the label."""
LEAST_ROWS_TO_OUTVOTE = 2
MOST_RIVALS = 4
"""Other ways to cut a header under which the rows are read too."""


@dataclass(slots=True)
class Layout:
    """The columns of a table: labels to the left, values to the right."""

    labels: list[HeaderColumn]
    values: list[HeaderColumn]
    rivals: list[Layout] = field(default_factory=list)
    """Other columns that the header can be cut into, where runs of blanks don't count them."""
    by_words: bool = False
    """Whether of all that the rows allow it is the likeliest by its words."""
    label_columns: tuple[str, ...] = ()
    """Heads of columns of words, as far as the header can be cut so: «Ansvar Verksamhet» is one or two."""

    @property
    def figures(self) -> list[HeaderColumn]:
        return [column for column in self.values if column.role in ("figure", "unknown", "code")]

    @property
    def texts(self) -> list[HeaderColumn]:
        return [column for column in self.values if column.role == "text"]

    @property
    def statuses(self) -> list[HeaderColumn]:
        return [column for column in self.values if column.role == "status"]

    @property
    def status_last(self) -> bool:
        """Whether a word of status ends each row, after its figures: «Trend»."""
        return bool(self.values) and self.values[-1].role == "status"

    @property
    def dates(self) -> HeaderColumn | None:
        """A column of dates between label and figures; in a dump it is the end of the label."""
        return next((column for column in self.labels if column.key == "when"), None)

    @property
    def label_slack(self) -> int:
        """How many cells before the figures may be empty besides those of figures."""
        named = [column for column in self.labels if column.role != "code" and column.key != "when"]
        return 1 if len(named) > 1 or len(self.label_columns) > 1 else 0

    @property
    def groups(self) -> bool:
        return any(column.role == "group" for column in self.labels)


def choose_layout(region: TableRegion, vocabulary: Vocabulary) -> Layout:
    """The likeliest reading of the header with as many columns as the fullest row can have figures;
    before all, one whose columns the runs of blanks count up to, and whose percentages stand below a %."""
    layouts = [_parted(with_spanners(columns)) for columns in header_readings(region.header, vocabulary)]
    # A sign of percent heads figures, whatever the lexicon makes of it.
    layouts = [each for each in layouts if all(column.text != "%" for column in each.labels)] or layouts
    label_columns = max((_label_heads(layout) for layout in layouts), key=len)
    for layout in layouts:
        layout.label_columns = label_columns
    if len(layouts) == 1:
        return layouts[0]
    drafts = draft_rows(
        region.body, vocabulary, prints_blanks=region.trailing_blanks, more=region.blank_means_more
    )
    least, most = figures_a_row(region.body, before_text=any(layout.texts for layout in layouts))
    if not most:
        return layouts[0]
    closed = all(draft.trailing for draft in drafts if draft.run is not None)
    fitting = [layout for layout in layouts if least <= len(layout.figures) <= most]
    spelling = spelling_of(drafts)
    fits = {id(layout): _fit(layout, drafts, spelling) for layout in layouts}
    counted = [layout for layout in (layouts if closed else fitting) if fits[id(layout)] is not None]
    for layout in (counted or fitting or layouts)[:1]:
        layout.by_words = not any(_sign_may_stand_alone(column) for column in layout.figures)
    fitting = counted or fitting
    fitting.sort(
        key=lambda layout: (
            _signs_astray(layout, drafts),
            round(_cut_amid(layout) - (fits[id(layout)] or 0.0)),
            _cut_amid(layout),
        )
    )
    best = _first_of(fitting, layouts)
    if counted and closed:
        # The blanks count the columns: only another number of them can be counted too.
        layouts = [each for each in counted if len(each.figures) != len(best.figures)]
    if not best.texts:
        best.rivals = _rivals(best, layouts)
    return best


def _first_of(fitting: Sequence[Layout], layouts: Sequence[Layout]) -> Layout:
    """The likeliest one that fits, rather without spanners unless these stand evenly over all columns."""
    whole = [layout for layout in fitting if not any(column.spanner for column in layout.figures)]
    spanned = fitting[:1] if fitting and _evenly_spanned(fitting[0]) else []
    return [*spanned, *whole, *fitting, *layouts][0]


def _sign_may_stand_alone(column: HeaderColumn) -> bool:
    """Whether the sign that ends a head is as likely a column of its own: «Prognos 2021 %»."""
    words = column.text.split()
    return words[-1:] == ["%"] and (
        len(words) >= WORDS_BEFORE_SIGN or (column.key or "").startswith(WHOLE_AMOUNTS)
    )


def _label_heads(layout: Layout) -> tuple[str, ...]:
    """Heads of columns of words, and of codes that may be words."""
    return tuple(
        column.text for column in layout.labels if column.role in LABEL_ROLES and column.key not in NO_CELLS
    )


def _rivals(best: Layout, layouts: Sequence[Layout]) -> list[Layout]:
    """The first layout of each other number of columns or place of percentages, unless its cuts are worse."""
    seen = {_form(best)}
    found: list[Layout] = []
    for layout in layouts:
        if _form(layout) not in seen and not layout.texts and _cut_amid(layout) <= _cut_amid(best):
            seen.add(_form(layout))
            found.append(layout)
    return found[:MOST_RIVALS]


def _form(layout: Layout) -> tuple[bool, ...]:
    return tuple(column.percent for column in layout.figures)


def _fit(layout: Layout, drafts: Sequence[Draft], spelling: Spelling) -> float | None:
    """How well figures and runs of blanks fill the layout's columns."""
    figures = layout.figures
    if not figures or layout.texts:
        return None
    percent = frozenset(at for at, column in enumerate(figures) if column.percent)
    free = frozenset() if percent else frozenset(range(len(figures)))
    return fit(drafts, Shape(len(figures), percent, free, spelling=spelling), layout.label_slack)


def _signs_astray(layout: Layout, drafts: Sequence[Draft]) -> int:
    """Rows that can't be read with their percent signs below the columns of percentages."""
    percent = {at for at, column in enumerate(layout.figures) if column.percent}
    if not percent:
        return 0
    return sum(
        not _signs_fit(draft, layout, percent)
        for draft in drafts
        if draft.run is not None and any("%" in atom.text for atom in draft.run.atoms)
    )


def _signs_fit(draft: Draft, layout: Layout, percent: Collection[int]) -> bool:
    """Whether a row can be read with its percent signs below the columns of percentages."""
    columns = len(layout.figures)
    if draft.line is None or draft.run is None:
        return True
    if draft.trailing and (options := exact_placements(draft, columns, layout.label_slack)):
        return any(
            all(at in percent for at, cell in enumerate(option.cells) if cell is not None and cell.percent)
            for option in options
        )
    return any(
        _can_stand(values, columns, percent) for values in readings(draft.line.text, draft.run, columns)
    )


def _can_stand(values: Sequence[Value], columns: int, percent: Collection[int]) -> bool:
    """Whether figures can stand in some columns, in their order, with signs below columns of percentages."""
    at = -1
    for value in values:
        at = next(
            (column for column in range(at + 1, columns) if not value.percent or column in percent), columns
        )
    return at < columns


def _cut_amid(layout: Layout) -> int:
    """Heads that don't begin with a capital where most do: rather the rest of the head before them."""
    starts = [column.text[:1] for column in layout.values]
    capitals = sum(start.isupper() for start in starts)
    others = sum(start.islower() or start in "([" for start in starts)
    rests = sum(column.key in NO_HEADS for column in layout.values)
    dated = sum(start.isdigit() for start in starts)
    rests += dated if dated < len(starts) else 0
    rests += sum(SIGN_OF_HEAD_BEFORE.match(column.text) is not None for column in layout.values)
    return rests + (others if others <= capitals else 0)


def _evenly_spanned(layout: Layout) -> bool:
    """Whether every figure column stands under a spanner and each spanner over several."""
    spanners = [column.spanner for column in layout.figures]
    return (
        None not in spanners and all(spanners.count(each) > 1 for each in spanners) and len(set(spanners)) > 1
    )


def _parted(columns: Sequence[HeaderColumn]) -> Layout:
    """Label columns stand to the left; unknown words at the left end belong to the label's head."""
    at = 0
    while at < len(columns) and (
        columns[at].role in LABEL_ROLES
        or (columns[at].role == "unknown" and at + 1 < len(columns))
        or (columns[at].key == "when" and at and _figures_only(columns[at + 1 :]))
    ):
        at += 1
    unknown = [place for place in range(at, len(columns)) if columns[place].role == "unknown"]
    if at == 0 and unknown and unknown[-1] <= 1 and len(columns) > unknown[-1] + 2:
        at = unknown[-1] + 1  # «Antal barn och elever»: the first word alone is a head for figures
    return Layout(list(columns[:at]), list(columns[at:]))


def _figures_only(columns: Sequence[HeaderColumn]) -> bool:
    return bool(columns) and all(column.role in ("figure", "unknown", "code") for column in columns)


def figures_a_row(body: Sequence[Line], *, before_text: bool = False) -> tuple[int, int]:
    """Fewest and most figures that the fullest row can have; zeros where no row has any.

    Args:
        before_text: whether a comment may follow the figures on their line.
    """
    fewest: list[int] = []
    most = shorter = 0
    for line in body:
        run = tail_run(line.text) or (_run_before_text(line.text) if before_text else None)
        if run is None:
            continue
        counts = [len(option) for option in readings(line.text, run)]
        if counts:
            most = max(most, max(counts))
            fewest.append(min(counts))
            labelled = (
                run.start > 0 and len(run.atoms) > 1 and LABEL_FIGURE.match(run.atoms[0].text) is not None
            )
            shorter = max(shorter, min(counts) - labelled)
    least = max(fewest, default=0)
    # One row that is longer than all others by its first figure has that in its label: «Hus 12».
    alone = fewest.count(least) == 1 and len(fewest) >= LEAST_ROWS_TO_OUTVOTE
    return (shorter if alone else least), most


def _run_before_text(text: str) -> FigureRun | None:
    """The run of figures that a new cell follows: one figure there may be the beginning of a sentence."""
    return next(
        (run for run in figure_runs(text) if len(run.atoms) > 1 and text[run.end :].strip()[:1].isupper()),
        None,
    )
