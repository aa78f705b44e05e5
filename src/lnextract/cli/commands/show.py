"""`lnextract show`."""

from __future__ import annotations

from pathlib import Path

import click

from lnextract.cli import options
from lnextract.errors import LnextractError


@click.command()
@click.argument("reports", metavar="REPORT_JSON...", nargs=-1, required=True, type=options.FILE)
@click.option("--all", "every", is_flag=True, help="Also tables without amounts: indicators, activities, …")
@options.lang
def command(reports: tuple[Path, ...], every: bool, lang: str) -> None:
    """Show the tables of a converted report, and what was proven of them."""
    from lnextract.cli.reports import load_report
    from lnextract.cli.tables import print_report
    from lnextract.cli.terminal import console

    screen = console()
    for path in reports:
        try:
            report = load_report(path)
        except LnextractError as error:
            raise click.UsageError(f"{path}: {error}") from error
        print_report(report, screen, every=every, lang=lang)
