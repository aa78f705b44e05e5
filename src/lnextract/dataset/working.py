"""Reports to rows, on one or several processes, in the order of the documents."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from lnextract.dataset.persons import PersonRules
from lnextract.dataset.reading import Reading
from lnextract.dataset.recipe import Rows, rows_between, rows_of
from lnextract.dataset.rows.rules import CorrectionRow
from lnextract.errors import LnextractError, UnreadableInputError
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.report import Report

AHEAD: Final = 8
"""Tasks that each process may be ahead of what is written: the memory that waiting takes."""


@dataclass(frozen=True, slots=True)
class OneReport:
    """The work on one report file."""

    path: Path
    corrections: Sequence[CorrectionRow] = ()
    """What people have put right in it."""


@dataclass(frozen=True, slots=True)
class OneBody:
    """The work on the reports of one body together."""

    paths: Sequence[Path]


Task: TypeAlias = OneReport | OneBody


@dataclass(frozen=True, slots=True)
class Work:
    """What a process needs to make rows of a report file."""

    load: Callable[[Path], Report]
    vocabulary: Path | None
    rules: PersonRules

    def report(self, path: Path) -> Report:
        """The report of one file.

        Raises:
            UnreadableInputError: it holds no report; the message names it.
        """
        try:
            return self.load(path)
        except LnextractError as error:
            raise UnreadableInputError(f"{path}: {error.message}", error.next_step) from error

    def rows(self, task: Task) -> Rows:
        """What a task adds to each table.

        Raises:
            UnreadableInputError: a file holds no report; the message names it.
        """
        words = load_vocabulary(self.vocabulary)
        if isinstance(task, OneReport):
            return rows_of(Reading(self.report(task.path), words), self.rules, task.corrections)
        return rows_between([Reading(self.report(path), words) for path in task.paths], self.rules)


def rows_in_order(tasks: Sequence[Task], work: Work, workers: int) -> Iterator[Rows]:
    """The rows of each task in their order, whatever process makes them."""
    if workers == 1:
        yield from map(work.rows, tasks)
        return
    with ProcessPoolExecutor(workers) as pool:
        waiting: deque[Future[Rows]] = deque()
        for task in tasks:
            waiting.append(pool.submit(work.rows, task))
            if len(waiting) >= AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
