"""A check that was made, and what came of it."""

from __future__ import annotations

from typing import Literal

from lnextract.model.figures import Figure
from lnextract.model.spans import Span, Strict

Verdict = Literal["holds", "holds_within_rounding", "broken", "not_checkable"]
Severity = Literal["error", "warning", "notice", "info"]
Cause = Literal["source", "extraction", "unknown"]
Change = Literal[
    "swapped_digits",
    "lost_digit",
    "extra_digit",
    "one_digit",
    "sign",
    "factor",
    "stale_total",
    "other",
]


class FigureRef(Strict):
    """One figure that a check speaks of."""

    report: str
    """Name of the report's JSON file or, before it is written, of its source."""
    table: str | None
    """`tables[].id`; null outside tables."""
    row: int | None
    """0-based index in `rows`; null outside tables."""
    column: str | None
    """`columns[].id`; null outside tables."""
    text: str
    """As printed."""
    value: Figure
    """As printed, in its own unit."""
    span: Span


class Computed(Strict):
    """What the operands allow."""

    low: Figure
    high: Figure
    value: Figure
    """From the printed numbers as they stand."""


class Candidate(Strict):
    """A figure whose change alone would make every check hold."""

    figure: FigureRef
    low: Figure
    """What it would have to be at least, in its own unit."""
    high: Figure
    """What it would have to be at most."""
    value: Figure
    """What it would have to be for everything to hold."""
    change: Change
    """How the printed figure would have come of it: digits swapped, a digit lost, …"""


class Message(Strict):
    """The finding as a sentence."""

    sv: str
    en: str


class Finding(Strict):
    """One check of printed figures against each other."""

    id: str
    rule: str
    """Name of the rule: sum, difference, ratio, …"""
    verdict: Verdict
    severity: Severity
    cause: Cause
    """source: the paper contradicts itself; extraction: it may have been misread."""
    group: str
    """Id of the findings that share one cause."""
    stated: Figure | None
    """Value of the target."""
    computed: Computed | None
    difference: Figure | None
    """stated − computed value, in `unit`."""
    unit: str | None
    target: FigureRef
    """The figure put in question."""
    operands: list[FigureRef]
    """The figures it is tested against."""
    candidates: list[Candidate]
    """Figures that may be the mistake, the likeliest first; empty for findings that hold."""
    message: Message
