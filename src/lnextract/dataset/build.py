"""From report files to the folder of the dataset: everything whole, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from lnextract.dataset.codes import codes_of
from lnextract.dataset.exports import Wishes, write_all
from lnextract.dataset.ordering import in_order
from lnextract.dataset.reading import Reading
from lnextract.dataset.recipe import rows_of
from lnextract.dataset.spooling import Mask, Spool
from lnextract.dataset.store import Store, sql
from lnextract.dataset.tables import TABLES
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.report import Report

DATABASE = "historiebeskrivning.duckdb"


@dataclass(frozen=True, slots=True)
class Built:
    """What came of it."""

    documents: int
    rows: dict[str, int]


def build(
    paths: Sequence[Path],
    folder: Path,
    *,
    load: Callable[[Path], Report],
    words: Vocabulary,
    mask: Mask,
    wishes: Wishes,
    told: Callable[[int], None] = lambda done: None,
) -> Built:
    """Write the dataset of the reports at `paths` to `folder`.

    Args:
        load: reads one report file.
        mask: masks persons in a text.
        wishes: what else the user asks for.
        told: is called with the number of reports done.

    Raises:
        OSError: the folder can't be written to; what stood there before is left as it was.
    """
    with _workshop(folder) as shop:
        spools = shop / "spooled"
        spools.mkdir()
        ordered = in_order(paths)
        _spool(ordered, spools, load, words, mask, told)
        made = shop / "made"
        made.mkdir()
        store = Store(made / DATABASE, TABLES)
        for table in TABLES:
            if table.asked:
                store.ask(table)
            else:
                store.fill(table, spools / f"{table.name}.csv")
        store.connection.execute(sql("views"))
        write_all(store, made, wishes)
        rows = {table.name: store.count(table.name) for table in TABLES}
        store.close()
        _put_in_place(made, folder)
    return Built(len(ordered), rows)


def _spool(
    paths: Sequence[Path],
    spools: Path,
    load: Callable[[Path], Report],
    words: Vocabulary,
    mask: Mask,
    told: Callable[[int], None],
) -> None:
    with Spool(spools, [table for table in TABLES if not table.asked], mask) as spool:
        spool.add({"codelists": codes_of(words)})
        for done, path in enumerate(paths, start=1):
            spool.add(rows_of(Reading(load(path), words)))
            told(done)


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A folder beside the result, on the same disk, that is gone afterwards."""
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
