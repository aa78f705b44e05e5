"""Whether a sentence speaks of another time, or of another report, than the one that it stands in."""

from __future__ import annotations

import re
from functools import lru_cache

from lnextract.checks.same_fact.wholes import words_in
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.report import Identity
from lnextract.swedish.months import MONTH, YEAR, month_number

_MONTH = re.compile(rf"(?<!\w)(?P<single>(?:i|för|under)\s+)?(?P<month>{MONTH})", re.IGNORECASE)
_YEAR = re.compile(rf"(?<![\d.,]){YEAR}")
DECEMBER = 12


def speaks_of_other_time(text: str, identity: Identity) -> bool:
    """Whether a year, a month or a word in it leads away from the report's own time."""
    if any(int(year) != identity.year for year in _YEAR.findall(text)):
        return True
    if any(word in _other_words() for word in words_in(text)):
        return True
    return any(_is_other_month(found, identity) for found in _MONTH.finditer(text))


def _is_other_month(found: re.Match[str], identity: Identity) -> bool:
    """A month that the report's period neither begins nor ends with, or its last month alone."""
    month = month_number(found["month"])
    if identity.period is None:
        return False
    first, last = identity.period.from_.month, identity.period.to.month
    return month not in (first, last, DECEMBER) or (found["single"] is not None and month != first)


@lru_cache(maxsize=1)
def _other_words() -> frozenset[str]:
    return frozenset(load_vocabulary().words("other_time").forms())
