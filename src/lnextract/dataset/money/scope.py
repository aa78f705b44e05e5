"""How a table cuts the money, and what its total is the total of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lnextract.dataset.money.hierarchy import top_accounts
from lnextract.knowledge.entries import Scope
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.report import Table

OWN_LINES = "rader"
"""Layout of a table whose rows no account names."""
BOARD_TOTALS = frozenset({"total", "net_cost"})
"""Accounts that stand for all the money of a board."""


@dataclass(frozen=True, slots=True)
class TableScope:
    """What a table is about."""

    layout: str
    account: str | None
    """What the total is the total of; None where that can't be told."""
    rule: Scope | None
    """The rule on the caption's words that told it; None where the rows did."""

    @property
    def of_board(self) -> bool:
        """Whether the table holds all the board's money."""
        return self.account in BOARD_TOTALS


def scope_of(table: Table, section_title: str | None, words: Vocabulary) -> TableScope:
    """By words of the caption that narrow it, then by accounts of the rows, then by the other words.

    A bare *Summa* below grants or investments is no total of the board.
    """
    layout = _layout(table, words)
    by_words = _by_words(table.title, words) or _by_words(section_title, words)
    parts = {words.accounts.parents.get(account) for account in top_accounts(table)}
    if "total" in parts:
        return TableScope(layout, "total", None)
    return TableScope(layout, by_words.account if by_words else None, by_words)


def _layout(table: Table, words: Vocabulary) -> str:
    accounts = {row.account for row in table.rows}
    for layout in words.entries.layouts:
        if accounts & set(layout.any_of):
            return layout.key
    return OWN_LINES


def _by_words(title: str | None, words: Vocabulary) -> Scope | None:
    if title is None:
        return None
    folded = " ".join(title.casefold().split())
    for scope in words.entries.scopes:
        if any(re.search(rf"(?<!\w){re.escape(word)}", folded) for word in scope.words):
            return scope
    return None
