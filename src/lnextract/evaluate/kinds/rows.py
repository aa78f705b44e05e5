"""Rows of paired tables, in order, by label and by what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.evaluate.facing import Facing
from lnextract.evaluate.outcomes import Keys, Outcome
from lnextract.evaluate.table_parts import row_outcomes

NAME = "rows"
ORDER = 10
_NAMES = ("kind", "level", "account", "code", "parent")


def compare(facing: Facing) -> Iterator[Outcome]:
    """Kind, level, account, code, and the row that it is a part of. The label has a kind of its own."""
    return row_outcomes(facing, _NAMES, lambda pair: Keys.of(*_NAMES[:-1], parent=pair.parent))
