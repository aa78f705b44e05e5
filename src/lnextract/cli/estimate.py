"""An error estimate in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lnextract.model.estimate import ErrorEstimate, Rate


def print_estimate(estimate: ErrorEstimate, screen: Console) -> None:
    """The strata, then all together."""
    table = Table("stratum")
    for header in ("cells", "looked at", "wrong", "%", "95 %"):
        table.add_column(header, justify="right")
    for each in estimate.strata:
        counts = (str(each.population), str(each.sampled), str(each.wrong))
        table.add_row(Text(each.name), *counts, *_rate(each.rate))
    table.add_section()
    counts = (str(estimate.population), str(estimate.sampled), str(estimate.wrong))
    table.add_row("all, weighted", *counts, *_rate(estimate.rate))
    screen.print(table)
    if estimate.unclear:
        screen.print(f"Of the wrong ones {estimate.unclear} are unclear.")


def _rate(rate: Rate) -> tuple[str, str]:
    return f"{rate.percent:.1f}", f"{rate.low:.1f}…{rate.high:.1f}"
