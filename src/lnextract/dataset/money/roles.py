"""The role of each row, so that summing details counts nothing twice."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.dataset.money.lines import Line, same_figures
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.report import Row, Table


def roles_of(table: Table, lines: Sequence[Line], words: Vocabulary) -> list[str]:
    """One a row: total, subtotal, of_which, detail or restated.

    A line that a table prints again, as the sum of its distribution, keeps one statement that counts: a
    subtotal where the distribution has lines of its own, else a detail.
    """
    roles = [_by_kind(row, words) for row in table.rows]
    for group in _groups(table.rows, lines):
        kinds = {table.rows[index].kind for index in group}
        parts = any(
            row.parent in group and index not in group and row.label for index, row in enumerate(table.rows)
        )
        first, *again = group
        roles[first] = "total" if "total" in kinds else "subtotal" if parts else "detail"
        for index in again:
            roles[index] = "restated"
    return roles


def _by_kind(row: Row, words: Vocabulary) -> str:
    if row.kind in ("total", "subtotal"):
        return row.kind
    return "of_which" if words.label_role(row.label) == "of_which" else "detail"


def _groups(rows: Sequence[Row], lines: Sequence[Line]) -> list[list[int]]:
    """Rows that state one account with the same figures, two or more."""
    groups: list[list[int]] = []
    for index, line in enumerate(lines):
        if line.account is None or line.purpose or rows[index].kind == "heading":
            continue
        fits = (
            group
            for group in groups
            if lines[group[0]].account == line.account and same_figures(rows[group[0]], rows[index])
        )
        group = next(fits, None)
        if group is None:
            groups.append([index])
        else:
            group.append(index)
    return [group for group in groups if len(group) > 1]
