"""For the terminal: what is broken, group by group, then the counts."""

from __future__ import annotations

from textwrap import fill
from typing import TextIO

from rich import box
from rich.table import Table
from rich.text import Text

from lnextract.cli.findings.outcome import Broken, Group, Outcome, counts_line
from lnextract.cli.findings.places import decimals, percentage, place, remedies, sentence, signed
from lnextract.cli.findings.words import word
from lnextract.cli.terminal import console
from lnextract.model.finding import Finding

CULPRIT, FOLLOWS = "✗", "↳"
STYLES = {"error": "bold red", "warning": "yellow"}
WHERE_WIDTH = (20, 32)
"""Columns for the place, at least and at most: the sentences get the rest."""
OFF_BY_WIDTH = 10
BETWEEN = 10
"""Columns that mark and gaps take."""
MOST_REMEDIES = 3
LEAST_WIDTH = 24
"""Of the sentences: a narrower terminal cuts or folds by itself."""


def write(outcome: Outcome, lang: str, to: TextIO) -> None:
    """As wide as the terminal; the counts in the last line."""
    screen = console(to)
    if outcome.groups:
        low, high = WHERE_WIDTH
        where = max(low, min(high, screen.width // 4))
        said = max(LEAST_WIDTH, screen.width - where - OFF_BY_WIDTH - BETWEEN)
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        table.add_column("", width=1)
        table.add_column(word("where", lang), width=where, overflow="fold")
        table.add_column(word("off_by", lang), justify="right", width=OFF_BY_WIDTH)
        table.add_column(word("finding", lang), width=said, overflow="fold")
        for group in outcome.groups:
            _add(table, group, outcome, lang, said)
        screen.print(table)
        screen.print()
    screen.print(Text(counts_line(outcome, lang)))


def _add(table: Table, group: Group, outcome: Outcome, lang: str, width: int) -> None:
    for member in group.members:
        culprit = member is group.culprit
        style = STYLES.get(member.finding.severity, "")
        said = [fill(line, width, break_on_hyphens=False) for line in _said(member, group, outcome, lang)]
        table.add_row(
            Text(CULPRIT if culprit else FOLLOWS, style=style),
            _where(member, group.culprit.finding, outcome, lang),
            Text(_off_by(member, lang), style=style),
            # Filled here: rich would break a figure at the blank that does not break.
            Text("\n".join(said)),
            end_section=member is group.members[-1],
        )


def _where(member: Broken, culprit: Finding, outcome: Outcome, lang: str) -> Text:
    target = member.finding.target
    if member.finding is culprit:
        name = Text(outcome.places.name(target), style="bold")
        spot = [place(target.span, lang), *([target.table] if target.table else []), member.finding.rule]
        return Text("\n").join([Text(target.report), Text(" · ".join(spot)), name])
    told = word("also", lang) if target == culprit.target else outcome.places.name(target)
    return Text(f"{told} · {member.finding.rule}")


def _off_by(member: Broken, lang: str) -> str:
    finding, weight = member.finding, member.weight
    lines = []
    if finding.difference is not None:
        shown = max(decimals(finding.target.value), min(1, decimals(finding.difference)))
        lines.append(signed(finding.difference, finding.unit, shown))
    if weight.share is not None and finding.unit != "%":
        lines.append(percentage(weight.share))
    return "\n".join([*lines, word(finding.severity, lang)])


def _said(member: Broken, group: Group, outcome: Outcome, lang: str) -> list[str]:
    """The sentence, and for the first of a group what would put everything right."""
    lines = [sentence(member.finding, lang)]
    if member is group.culprit:
        mended = remedies(member.finding, outcome.places, lang, MOST_REMEDIES)
        lines += [word("one_of_these", lang), *(f"· {line}" for line in mended)] if mended else []
        if member.finding.cause == "extraction":
            lines.append(f"({word('extraction', lang)})")
    return lines
