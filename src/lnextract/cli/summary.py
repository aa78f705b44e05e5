"""What `convert` tells at the end."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from pathlib import Path

from rich.table import Table
from rich.text import Text

from lnextract.batch.run import MANIFEST, REPORTS, Run
from lnextract.cli.corrections import Applied
from lnextract.cli.terminal import console, count
from lnextract.model.manifest import InputError, ManifestRow

LISTED_AT_MOST = 25
"""Unknown words shown on the screen, of each kind."""


def summary_json(run: Run, out: Path | str, applied: Applied | None = None) -> str:
    """The summary for programs; the rows themselves stand in the manifest."""
    summary = {
        "inputs": len(run.rows),
        "converted": run.count("converted"),
        "unchanged": run.count("unchanged"),
        "quarantined": run.count("quarantined"),
        "ignored": run.ignored,
        "same_content": run.repeated,
        "stopped": run.stopped,
        "reports": sum(len(row.reports) for row in run.rows),
        "pages": sum(row.pages or 0 for row in run.rows),
        "warnings": sum(row.warnings for row in run.rows),
        "findings": run.findings.model_dump(),
        "corrections": None
        if applied is None
        else {
            "applied": applied.applied,
            "refused": list(applied.refused),
            "of_other_inputs": applied.elsewhere,
        },
        "seconds": round(sum(row.seconds for row in run.rows), 3),
        "unmapped_headers": [{"header": text, "count": n} for text, n in ranked(run.unmapped_headers)],
        "unmapped_labels": [{"label": text, "count": n} for text, n in ranked(run.unmapped_labels)],
        "quarantined_inputs": [{"file": row.file, **error.model_dump()} for row, error in _quarantined(run)],
        "next": next_step(run, out),
        "manifest": _below(out, MANIFEST),
    }
    return json.dumps(summary, ensure_ascii=False, indent=2)


def print_summary(run: Run, out: Path | str, applied: Applied | None = None) -> None:
    """The summary for people, on stdout."""
    screen = console()
    screen.print(_counts(run, out, applied))
    for title, unmapped in (
        ("Headers not in the vocabulary", run.unmapped_headers),
        ("Labels not in the vocabulary", run.unmapped_labels),
    ):
        if unmapped:
            screen.print(_ranking(title, unmapped))
    if run.count("quarantined"):
        screen.print(_quarantine(run))
    screen.print(f"Next: {next_step(run, out)}", soft_wrap=True)


def next_step(run: Run, out: Path | str) -> str:
    """What to do now, in one command."""
    kinds = {error.kind for _, error in _quarantined(run)}
    if run.stopped:
        return "the same command again; what is done is kept"
    place = shlex.quote(str(out))
    if "timeout" in kinds:
        return f"the same command with a longer --timeout, then lnextract check {place}"
    if "memory" in kinds:
        return f"the same command with more --memory, then lnextract check {place}"
    if not any(row.reports for row in run.rows):
        return "lnextract convert --help"
    return f"lnextract check {place}"


def _quarantined(run: Run) -> list[tuple[ManifestRow, InputError]]:
    return [(row, row.error) for row in run.rows if row.error is not None]


def _quarantine(run: Run) -> Table:
    """Which inputs gave no report, and why; many are cut short."""
    table = Table(title="Quarantined", title_justify="left", title_style="bold")
    for header in ("input", "kind", "why"):
        table.add_column(header, overflow="fold")
    quarantined = _quarantined(run)
    for row, error in quarantined[:LISTED_AT_MOST]:
        table.add_row(Text(row.file), Text(error.kind), Text(error.message))
    if len(quarantined) > LISTED_AT_MOST:
        kinds = ranked(Counter(error.kind for _, error in quarantined))
        rest = len(quarantined) - LISTED_AT_MOST
        counts = ", ".join(f"{times} {kind}" for kind, times in kinds)
        table.add_row(Text(f"and {rest} more"), "", Text(f"in all {counts}: the manifest names each"))
    return table


def _below(out: Path | str, name: str) -> str:
    return str(out / name) if isinstance(out, Path) else f"{out.rstrip('/')}/{name}"


def ranked(counter: Counter[str]) -> list[tuple[str, int]]:
    """Most frequent first, then by name."""
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))


def _counts(run: Run, out: Path | str, applied: Applied | None) -> Table:
    findings = run.findings
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(style="bold")
    table.add_column()
    table.add_row("Inputs", _inputs(run))
    table.add_row("Reports", f"{sum(len(row.reports) for row in run.rows)} in {_below(out, REPORTS)}")
    table.add_row(
        "Checks",
        f"{findings.holds} hold, {findings.holds_within_rounding} hold within rounding, "
        f"{findings.broken} broken, {findings.not_checkable} not checkable",
    )
    table.add_row("Warnings", str(sum(row.warnings for row in run.rows)))
    if applied is not None:
        table.add_row("Corrections", str(applied))
    if run.left_over:
        earlier = count(run.left_over, "report")
        table.add_row("Left alone", f"{earlier} of an earlier run in {_below(out, REPORTS)}")
    return table


def _inputs(run: Run) -> str:
    unchanged = run.count("unchanged")
    parts = [f"{run.count('converted')} converted", f"{run.count('quarantined')} quarantined"]
    if unchanged:
        parts.insert(1, f"{unchanged} unchanged")
    if run.ignored:
        parts.append(f"{count(run.ignored, 'other file')} in the folders ignored")
    if run.repeated:
        parts.append(f"{count(run.repeated, 'input')} with the content of another")
    return ", ".join(parts)


def _ranking(title: str, counter: Counter[str]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column("printed")
    table.add_column("times", justify="right")
    listed = ranked(counter)
    for text, times in listed[:LISTED_AT_MOST]:
        table.add_row(Text(text or "(empty)"), str(times))
    if len(listed) > LISTED_AT_MOST:
        table.add_row(Text(f"and {len(listed) - LISTED_AT_MOST} more: --json lists them all"), "")
    return table
