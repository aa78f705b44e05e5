"""`lnextract dataset`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from lnextract.cli import options
from lnextract.cli.terminal import count, say
from lnextract.errors import UnreadableInputError

if TYPE_CHECKING:
    from lnextract.dataset.correcting import PutRight

REPORTS_A_WORKER = 100
"""Reports from which a process of its own pays."""


class Chosen(TypedDict):
    """Options that are passed on as they are."""

    swedish_csv: bool
    quality: Path | None
    publisher: str | None
    url: str
    license_url: str | None
    contact: str | None
    persons: bool
    show_officials: bool
    mask_politicians: bool


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
@click.option("--quality", type=options.FILE, help="Error estimate, to go into the data package as it is.")
@click.option("--publisher", metavar="NAME", help="Who publishes it; without it, the region of the reports.")
@click.option("--url", metavar="URL", default="./", help="Address that the files will have, for DCAT-AP-SE.")
@click.option("--license", "license_url", metavar="URL", help="Address of the licence, for DCAT-AP-SE.")
@click.option("--contact", metavar="EMAIL", help="Contact point, for DCAT-AP-SE.")
@click.option("--persons", is_flag=True, help="Rows for politicians, with party and role.")
@click.option("--show-officials", is_flag=True, help="Leave names of officials in the texts.")
@click.option("--mask-politicians", is_flag=True, help="Mask names of politicians too.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes; without it, as many as pay.")
@click.option("--vocabulary", type=options.FILE, help="YAML of your own on top of the vocabulary.")
@options.corrections
def command(
    out: Path,
    folder: Path,
    workers: int | None,
    vocabulary: Path | None,
    corrections: Path | None,
    **chosen: Unpack[Chosen],
) -> None:
    """Make the dataset of a conversion: tables for Excel, DuckDB, pandas and the browser.

    OUT is the folder of a conversion (`lnextract convert … -o OUT`). Corrections are applied as they stand
    now; no file in OUT is written to.

    \b
    Exit status: 0 written, 2 wrong usage or a report that can't be read.
    """
    from lnextract.batch.run import REPORTS
    from lnextract.cli.corrections import chosen_corrections
    from lnextract.cli.reports import load_report
    from lnextract.dataset.build import build
    from lnextract.dataset.exports import Wishes
    from lnextract.dataset.exports.linked import Publication
    from lnextract.dataset.persons import PersonRules
    from lnextract.dataset.working import Work

    paths = sorted((out / REPORTS).glob("*.json"))
    if not paths:
        raise click.UsageError(f"{out} holds no reports. Make them first: lnextract convert INPUT -o {out}")
    rules = PersonRules(chosen["show_officials"], chosen["mask_politicians"], chosen["persons"])
    public = Publication(chosen["url"], chosen["publisher"], chosen["license_url"], chosen["contact"])
    wishes = Wishes(public, chosen["swedish_csv"], chosen["quality"])
    work = Work(load_report, vocabulary, rules)
    right = chosen_corrections(corrections, out)
    number = workers or _workers_for(len(paths))
    with _told_as_usage(folder):
        built = build(paths, folder, work, wishes, corrections=right, workers=number)
    if right is not None:
        _tell(built.put_right)
    rows = f"{built.rows['amounts']} amounts, {built.rows['mentions']} mentions"
    say(f"{count(built.documents, 'document')}, {rows} in {folder}. Begin with index.html or the workbook.")


@contextmanager
def _told_as_usage(folder: Path) -> Iterator[None]:
    try:
        yield
    except UnreadableInputError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{folder} can't be written to: {error.strerror or error}.") from error


def _tell(right: PutRight) -> None:
    """What came of the corrections."""
    from lnextract.cli.corrections import Applied

    for sentence in right.refused:
        say(sentence)
    say(f"Corrections: {Applied(right.applied, right.refused, len(right.elsewhere))}.")


def _workers_for(reports: int) -> int:
    """A process takes seconds to load the language: few reports are quicker in one."""
    return min(os.cpu_count() or 1, max(1, reports // REPORTS_A_WORKER))
