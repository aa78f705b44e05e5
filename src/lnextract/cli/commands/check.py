"""`lnextract check`."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lnextract.cli import options
from lnextract.cli.terminal import say

if TYPE_CHECKING:
    from lnextract.model.finding import Finding

NOT_YET = ("html", "sarif")


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=options.EXISTING)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", *NOT_YET]),
    default="table",
    show_default=True,
    help="table shows what is broken and counts the rest; json and csv list every check.",
)
@options.lang
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="File instead of stdout.")
@options.corrections
@click.option("--rule", "rules", multiple=True, metavar="NAME", help="Only this rule; may be given again.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    form: str,
    lang: str,
    out: Path | None,
    corrections: Path | None,
    rules: tuple[str, ...],
) -> None:
    """Check the figures of reports against each other.

    PATH is a report's JSON file, the OUT folder of a conversion, or a text dump.

    \b
    Exit status: 0 nothing broken, 1 something broken, 2 wrong usage or a file that can't be read.
    """
    if form in NOT_YET:
        raise click.UsageError(f"--format {form} is not in this version yet; take table, json or csv.")
    from lnextract.cli.corrections import with_corrections
    from lnextract.cli.reports import load_all
    from lnextract.pipeline import check, rule_names

    if unknown := sorted(set(rules) - set(rule_names())):
        raise click.UsageError(f"No such rule: {', '.join(unknown)}. There are: {', '.join(rule_names())}.")
    reports, failed = load_all(paths)
    if not reports and not failed:
        raise click.UsageError("No report was found in what was named.")
    reports = with_corrections(reports, paths, corrections)
    findings = [each for each in check(reports) if not rules or each.rule in rules]
    _print(findings, form, lang, out)
    broken = any(finding.verdict == "broken" for finding in findings)
    ctx.exit(1 if broken else 2 if failed else 0)


def _print(findings: list[Finding], form: str, lang: str, out: Path | None) -> None:
    from lnextract.batch.writing import write_whole
    from lnextract.cli.findings import as_csv, as_json, print_table, verdict_counts
    from lnextract.cli.terminal import console

    if form == "table" and out is None:
        print_table(findings, lang, console())
        return
    text = io.StringIO()
    if form == "table":
        print_table(findings, lang, console(text))
    else:
        text.write(as_json(findings) if form == "json" else as_csv(findings, lang))
    say(verdict_counts(findings))
    if out is None:
        click.echo(text.getvalue(), nl=False)
        return
    try:
        write_whole(out, text.getvalue())
    except OSError as error:
        raise click.UsageError(f"{out} can't be written: {error.strerror or error}.") from error
