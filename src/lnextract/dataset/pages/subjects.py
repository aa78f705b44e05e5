"""The boards and years that the page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lnextract.dataset.store import Store

MOST_BOARDS: Final = 40
"""Boards that one page can show and still open at once."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """What the pictures are of."""

    boards: tuple[tuple[str, str], ...]
    """Key and name."""
    years: tuple[int, ...]
    """Every year from the first to the last, those without a document too."""
    left_out: int
    """Boards that the page does not show."""


def subjects_of(store: Store) -> Subjects:
    """The boards with the most documents, in the order of the tables."""
    rows = store.connection.execute(
        "SELECT board_id, name, count(*) AS documents FROM boards JOIN documents USING (board_id) "
        "GROUP BY ALL ORDER BY documents DESC, board_id"
    ).fetchall()
    shown = sorted((board, name) for board, name, _ in rows[:MOST_BOARDS])
    first, last = store.connection.execute(
        "SELECT min(year), max(year) FROM (SELECT year FROM facts UNION ALL SELECT year FROM documents)"
    ).fetchone() or (None, None)
    years = tuple(range(first, last + 1)) if first is not None else ()
    return Subjects(tuple(shown), years, len(rows) - len(shown))
