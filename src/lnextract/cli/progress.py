"""How far a conversion is: a bar on a terminal, else a line now and then. Both on stderr."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from lnextract.cli.terminal import console

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from lnextract.batch.jobs import Outcome

LINE_S = 15.0
"""So often a line is written where there is no terminal: a log of a night has 2 000."""


class Tally:
    """What is counted while a run goes on.

    Args:
        total: number of inputs.
    """

    def __init__(self, total: int) -> None:
        self.total = total
        self.of_status: Counter[str] = Counter()
        self.broken = 0
        self._begun: float | None = None

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        if self._begun is None and outcome.row.status != "unchanged":
            # What is unchanged says nothing of how long the rest takes.
            self._begun = monotonic()
        self.of_status[outcome.row.status] += 1
        self.broken += outcome.row.findings.broken

    @property
    def done(self) -> int:
        return self.of_status.total()

    def counts(self) -> str:
        """How many came out in which way."""
        return (
            f"{self.of_status['converted']} converted, {self.of_status['unchanged']} unchanged, "
            f"{self.of_status['quarantined']} quarantined, {self.broken} broken sums"
        )

    def pace(self) -> str:
        """Rate and remaining time, from the inputs that took work."""
        worked = self.done - self.of_status["unchanged"]
        passed = monotonic() - self._begun if self._begun is not None else 0.0
        if worked < 2 or not passed:
            return "…"
        rate = (worked - 1) / passed
        return f"{rate:.1f}/s, {clock((self.total - self.done) / rate)} left"


def clock(seconds: float) -> str:
    """`1:05:09`, `5:09`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@contextmanager
def progress(total: int, quiet: bool) -> Iterator[Callable[[Outcome], None]]:
    """Show how far it is.

    Yields:
        To be called after each input. Quarantined ones are told at once, also where `quiet`.
    """
    screen = console(stderr=True)
    tally = Tally(total)
    if screen.is_terminal and not quiet:
        with _bar(screen) as bar:
            task = bar.add_task("", total=total, counts=tally.counts(), pace="")

            def show() -> None:
                bar.update(task, completed=tally.done, counts=tally.counts(), pace=tally.pace())

            yield _listener(screen, tally, show)
    else:
        yield _listener(screen, tally, (lambda: None) if quiet else _lines(screen, tally))


def _listener(screen: Console, tally: Tally, show: Callable[[], None]) -> Callable[[Outcome], None]:
    def on_done(outcome: Outcome) -> None:
        tally.add(outcome)
        if outcome.row.error is not None:
            screen.print(f"{outcome.row.file}: {outcome.row.error.message}", soft_wrap=True)
        show()

    return on_done


def _lines(screen: Console, tally: Tally) -> Callable[[], None]:
    last = monotonic()

    def show() -> None:
        nonlocal last
        if monotonic() - last > LINE_S:
            last = monotonic()
            screen.print(f"{tally.done} of {tally.total}: {tally.counts()}; {tally.pace()}", soft_wrap=True)

    return show


def _bar(screen: Console) -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}", markup=False),
        TextColumn("{task.fields[counts]}", markup=False),
    )
    return Progress(*columns, console=screen, transient=True)
