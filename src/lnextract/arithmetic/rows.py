"""What is known of a table's row before its sums are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lnextract.arithmetic.relations import Printed

LabelRole = Literal["total", "subtotal", "of_which", "group", "plain"]


@dataclass(frozen=True, slots=True)
class RowFacts:
    """A row as printed, with what its words say."""

    label_role: LabelRole = "plain"
    """total: Total, Totalt, Summa; subtotal: «Summa x»; of_which: varav; group: «x, fördelning:»."""
    level: int = 0
    """Printed indent; 0 where none shows."""
    figures: Sequence[Printed | None] = field(default_factory=tuple)
    """One a column; None = empty."""
    label: str = ""
    """Squashed; told apart only by whether one ends in the other. Empty where not known."""
    net: bool = False
    """Whether its words say that it is a difference: then words do not make it a sum."""
    heading: bool = False
    """True of a row that is known to be no part of any sum."""

    @property
    def printed(self) -> bool:
        """Whether the row has figures."""
        return not self.heading and any(figure is not None for figure in self.figures)
