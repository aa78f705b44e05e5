"""Of which line of the accounts a sentence tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lnextract.checks.prose.passages import Passage
from lnextract.checks.prose.times import speaks_of_other_time
from lnextract.checks.same_fact.views import RowView, TableView
from lnextract.checks.same_fact.wholes import (
    LEAST_LETTERS,
    is_plain,
    means_whole_body,
    names_no_line,
    words_in,
)
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.report import Identity
from lnextract.swedish.stems import stem

COST_WORDS = ("kostnad", "utgift")
"""They may stand before a named line and change nothing: «kostnaderna för kulturskolan»."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The rows that a claim may be about."""

    rows: tuple[RowView, ...]
    """Those that it is about if it is sure."""
    others: tuple[RowView, ...]
    """Those that it may be about too."""
    sure: bool


class Lines:
    """The rows of a report's tables by the words that name them."""

    def __init__(self, views: Sequence[TableView], identity: Identity) -> None:
        self.identity = identity
        rows = [row for view in views for row in view.rows]
        self.totals = tuple(row for row in rows if row.whole or row.board)
        self._named = [(words, row) for row in rows for words in _namings(row)]

    def subject_of(self, passage: Passage) -> Subject:
        """Named in the sentence, else in the titles over it, else the whole body."""
        sentence = without_reason(f"{passage.before} # {passage.rest}")
        before = self._rows_in(passage.before)
        everywhere = self._rows_in(sentence)
        section, plain_titles = self._section(passage.titles)
        if everywhere:
            sure = before == everywhere and _one_line(before) and self._clear(passage, before)
            return Subject(before or everywhere, (*everywhere, *section, *self.totals), sure)
        whole = means_whole_body(sentence) and not _apart(passage.titles)
        if section and not whole:
            clear = self._clear(passage, (), titled=section)
            return Subject(section, self.totals, clear and _one_line(section))
        clear = self._clear(passage, ())
        return Subject(self.totals, section, clear and not section and (whole or plain_titles))

    def _section(self, titles: Sequence[str]) -> tuple[tuple[RowView, ...], bool]:
        """The rows that the nearest telling title names, and whether no title tells of anything."""
        for title in titles:
            rows = self._rows_in(title)
            if rows or not names_no_line(title, self.identity):
                return rows, False
        return (), True

    def _rows_in(self, text: str) -> tuple[RowView, ...]:
        """Rows that the text names; a name that is part of a longer one found there is passed over."""
        tokens = words_in(text)
        found = [(words, row) for words, row in self._named if _stand_in(words, tokens)]
        longest = [(words, row) for words, row in found if not any(words < other for other, _ in found)]
        return tuple({(row.table.id, row.index): row for _, row in longest}.values())

    def _clear(self, passage: Passage, named: Sequence[RowView], *, titled: Sequence[RowView] = ()) -> bool:
        """Whether the words up to the figure and right after it name nothing else, and no other time.

        Args:
            named: rows that the sentence names.
            titled: rows that only a title above it names.
        """
        if speaks_of_other_time(f"{passage.before} {passage.after}", self.identity):
            return False
        known, above = _stems_of(named), _stems_of(titled)
        return all(
            is_plain(word, self.identity)
            or stem(word) in known
            or _is_compound(word, known | above)
            or (bool(named) and word.startswith(COST_WORDS))
            for word in words_in(f"{passage.before} {passage.after}")
            if len(word) >= LEAST_LETTERS
        )


def _apart(titles: Sequence[str]) -> bool:
    """Whether the nearest title sets its chapter apart from the running costs."""
    beginnings = load_vocabulary().words("apart").forms()
    return any(word.startswith(beginnings) for title in titles[:1] for word in words_in(title))


def without_reason(text: str) -> str:
    """A sentence up to the words that tell why."""
    found = _reasons().search(text)
    return text[: found.start()] if found else text


@lru_cache(maxsize=1)
def _reasons() -> re.Pattern[str]:
    forms = load_vocabulary().words("reason").forms()
    return re.compile("|".join(rf"\b{re.escape(form)}(?!\w)" for form in forms), re.IGNORECASE)


def _stems_of(rows: Sequence[RowView]) -> set[str]:
    return {word for row in rows for words in _namings(row) for word in words}


def _is_compound(word: str, known: set[str]) -> bool:
    """Whether it is put together from a word of the line and one that names none: «investeringsbudget»."""
    return any(
        stem(word[:at].removesuffix("s")) in known and is_plain(word[at:])
        for at in range(LEAST_LETTERS, len(word) - LEAST_LETTERS)
    )


def _one_line(rows: Sequence[RowView]) -> bool:
    """Whether all rows are one line of the accounts."""
    first = rows[0]
    return all(row.names & first.names or row.accounts & first.accounts for row in rows)


def _namings(row: RowView) -> list[frozenset[str]]:
    """Sets of stems that name the row where all of a set are said: of its label and of its account."""
    label = row.table.rows[row.index].label
    return [] if row.board else _label_namings(label, tuple(sorted(row.accounts)))


@lru_cache(maxsize=4096)
def _label_namings(label: str, accounts: tuple[str, ...]) -> list[frozenset[str]]:
    forms = [
        form
        for account in load_vocabulary().entries.accounts
        if account.key in accounts
        for form in account.forms
    ]
    return list(filter(None, dict.fromkeys(_telling_words(text) for text in [label.split("(")[0], *forms])))


def _telling_words(text: str) -> frozenset[str]:
    return frozenset(
        stem(word) for word in words_in(text) if len(word) > LEAST_LETTERS and not is_plain(word)
    )


def _stand_in(words: Iterable[str], tokens: Sequence[str]) -> bool:
    stems = {stem(token) for token in tokens}
    return stems.issuperset(words)
