"""A table as rows of facts: each figure under the key of what it states, each row under its names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lnextract.checks.figures import TableFigure, figure_at
from lnextract.checks.same_fact.columns import SIGNED_AS_COST, ColumnKey, column_keys
from lnextract.checks.same_fact.indicators import board_figures, is_board_row
from lnextract.checks.same_fact.wholes import names_no_line, words_in
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.report import Report, Table

WHOLE_ACCOUNTS = ("total", "net_cost")
"""Accounts of everything that a body answers for."""
NO_TABLES_OF_FACTS = ("activity", "assignment")


@dataclass(frozen=True)
class RowView:
    """A row with its figures, and all that it may be called."""

    table: Table
    index: int
    names: frozenset[str]
    """What the label names, squashed; for the total of a table of details also what its heading names."""
    accounts: frozenset[str]
    total: bool
    """It stands for everything in its table."""
    whole: bool
    """It stands for everything that the body answers for, as far as the words over the table tell."""
    board: bool
    """An indicator of the whole body, such as «Ackumulerad budgetavvikelse»."""
    figures: Mapping[ColumnKey, TableFigure]

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Rows that go together share one."""
        marks = [f"name {name}" for name in sorted(self.names)]
        marks += [f"account {account}" for account in sorted(self.accounts)]
        return (*marks, "total") if self.total or self.board else tuple(marks)

    @cached_property
    def parts(self) -> frozenset[int]:
        """Rows that add up to this one; where none are known to, all rows but totals."""
        filled = [at for at, row in enumerate(self.table.rows) if any(row.cells) and at != self.index]
        own = frozenset(at for at in filled if self.table.rows[at].parent == self.index)
        return own or frozenset(at for at in filled if self.table.rows[at].kind != "total")

    @cached_property
    def sign(self) -> int:
        """-1 where the row prints costs as negatives."""
        signs = [
            1 if figure.value > 0 else -1
            for key, figure in self.figures.items()
            if key.kind in SIGNED_AS_COST and figure.value != 0
        ]
        return -1 if sum(signs) < 0 else 1


@dataclass(frozen=True)
class TableView:
    """A table's rows that hold figures which can be compared."""

    report: Report
    table: Table
    order: int
    """Place among the report's tables."""
    basis: frozenset[str]
    """Words of the caption that say which amounts are meant: costs, incomes, the net."""
    rows: tuple[RowView, ...]

    @cached_property
    def keys(self) -> frozenset[ColumnKey]:
        """What its columns state."""
        return frozenset(key for row in self.rows for key in row.figures)

    @cached_property
    def by_mark(self) -> Mapping[str, Sequence[RowView]]:
        """Its rows by what makes them go together with others."""
        found: defaultdict[str, list[RowView]] = defaultdict(list)
        for row in self.rows:
            for mark in row.marks:
                found[mark].append(row)
        return found


def views_of(report: Report) -> list[TableView]:
    """All tables of a report that state facts, in order."""
    views = [
        TableView(report, table, order, _basis(table.title or ""), tuple(_rows(report, table)))
        for order, table in enumerate(report.tables)
        if table.kind not in NO_TABLES_OF_FACTS
    ]
    return [view for view in views if view.rows]


def _rows(report: Report, table: Table) -> Iterator[RowView]:
    keys = column_keys(report, table)
    words = load_vocabulary()
    titles = _titles(report, table)
    heading = _heading_names(titles)
    general = all(names_no_line(title, report.identity) for title in titles)
    for index, row in enumerate(table.rows):
        board = is_board_row(row)
        figures = {
            key: figure
            for key, column in keys.items()
            if (figure := figure_at(report, table, index, column)) is not None
        }
        if board:
            figures = board_figures(report, row, figures)
        if row.kind == "heading" or not figures:
            continue
        named_total = row.kind == "total" and words.label_role(row.label) == "total"
        total = row.account in WHOLE_ACCOUNTS or (named_total and row.account is None)
        name = "" if row.account == "total" or board else words.bare_label(row.label)
        names = {name, *(heading[0] if total else ())} - {""}
        accounts = {row.account or "", *(heading[1] if total else ())} - {"", *WHOLE_ACCOUNTS}
        yield RowView(
            table, index, frozenset(names), frozenset(accounts), total, total and general, board, figures
        )


def _basis(title: str) -> frozenset[str]:
    """Words that say which version of a figure, and whether costs, incomes or the net."""
    words = words_in(title)
    vocabulary = load_vocabulary()
    forms = (*vocabulary.words("basis").forms(), *vocabulary.words("budget_version").forms())
    return frozenset(form for form in forms if any(word.startswith(form) for word in words))


def _titles(report: Report, table: Table) -> list[str]:
    """The caption and the section over a table."""
    sections = [section.title for section in report.sections if section.id == table.section]
    return [title for title in [table.title, *sections] if title]


def _heading_names(titles: Sequence[str]) -> tuple[set[str], set[str]]:
    """Names and accounts: the total of a table of details may be a row of another table."""
    words = load_vocabulary()
    accounts = {account for title in titles if (account := words.account_of(title)) is not None}
    return {name for title in titles if (name := words.bare_label(title))}, accounts
