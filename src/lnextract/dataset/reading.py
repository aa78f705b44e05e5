"""One report as the steps take it: with its keys, its board and the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lnextract.dataset.boards import board_of
from lnextract.dataset.ids import doc_id
from lnextract.dataset.rows.documents import Board
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.report import Report, Table


@dataclass(frozen=True)
class Reading:
    """A report, and what every step asks of it."""

    report: Report
    words: Vocabulary

    @cached_property
    def doc_id(self) -> str:
        """The document's key."""
        return doc_id(self.report)

    @cached_property
    def board(self) -> Board | None:
        """The board, by one name for all years."""
        return board_of(self.report.identity, self.words)

    @cached_property
    def section_titles(self) -> Mapping[str, str]:
        """Id of a section in the report → its title."""
        return {section.id: section.title for section in self.report.sections}

    @cached_property
    def tables(self) -> Mapping[str | None, Table]:
        """The printed tables by their id in the report."""
        return {table.id: table for table in self.report.tables}

    def key(self, *steps: object) -> str:
        """A key within the document, such as `9a3f35730c21-p1.t1.r3.c2`."""
        return ".".join([self.doc_id, *(str(step) for step in steps)])

    def section_key(self, section: str | None) -> str | None:
        """Key of a section; None where the report names none that it has."""
        return self.key(section) if section in self.section_titles else None
