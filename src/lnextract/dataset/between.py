"""Checks of the reports of one body against each other, as rows. They stand in no report file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from lnextract.dataset.findings import FindingRows, finding_row, operands_of
from lnextract.dataset.ids import hashed
from lnextract.dataset.ordering import Head
from lnextract.dataset.places import where
from lnextract.dataset.reading import Reading
from lnextract.model.finding import FigureRef, Finding
from lnextract.pipeline import BodyKey, check_between


def bodies_among(heads: Iterable[Head]) -> list[list[Path]]:
    """The report files of each body that has several, in the order of their first documents."""
    found: defaultdict[BodyKey, list[Path]] = defaultdict(list)
    for head in heads:
        if head.body is not None:
            found[head.body].append(head.path)
    return [paths for paths in found.values() if len(paths) > 1]


def findings_between(readings: Sequence[Reading]) -> list[FindingRows]:
    """Every check between the reports, those that hold too.

    Keys are made of what is compared, so that a further report leaves those of the others as they are.
    """
    named = _named(readings)
    reports = [
        reading.report.model_copy(
            update={"source": reading.report.source.model_copy(update={"file": name}), "findings": []}
        )
        for name, reading in named.items()
    ]
    rows: list[FindingRows] = []
    times: Counter[str] = Counter()
    groups: dict[str, str] = {}
    for finding in check_between(reports):
        reading = named[finding.target.report]
        key = reading.key(f"b{_compared(finding, named)}")
        times[key] += 1
        own = key if times[key] == 1 else f"{key}-{times[key]}"
        row = finding_row(finding, reading, own, groups.setdefault(finding.group, own), between=True)
        rows.append((row, operands_of(finding, own, named)))
    return rows


def _named(readings: Sequence[Reading]) -> dict[str, Reading]:
    """By what sentences call them: their files, with the key where one file holds several documents."""
    times = Counter(reading.report.source.file for reading in readings)
    return {
        f"{file} ({reading.doc_id})" if times[file := reading.report.source.file] > 1 else file: reading
        for reading in readings
    }


def _compared(finding: Finding, named: dict[str, Reading]) -> str:
    def place(figure: FigureRef) -> tuple[object, ...]:
        return named[figure.report].doc_id, figure.table, figure.row, figure.column, where(figure.span).place

    return hashed(
        finding.rule, *(part for each in (finding.target, *finding.operands) for part in place(each))
    )
