"""Upper header rows whose words the lexicon doesn't know: «Projektet totalt Innevarande år»."""

from __future__ import annotations

import re
from collections.abc import Sequence

LEAST_HEADS = 2
"""Heads below one spanner."""
MOST_SPANNERS = 4
LONGEST = 80
"""Letters of a line of spanners."""
_BEGIN = re.compile(r"\s+(?=[A-ZÅÄÖ])")
_SAME_SHARE = 0.5


def spanner_texts(line: str, keys: Sequence[str | None]) -> list[str]:
    """The spanners of a line over heads with these keys, one for each time that the heads begin anew.

    Empty where the line can't be so many: a spanner begins with a capital.
    """
    text = line.strip()
    if not text or len(text) > LONGEST or text.endswith((".", ":", ",")) or not text[0].isupper():
        return []
    texts = _BEGIN.split(text)
    return texts if len(texts) == _groups(keys) else []


def _groups(keys: Sequence[str | None]) -> int:
    """How many times the heads begin anew: twice in Budget, Utfall, Avvikelse, Budget, Prognos, Avvikelse."""
    for groups in range(MOST_SPANNERS, 1, -1):
        size, rest = divmod(len(keys), groups)
        if rest or size < LEAST_HEADS:
            continue
        first = keys[:size]
        others = [keys[at * size : (at + 1) * size] for at in range(1, groups)]
        same = [sum(one == two for one, two in zip(first, other, strict=True)) for other in others]
        if first[-1] is not None and all(count > _SAME_SHARE * size for count in same):
            return groups
    return 0
