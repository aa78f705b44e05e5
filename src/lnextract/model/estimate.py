"""The published error estimate of a collection of reports: from a sample that a person looked through."""

from __future__ import annotations

from typing import Literal

from lnextract.model.spans import Strict


class Rate(Strict):
    """A share of wrong figures, in per cent."""

    percent: float
    low: float
    """95 % interval."""
    high: float


class Stratum(Strict):
    """The part of the collection that a figure was drawn from; null where the part is not told by it."""

    year: int | None
    report_type: str | None
    body: str | None
    figures: Literal["sure", "doubtful", "empty"] | None
    """By the reader's confidence; `empty` are cells without anything in them."""
    table_kind: str | None


class StratumEstimate(Strict):
    """What was found in one stratum."""

    name: str
    stratum: Stratum
    population: int
    """Cells in it."""
    sampled: int
    wrong: int
    """Found wrong, or unclear: what nobody can find on the page is not proven right."""
    unclear: int
    """Of these, the unclear ones."""
    rate: Rate


class ErrorEstimate(Strict):
    """Share of cells that do not say what the page says."""

    what: str
    method: str
    confidence_level: float
    population: int
    sampled: int
    wrong: int
    unclear: int
    rate: Rate
    """Of all cells, each stratum weighted by its size."""
    strata: list[StratumEstimate]
