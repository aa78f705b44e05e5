"""Tables of the ICDAR-2013 competition's US half: ours beside camelot, pdfplumber and LiteParse, in one run.

Prints a Markdown table: F1 of neighbour relations (pooled), F1 of cells that are numbers, TEDS (a table that
was not found counts 0), tables found, pages a second, as a ratio to the slowest, too. Each engine runs in a
process of its own, after one document to warm up. Needs `docling-metrics-table`; an engine that is not
installed is left out.
"""

from __future__ import annotations

import argparse
import html
import importlib.metadata
import json
import re
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import perf_counter
from xml.etree import ElementTree

Cell = tuple[int, int, int, int, str]
"""First row, first column, last row, last column, text."""
Table = list[Cell]

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "icdar2013-us"
ENGINES = (
    "lnextract",
    "camelot-hybrid",
    "camelot-hybrid-vector",
    "camelot-network",
    "camelot-auto",
    "pdfplumber",
    "liteparse",
)
PACKAGES = {"camelot": "camelot-py"}
LEAST_MATCH = 0.3
"""Jaccard index of two tables' words from which on they are the same table."""


def squashed(text: str) -> str:
    return re.sub(r"\s+", "", text).lower()


def truth(path: Path) -> list[Table]:
    """The tables of a `-str.xml` file, one for each region."""
    tables = []
    for region in ElementTree.parse(path).getroot().iter("region"):
        cells = []
        for cell in region.findall("cell"):
            row, column = int(cell.get("start-row", 0)), int(cell.get("start-col", 0))
            last_row, last_column = int(cell.get("end-row", row)), int(cell.get("end-col", column))
            text = " ".join((cell.findtext("content") or "").split())
            cells.append((row, column, last_row, last_column, text))
        if cells:
            tables.append(cells)
    return tables


def relations(table: Table) -> Counter[tuple[str, str, str]]:
    """Pairs of filled cells that are neighbours across or down, empty ones passed over."""
    at = {
        (r, c): i
        for i, cell in enumerate(table)
        for r in range(cell[0], cell[2] + 1)
        for c in range(cell[1], cell[3] + 1)
    }
    rows, columns = max(cell[2] for cell in table) + 1, max(cell[3] for cell in table) + 1
    found: set[tuple[int, int, str]] = set()

    def filled(places: Iterator[tuple[int, int]]) -> int | None:
        return next((at[place] for place in places if place in at and squashed(table[at[place]][4])), None)

    for i, (row, column, last_row, last_column, text) in enumerate(table):
        if not squashed(text):
            continue
        for r in range(row, last_row + 1):
            right = filled((r, c) for c in range(last_column + 1, columns))
            found |= {(i, right, "across")} if right is not None else set()
        for c in range(column, last_column + 1):
            below = filled((r, c) for r in range(last_row + 1, rows))
            found |= {(i, below, "down")} if below is not None else set()
    return Counter((squashed(table[a][4]), squashed(table[b][4]), way) for a, b, way in found)


def numbers(table: Table) -> Counter[str]:
    return Counter(
        squashed(c[4]) for c in table if re.search(r"\d", c[4]) and not re.search(r"[^\W\d_]", c[4])
    )


