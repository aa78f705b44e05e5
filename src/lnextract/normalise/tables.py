"""What kind a table is, by the words of its headers and titles."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.knowledge.entries import KindRule
from lnextract.knowledge.letters import squash
from lnextract.knowledge.vocabulary import Vocabulary, load_vocabulary
from lnextract.model.report import TableKind
from lnextract.normalise.reading import HeaderText
from lnextract.swedish.units import find_money_unit

_MONEY_KEYS = frozenset({"budget", "budget_year", "budget_period", "accumulated"})


def table_kind(
    headers: Sequence[HeaderText],
    labels: Sequence[str] = (),
    titles: Sequence[str] = (),
    vocabulary: Vocabulary | None = None,
) -> TableKind:
    """The kind of a table.

    Args:
        headers: of the columns that are no label columns, in order.
        labels: headers of the label columns.
        titles: the table's caption and its section's title.
        vocabulary: the package's where not given.
    """
    words = vocabulary or load_vocabulary()
    keys = _keys(headers, labels, words)
    joined = squash(" ".join(titles))
    for rule in words.table_kinds:
        if _fits(rule, keys, joined):
            return rule.kind
    return "other"


def _fits(rule: KindRule, keys: set[str], titles: str) -> bool:
    return (
        keys.issuperset(rule.all_of)
        and (not rule.any_of or not keys.isdisjoint(rule.any_of))
        and keys.isdisjoint(rule.none_of)
        and (not rule.title or any(squash(form) in titles for form in rule.title))
    )


def _keys(headers: Sequence[HeaderText], labels: Sequence[str], words: Vocabulary) -> set[str]:
    """Keys of all heads and qualifiers, «role:» with each role, and whether there is money."""
    texts = [f"{header.spanner}   {header.text}" if header.spanner else header.text for header in headers]
    # Read as one row, so that the roles that hang on the other cells come out right.
    phrases = words.headers.segment("   ".join(text for text in (*labels, *texts) if text.strip()))
    keys: set[str] = set()
    for phrase in phrases:
        keys.add(f"role:{phrase.role}")
        keys |= {part.key for part in phrase.parts if part.kind in ("head", "qualifier", "year")}
    if any(find_money_unit(text) for text in texts):
        keys |= {"money", "money_unit"}
    if keys & _MONEY_KEYS:
        keys.add("money")
    return keys
