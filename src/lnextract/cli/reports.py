"""A report from its JSON file; what is wrong with one that can't be used, in a sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from lnextract.batch.digest import unreadable
from lnextract.batch.run import REPORTS
from lnextract.errors import LnextractError, UnreadableInputError
from lnextract.model.report import SCHEMA_VERSION, Report, Table

AGAIN = "Convert its source again."


class NoReportError(UnreadableInputError):
    """A JSON file of something else."""

    kind = "no_report"


class UnreadableFolderError(UnreadableInputError):
    """A folder of reports that a command can't work with."""

    exit_code = 2


def load_folder(out: Path) -> Iterator[tuple[str, Report]]:
    """The reports of an OUT folder, or those that lie in a folder, with the name of their file, one by one.

    Raises:
        UnreadableInputError: there is none, or one can't be read; the message names it.
    """
    folder = out / REPORTS if (out / REPORTS).is_dir() else out
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise UnreadableFolderError(
            f"{out}: there is no report in it.", "Name the OUT folder of a conversion."
        )
    for path in paths:
        try:
            yield path.name, load_report(path)
        except UnreadableInputError as error:
            raise UnreadableFolderError(f"{path}: {error}") from error


def load_report(path: Path) -> Report:
    """A report from its JSON file.

    Raises:
        NoReportError: the file is JSON of something else.
        UnreadableInputError: the file can't be read, is damaged, or of another version of the schema.
    """
    if path.exists() and not path.is_file():
        raise UnreadableInputError("This is not a regular file.")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(error) from error
    try:
        report = Report.model_validate_json(content)
    except ValidationError as error:
        raise _trouble(content, error) from error
    for table in report.tables:
        if misfit := _misfit(table):
            raise _damaged(f"table {table.id}: {misfit}")
    return report


def _trouble(content: bytes, error: ValidationError) -> LnextractError:
    """Why the content is no report that can be used."""
    try:
        data = json.loads(content)
    except RecursionError:
        return _damaged("it is nested too deeply")
    except ValueError as reason:  # no JSON, no UTF-8, or a number that nothing can hold
        return _damaged(str(reason))
    if not isinstance(data, dict) or "schema_version" not in data:
        return NoReportError("This JSON is no report of lnextract: it has no schema_version.")
    stated = data["schema_version"]
    if stated != SCHEMA_VERSION:
        return _other_version(stated)
    first = error.errors(include_url=False, include_input=False)[0]
    place = "/".join(str(step) for step in first["loc"])
    return _damaged(f"{place}: {first['msg']}" if place else first["msg"])


def _other_version(stated: object) -> UnreadableInputError:
    said = f"This report has schema version {stated}; this lnextract reads {SCHEMA_VERSION}."
    number = _version(stated)
    if number is None:
        return _damaged(f"schema_version is {stated!r}")
    if number > (_version(SCHEMA_VERSION) or ()):
        return UnreadableInputError(f"{said} It is newer.", "Update lnextract.")
    return UnreadableInputError(f"{said} It is older.", AGAIN)


def _version(stated: object) -> tuple[int, ...] | None:
    if not isinstance(stated, str) or not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})*", stated):
        return None
    return tuple(int(part) for part in stated.split("."))


def _damaged(how: str) -> UnreadableInputError:
    return UnreadableInputError(f"The report is damaged ({how}).", AGAIN)


def _misfit(table: Table) -> str | None:
    """What the types can't see: rows that don't fit the columns or name a parent that isn't there."""
    for index, row in enumerate(table.rows):
        if len(row.cells) != len(table.columns):
            return f"row {index} has {len(row.cells)} cells for {len(table.columns)} columns"
        if row.parent is not None and not _is_parent(row.parent, index, table.rows):
            return f"row {index} is part of row {row.parent}, which can't be"
    return None


def _is_parent(parent: int, index: int, rows: Sequence[object]) -> bool:
    return 0 <= parent < len(rows) and parent != index
