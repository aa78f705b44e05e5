"""`lnextract evaluate`."""

from __future__ import annotations

from pathlib import Path

import click

from lnextract.cli import options
from lnextract.cli.terminal import say


@click.command()
@click.argument("out", metavar="OUT", type=options.FOLDER)
@click.option(
    "--gold",
    metavar="DIR",
    required=True,
    type=options.FOLDER,
    help="Reports made by hand, in the same JSON. A key that is left out is not scored.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="json has every value whole.",
)
@click.option(
    "--fail-under",
    metavar="PERCENT",
    type=click.FloatRange(0, 100),
    help="Exit status 1 if the precision or recall of any kind is below this.",
)
@click.pass_context
def command(ctx: click.Context, out: Path, gold: Path, form: str, fail_under: float | None) -> None:
    """Precision and recall of each kind of element, against gold reports made by hand.

    OUT is the folder of a conversion. Every difference is listed.

    \b
    Exit status: 0 scored, 1 below --fail-under, 2 wrong usage or a file that can't be read.
    """
    from lnextract.cli.evaluation import print_evaluation
    from lnextract.cli.reports import load_folder
    from lnextract.cli.terminal import console
    from lnextract.evaluate.gold import load_gold
    from lnextract.evaluate.run import evaluate

    evaluation = evaluate(load_folder(out), load_gold(gold))
    if form == "json":
        click.echo(evaluation.model_dump_json(indent=2))
    else:
        print_evaluation(evaluation, console())
    lowest = evaluation.lowest_percent
    if fail_under is not None and (lowest is None or lowest < fail_under):
        say(f"The lowest share is {'none' if lowest is None else f'{lowest} %'}, below {fail_under} %.")
        ctx.exit(1)
