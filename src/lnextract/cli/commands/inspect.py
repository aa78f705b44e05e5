"""`lnextract inspect`."""

from __future__ import annotations

from pathlib import Path

import click

from lnextract.cli import options
from lnextract.cli.terminal import count, say
from lnextract.errors import UnreadableInputError


@click.command()
@click.argument("file", metavar="FILE", type=options.FILE)
@click.option(
    "--page",
    "number",
    metavar="N",
    required=True,
    type=click.IntRange(min=1),
    help="The page to draw, from 1.",
)
@click.option(
    "-o",
    "--out",
    metavar="PNG",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The picture's file; it appears whole or not at all.",
)
def command(file: Path, number: int, out: Path) -> None:
    """Draw a page of a PDF with what was found on it.

    Words, rulings and fills; a frame round each block in the colour of its kind; the cells of each table in
    the colour of their class; in red what is in doubt or in a broken finding. A legend stands below.

    \b
    Exit status: 0 drawn, 2 wrong usage, no such page, or a file that is no readable PDF.
    """
    from lnextract.batch.writing import write_whole
    from lnextract.inspecting.picture import draw_page
    from lnextract.inspecting.reading import find_marks

    try:
        marks = find_marks(file, number)
    except UnreadableInputError as error:
        raise click.UsageError(str(error)) from error
    picture = draw_page(file, marks)
    try:
        write_whole(out, picture)
    except OSError as error:
        raise click.UsageError(f"{out} can't be written: {error.strerror or error}.") from error
    found = f"{count(len(marks.blocks), 'block')}, {count(len(marks.tables), 'table')}"
    say(f"{out}: page {number} of {marks.pages}, {found}")
