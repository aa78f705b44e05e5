"""Where the time of `lnextract.read` goes: a clock round each function of a stage that the pipeline calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from time import perf_counter
from typing import Any

STAGES = ("source", "tables", "blocks", "extract", "normalise", "checks")


class Clock:
    """Seconds by stage; a stage that another one calls is taken from the caller's."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._running = ["rest of the pipeline"]
        self._since = perf_counter()

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Everything inside counts for the stage."""
        self._turn()
        self._running.append(stage)
        try:
            yield
        finally:
            self._turn()
            self._running.pop()

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its calls counted."""

        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            with self.of(stage):
                return function(*args, **kwargs)

        return call

    def start(self) -> None:
        """Forget what was counted; what passed before this call is not counted."""
        self.seconds.clear()
        self._since = perf_counter()

    def stop(self) -> None:
        """Count up to now."""
        self._turn()

    def _turn(self) -> None:
        now = perf_counter()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now


def profile(paths: Sequence[Path]) -> Clock:
    """Read all files once, checks too, with a clock round each function that the pipeline calls."""
    from lnextract import pipeline
    from lnextract.source import pdf
    from lnextract.tables.pdf.with_camelot import CamelotEngine
    from lnextract.tables.pdf.with_pdfplumber import PdfplumberEngine

    clock = Clock()
    for name, value in list(vars(pipeline).items()):
        stage = _stage(getattr(value, "__module__", None) or "")
        if stage and callable(value) and not isinstance(value, type):
            vars(pipeline)[name] = clock.timed(stage, value)
    for engine in (PdfplumberEngine, CamelotEngine):
        engine.find = clock.timed(f"tables: {engine.name}", engine.find)  # type: ignore[method-assign]
    assert pdf.read_pdf is not vars(pipeline)["read_pdf"], "a clock is round the reader of PDFs"
    pipeline.read(paths[0])
    clock.start()
    for path in paths:
        pipeline.read(path)
    clock.stop()
    return clock


def _stage(module: str) -> str | None:
    if module == "lnextract.reading_tables":
        return "tables"
    parts = module.split(".")
    return parts[1] if len(parts) > 2 and parts[0] == "lnextract" and parts[1] in STAGES else None


def profile_lines(clock: Clock) -> Iterator[str]:
    """Stages in the order of the pipeline, each with its share of the time."""
    whole = sum(clock.seconds.values())
    order = [*STAGES, *sorted(clock.seconds.keys() - set(STAGES))]
    yield "| stage | share of the time |"
    yield "| --- | ---: |"
    for stage in order:
        yield f"| {stage} | {100 * clock.seconds[stage] / whole:.1f} % |"