def as_html(table: Table) -> str:
    rows: list[str] = []
    for row in range(max(cell[2] for cell in table) + 1):
        cells = sorted(cell for cell in table if cell[0] == row)
        rows.append("".join(f"<td{_spans(cell)}>{html.escape(cell[4])}</td>" for cell in cells))
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _spans(cell: Cell) -> str:
    down, across = cell[2] - cell[0] + 1, cell[3] - cell[1] + 1
    return (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")


def from_rows(rows: Sequence[Sequence[str | None]]) -> Table:
    return [
        (r, c, r, c, " ".join(str(text or "").split()))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]


def reader(engine: str) -> Callable[[Path], list[Table]]:
    """A function that reads a PDF's tables with an engine; imports it."""
    if engine == "lnextract":
        from lnextract.reading_tables import read_tables

        return lambda path: [
            [
                (
                    c.row,
                    c.column,
                    c.row + c.row_span - 1,
                    c.column + c.column_span - 1,
                    " ".join(c.text.split()),
                )
                for c in g.cells
            ]
            for g in read_tables(path)
        ]
    if engine.startswith("camelot"):
        import camelot

        _, flavor, *lines = engine.split("-")
        options = {"flavor": flavor, "suppress_stdout": True} | ({"engine": lines[0]} if lines else {})
        return lambda path: [
            from_rows(table.df.values.tolist())
            for table in camelot.read_pdf(str(path), pages="all", **options)
            if table.df.size
        ]
    if engine == "pdfplumber":
        return _with_pdfplumber
    return _with_liteparse()


def _with_pdfplumber(path: Path) -> list[Table]:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return [from_rows(table) for page in document.pages for table in page.extract_tables() if table]


def _with_liteparse() -> Callable[[Path], list[Table]]:
    from liteparse import LiteParse

    parser = LiteParse(output_format="markdown", ocr_enabled=False, quiet=True)
    return lambda path: markdown_tables(parser.parse(str(path)).text)


def markdown_tables(text: str) -> list[Table]:
    tables: list[Table] = []
    rows: list[list[str | None]] = []
    for line in [*text.splitlines(), ""]:
        if line.strip().startswith("|"):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
            if not any(cells) or not all(re.fullmatch(r":?-+:?", cell) for cell in cells if cell):
                rows.append(
                    [re.sub(r"<br\s*/?>", " ", cell).replace("**", "").replace("\\|", "|") for cell in cells]
                )
        elif rows:
            tables.append(from_rows(rows))
            rows = []
    return tables


@dataclass
class Score:
    """Counts over all documents."""

    relations: list[int] = field(default_factory=lambda: [0, 0, 0])
    """Common, read, true."""
    numbers: list[int] = field(default_factory=lambda: [0, 0, 0])
    teds: list[float] = field(default_factory=list)
    tables: int = 0
    seconds: float = 0.0
    pages: int = 0

    def add(self, read: list[Table], true: list[Table], similarity: Callable[[str, str], float]) -> None:
        for counts, measure in ((self.relations, relations), (self.numbers, numbers)):
            mine = sum((measure(table) for table in read), Counter())
            theirs = sum((measure(table) for table in true), Counter())
            for at, total in enumerate((mine & theirs, mine, theirs)):
                counts[at] += sum(total.values())
        self.tables += len(true)
        self.teds += [similarity(as_html(true[i]), as_html(read[j])) for i, j in matches(true, read)]


def matches(true: list[Table], read: list[Table]) -> Iterator[tuple[int, int]]:
    """Pairs of tables with like words, the likest first, each table once."""
    words = [
        [{w for cell in table for w in cell[4].lower().split()} for table in tables]
        for tables in (true, read)
    ]
    pairs = [
        (len(a & b) / max(1, len(a | b)), i, j)
        for i, a in enumerate(words[0])
        for j, b in enumerate(words[1])
    ]
    taken: set[tuple[str, int]] = set()
    for share, i, j in sorted(pairs, reverse=True):
        if share >= LEAST_MATCH and not taken & {("true", i), ("read", j)}:
            taken |= {("true", i), ("read", j)}
            yield i, j


def f1(common: int, read: int, true: int) -> float:
    return 2 * common / (read + true) if read + true else 0.0


def run(engine: str, folder: Path) -> Score:
    import pypdfium2
    from docling_metrics_table.docling_metrics_table import (
        TableMetric,
        TableMetricHTMLInputSample,
        TableMetricKind,
    )

    metric = TableMetric(metrics=[TableMetricKind.TEDS])

    def similarity(one: str, other: str) -> float:
        return float(
            metric.evaluate_sample(TableMetricHTMLInputSample(id="x", html_a=one, html_b=other)).teds.teds
        )

    warnings.simplefilter("ignore")
    read = reader(engine)
    score = Score()
    names = sorted(
        path
        for path in folder.glob("*-str.xml")
        if path.with_name(path.name.replace("-str.xml", ".pdf")).exists()
    )
    if not names:
        raise SystemExit(f"{folder} holds no NAME.pdf beside NAME-str.xml.")
    read(names[0].with_name(names[0].name.replace("-str.xml", ".pdf")))
    for name in names:
        pdf = name.with_name(name.name.replace("-str.xml", ".pdf"))
        start = perf_counter()
        tables = read(pdf)
        score.seconds += perf_counter() - start
        with pypdfium2.PdfDocument(pdf) as document:
            score.pages += len(document)
        score.add(
            [table for table in tables if any(squashed(cell[4]) for cell in table)], truth(name), similarity
        )
    return score


def row_of(engine: str, score: Score) -> dict[str, object]:
    package = engine.split("-")[0]
    return {
        "engine": engine,
        "version": ""
        if package == "lnextract"
        else importlib.metadata.version(PACKAGES.get(package, package)),
        "adjacency F1": round(f1(*score.relations), 3),
        "number F1": round(f1(*score.numbers), 3),
        "TEDS": round(sum(score.teds) / score.tables, 3),
        "found": f"{len(score.teds)} of {score.tables}",
        "pages/s": round(score.pages / score.seconds, 1),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--folder", type=Path, default=FOLDER, help="NAME.pdf and NAME-str.xml")
    arguments.add_argument("--one", help=argparse.SUPPRESS)
    arguments.add_argument("engines", nargs="*", default=ENGINES)
    given = arguments.parse_args()
    if given.one:
        print(json.dumps(row_of(given.one, run(given.one, given.folder))))
        return
    rows = []
    for engine in given.engines:
        command = [sys.executable, __file__, "--one", engine, "--folder", str(given.folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{engine}: left out ({done.stderr.strip().splitlines()[-1]})", file=sys.stderr)
            continue
        rows.append(json.loads(done.stdout.splitlines()[-1]))
    if rows:
        print(f"ICDAR 2013, US half, {date.today()}\n")
        print("| " + " | ".join(rows[0]) + " |\n|" + " --- |" * len(rows[0]))
        for row in rows:
            print("| " + " | ".join(str(value) for value in row.values()) + " |")


if __name__ == "__main__":
    main()
