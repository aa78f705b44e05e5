"""The account of a run: each input has its row, whatever happens, and at any moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, takewhile
from time import monotonic

from pydantic import ValidationError

from lnextract.batch.earlier import entry_of, is_kept
from lnextract.batch.jobs import Job, Outcome, quarantined
from lnextract.batch.journal import Entry, Journal
from lnextract.batch.names import report_name
from lnextract.batch.stores import MANIFEST, REPORTS, Store, report_path
from lnextract.batch.writing import json_lines
from lnextract.model.manifest import InputError, ManifestRow

REFRESH_S = 20.0
"""So often the manifest on the disk is brought up to date: it takes a tenth of a second at 20 000 inputs."""
NOT_REACHED = InputError(
    kind="interrupted",
    message="The run ended before this input's turn. Run the same command again: what is done is kept.",
)


@dataclass(slots=True)
class Account:
    """Outcomes as they come, kept at once."""

    store: Store
    jobs: Sequence[Job]
    """In the order of the manifest."""
    journal: Journal
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    """By the job's place."""
    earlier: dict[str, ManifestRow] = field(default_factory=dict)
    """Rows of the manifest as the run found it, by file: an OUT may have lost its journal."""
    _refreshed: float = field(default_factory=monotonic)

    def enter(self, place: int, outcome: Outcome, *, known: bool = False) -> None:
        """Take in what became of a job. `known`: the journal has it as it is."""
        self.outcomes[place] = outcome
        if is_kept(outcome) and not known:
            self.journal.add(entry_of(self.jobs[place], outcome))
        if monotonic() - self._refreshed > REFRESH_S:
            self.store.flush()
            self._write_manifest()

    def rows(self) -> list[ManifestRow]:
        """One an input; of those not reached, the row that they had, or one that says so."""
        return [self._row(place) for place in range(len(self.jobs))]

    def close(self) -> int:
        """Bring OUT into line with the rows.

        Returns:
            Number of report files of other runs that are left there.
        """
        rows = self.rows()
        written = {name for row in rows for name in row.reports}
        there = self.store.names(REPORTS)
        for name in self._outdated(written, there):
            self.store.remove(report_path(name))
            there.discard(name)
        self._write_manifest()
        self.journal.rewrite(self._entries(written))
        self.store.flush()
        return sum(name.endswith(".json") and name not in written for name in there)

    def _row(self, place: int) -> ManifestRow:
        if place in self.outcomes:
            return self.outcomes[place].row
        job = self.jobs[place]
        entry = self.journal.entries.get((job.file, job.stem))
        return entry.row if entry is not None else quarantined(job, None, 0.0, NOT_REACHED).row

    def _write_manifest(self) -> None:
        self.store.write(MANIFEST, json_lines(self.rows()))
        self._refreshed = monotonic()

    def _outdated(self, written: set[str], there: set[str]) -> set[str]:
        """What was once written for inputs that this run did, and is theirs no longer."""
        done = {self.jobs[place].file for place in self.outcomes}
        mine = {name for name, files in self.journal.owners.items() if files & done}
        mine.update(name for file in done & self.earlier.keys() for name in self.earlier[file].reports)
        for place, outcome in self.outcomes.items():
            mine.update(self._half_done(self.jobs[place], outcome, there))
        return (mine & there) - written

    def _half_done(self, job: Job, outcome: Outcome, there: set[str]) -> Iterator[str]:
        """Further documents of an input, written by a worker that was killed before the last; no row tells
        of them."""
        names = (report_name(job.stem, number) for number in count(len(outcome.row.reports) + 1))
        for name in takewhile(there.__contains__, names):
            if self.journal.owners.get(name, {job.file}) <= {job.file}:
                yield name

    def _entries(self, written: set[str]) -> Iterator[Entry]:
        """Of inputs of this run, and of others whose reports are left alone."""
        done = {(self.jobs[place].file, self.jobs[place].stem) for place in self.outcomes}
        reports = {name for outcome in self.outcomes.values() for name in outcome.row.reports}
        for entry in self.journal.entries.values():
            if entry.key not in done and not reports & {file.name for file in entry.files}:
                yield entry
        for place, outcome in sorted(self.outcomes.items()):
            if is_kept(outcome):
                yield entry_of(self.jobs[place], outcome)


def earlier_rows(store: Store) -> list[ManifestRow]:
    """Rows of the manifest in `store`; lines that are none of ours are passed over."""
    rows = []
    for line in store.read(MANIFEST).splitlines():
        try:
            rows.append(ManifestRow.model_validate_json(line))
        except ValidationError:
            continue
    return rows
