"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel

    from lnextract.model.report import Report


PART = ".*.part"
"""Pattern of the names of half-written files."""


def write_whole(path: Path, content: str | bytes) -> None:
    """Write text (as UTF-8) or bytes beside their place and move them there in one step.

    Raises:
        OSError: the folder can't be written to; nothing is left behind.
    """
    part = _part(path.parent, os.getpid())
    try:
        part.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def remove_part(folder: Path, process_id: int) -> None:
    """Remove what a process had half written there when it was killed."""
    _part(folder, process_id).unlink(missing_ok=True)


def report_json(report: Report) -> str:
    """The report as it stands in its file: keys in the order of the contract, figures as plain numbers."""
    return report.model_dump_json(indent=2) + "\n"


def json_lines(rows: Iterable[BaseModel]) -> str:
    """One compact JSON object a line."""
    return "".join(row.model_dump_json() + "\n" for row in rows)


def process_name(process_id: int | None = None) -> str:
    """Of a process, this one where no number is given; unlike those of other machines that write to one
    OUT."""
    return f"{platform.node()}-{os.getpid() if process_id is None else process_id}"


def _part(folder: Path, process_id: int) -> Path:
    # The leading dot keeps a killed run's rest out of `*.json`.
    return folder / f".{process_name(process_id)}.part"
