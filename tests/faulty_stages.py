"""Faults in the stages of the real pipeline: an input's name says which stage breaks for it, and how.

`tables-hang.txt` hangs while its tables are read. Workers import this module by name; nothing in lnextract
knows of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from faulty_inputs import FAULTS
from lnextract.batch.jobs import Convert, Job, Outcome

STAGES = {
    "source": ("pipeline", "read_dump"),
    "blocks": ("pipeline", "cut_lines"),
    "tables": ("pipeline", "read_regions"),
    "extract": ("assembling", "identify"),
    "normalise": ("assembling", "table_of_grid"),
    "checks": ("assembling", "check_report"),
}
"""Stage → the module that calls it, and by which function."""
KINDS = {
    "segfault": "crashed",
    "hang-in-c": "timeout",
    "swell": "memory",
    "bug": "ZeroDivisionError",
}
"""Fault → kind of the row's error."""
HALF = 400
"""Bytes of a report that are written before the worker breaks down."""
_at_work = ""


def load() -> Convert:
    """The real work, with a trap before each stage and one in the writing."""
    from lnextract.batch.convert import convert_one

    for stage, (place, name) in STAGES.items():
        module = import_module(f"lnextract.{place}")
        setattr(module, name, _trapped(stage, getattr(module, name)))
    write_bytes = Path.write_bytes

    def write(self: Path, data: bytes) -> int:
        if _at_work == "output-truncated" and self.suffix == ".part":
            write_bytes(self, data[:HALF])
            os._exit(5)
        return write_bytes(self, data)

    Path.write_bytes = write  # type: ignore[assignment,method-assign]

    def convert(job: Job) -> Outcome:
        global _at_work
        _at_work = job.stem
        return convert_one(job)

    return convert


def _trapped(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **options: Any) -> Any:
        broken, _, fault = _at_work.partition("-")
        if broken == stage:
            FAULTS[fault]()
        return function(*arguments, **options)

    return call
