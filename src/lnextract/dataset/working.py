"""Reports to rows, on one or several processes, in the order of the documents."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lnextract.dataset.persons import PersonRules
from lnextract.dataset.reading import Reading
from lnextract.dataset.recipe import Rows, rows_of
from lnextract.errors import LnextractError, UnreadableInputError
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.report import Report

AHEAD: Final = 8
"""Reports that each process may be ahead of what is written: the memory that waiting takes."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a process needs to make rows of a report file."""

    load: Callable[[Path], Report]
    vocabulary: Path | None
    rules: PersonRules

    def rows(self, path: Path) -> Rows:
        """The rows of one report file.

        Raises:
            UnreadableInputError: it holds no report; the message names it.
        """
        try:
            report = self.load(path)
        except LnextractError as error:
            raise UnreadableInputError(f"{path}: {error.message}", error.next_step) from error
        return rows_of(Reading(report, load_vocabulary(self.vocabulary)), self.rules)


def rows_in_order(paths: Sequence[Path], work: Work, workers: int) -> Iterator[Rows]:
    """The rows of each report in the order of the paths, whatever process makes them."""
    if workers == 1:
        yield from map(work.rows, paths)
        return
    with ProcessPoolExecutor(workers) as pool:
        waiting: deque[Future[Rows]] = deque()
        for path in paths:
            waiting.append(pool.submit(work.rows, path))
            if len(waiting) >= AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
