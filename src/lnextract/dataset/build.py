"""From report files to the folder of the dataset: everything whole, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from lnextract.dataset.between import bodies_among
from lnextract.dataset.codes import codes_of
from lnextract.dataset.correcting import PutRight, put_right
from lnextract.dataset.exports import Wishes, write_all
from lnextract.dataset.ordering import in_order
from lnextract.dataset.persons import masked_rows
from lnextract.dataset.spooling import Spool
from lnextract.dataset.store import DATABASE, Store, sql
from lnextract.dataset.tables import TABLES
from lnextract.dataset.working import OneBody, OneReport, Task, Work, rows_in_order
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.corrections import Corrections

__all__ = ["DATABASE", "Built", "build"]


@dataclass(frozen=True, slots=True)
class Built:
    """What came of it."""

    documents: int
    rows: dict[str, int]
    """Name of a table → how many rows it has."""
    put_right: PutRight
    """What came of the corrections."""


def build(
    paths: Sequence[Path],
    folder: Path,
    work: Work,
    wishes: Wishes,
    *,
    corrections: Corrections | None = None,
    workers: int = 1,
) -> Built:
    """Write the dataset of the reports at `paths` to `folder`.

    Args:
        work: how a report file becomes rows.
        wishes: what the user asks of the exports.
        corrections: what people have put right, to be applied; None takes the reports as they stand.
        workers: processes that make rows.

    Raises:
        OSError: the folder can't be written to; what stood there before is left as it was.
        UnreadableInputError: a file holds no report.
    """
    with _workshop(folder) as shop:
        right = put_right(paths, corrections, work.report, shop / "corrected")
        heads = in_order(right.paths)
        spools, made = shop / "spooled", shop / "made"
        spools.mkdir()
        made.mkdir()
        with Spool(spools, [table for table in TABLES if not table.asked]) as spool:
            _add_known(spool, right, work)
            reports = (OneReport(head.path, right.rows.get(head.doc_id, ())) for head in heads)
            tasks: list[Task] = [*reports, *map(OneBody, bodies_among(heads))]
            for rows in rows_in_order(tasks, work, workers):
                spool.add(rows)
        store = _store(made / DATABASE, spools)
        write_all(store, made, wishes, spools)
        built = Built(len(heads), {table.name: store.count(table.name) for table in TABLES}, right)
        store.close()
        _put_in_place(made, folder)
    return built


def _add_known(spool: Spool, right: PutRight, work: Work) -> None:
    """What stands in no report: code lists, and corrections of other inputs."""
    words = load_vocabulary(work.vocabulary)
    spool.add({"codelists": codes_of(words)})
    if right.elsewhere:
        # The log of what was masked is left out: it would point to documents that are not here.
        masked = masked_rows({"corrections": right.elsewhere}, "", (), words, work.rules)
        spool.add({"corrections": masked["corrections"]})


def _store(path: Path, spools: Path) -> Store:
    """The database, filled table by table: each points only to earlier ones."""
    store = Store(path, TABLES)
    for table in TABLES:
        if table.asked:
            store.ask(table)
        else:
            store.fill(table, spools / f"{table.name}.csv")
    store.connection.execute(sql("views"))
    return store


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A folder within the result, so on the same disk, that is gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    shop = Path(mkdtemp(prefix=".dataset-", dir=folder))
    try:
        yield shop
    finally:
        rmtree(shop, ignore_errors=True)


def _put_in_place(made: Path, folder: Path) -> None:
    for path in sorted(made.rglob("*")):
        place = folder / path.relative_to(made)
        if path.is_dir():
            place.mkdir(exist_ok=True)
        else:
            path.replace(place)
