"""Formats that the dataset is written in, one file each."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lnextract.dataset.exports.datapackage import write_datapackage
from lnextract.dataset.exports.linked import Publication, write_dcat, write_prov
from lnextract.dataset.exports.plain import write_csv, write_parquet
from lnextract.dataset.exports.readme import write_readme
from lnextract.dataset.exports.swedish_csv import write_swedish_csv
from lnextract.dataset.exports.xlsx import write_xlsx
from lnextract.dataset.pages.page import write_page
from lnextract.dataset.store import Store


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asks of the exports."""

    publication: Publication = field(default_factory=Publication)
    swedish_csv: bool = False
    quality: Path | None = None
    """The published error estimate: a file that goes into the package as it is."""


def write_all(store: Store, folder: Path, wishes: Wishes, spools: Path) -> None:
    """Every format of the filled database, which was filled from the files in `spools`."""
    write_csv(store, folder, spools)
    write_parquet(store, folder)
    write_datapackage(store, folder, wishes.quality)
    write_readme(store, folder)
    write_xlsx(store, folder)
    write_page(store, folder)
    write_dcat(store, folder, wishes.publication)
    write_prov(store, folder)
    if wishes.swedish_csv:
        write_swedish_csv(store, folder)
