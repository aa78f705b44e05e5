"""What people have put right: the file that a command takes, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lnextract.batch.run import REPORTS
from lnextract.batch.stores import LocalStore, Store, report_path
from lnextract.cli.terminal import say
from lnextract.corrections.applying import refusals
from lnextract.corrections.loading import corrections_file, load_corrections
from lnextract.model.corrections import Corrections
from lnextract.model.manifest import ManifestRow
from lnextract.model.report import Report
from lnextract.pipeline import corrected


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of the corrections of a run."""

    applied: int
    refused: tuple[str, ...]
    """A sentence for each that no longer fits."""
    elsewhere: int
    """Those of inputs that this run did not give reports of."""

    def __str__(self) -> str:
        parts = [f"{self.applied} applied"]
        if self.refused:
            parts.append(f"{len(self.refused)} no longer {'fits' if len(self.refused) == 1 else 'fit'}")
        if self.elsewhere:
            parts.append(f"{self.elsewhere} of inputs that are not among these")
        return ", ".join(parts)


def chosen_corrections(named: Path | None, out: Path | str) -> Corrections | None:
    """What stands in the file that the user named, else in the one that belongs to OUT, if it is no URL.

    Raises:
        CorrectionsError: it has a mistake, or there are two.
    """
    file = named or (corrections_file(out) if isinstance(out, Path) else None)
    return None if file is None else load_corrections(file)


def with_corrections(reports: Sequence[Report], paths: Iterable[Path], named: Path | None) -> list[Report]:
    """Reports that were loaded from `paths` as corrected now; what does not fit is told on stderr.

    Args:
        named: the file that the user named; None takes those of the OUT folders among `paths`.

    Raises:
        CorrectionsError: a file has a mistake, or an OUT folder has two.
    """
    files = [named] if named else _files_of(paths)
    if not files:
        return list(reports)
    together = Corrections([each for file in files for each in load_corrections(file).root])
    done = corrected(reports, together)
    for sentence in refusals(done):
        say(sentence)
    return done


def applied_in(rows: Iterable[ManifestRow], out: Path | Store, corrections: Corrections) -> Applied:
    """What came of the corrections in the run into OUT that gave these rows."""
    store = LocalStore(out) if isinstance(out, Path) else out
    of_input = {row.sha256: row for row in rows if row.reports}
    there = [each for each in corrections.root if each.source in of_input]
    names = {name for each in there for name in of_input[each.source].reports}
    refused = refusals(Report.model_validate_json(store.read(report_path(name))) for name in sorted(names))
    return Applied(len(there) - len(refused), tuple(refused), len(corrections.root) - len(there))


def _files_of(paths: Iterable[Path]) -> list[Path]:
    """The corrections of the OUT folders that are named, or that named reports lie in."""
    folders = [path if path.is_dir() else path.absolute().parent.parent for path in paths if _in_out(path)]
    return list(dict.fromkeys(file for folder in folders if (file := corrections_file(folder))))


def _in_out(path: Path) -> bool:
    if path.is_dir():
        return (path / REPORTS).is_dir()
    return path.suffix.lower() == ".json" and path.absolute().parent.name == REPORTS
