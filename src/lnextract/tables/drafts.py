"""Rows of a table of figures in a dump before their columns are known: label lines and a run of figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.source import Line
from lnextract.swedish.tails import FigureRun, tail_run
from lnextract.tables.readings import readings

OPEN_ENDS = (
    ",",
    "-",
    " och",
    " samt",
    " av",
    " för",
    " i",
    " på",
    " med",
    " till",
    " om",
    " från",
    " inom",
    " den",
)
CODE = re.compile(r"\s*(\d{3,6})\s+[A-ZÅÄÖ]")
"""A label that begins with the code of an account or a project."""
LEAST_CODES = 3
MONEY_UNITS = ("tkr", "kr", "mnkr", "mkr", "kkr")


@dataclass(slots=True)
class LabelPart:
    """A stretch of a line that is part of a label."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


@dataclass(slots=True)
class Draft:
    """A row: its label and, where it has figures or empty cells, the line that holds them."""

    label: list[LabelPart] = field(default_factory=list)
    line: Line | None = None
    run: FigureRun | None = None
    leading: int = 0
    """Blanks before the first figure: after the label, or from the line's start."""
    label_on_line: bool = False
    runs_on: bool = False
    """Of a row without figures: whether the next line follows it without a blank line, or it ends as wrapped
    lines do."""

    @property
    def trailing(self) -> int:
        """Blanks after the last figure."""
        return len(self.line.text) - self.run.end if self.line is not None and self.run is not None else 0


def draft_rows(
    body: Sequence[Line], vocabulary: Vocabulary, *, prints_blanks: bool, more: bool
) -> list[Draft]:
    """The rows of a body. `more`: a trailing blank says that a cell goes on, none that it ends."""
    return _Drafting(body, vocabulary, prints_blanks, more).rows()


@dataclass(slots=True)
class _Drafting:
    body: Sequence[Line]
    vocabulary: Vocabulary
    prints_blanks: bool
    more: bool
    done: list[Draft] = field(default_factory=list)
    pending: list[LabelPart] = field(default_factory=list)
    gap: bool = False
    code_digits: int = 0
    """Digits of the codes that labels begin with; 0 where they don't."""

    def rows(self) -> list[Draft]:
        units = self._share_with_units()
        codes = Counter(len(match.group(1)) for line in self.body if (match := CODE.match(line.text)))
        self.code_digits = next((size for size, count in codes.most_common(1) if count >= LEAST_CODES), 0)
        for line in self.body:
            if line.blank:
                self._blank(line)
                continue
            run = tail_run(line.text)
            if run is not None and units < 0.3 and _is_lone_sum(line.text, run):
                run = None
            if self._is_code(line.text):
                run = None
            if run is not None:
                self._figures(line, run)
            else:
                self._label(line)
            self.gap = False
        self._close_headings()
        return self.done

    def _is_code(self, text: str) -> bool:
        """Whether a line is nothing but a code: the label beside it is wrapped and follows."""
        bare = text.strip()
        return bare.isdigit() and len(bare) == self.code_digits

    def _share_with_units(self) -> float:
        """Of the rows with an amount, those in which one bears its unit."""
        runs = [run for line in self.body if (run := tail_run(line.text)) is not None and _amounts(run)]
        with_units = sum(any(_money(atom.text) for atom in run.atoms) for run in runs)
        return with_units / len(runs) if runs else 0.0

    def _blank(self, line: Line) -> None:
        cells = len(line.text.strip("\f")) >= 2 and self.prints_blanks
        if cells and self.pending:
            self._close_headings()
        self.gap = True

    def _figures(self, line: Line, run: FigureRun) -> None:
        before = line.text[: run.start]
        printed = before.strip()
        if printed:
            start = len(before) - len(before.lstrip())
            self._add(LabelPart(line, start, len(before.rstrip())))
        elif len(self.pending) == 1 and self.done and self.done[-1].runs_on:
            # Figures stand on a line of their own only where the label takes more than one.
            self.pending = [*self.done.pop().label, *self.pending]
        self.done.append(
            Draft(
                label=self.pending,
                line=line,
                run=run,
                leading=len(before) - len(before.rstrip()) if printed else len(before.replace("\f", "")),
                label_on_line=bool(printed),
            )
        )
        self.pending = []

    def _label(self, line: Line) -> None:
        start = len(line.text) - len(line.text.lstrip())
        part = LabelPart(line, start, len(line.text))
        if self._belongs_above(line):
            self.done[-1].label.append(part)
            return
        self._add(part)
        trailing = len(line.text) - len(line.text.rstrip(" "))
        if self.prints_blanks and trailing >= 3:
            self._close_headings()  # its figure cells are printed, and empty

    def _belongs_above(self, line: Line) -> bool:
        """A label may be wrapped round its figures where lines were sorted by height."""
        text = line.text.strip()
        return (
            not self.pending
            and not self.gap
            and bool(self.done)
            and self.done[-1].label_on_line
            and len(self.done[-1].label) == 1
            and (text[:1].islower() or text[:1] == "(")
            and self.vocabulary.label_role(text) == "plain"
        )

    def _add(self, part: LabelPart) -> None:
        if self.pending and not self._goes_on(self.pending[-1], part):
            wrapped = self.pending[-1].line.text.endswith(" ") and not self.prints_blanks
            self._close_headings()
            self.done[-1].runs_on = not self.gap or wrapped
        self.pending.append(part)

    def _goes_on(self, before: LabelPart, part: LabelPart) -> bool:
        """Whether a line goes on with the label of the line before it."""
        text, ended = part.text.strip(), before.text.rstrip()
        if self._is_code(ended):
            return not self._is_code(text)
        if text[:1].islower() or text[:1] in "()":
            return not self._complete(ended, text)
        blank = before.line.text.endswith(" ")
        if self.more and blank:
            return True
        if self.more and self.prints_blanks:
            return False
        return ended.casefold().endswith(OPEN_ENDS) or (self.prints_blanks and not blank)

    def _complete(self, ended: str, text: str) -> bool:
        """«varav …» begins a row of its own though in lower case."""
        return self.vocabulary.label_role(text) == "of_which" and not ended.endswith((",", "-"))

    def _close_headings(self) -> None:
        """What stands before this line without figures is a heading row."""
        if self.pending:
            self.done.append(Draft(label=self.pending))
            self.pending = []


def _is_lone_sum(text: str, run: FigureRun) -> bool:
    """A single sum of money in a table that prints no units belongs to the label: «Insatser … 1 100 tkr»."""
    return run.start > 0 and _money(run.atoms[-1].text) and bool(readings(text, run, 1))


def _amounts(run: FigureRun) -> bool:
    """Whether a run has figures other than percentages."""
    follows = [*(atom.text for atom in run.atoms[1:]), ""]
    return any(
        atom.kind in ("digits", "number") and "%" not in atom.text and not after.startswith("%")
        for atom, after in zip(run.atoms, follows, strict=True)
    )


def _money(text: str) -> bool:
    return (text.casefold().rstrip(".)").endswith(MONEY_UNITS) and not text[:1].isdigit()) or (
        text[:1].isdigit() and text.casefold().endswith(MONEY_UNITS)
    )
