"""`lnextract schema`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lnextract.cli.terminal import say


@click.command()
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for one file a schema; without it they are printed as one object.",
)
def command(out: Path | None) -> None:
    """Print or write the JSON Schemas (2020-12) of the public files."""
    from lnextract.batch.writing import write_whole
    from lnextract.model.schema import schemas

    made = schemas()
    if out is None:
        click.echo(json.dumps(made, ensure_ascii=False, indent=2))
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, body in made.items():
            text = json.dumps(body, ensure_ascii=False, indent=2) + "\n"
            write_whole(out / f"{name}.schema.json", text)
    except OSError as error:
        raise click.UsageError(f"{out} can't be written to: {error.strerror or error}.") from error
    say(f"{len(made)} schemas in {out}")
