"""Reports that the user names: their JSON files, OUT folders, or documents read on the spot."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from lnextract.batch.convert import read_document
from lnextract.batch.digest import file_sha256
from lnextract.batch.inputs import find_inputs, printable
from lnextract.batch.run import REPORTS
from lnextract.cli.reports import NoReportError, load_report
from lnextract.cli.terminal import say
from lnextract.errors import LnextractError
from lnextract.model.report import Report

JSON_ENDING = ".json"
NOTHING_HERE = "No report was found: neither reports/*.json of a conversion, nor PDFs or text dumps."


@dataclass(slots=True)
class Loaded:
    """What the paths stand for."""

    reports: list[Report] = field(default_factory=list)
    """Each named after the file it came from, so that findings say which one they speak of."""
    sources: dict[str, str] = field(default_factory=dict)
    """Name of a report → the document that it was read from."""
    failures: list[str] = field(default_factory=list)
    """A sentence for each path or file that could not be used."""
    files: frozenset[str] = frozenset()
    """Real paths of all files looked at."""


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    given: Path
    """What the user named: the file, or a folder that it lies in."""
    claimed: bool
    """Whether it should be a report; a JSON file that only lies in some folder may be something else."""

    @property
    def is_json(self) -> bool:
        return self.path.suffix.lower() == JSON_ENDING


def load_all(paths: Sequence[Path]) -> Loaded:
    """All reports that the paths stand for. What can't be used is told on stderr, the rest still loaded.

    A document whose converted report is among them too is not read again.
    """
    by_place = {os.path.realpath(file.path): file for path in paths for file in _files(path)}
    files = list(by_place.values())
    loaded: dict[Path, list[Report]] = {}
    failures: list[str] = []
    for path in paths:
        if path.is_dir() and not any(file.given == path for file in files):
            failures.append(f"{path}: {NOTHING_HERE}")
    for file in [file for file in files if file.is_json]:
        _try(_report_in, file, loaded, failures)
    converted = {report.source.sha256: path for path, reports in loaded.items() for report in reports}
    for file in [file for file in files if not file.is_json]:
        _try(partial(_reports_of, converted=converted), file, loaded, failures)
    for failure in failures:
        say(failure)
    result = Loaded(failures=failures, files=frozenset(by_place))
    _name([(file.path, loaded[file.path]) for file in files if file.path in loaded], result)
    return result


def _try(
    load: Callable[[_File], list[Report]],
    file: _File,
    loaded: dict[Path, list[Report]],
    failures: list[str],
) -> None:
    try:
        loaded[file.path] = load(file)
    except LnextractError as error:
        failures.append(f"{file.path}: {error}")


def _report_in(file: _File) -> list[Report]:
    try:
        return [load_report(file.path)]
    except NoReportError as error:
        if file.claimed:
            raise
        say(f"{file.path} is passed over: {error.message}")
        return []


def _reports_of(file: _File, converted: Mapping[str, Path]) -> list[Report]:
    report = converted.get(file_sha256(file.path))
    if report is None:
        return read_document(file.path, file.path.name)
    say(f"{file.path} is not read again: its report is {report}.")
    return []


def _files(path: Path) -> Iterator[_File]:
    if not path.is_dir():
        yield _File(path, path, claimed=True)
    elif (path / REPORTS).is_dir():
        yield from (_File(each, path, claimed=True) for each in sorted((path / REPORTS).glob("*.json")))
    else:
        yield from (_File(each, path, claimed=False) for each in _json_files(path))
        yield from (_File(found, path, claimed=False) for found in find_inputs([path]).paths)


def _json_files(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        # What is hidden is nobody's report.
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(JSON_ENDING) and not name.startswith("."):
                yield Path(root, name)


def _name(loaded: Sequence[tuple[Path, Sequence[Report]]], result: Loaded) -> None:
    times = Counter(path.name for path, _ in loaded)
    for path, reports in loaded:
        name = printable(path.name if times[path.name] == 1 else str(path))
        for number, report in enumerate(reports, start=1):
            own = name if number == 1 else f"{name}#{number}"
            source = report.source.model_copy(update={"file": own})
            is_json = path.suffix.lower() == JSON_ENDING
            result.sources[own] = report.source.file if is_json else printable(path.as_posix())
            result.reports.append(report.model_copy(update={"source": source}))
