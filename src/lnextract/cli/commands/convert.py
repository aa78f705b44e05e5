"""`lnextract convert`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lnextract.batch.limits import MEMORY_MB, TIMEOUT_S, Limits
from lnextract.cli import options
from lnextract.cli.terminal import say

if TYPE_CHECKING:
    from lnextract.batch.inputs import Inputs
    from lnextract.batch.jobs import Outcome
    from lnextract.batch.run import Isolation, Run


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=options.EXISTING)
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for reports/*.json and manifest.jsonl; made where missing.",
)
@click.option(
    "--vocabulary",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own YAML, added to the vocabulary.",
)
@options.corrections
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=1),
    help="Inputs converted at the same time, each in a process of its own. [default: one a processor]",
)
@click.option(
    "--timeout",
    "timeout_s",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    default=TIMEOUT_S,
    show_default=True,
    help="An input that takes longer is given up and quarantined.",
)
@click.option(
    "--memory",
    "memory_mb",
    metavar="MB",
    type=click.IntRange(min=1),
    default=MEMORY_MB,
    show_default=True,
    help="An input whose process holds more is given up and quarantined (on Linux; elsewhere not held).",
)
@click.option("--force", is_flag=True, help="Ignore earlier results. This version converts everything anew.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; errors are still told.")
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON on stdout.")
@click.pass_context
def command(
    ctx: click.Context,
    inputs: tuple[Path, ...],
    out: Path,
    vocabulary: Path | None,
    corrections: Path | None,
    workers: int | None,
    timeout_s: float,
    memory_mb: int,
    force: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Convert reports to JSON, and check every figure in them.

    INPUT is a PDF, a text dump (.txt) or a folder, which is searched with all folders in it. No input is
    changed.

    \b
    Exit status: 0 every input converted, 1 some input was quarantined, 2 wrong usage.
    """
    from lnextract.batch.inputs import find_inputs
    from lnextract.batch.run import Isolation
    from lnextract.cli.corrections import applied_in, chosen_corrections
    from lnextract.cli.summary import print_summary, summary_json

    corrections = chosen_corrections(corrections, out)
    found = find_inputs(inputs, out)
    if not found.files:
        say("No report was found: their files end in .pdf or .txt.")
    isolation = Isolation(Limits(timeout_s, memory_mb), workers)
    result = _run(found, out, vocabulary, isolation, quiet, corrections)
    applied = applied_in(result.rows, out, corrections) if corrections else None
    for sentence in applied.refused if applied else ():
        say(sentence)
    if as_json:
        click.echo(summary_json(result, out, applied))
    elif not quiet:
        print_summary(result, out, applied)
    ctx.exit(1 if result.count("quarantined") else 0)


def _run(
    found: Inputs,
    out: Path,
    vocabulary: Path | None,
    isolation: Isolation,
    quiet: bool,
    corrections: Path | None,
) -> Run:
    from rich.progress import Progress

    from lnextract.batch.run import run
    from lnextract.cli.terminal import console

    screen = console(stderr=True)
    # A bar in a log file is noise; rich would print its last state there.
    hidden = quiet or not screen.is_terminal
    with Progress(console=screen, disable=hidden, transient=True) as progress:
        task = progress.add_task("Converting", total=len(found.files))

        def on_done(outcome: Outcome) -> None:
            progress.advance(task)
            if outcome.row.error is not None:
                screen.print(f"{outcome.row.file}: {outcome.row.error.message}", soft_wrap=True)

        try:
            return run(found, out, vocabulary, on_done, isolation, corrections)
        except OSError as error:
            raise click.UsageError(f"{out} can't be written to: {error.strerror or error}.") from error
