"""What is done, line by line, so that a run that is killed at any moment loses nothing but the work in hand.

The journal lies in OUT beside the manifest. A line is added as soon as an input's reports are in their
place; of two lines for one input the later holds. At the end of a run it is written anew, without what no
longer holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pydantic import ValidationError

from lnextract.batch.stores import OWN, Store
from lnextract.model.manifest import ManifestRow
from lnextract.model.spans import Strict

JOURNAL = f"{OWN}/journal.jsonl"


class WrittenFile(Strict):
    """A report file as it was written."""

    name: str
    sha256: str
    stamp: str | None
    """See `stamps`."""


class Entry(Strict):
    """One input that was converted."""

    stem: str
    """What its report files are named after."""
    fingerprint: str
    """See `recipe`."""
    corrections: str = ""
    """Fingerprint of what people had put right in it."""
    stamp: str | None
    """Of the input; None where it was too young to be told from a later writing."""
    row: ManifestRow
    files: list[WrittenFile]
    unmapped_headers: dict[str, int]
    unmapped_labels: dict[str, int]

    @property
    def key(self) -> tuple[str, str]:
        """The same for the same input of another run."""
        return (self.row.file, self.stem)


@dataclass(slots=True)
class Journal:
    """The entries of earlier runs, and a place to add more."""

    store: Store
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    """By key: the latest of each."""
    owners: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Name of a report file → the inputs that it was ever written for."""
    lines: int = 0
    grown: bool = False
    """Something was added since it was loaded."""

    def add(self, entry: Entry) -> None:
        """Keep it, before anything else is done."""
        self.store.append(JOURNAL, entry.model_dump_json() + "\n")
        self.lines, self.grown = self.lines + 1, True
        self.take(entry)

    def take(self, entry: Entry) -> None:
        """Know of it."""
        self.entries[entry.key] = entry
        for file in entry.files:
            self.owners[file.name].add(entry.row.file)

    def rewrite(self, entries: Iterable[Entry]) -> None:
        """Put these in the place of all lines."""
        kept = {entry.key: entry for entry in entries}
        if not self.grown and len(kept) == self.lines:
            return
        self.store.write(JOURNAL, "".join(entry.model_dump_json() + "\n" for entry in kept.values()))
        self.entries, self.lines, self.grown = kept, len(kept), False


def load_journal(store: Store) -> Journal:
    """The journal in `store`; lines that are none (the last one, cut off by a kill) are passed over."""
    journal = Journal(store)
    text = store.read_log(JOURNAL)
    for line in text.splitlines():
        journal.lines += 1
        try:
            journal.take(Entry.model_validate_json(line))
        except ValidationError:
            continue
    if text and not text.endswith(b"\n"):
        store.append(JOURNAL, "\n")
    return journal
