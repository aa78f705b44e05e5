"""Converted reports with planted mistakes, for the tests of `lnextract check`: real rules, made tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from lnextract.batch.writing import report_json
from lnextract.checks.run import check_report
from lnextract.cli.main import main
from lnextract.model.report import Block, Claim, Report, Section
from lnextract.model.spans import PageSpan, TextSpan
from printed_tables import report_of

HEADERS = ("Budget 2031", "Utfall jan-apr", "Förbrukat %")
GOOD: tuple[str, ...] = ("800 400 50", "400 100 25", "1200 500 42")
SMALL: tuple[str, ...] = ("800 400 50", "400 100 25", "1200 508 42")
"""The total of the outcome is 8 too much: less than 1 % of 1200."""
LARGE: tuple[str, ...] = ("800 400 50", "400 100 25", "1200 700 42")
"""The total is 200 too much, which its percentage shows too."""


def budget_report(figures: Sequence[str], *, file: str = "ur1.pdf", sha256: str = "0" * 64) -> Report:
    """Two parts and their total: budget, outcome and the percentage of it; on page 3 of a PDF."""
    labels = (("Politik", "item", 2), ("Folkhälsa <b>", "item", 2), ("Totalt", "total", None))
    rows = [[*label, each] for label, each in zip(labels, figures, strict=True)]
    report = report_of([{"columns": ["budget_year", "outcome_period", "outcome_pct"], "rows": rows}])
    table = report.tables[0]
    named = zip(table.columns, HEADERS, strict=True)
    columns = [column.model_copy(update={"header": header}) for column, header in named]
    placed = [
        row.model_copy(update={"cells": [_on_page(cell, index) for cell in row.cells]})
        for index, row in enumerate(table.rows)
    ]
    whole = PageSpan(page=3, bbox=(50, 100, 500, 200))
    drawn = table.model_copy(
        update={"title": "Driftbudget & utfall", "columns": columns, "rows": placed, "span": whole}
    )
    source = report.source.model_copy(update={"file": file, "sha256": sha256, "kind": "pdf"})
    identity = report.identity.model_copy(
        update={"body": "Lokal nämnd Någonstans", "report_type": "uppföljningsrapport", "report_number": 1}
    )
    made = report.model_copy(update={"tables": [drawn], "source": source, "identity": identity})
    return made.model_copy(update={"findings": check_report(made)})


def _on_page(cell: Any, row: int) -> Any:
    if cell is None:
        return None
    left = cell.span.start % 100 * 60.0
    return cell.model_copy(
        update={"span": PageSpan(page=3, bbox=(100 + left, 110.0 + 20 * row, 130 + left, 120.0 + 20 * row))}
    )


def dump_report(sentence: str, figure: str) -> Report:
    """A report of one sentence, on line 9 of a dump, in which a figure is claimed."""
    start = 200 + sentence.index(figure)
    span = TextSpan(line=9, start=200, end=200 + len(sentence))
    report = report_of([])
    block = Block(type="paragraph", text=sentence, items=None, table=None, span=span)
    section = Section(
        id="s1", number=None, title="Ekonomi", level=1, parent=None, marker=None, blocks=[block], span=span
    )
    claim = Claim.model_validate(
        {
            "text": figure,
            "value": int("0" + "".join(filter(str.isdigit, figure))),
            "unit": "tkr",
            "measure": None,
            "section": "s1",
            "span": TextSpan(line=9, start=start, end=start + len(figure)),
        }
    )
    return report.model_copy(update={"sections": [section], "claims": [claim]})


def converted(out: Path, reports: Mapping[str, Report]) -> Path:
    """An OUT folder with these report files."""
    (out / "reports").mkdir(parents=True)
    for name, report in reports.items():
        (out / "reports" / name).write_text(report_json(report), encoding="utf-8")
    return out


def check(*words: str | Path) -> Result:
    """`lnextract check` as a user runs it."""
    return CliRunner().invoke(main, ["check", *(str(word) for word in words)])
