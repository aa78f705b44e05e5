"""An evaluation in the terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lnextract.cli.findings.places import place
from lnextract.cli.terminal import count
from lnextract.evaluate.result import Difference, Evaluation, KindScore, Share

SHOWN_AT_MOST = 60
"""Characters of a value; --format json has it whole."""
NOTHING = "–"


def print_evaluation(evaluation: Evaluation, screen: Console) -> None:
    """Scores of each kind, then every difference."""
    screen.print(_scores(evaluation))
    for names, words in ((evaluation.missing, "Gold without a report"), (evaluation.extra, "Without gold")):
        if names:
            screen.print(Text(f"{words}: {', '.join(names)}"))
    if evaluation.differences:
        screen.print(_differences(evaluation.differences))
    reports, differences = (
        count(len(evaluation.scored), "report"),
        count(len(evaluation.differences), "difference"),
    )
    screen.print(f"{reports} scored, {differences}")


def _scores(evaluation: Evaluation) -> Table:
    table = Table("kind", title_justify="left")
    for header in ("gold", "ours", "right", "precision", "95 %", "macro", "recall", "95 %", "macro"):
        table.add_column(header, justify="right")
    for kind in evaluation.kinds:
        if kind.gold or kind.ours:
            table.add_row(kind.kind, *_counts(kind), *_share(kind.precision), *_share(kind.recall))
    table.add_section()
    total = evaluation.total
    counts = (str(total.recall.of), str(total.precision.of), str(total.recall.right))
    table.add_row("all", *counts, *_share(total.precision), *_share(total.recall))
    return table


def _counts(kind: KindScore) -> tuple[str, str, str]:
    return str(kind.gold), str(kind.ours), str(kind.right)


def _share(share: Share) -> tuple[str, str, str]:
    if share.percent is None or share.low is None or share.high is None or share.macro is None:
        return NOTHING, NOTHING, NOTHING
    return f"{share.percent:.1f}", f"{share.low:.1f}…{share.high:.1f}", f"{share.macro:.1f}"


def _differences(differences: Sequence[Difference]) -> Table:
    table = Table("report", "place", "kind", "", "element", "gold", "ours", show_lines=True)
    for each in differences:
        at = place(each.span) if each.span else ""
        words = (each.report, at, each.kind, each.verdict, each.name, _shown(each.gold), _shown(each.ours))
        table.add_row(*(Text(word) for word in words))
    return table


def _shown(value: object) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_shown(each)}" for key, each in value.items())
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN_AT_MOST else f"{text[: SHOWN_AT_MOST - 1]}…"
