"""Reports that the user names: their JSON files, OUT folders, or documents read on the spot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from lnextract.batch.convert import read_document
from lnextract.batch.inputs import find_inputs, printable
from lnextract.batch.run import REPORTS
from lnextract.cli.terminal import say
from lnextract.errors import LnextractError, UnreadableInputError
from lnextract.model.report import Report


class UnreadableFolderError(UnreadableInputError):
    """A folder of reports that a command can't work with."""

    exit_code = 2


def load_report(path: Path) -> Report:
    """A report from its JSON file.

    Raises:
        UnreadableInputError: the file can't be read or holds no report.
    """
    try:
        return Report.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UnreadableInputError(f"The file can't be read: {error.strerror or error}.") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = "/".join(str(step) for step in first["loc"])
        reason = f"{place}: {first['msg']}" if place else first["msg"]
        raise UnreadableInputError(
            f"This is no report of this version of lnextract ({reason}).", "Convert its source again."
        ) from error


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


def load_all(paths: Sequence[Path]) -> tuple[list[Report], int]:
    """All reports that the paths stand for, and how many files could not be read (each is told).

    Every report is named after the file it came from, so that findings say which one they speak of.
    """
    loaded: list[tuple[Path, list[Report]]] = []
    failed = 0
    for path in _files(paths):
        try:
            loaded.append((path, _load(path)))
        except LnextractError as error:
            say(f"{path}: {error}")
            failed += 1
    times = Counter(path.name for path, _ in loaded)
    reports = [
        _named(report, printable(path.name if times[path.name] == 1 else str(path)))
        for path, several in loaded
        for report in several
    ]
    return reports, failed


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
        elif (path / REPORTS).is_dir():
            yield from sorted((path / REPORTS).glob("*.json"))
        else:
            yield from sorted(each for each in path.rglob("*.json") if each.is_file())
            yield from find_inputs([path]).paths


def _load(path: Path) -> list[Report]:
    if path.suffix.lower() == ".json":
        return [load_report(path)]
    return read_document(path, printable(path.name))


def _named(report: Report, name: str) -> Report:
    return report.model_copy(update={"source": report.source.model_copy(update={"file": name})})
