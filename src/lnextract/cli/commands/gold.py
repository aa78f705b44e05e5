"""`lnextract gold`: a sample for a person to look through, and what it tells."""

from __future__ import annotations

from pathlib import Path

import click

from lnextract.cli import options
from lnextract.cli.terminal import count, say

FORM = "form.csv"
SIZE = 200
"""Cells of a sample: with none wrong the interval ends below 2 %, and it is an afternoon's work."""


@click.group()
def command() -> None:
    """How right the data are: a sample looked through by hand.

    \b
    lnextract gold sample out -o quality    draws cells and writes a form
    lnextract gold score quality/form.csv   the error estimate of the filled form
    """


@command.command()
@click.argument("out", metavar="OUT", type=options.FOLDER)
@click.option(
    "-o",
    "--folder",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help=f"Folder for {FORM}; a form that lies there is not replaced.",
)
@click.option(
    "--n",
    "size",
    metavar="N",
    type=click.IntRange(min=2),
    default=SIZE,
    show_default=True,
    help="Cells to draw.",
)
@click.option(
    "--seed", metavar="S", type=int, default=1, show_default=True, help="Another number draws other cells."
)
def sample(out: Path, folder: Path, size: int, seed: int) -> None:
    """Draw cells of all tables by chance, and write a form to fill in by hand.

    OUT is the folder of a conversion. The sample is stratified by year, kind of document, board, how sure the
    reader was, and kind of table. The same seed draws the same cells.
    """
    from lnextract.batch.writing import write_whole
    from lnextract.cli.reports import load_folder
    from lnextract.evaluate.sampling.form import write_form
    from lnextract.evaluate.sampling.population import population
    from lnextract.evaluate.sampling.strata import draw

    form = folder / FORM
    if form.exists():
        raise click.UsageError(f"{form} is there already; it may be filled in. Name another folder.")
    units = population(load_folder(out))
    if not units:
        raise click.UsageError("No report in it has a table.")
    drawn = draw(units, size, seed)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(form, write_form(drawn))
    except OSError as error:
        raise click.UsageError(f"{form} can't be written: {error.strerror or error}.") from error
    cells = count(sum(len(some) for _, some in drawn.values()), "cell")
    say(f"{form}: {cells} of {len(units)}, in {count(len(drawn), 'stratum', 'strata')}")


@command.command()
@click.argument("form", metavar="FORM", type=options.FILE)
@click.option(
    "--format",
    "form_of_output",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="The JSON, in a file.")
def score(form: Path, form_of_output: str, out: Path | None) -> None:
    """The error estimate of a form that was filled in, with 95 % intervals."""
    from lnextract.batch.writing import write_whole
    from lnextract.cli.estimate import print_estimate
    from lnextract.cli.terminal import console
    from lnextract.errors import GoldError
    from lnextract.evaluate.sampling.estimating import estimate
    from lnextract.evaluate.sampling.form import read_form

    verdicts = read_form(form)
    if not verdicts:
        raise GoldError(f"{form}: there is no line in it.", "Draw a sample first.")
    found = estimate(verdicts)
    text = found.model_dump_json(indent=2) + "\n"
    if out is not None:
        try:
            write_whole(out, text)
        except OSError as error:
            raise click.UsageError(f"{out} can't be written: {error.strerror or error}.") from error
    if form_of_output == "json":
        click.echo(text, nl=False)
    else:
        print_estimate(found, console())
