"""The code lists: what every code of the dataset means."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.dataset.rows.rules import Code
from lnextract.knowledge.vocabulary import Vocabulary


def codes_of(words: Vocabulary) -> list[Code]:
    """Every list in order; accounts of the user's own take their first form as their meaning."""
    rows = [
        Code(each.key, code.code, position, code.sv, code.en, _parent(each.key, code.code, words))
        for each in words.entries.codelists
        for position, code in enumerate(each.codes, start=1)
    ]
    return [
        *rows,
        *_purposes(words),
        *_other_accounts(words, {row.code for row in rows if row.list_name == "account"}),
    ]


def _parent(list_name: str, code: str, words: Vocabulary) -> str | None:
    return words.accounts.parents.get(code) if list_name == "account" else None


def _purposes(words: Vocabulary) -> Iterator[Code]:
    for position, purpose in enumerate(words.entries.purposes, start=1):
        yield Code("purpose", purpose.key, position, purpose.sv, purpose.en, None)


def _other_accounts(words: Vocabulary, known: set[str]) -> Iterator[Code]:
    others = {account.key: account for account in words.entries.accounts if account.key not in known}
    for position, account in enumerate(others.values(), start=len(known) + 1):
        yield Code("account", account.key, position, account.forms[0], account.forms[0], account.parent)
