"""`lnextract convert`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lnextract.batch.limits import MEMORY_MB, TIMEOUT_S
from lnextract.cli import options
from lnextract.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lnextract.batch.jobs import Engine
    from lnextract.batch.run import Run, Wishes
    from lnextract.batch.stopping import StopSignals
    from lnextract.batch.stores import Store
    from lnextract.cli.corrections import Applied


@click.command()
@click.argument(
    "inputs",
    metavar="INPUT...",
    nargs=-1,
    required=True,
    type=options.OrUrl(exists=True, readable=False, path_type=Path),
)
@click.option(
    "-o",
    "--out",
    required=True,
    type=options.OrUrl(file_okay=False, path_type=Path),
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
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Who does the work: processes here, or a Dask cluster.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Of the Dask cluster, such as tcp://host:8786.")
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
@click.option(
    "--password",
    "passwords",
    metavar="TEXT",
    multiple=True,
    envvar="LNEXTRACT_PASSWORD",
    help="Tried on protected PDFs; may be given several times. [env: LNEXTRACT_PASSWORD]",
)
@click.option("--force", is_flag=True, help="Convert anew what an earlier run has done.")
@click.option(
    "--retry",
    is_flag=True,
    help="Try again what an earlier run gave up for its time; else only a larger --timeout does.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; errors are still told.")
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON on stdout.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    inputs: tuple[Path | str, ...],
    out: Path | str,
    quiet: bool,
    as_json: bool,
    vocabulary: Path | None,
    corrections: Path | None,
    passwords: tuple[str, ...],
    force: bool,
    retry: bool,
    **work: Any,
) -> None:
    """Convert reports to JSON, and check every figure in them.

    INPUT is a PDF, a text dump (.txt), a ZIP archive of these, or a folder, which is searched with all
    folders in it. No input is changed.

    What an earlier run into OUT has done and what still holds is not done again. A run that is ended, by
    Ctrl-C or otherwise, goes on where it was when the same command is run again.

    \b
    Exit status: 0 every input converted, 1 some input was quarantined, 2 wrong usage,
    130 ended by Ctrl-C.
    """
    from lnextract.batch.run import Wishes
    from lnextract.batch.stopping import StopSignals
    from lnextract.cli.corrections import applied_in, chosen_corrections

    chosen = chosen_corrections(corrections, out)
    engine = _engine(**work)
    wishes = Wishes(vocabulary, chosen, passwords, force, None if retry else work["timeout_s"])
    with StopSignals() as signals:
        result = _run(inputs, out, wishes, engine, signals, quiet)
    _tell(result, out, applied_in(result.rows, _store(out), chosen) if chosen else None, quiet, as_json)
    if result.stopped:
        ctx.exit(signals.exit_code)
    ctx.exit(1 if result.count("quarantined") else 0)


def _tell(result: Run, out: Path | str, applied: Applied | None, quiet: bool, as_json: bool) -> None:
    from lnextract.cli.summary import print_summary, summary_json

    for sentence in applied.refused if applied else ():
        say(sentence)
    if as_json:
        click.echo(summary_json(result, out, applied))
    elif not quiet:
        print_summary(result, out, applied)


def _engine(
    engine: str, scheduler: str | None, workers: int | None, timeout_s: float, memory_mb: int
) -> Engine | None:
    from lnextract.batch import run
    from lnextract.batch.limits import Limits

    limits = Limits(timeout_s, memory_mb)
    if engine == "local":
        if scheduler is not None:
            raise click.UsageError("--scheduler goes with --engine dask.")
        return run.Isolation(limits, workers)
    if scheduler is None:
        raise click.UsageError("--engine dask needs the --scheduler of a cluster that runs.")
    if workers is not None:
        raise click.UsageError("--workers goes with --engine local: a cluster has its own.")
    with _extra("cluster"):
        from lnextract.batch.cluster import DaskEngine
    return DaskEngine(scheduler, limits)


@contextmanager
def _extra(name: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        raise click.UsageError(f"This needs more packages: pip install 'lnextract[{name}]'.") from error


def _store(out: Path | str) -> Path | Store:
    if isinstance(out, Path):
        return out.absolute()
    with _extra("cluster"):
        from lnextract.batch.remote import RemoteStore
    return RemoteStore(out)


def _run(
    inputs: Sequence[Path | str],
    out: Path | str,
    wishes: Wishes,
    engine: Engine | None,
    signals: StopSignals,
    quiet: bool,
) -> Run:
    from lnextract.batch.inputs import find_inputs
    from lnextract.batch.run import run
    from lnextract.batch.stopping import Stopped
    from lnextract.cli.progress import progress

    try:
        with _extra("cluster"):
            found = find_inputs(inputs, out if isinstance(out, Path) else None, signals.look)
        if not found.files:
            say("No report was found: their files end in .pdf, .txt or .zip.")
        with progress(len(found.files), quiet) as on_done:
            return run(found, _store(out), wishes, on_done, engine, signals.look)
    except Stopped:
        say("Ended before anything was done.")
        raise click.exceptions.Exit(signals.exit_code) from None
    except OSError as error:
        raise click.UsageError(_cannot_write(out, error)) from error


def _cannot_write(out: Path | str, error: OSError) -> str:
    reason = error.strerror or error
    return f"{out} can't be written to: {reason}. What is done is kept: run the same command again."
