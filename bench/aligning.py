"""Which table, row or column of one reading is which of another: by the texts that they share, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

ALIKE = 0.2
"""Share of texts in common from which two rows, columns or tables may be the same one."""

Pair = tuple[int | None, int | None]
"""Places in the one and in the other; None where that one has none."""


def fold(text: object) -> str:
    """White space folded."""
    return " ".join(str(text).split())


def aligned(one: Sequence[Counter[str]], two: Sequence[Counter[str]]) -> list[Pair]:
    """Pairs of what is the same in both, in order; None where the other has none."""
    best = [[0.0] * (len(two) + 1) for _ in range(len(one) + 1)]
    for i in reversed(range(len(one))):
        for j in reversed(range(len(two))):
            together = alike(one[i], two[j])
            together = together + best[i + 1][j + 1] if together >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    pairs: list[Pair] = []
    i = j = 0
    while i < len(one) and j < len(two):
        same = alike(one[i], two[j])
        if same >= ALIKE and best[i][j] == same + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    pairs += [(at, None) for at in range(i, len(one))]
    return pairs + [(None, at) for at in range(j, len(two))]


def alike(one: Counter[str], two: Counter[str]) -> float:
    """Share of texts that stand in both, 0 to 1."""
    either = (one | two).total()
    return (one & two).total() / either if either else 1.0


def texts_of_table(table: dict[str, Any]) -> Counter[str]:
    """Headers, labels and cells, from the JSON of a table."""
    texts = Counter(fold(column["header"]) for column in table["columns"])
    for row in table["rows"]:
        texts += texts_of_row(row)
    return texts


def texts_of_row(row: dict[str, Any]) -> Counter[str]:
    """Label and cells; the label counts twice."""
    return Counter([fold(row["label"])] * 2 + [fold(cell["text"]) for cell in row["cells"] if cell])


def columns_of(table: dict[str, Any]) -> list[Counter[str]]:
    """The texts of each column, header and all."""
    return [
        Counter(
            [fold(column["header"])]
            + [
                fold(row["cells"][at]["text"])
                for row in table["rows"]
                if at < len(row["cells"]) and row["cells"][at]
            ]
        )
        for at, column in enumerate(table["columns"])
    ]
