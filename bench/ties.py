"""Facts printed twice: how many planted contradictions are found, and how checks between reports grow."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from rich.console import Console
from rich.table import Table

import lnextract
from lnextract.checks.reported import Reported
from lnextract.checks.run import check_between, check_report
from lnextract.model.report import Period, Report

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from planting import Planted, planted_claim, planted_restatements  # noqa: E402 -- lies beside the tests

BODIES = 12
"""Bodies of the smaller archive; the larger one has four times as many, or four times as many years."""
YEARS = 6
TIMES_LARGER = 4
ROUNDS = 3
SAMPLE = "kungsbacka-2021-ur2"


def main() -> None:
    """Print both tables."""
    console = Console()
    reports = [
        report for path in sorted((ROOT / "fixtures").glob("*/*.txt")) for report in lnextract.read(path)
    ]
    console.print(_recall(reports))
    console.print(_growth())


def _recall(reports: list[Report]) -> Table:
    table = Table(
        "planted in", "planted", "found", "as the target", "elsewhere too", title="One figure changed"
    )
    for name, rule, planted in (
        (
            "a figure that tables print twice",
            "same_figure",
            [each for report in reports for each in planted_restatements(report)],
        ),
        ("a claim whose line is sure", "claim", list(_claims(reports))),
    ):
        found = [[each for each in check_report(one.report) if each.verdict == "broken"] for one in planted]
        known = {
            _place(each) for report in reports for each in check_report(report) if each.verdict == "broken"
        }
        pairs = list(zip(planted, found, strict=True))
        table.add_row(
            name,
            str(len(planted)),
            str(sum(any(each.rule == rule and one.spoken_of(each) for each in own) for one, own in pairs)),
            str(sum(any(one.aimed_at(each) for each in own) for one, own in pairs)),
            str(
                sum(
                    any(not one.spoken_of(each) and _place(each) not in known for each in own)
                    for one, own in pairs
                )
            ),
        )
    return table


def _claims(reports: list[Report]) -> Iterator[Planted]:
    for report in reports:
        for claimed in Reported(report).claimed:
            if claimed.sure and claimed.stated:
                yield planted_claim(report, claimed.figure.index)


def _place(finding: lnextract.Finding) -> tuple[object, ...]:
    return (
        finding.rule,
        finding.target.report,
        finding.target.table,
        finding.target.row,
        finding.target.column,
    )


def _growth() -> Table:
    """Seconds of checks between reports for an archive and one four times as large, in turns."""
    table = Table("archive", "reports", "checks", "takes", title="Checks between reports")
    (report,) = lnextract.read(ROOT / "fixtures" / SAMPLE / f"{SAMPLE}.txt")
    small = _archive(report, BODIES, YEARS)
    for name, larger in (
        ("more bodies", _archive(report, TIMES_LARGER * BODIES, YEARS)),
        ("more years of the same bodies", _archive(report, BODIES, TIMES_LARGER * YEARS)),
    ):
        ratios = [_seconds(larger) / _seconds(small) for _ in range(ROUNDS)]
        table.add_row(
            f"{name}, {TIMES_LARGER} times",
            str(len(larger)),
            str(len(check_between(larger))),
            f"{median(ratios):.1f} times as long",
        )
    return table


def _archive(report: Report, bodies: int, years: int) -> list[Report]:
    """Reports of three papers a year and body: the report, its deck, and the bokslut."""
    return [
        _copy(report, body, year, paper)
        for body in range(bodies)
        for year in range(2000, 2000 + years)
        for paper in ("uppföljningsrapport", "presentation", "årsredovisning")
    ]


def _copy(report: Report, body: int, year: int, paper: str) -> Report:
    last = date(year, 12, 31) if paper == "årsredovisning" else date(year, 8, 31)
    identity = report.identity.model_copy(
        update={
            "body": "Socialnämnden",
            "municipality_code": f"{body:04}",
            "year": year,
            "report_type": paper,
            "period": Period.model_validate({"from": date(year, 1, 1), "to": last}),
        }
    )
    source = report.source.model_copy(
        update={"file": f"{body}-{year}-{paper}.pdf", "sha256": f"{body}-{year}-{paper}"}
    )
    return report.model_copy(update={"identity": identity, "source": source})


def _seconds(reports: list[Report]) -> float:
    begun = perf_counter()
    check_between(reports)
    return perf_counter() - begun


if __name__ == "__main__":
    main()
