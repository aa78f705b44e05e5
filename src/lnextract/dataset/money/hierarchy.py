"""Rows of a table and what stands above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.report import Row, Table


def ancestors(rows: Sequence[Row], index: int) -> Iterator[int]:
    """Indices of the rows that a row is a part of, the nearest first."""
    seen = {index}
    parent = rows[index].parent
    while parent is not None and parent not in seen:
        seen.add(parent)
        yield parent
        parent = rows[parent].parent


def account_path(account: str | None, words: Vocabulary) -> tuple[str, ...]:
    """An account and those that it is a part of by the vocabulary."""
    path: list[str] = []
    while account is not None and account not in path:
        path.append(account)
        account = words.accounts.parents.get(account)
    return tuple(path)


def top_accounts(table: Table) -> set[str]:
    """Accounts of the rows that the table's total is made of."""
    totals = {index for index, row in enumerate(table.rows) if row.kind == "total"}
    parts = (
        row for row in table.rows if row.kind != "total" and (row.parent is None or row.parent in totals)
    )
    return {row.account for row in parts if row.account}
