"""`lnextract check`."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lnextract.cli import options
from lnextract.cli.findings import formats
from lnextract.cli.terminal import count, say

if TYPE_CHECKING:
    from lnextract.checks.suppressions import Entry, Sifted
    from lnextract.cli.findings.outcome import Outcome
    from lnextract.cli.loading import Loaded
    from lnextract.pipeline import Limits

SEVERITIES_OF: dict[str, tuple[str, ...]] = {
    "broken": ("error", "warning", "notice", "info"),
    "error": ("error",),
    "warning": ("error", "warning"),
    "never": (),
}
"""What `--fail-on` looks for in broken checks."""
TERMINAL = "table"
"""The format that asks how wide the terminal is."""


def _share(ctx: click.Context, param: click.Parameter, value: str) -> Decimal:
    """`1`, `0.5` or `0,5 %` as a fraction of one."""
    try:
        share = Decimal(value.removesuffix("%").strip().replace(",", ".")) / 100
    except InvalidOperation:
        raise click.BadParameter(f"{value!r} is no percentage.") from None
    if not 0 <= share <= 1:
        raise click.BadParameter(f"{value} is not between 0 and 100.")
    return share


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=options.EXISTING)
@click.option(
    "--format",
    "form",
    type=click.Choice(formats.names()),
    default="table",
    show_default=True,
    help="table and html show what is broken and count the rest; json and csv list every check; "
    "sarif is for GitHub and editors.",
)
@options.lang
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write instead of stdout.",
)
@options.corrections
@click.option("--rule", "rules", multiple=True, metavar="NAME", help="Only this rule; may be given again.")
@click.option(
    "--suppress",
    "suppressions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="YAML of broken checks that are let stand, each with reason, author and last day.",
)
@click.option(
    "--fail-on",
    type=click.Choice(list(SEVERITIES_OF)),
    default="broken",
    show_default=True,
    help="What exit status 1 is for: any broken check, those of this severity and above, or nothing.",
)
@click.option(
    "--notable",
    metavar="PERCENT",
    callback=_share,
    default="1",
    show_default=True,
    help="Up to this percentage of the board's budget of the year, a difference is a warning.",
)
@click.option(
    "--high",
    metavar="PERCENT",
    callback=_share,
    default="5",
    show_default=True,
    help="Beyond this percentage of the budget, a difference is an error whatever the rule.",
)
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    form: str,
    lang: str,
    out: Path | None,
    corrections: Path | None,
    rules: tuple[str, ...],
    suppressions: Path | None,
    fail_on: str,
    notable: Decimal,
    high: Decimal,
) -> None:
    """Check the figures of reports against each other.

    PATH is a report's JSON file, the OUT folder of a conversion, a PDF or a text dump, or a folder of
    these.

    \b
    Exit status: 0 nothing broken, 1 something broken, 2 wrong usage or a file that can't be read.
    """
    if notable > high:
        raise click.UsageError("--notable must not be more than --high.")
    from lnextract.cli.corrections import with_corrections
    from lnextract.cli.loading import load_all
    from lnextract.pipeline import Limits, read_suppressions, rule_names

    if unknown := sorted(set(rules) - set(rule_names())):
        raise click.UsageError(f"No such rule: {', '.join(unknown)}. There are: {', '.join(rule_names())}.")
    entries = [] if suppressions is None else read_suppressions(suppressions)
    loaded = load_all(paths)
    if not loaded.reports and not loaded.failures:
        raise click.UsageError("No report was found in what was named.")
    if out is not None and os.path.realpath(out) in loaded.files:
        raise click.UsageError(f"{out} is what is checked; name another file to write.")
    loaded.reports = with_corrections(loaded.reports, paths, corrections)
    outcome = _outcome(loaded, rules, Limits(notable, high), entries)
    _write(outcome, form, lang, out)
    ctx.exit(_status(outcome, fail_on))


def _outcome(loaded: Loaded, rules: Sequence[str], limits: Limits, entries: Sequence[Entry]) -> Outcome:
    from lnextract.cli.findings.outcome import Outcome
    from lnextract.pipeline import check, rule_texts, sift

    found = check(loaded.reports, limits)
    sifted = sift(found, loaded.reports, entries, date.today(), loaded.sources)
    _tell(sifted)
    return Outcome(
        reports=loaded.reports,
        sources=loaded.sources,
        findings=[each for each in sifted.kept if not rules or each.rule in rules],
        suppressed=[each for each in sifted.suppressed if not rules or each[0].rule in rules],
        failures=loaded.failures,
        rules=rule_texts(),
    )


def _tell(sifted: Sifted) -> None:
    """Suppressions that did nothing, each by file and line."""
    for entry in sifted.expired:
        say(f"{entry.place}: this suppression expired on {entry.suppression.expires}; it is not applied.")
    for entry in sifted.unmatched:
        say(f"{entry.place}: this suppression matches nothing that is broken.")
    if sifted.elsewhere:
        first = sifted.elsewhere[0].place
        say(f"{first}: {count(len(sifted.elsewhere), 'suppression')} of reports that are not checked here.")


def _write(outcome: Outcome, form: str, lang: str, out: Path | None) -> None:
    from lnextract.batch.writing import write_whole
    from lnextract.cli.findings.outcome import counts_line

    chosen = formats.load(form)
    if out is None and form == TERMINAL:
        if isinstance(sys.stdout, io.TextIOWrapper):
            # An old terminal without ✗ gets a question mark, not a traceback.
            sys.stdout.reconfigure(errors="replace")
        chosen.write(outcome, lang, sys.stdout)
        return
    text = io.StringIO()
    chosen.write(outcome, lang, text)
    if out is None:
        # Programs read it, so it is UTF-8 whatever the terminal's encoding.
        click.echo(text.getvalue().encode("utf-8"), nl=False)
    else:
        try:
            write_whole(out, text.getvalue())
        except OSError as error:
            raise click.UsageError(f"{out} can't be written: {error.strerror or error}.") from error
    say(counts_line(outcome, lang))


def _status(outcome: Outcome, fail_on: str) -> int:
    failing = SEVERITIES_OF[fail_on]
    broken = [finding.severity for finding in outcome.findings if finding.verdict == "broken"]
    if any(severity in failing for severity in broken):
        return 1
    return 2 if outcome.failures else 0
