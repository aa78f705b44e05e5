"""Outcomes → precision and recall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lnextract.evaluate.intervals import wilson
from lnextract.evaluate.outcomes import Outcome
from lnextract.evaluate.result import KindScore, Share, Total

PERCENT_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Tally:
    """Outcomes of one kind, counted."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    extra: int = 0

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Tally:
        counts: Counter[str] = Counter(each.verdict for each in outcomes)
        return cls(**counts)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.wrong + other.wrong,
            self.missing + other.missing,
            self.extra + other.extra,
        )

    @property
    def gold(self) -> int:
        return self.right + self.wrong + self.missing

    @property
    def ours(self) -> int:
        return self.right + self.wrong + self.extra


def kind_score(kind: str, reports: Sequence[Tally]) -> KindScore:
    """Of one kind, from its tallies in each report."""
    pooled = sum(reports, Tally())
    return KindScore(
        kind=kind,
        gold=pooled.gold,
        ours=pooled.ours,
        right=pooled.right,
        wrong=pooled.wrong,
        missing=pooled.missing,
        extra=pooled.extra,
        precision=_share(pooled.right, pooled.ours, [(each.right, each.ours) for each in reports]),
        recall=_share(pooled.right, pooled.gold, [(each.right, each.gold) for each in reports]),
    )


def total(kinds: Sequence[KindScore]) -> Total:
    """Of all kinds together."""
    right = sum(kind.right for kind in kinds)
    return Total(
        precision=_share(right, sum(kind.ours for kind in kinds), [(k.right, k.ours) for k in kinds]),
        recall=_share(right, sum(kind.gold for kind in kinds), [(k.right, k.gold) for k in kinds]),
    )


def _share(right: int, of: int, parts: Sequence[tuple[int, int]]) -> Share:
    shares = [part / whole for part, whole in parts if whole]
    low, high = wilson(right, of) if of else (None, None)
    return Share(
        right=right,
        of=of,
        percent=_percent(right / of) if of else None,
        low=None if low is None else _percent(low),
        high=None if high is None else _percent(high),
        macro=_percent(sum(shares) / len(shares)) if shares else None,
    )


def _percent(share: float) -> float:
    return round(100 * share, PERCENT_DIGITS)
