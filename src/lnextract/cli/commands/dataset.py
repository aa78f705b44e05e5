"""`lnextract dataset`."""

from __future__ import annotations

from pathlib import Path

import click

from lnextract.cli import options
from lnextract.cli.terminal import count, say


@click.command()
@click.argument("out", metavar="OUT", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-o",
    "--into",
    "folder",
    required=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder that the dataset is written to.",
)
@click.option(
    "--swedish-csv",
    is_flag=True,
    help="Also CSV that a Swedish Excel opens by double click, in DIR/excel-csv.",
)
@click.option("--publisher", metavar="NAME", help="Who publishes it; without it, the region of the reports.")
@click.option("--url", metavar="URL", default="./", help="Address that the files will have, for DCAT-AP-SE.")
@click.option("--license", "license_url", metavar="URL", help="Address of the licence, for DCAT-AP-SE.")
@click.option("--contact", metavar="EMAIL", help="Contact point, for DCAT-AP-SE.")
@click.option("--vocabulary", type=options.FILE, help="YAML of your own on top of the vocabulary.")
def command(
    out: Path,
    folder: Path,
    swedish_csv: bool,
    publisher: str | None,
    url: str,
    license_url: str | None,
    contact: str | None,
    vocabulary: Path | None,
) -> None:
    """Make the dataset of a conversion: tables for Excel, DuckDB, pandas and the browser.

    OUT is the folder of a conversion (`lnextract convert … -o OUT`).

    \b
    Exit status: 0 written, 2 wrong usage or a report that can't be read.
    """
    from lnextract.batch.run import REPORTS
    from lnextract.cli.reports import load_report
    from lnextract.dataset.build import build
    from lnextract.dataset.exports import Wishes
    from lnextract.dataset.exports.linked import Publication
    from lnextract.knowledge.vocabulary import load_vocabulary

    paths = sorted((out / REPORTS).glob("*.json"))
    if not paths:
        raise click.UsageError(f"{out} holds no reports. Make them first: lnextract convert INPUT -o {out}")
    publication = Publication(url=url, publisher=publisher, license=license_url, contact=contact)
    built = build(
        paths,
        folder,
        load=load_report,
        words=load_vocabulary(vocabulary),
        mask=lambda text: text,
        wishes=Wishes(publication, swedish_csv),
    )
    say(f"{count(built.documents, 'document')} in {folder}")
