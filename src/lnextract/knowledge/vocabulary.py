"""The vocabulary: what is known of words, from YAML in this folder and the user's own."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from pathlib import Path

from lnextract.knowledge.entries import (
    PROSE_TOPICS,
    KindRule,
    LabelRole,
    MeasureRule,
    UsualMonths,
    VocabularyFile,
)
from lnextract.knowledge.headers import HeaderLexicon
from lnextract.knowledge.labels import Accounts, Phrases, RowWords
from lnextract.knowledge.letters import squash
from lnextract.knowledge.loader import PACKAGE_FOLDER, read_files
from lnextract.knowledge.names import BodyMatch, Names, TownMatch
from lnextract.model.report import ReportType

LABELS_KEPT = 4096
"""Row labels whose meaning is kept: reports print the same ones in every table."""


class Vocabulary:
    """Look-ups on all topics. Built lazily: a topic that is never asked for costs nothing."""

    def __init__(self, entries: VocabularyFile) -> None:
        self.entries = entries
        self._account = lru_cache(maxsize=LABELS_KEPT)(lambda label, year: self.accounts.of(label, year))
        self._role = lru_cache(maxsize=LABELS_KEPT)(lambda label: self._row_words.role(label))
        self._bare = lru_cache(maxsize=LABELS_KEPT)(lambda label: self._row_words.bare(label))

    @cached_property
    def headers(self) -> HeaderLexicon:
        """Column headers."""
        names = (town.name for town in self.entries.municipalities)
        return HeaderLexicon(self.entries.heads, self.entries.qualifiers, names)

    @cached_property
    def accounts(self) -> Accounts:
        """Lines of the accounts."""
        return Accounts(self.entries.accounts)

    @cached_property
    def names(self) -> Names:
        """Boards, municipalities, regions."""
        return Names(self.entries.municipalities, self.entries.regions, self.entries.boards)

    @cached_property
    def _row_words(self) -> RowWords:
        return RowWords(self.entries.row_words)

    @cached_property
    def statuses(self) -> Phrases:
        """Status words."""
        return Phrases(self.entries.statuses)

    @cached_property
    def _words(self) -> dict[str, Phrases]:
        keys = dict.fromkeys(entry.key for entry in self.entries.words)
        return {key: Phrases([entry for entry in self.entries.words if entry.key == key]) for key in keys}

    def words(self, key: str) -> Phrases:
        """Phrases of one use: steering_chapter, contents, signature, marker, status_word, …

        Raises:
            KeyError: the vocabulary has no such use.
        """
        return self._words[key]

    @cached_property
    def prose_words(self) -> dict[str, frozenset[str]]:
        """Words that tell people and groups: roles, parties, given names, …; each use with its forms."""
        words = self.entries.prose_words
        return {
            use: frozenset(form for entry in words if entry.key == use for form in entry.forms)
            for use in dict.fromkeys(entry.key for entry in words)
        }

    @property
    def measures(self) -> list[MeasureRule]:
        """Rules for columns, first fit wins."""
        return self.entries.measures

    @property
    def table_kinds(self) -> list[KindRule]:
        """Rules for tables, first fit wins."""
        return self.entries.table_kinds

    def account_of(self, label: str, year: int | None = None) -> str | None:
        """Key of the account that a row label names as a whole."""
        return self._account(label, year)

    def is_net(self, label: str) -> bool:
        """Whether a row of this label mostly is the difference of two others: net cost, surplus."""
        return self._row_words.is_net(label)

    def side_of(self, label: str) -> str | None:
        """income or cost, where a row's label speaks of just one of them."""
        return self._row_words.side_of(label)

    def label_role(self, label: str) -> LabelRole:
        """The role that a row label's words state: total, subtotal, of_which, group or plain."""
        return self._role(label)

    def bare_label(self, label: str) -> str:
        """What a row label names, squashed, without the words that make it a sum: «» for «Totalt»."""
        return self._bare(label)

    def status_of(self, text: str) -> str | None:
        """The printed status word, white space folded, where the text is one as a whole; else None."""
        bare = text.strip().strip(".:")
        return " ".join(bare.split()) if self.statuses.key(bare) else None

    def body_in(self, text: str) -> list[BodyMatch]:
        """The boards that a text names."""
        return self.names.body_in(text)

    def municipality_in(self, text: str) -> TownMatch | None:
        """The municipality that a text names."""
        return self.names.municipality_in(text)

    @cached_property
    def _report_words(self) -> list[tuple[str, re.Pattern[str], ReportType]]:
        """Each name of a report casefolded, as a pattern, and its kind."""
        return [
            (
                form.casefold(),
                re.compile(rf"(?<!\w){re.escape(form)}(?:s|en|ens|et|ets)?(?!\w)", re.IGNORECASE),
                entry.report_type,
            )
            for entry in self.entries.report_types
            for form in entry.forms
        ]

    def report_type_in(self, text: str) -> ReportType | None:
        """The kind of document that a title names by its first such word; None where it names none."""
        joined = re.sub(r"\s*\n\s*", " ", re.sub(r"(?<=\w)-\s*\n\s*", "", text))
        folded = joined.casefold()
        hits = [
            (match.start(), -match.end(), kind)
            for form, pattern, kind in self._report_words
            if form in folded and (match := pattern.search(joined))
        ]
        return min(hits)[2] if hits else None

    def usual_months(self, report: int, year: int | None) -> tuple[int, int] | None:
        """First and last month that a numbered report usually covers in a year."""
        fits: list[UsualMonths] = [
            each for each in self.entries.usual_months if each.report == report and each.holds(year)
        ]
        return (fits[-1].months[0], fits[-1].months[1]) if fits else None

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Every word of the phrases that reports are cut and read by, casefolded."""
        words: set[str] = set()
        for topic in VocabularyFile.model_fields.keys() - PROSE_TOPICS:
            for entry in getattr(self.entries, topic):
                for form in (*getattr(entry, "forms", ()), *([entry.name] if hasattr(entry, "name") else ())):
                    words.update(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", form.replace("|", "").casefold()))
        return frozenset(
            words
            | {f"{squash(town.name)}{end}" for town in self.entries.municipalities for end in _NAME_ENDINGS}
        )


_NAME_ENDINGS = ("s", "nämnden", "snämnden", "nämndens", "snämndens")


@lru_cache(maxsize=8)
def load_vocabulary(extra: Path | None = None) -> Vocabulary:
    """The vocabulary of the package, with the user's own file on top.

    Raises:
        VocabularyError: a file has a mistake; the message names file and line.
    """
    files = sorted(PACKAGE_FOLDER.glob("*.yaml"))
    return Vocabulary(read_files([*files, extra] if extra else files))
