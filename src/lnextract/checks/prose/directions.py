"""Whether a sentence, and a table, put a deviation on the good or the bad side of the budget."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lnextract.arithmetic.relations import difference_meets
from lnextract.checks.figures import TableFigure
from lnextract.checks.prose.passages import Passage
from lnextract.checks.same_fact.columns import ColumnKey
from lnextract.checks.same_fact.views import RowView
from lnextract.knowledge.vocabulary import load_vocabulary

INCOME_ACCOUNTS = ("income", "fees_income", "grants_income", "financial_income", "result")
"""More than budgeted is good there."""
INCOME_WORDS = ("intäkt", "bidrag", "avgift")
CAME = {"deviation": "outcome", "forecast deviation": "forecast"}
"""What a deviation compares the budget with."""


def direction_in(passage: Passage) -> int | None:
    """1 for a surplus, -1 for a deficit; None where the words do not tell or tell both."""
    clause = re.split(r"[,;:]|\bmed\b(?=\s+ett?\b)", passage.before)[-1]
    near = f"{clause} # {passage.after}".casefold()
    income = any(word in f"{passage.before} {passage.rest}".casefold() for word in INCOME_WORDS)
    told = {sign for key, sign in (("favourable", 1), ("unfavourable", -1)) if _says(key, near)}
    if not income:
        told |= {sign for key, sign in (("less_cost", 1), ("more_cost", -1)) if _says(key, near)}
    elif any(_says(key, near) for key in ("less_cost", "more_cost")):
        return None
    return told.pop() if len(told) == 1 else None


def good_sign(row: RowView, figure: TableFigure, rows: Iterable[RowView]) -> int | None:
    """The sign that a surplus bears there; None where budgets and outcomes don't tell.

    Args:
        rows: all rows of the tables; those of the same table tell where the row itself does not.
    """
    if row.accounts & set(INCOME_ACCOUNTS):
        return None
    own = {sign for key, sign in _signs(row) if row.figures[key].place == figure.place}
    if len(own) == 1:
        return own.pop()
    votes = [
        sign
        for other in rows
        if other.table is row.table and not other.accounts & set(INCOME_ACCOUNTS)
        for _, sign in _signs(other)
    ]
    return votes[0] if votes and len(set(votes)) == 1 else None


def _signs(row: RowView) -> Iterator[tuple[ColumnKey, int]]:
    """Each deviation of the row that its plan and outcome explain in one direction only, and which."""
    for key, deviation in row.figures.items():
        if key.kind not in CAME:
            continue
        plan, came = _beside(row, "budget", key), _beside(row, CAME[key.kind], key)
        if plan is None or came is None or plan.value * came.value <= 0:
            continue
        forward = difference_meets(plan.printed, came.printed, deviation.printed).stands
        reverse = difference_meets(came.printed, plan.printed, deviation.printed).stands
        if forward != reverse:
            yield key, 1 if forward == (plan.value > 0) else -1


def _beside(row: RowView, kind: str, key: ColumnKey) -> TableFigure | None:
    return next(
        (each for other, each in row.figures.items() if (other.kind, other.span) == (kind, key.span)), None
    )


def _says(key: str, text: str) -> bool:
    return _pattern(key).search(text) is not None


@lru_cache(maxsize=8)
def _pattern(key: str) -> re.Pattern[str]:
    forms = load_vocabulary().words(key).forms()
    return re.compile("|".join(rf"\b{re.escape(form)}" for form in sorted(forms)))
