"""A check that was made, and what came of it."""

from __future__ import annotations

from typing import Literal

from lnextract.model.figures import Figure
from lnextract.model.spans import Span, Strict

Verdict = Literal["holds", "holds_within_rounding", "broken", "not_checkable"]
Severity = Literal["error", "warning", "notice", "info"]
Cause = Literal["source", "extraction", "unknown"]


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
    message: Message
