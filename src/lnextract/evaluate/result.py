"""What `lnextract evaluate` finds: the types of its JSON."""

from __future__ import annotations

from typing import Any

from lnextract.evaluate.outcomes import Verdict
from lnextract.model.spans import Span, Strict


class Share(Strict):
    """Elements that are right, of all of ours (precision) or of all of the gold's (recall)."""

    right: int
    of: int
    percent: float | None
    """Null where there is none to score."""
    low: float | None
    """95 % interval (Wilson), in per cent."""
    high: float | None
    macro: float | None
    """Mean over the reports that have any, in per cent."""


class KindScore(Strict):
    """One kind of element."""

    kind: str
    gold: int
    ours: int
    right: int
    wrong: int
    """Of one pair; counted against both precision and recall."""
    missing: int
    extra: int
    precision: Share
    recall: Share


class Total(Strict):
    """All kinds together."""

    precision: Share
    """`macro` is the mean over the kinds."""
    recall: Share


class Difference(Strict):
    """One element that is not as the gold has it."""

    report: str
    """Name of the report's file in OUT; of one that is missing the gold's."""
    kind: str
    verdict: Verdict
    where: str
    """JSON Pointer in the gold; of an extra element in ours."""
    name: str
    gold: Any
    """What the gold says, as far as it differs; null where it has no such element."""
    ours: Any
    span: Span | None


class Evaluation(Strict):
    """Reports held against gold."""

    scored: list[str]
    """Reports that have gold."""
    missing: list[str]
    """Gold without a report: all that it says counts as missing."""
    extra: list[str]
    """Reports without gold. They are not scored."""
    kinds: list[KindScore]
    total: Total
    differences: list[Difference]

    @property
    def lowest_percent(self) -> float | None:
        """The lowest precision or recall of any kind."""
        shares = [share.percent for kind in self.kinds for share in (kind.precision, kind.recall)]
        return min((percent for percent in shares if percent is not None), default=None)
