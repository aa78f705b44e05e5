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
@click.option("--vocabulary", type=options.FILE, help="YAML of your own on top of the vocabulary.")
def command(out: Path, folder: Path, vocabulary: Path | None) -> None:
    """Make the dataset of a conversion: tables for Excel, DuckDB, pandas and the browser.

    OUT is the folder of a conversion (`lnextract convert … -o OUT`).

    \b
    Exit status: 0 written, 2 wrong usage or a report that can't be read.
    """
    from lnextract.batch.run import REPORTS
    from lnextract.cli.reports import load_report
    from lnextract.dataset.build import build
    from lnextract.knowledge.vocabulary import load_vocabulary

    paths = sorted((out / REPORTS).glob("*.json"))
    if not paths:
        raise click.UsageError(f"{out} holds no reports. Make them first: lnextract convert INPUT -o {out}")
    built = build(paths, folder, load=load_report, words=load_vocabulary(vocabulary), mask=lambda text: text)
    say(f"{count(built.documents, 'document')} in {folder}")
