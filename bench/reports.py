"""Cells read right from the fixtures' PDFs, by style of the table and by the engine that read it.

A figure is wrong where its value is not the one printed at that place: another number, a number where the
paper is empty, or none where a number is printed. It is wrong without a warning where none doubts the reading
of its table and no check of the table is broken.

    python bench/reports.py [--list] [-o FILE] [PDF ...]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import lnextract
from aligning import Pair, aligned, columns_of, fold, texts_of_row, texts_of_table
from lnextract.model.report import Cell, Report, Row, Table

ROOT = Path(__file__).resolve().parent.parent
DOUBTING = frozenset({"unproven_reading", "column_by_column"})
"""Warnings that doubt how a table was read; those of unknown words do not."""
NO_ENGINE = "not found"
NO_STYLE = "no table"


@dataclass(slots=True)
class Score:
    """What is right, of how many; `cells` and the like count in pairs of right and asked."""

    tables: int = 0
    cells: Counter[bool] = field(default_factory=Counter)
    figures: Counter[bool] = field(default_factory=Counter)
    labels: Counter[bool] = field(default_factory=Counter)
    measures: Counter[bool] = field(default_factory=Counter)
    wrong_figures: int = 0
    confident: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """A table of a report."""

    table: Table
    doubted: bool


def tables_read(reports: Sequence[Report]) -> list[Read]:
    """All tables of the reports, and whether something is said against each."""
    found = []
    for report in reports:
        named = {each.table for each in report.warnings if each.code in DOUBTING}
        for finding in (each for each in report.findings if each.verdict == "broken"):
            named |= {figure.table for figure in (finding.target, *finding.operands)}
        found += [Read(table, table.id in named) for table in report.tables]
    return found


def right(cell: Cell | None, asked: dict[str, Any] | None) -> bool:
    """Whether a cell says what is printed: the same number, else the same text, or nothing."""
    if cell is None or asked is None:
        return cell is None and asked is None
    if asked.get("value") is None:
        return cell.value is None and fold(cell.text) == fold(asked["text"])
    return cell.value is not None and Decimal(str(cell.value)) == asked["value"]


def is_figure(cell: Cell | None, asked: dict[str, Any] | None) -> bool:
    """Whether either is a number."""
    return bool((cell and cell.value is not None) or (asked and asked.get("value") is not None))


class Comparison:
    """Scores by style and by engine, and every mistake as a sentence."""

    def __init__(self) -> None:
        self.styles: defaultdict[str, Score] = defaultdict(Score)
        self.engines: defaultdict[str, Score] = defaultdict(Score)
        self.mistakes: list[str] = []

    def add(self, name: str, reports: Sequence[Report], truth: Sequence[dict[str, Any]]) -> None:
        """The tables of one file."""
        wanted = [table for document in truth for table in document.get("tables", [])]
        got = tables_read(reports)
        as_json = [json.loads(each.table.model_dump_json()) for each in got]
        for i, j in aligned(
            [texts_of_table(each) for each in wanted], [texts_of_table(each) for each in as_json]
        ):
            asked, read = (None if i is None else wanted[i]), (None if j is None else got[j])
            self._table(f"{name} table {i if i is not None else f'+{j}'}", asked, read)

    def _table(self, name: str, asked: dict[str, Any] | None, read: Read | None) -> None:
        style = asked["style"] if asked else NO_STYLE
        engine = read.table.engine if read else NO_ENGINE
        scores = [self.styles[style], self.engines[engine]]
        for score in scores:
            score.tables += 1
        rows, columns = _pairs(asked, read)
        for i, j in columns:
            measure = asked["columns"][i].get("measure") if asked and i is not None else None
            if measure is not None:
                got = read.table.columns[j].measure if read and j is not None else None
                self._count(scores, "measures", got == measure, f"{name} column {i}: {got}, not {measure}")
        for i, j in rows:
            true = asked["rows"][i] if asked and i is not None else None
            row = read.table.rows[j] if read and j is not None else None
            if true is not None:
                label = fold(row.label) if row else None
                self._count(
                    scores,
                    "labels",
                    label == fold(true["label"]),
                    f"{name}: {label!r}, not {true['label']!r}",
                )
            for place in columns:
                self._cell(scores, f"{name} «{(true or {}).get('label', '')}»", true, row, place, read)

    def _cell(
        self,
        scores: Sequence[Score],
        name: str,
        true: dict[str, Any] | None,
        row: Row | None,
        place: Pair,
        read: Read | None,
    ) -> None:
        i, j = place
        asked = true["cells"][i] if true is not None and i is not None else None
        cell = row.cells[j] if row is not None and j is not None else None
        # What the paper does not have is a cell only where something is read there.
        if (true is None or i is None) and cell is None:
            return
        good = right(cell, asked)
        typed = asked and asked["text"]
        said = f"{name} column {i}: {cell and cell.text!r}, not {typed!r}"
        self._count(scores, "cells", good, said)
        if not is_figure(cell, asked):
            return
        for score in scores:
            score.figures[good] += 1
            if not good:
                score.wrong_figures += 1
                score.confident += read is None or not read.doubted

    def _count(self, scores: Sequence[Score], what: str, good: bool, said: str) -> None:
        for score in scores:
            getattr(score, what)[good] += 1
        if not good:
            self.mistakes.append(said)


def _pairs(asked: dict[str, Any] | None, read: Read | None) -> tuple[list[Pair], list[Pair]]:
    """Which row and which column is which; by place where there are as many."""
    if asked is None or read is None:
        rows = len(asked["rows"] if asked else read.table.rows if read else [])
        columns = len(asked["columns"] if asked else read.table.columns if read else [])
        make: Callable[[int], Pair] = (lambda at: (at, None)) if asked else (lambda at: (None, at))
        return [make(at) for at in range(rows)], [make(at) for at in range(columns)]
    got = json.loads(read.table.model_dump_json())
    return (
        _by_place_or_text(
            asked["rows"], got["rows"], lambda table: [texts_of_row(row) for row in table["rows"]], asked, got
        ),
        _by_place_or_text(asked["columns"], got["columns"], columns_of, asked, got),
    )


def _by_place_or_text(
    one: Sequence[Any],
    two: Sequence[Any],
    texts: Callable[[dict[str, Any]], list[Counter[str]]],
    asked: dict[str, Any],
    got: dict[str, Any],
) -> list[Pair]:
    if len(one) == len(two):
        return [(at, at) for at in range(len(one))]
    return aligned(texts(asked), texts(got))


def markdown(comparison: Comparison, files: int) -> str:
    """Both tables, with date and version."""
    head = f"{date.today().isoformat()}, lnextract {lnextract.__version__}, {files} PDFs of `fixtures/`."
    parts = ["# Cells right on the fixtures", "", head]
    for name, scores in (("style", comparison.styles), ("engine", comparison.engines)):
        parts += ["", *_lines(name, scores)]
    return "\n".join(parts) + "\n"


def _lines(name: str, scores: dict[str, Score]) -> Iterator[str]:
    yield f"| {name} | tables | cells | figures | labels | measures | wrong figures | without a warning |"
    yield "| --- |" + " ---: |" * 7
    for key in sorted(scores):
        yield _line(key, scores[key])
    whole = Score()
    for score in scores.values():
        whole.tables += score.tables
        for what in ("cells", "figures", "labels", "measures"):
            setattr(whole, what, getattr(whole, what) + getattr(score, what))
        whole.wrong_figures += score.wrong_figures
        whole.confident += score.confident
    yield _line("**all**", whole)


def _line(key: str, score: Score) -> str:
    shares = (_share(each) for each in (score.cells, score.figures, score.labels, score.measures))
    return f"| {key} | {score.tables} | {' | '.join(shares)} | {score.wrong_figures} | {score.confident} |"


def _share(counted: Counter[bool]) -> str:
    asked = counted.total()
    return f"{counted[True]}/{asked} ({100 * counted[True] / asked:.1f} %)" if asked else "–"


def main() -> None:
    """Print or write the tables; with `--list` every mistake too, on stderr."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "pdfs", nargs="*", type=Path, help="with truth.json beside them; all fixtures where not given"
    )
    parser.add_argument("--list", action="store_true", help="every mistake, on stderr")
    parser.add_argument("-o", "--out", type=Path, help="file for the tables instead of stdout")
    given = parser.parse_args()
    pdfs = given.pdfs or sorted((ROOT / "fixtures").glob("*/*.pdf"))
    comparison = Comparison()
    for pdf in pdfs:
        truth = json.loads((pdf.parent / "truth.json").read_text(encoding="utf-8"), parse_float=Decimal)
        comparison.add(pdf.stem, lnextract.read(pdf), truth)
    if given.list:
        sys.stderr.writelines(f"{each}\n" for each in comparison.mistakes)
    text = markdown(comparison, len(pdfs))
    if given.out:
        given.out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
