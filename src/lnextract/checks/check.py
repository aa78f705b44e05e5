"""A test that was made: its finding, and the equation by which all tests are taken together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from lnextract.arithmetic.equations import Equation, Key
from lnextract.arithmetic.relations import Printed
from lnextract.model.finding import FigureRef, Finding, Message


class CheckedFigure(Protocol):
    """A printed figure that a rule speaks of: in a table, in an indicator, in a sentence."""

    @property
    def place(self) -> Key:
        """Tells it from every other printed figure, in other reports too."""

    @property
    def printed(self) -> Printed:
        """With its printed decimals, in its own unit."""

    @property
    def unit(self) -> str | None: ...

    @property
    def doubtful(self) -> bool:
        """Whether it may have been misread."""

    @property
    def ref(self) -> FigureRef: ...

    @property
    def where(self) -> Message:
        """Where it is printed, to stand before «står 12 tkr» and «states 12 tkr»."""


@dataclass(frozen=True, slots=True)
class Check:
    """What a rule gives for each test."""

    finding: Finding
    """Without id and group."""
    equation: Equation | None
    """None where nothing could be tested. Its keys are the `place`s of `figures`."""
    figures: tuple[CheckedFigure, ...]
    """The target first."""
    formula: str
    """The operands as a reader would write them."""
