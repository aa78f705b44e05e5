"""Whether a random ledger, written as a dump and read back, is read right, doubted or wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import lnextract
from ledger_dumps import Dump, write_dump
from ledgers import Manner, RandomLedger, random_ledger
from lnextract.model.report import Cell, Report, Row, Table

SURE = 0.8
"""Confidence from which a figure counts as stated for sure."""
STYLES = ("word", "word_wrapped", "word_blank_lines", "trimmed_filled", "trimmed", "trimmed_wrapped")
"""Whether a dump keeps the blanks of empty cells («word») or trims them, and how it prints its rows."""


def random_manner(style: str, random: Random) -> Manner:
    """A way of printing within a style: digits, signs and units as they come."""
    return Manner(
        blanks=style.startswith("word"),
        wrapped=style.endswith("wrapped"),
        own_line=random.random() < 0.5,
        gaps=1.0 if style.endswith("lines") else random.choice((0.0, 0.0, 0.3, 1.0)),
        header_lines=random.random() < 0.5,
        group=random.choice((" ", " ", "\u00a0", ".", "")),
        minus=random.choice(("-", "-", "–", "\u2212", "(")),
        percent=random.choice((" %", " %", "%", "")),
        unit=random.choice(("", "", "", " tkr")),
        dash=random.choice(("", "", "-", "–")),
        decimals=random.choice((0, 0, 0, 1)),
        filled=style.endswith("filled"),
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    kind: str
    """right, unsure (said so), doubted (said so, but a figure stated for sure is wrong) or wrong."""
    faults: tuple[str, ...]


def judge(reports: Sequence[Report], ledger: RandomLedger, dump: Dump) -> Verdict:
    """Every figure that is stated for sure stands in its place, and none is lost in silence."""
    tables = [table for report in reports for table in report.tables]
    warned = {
        doubt.table for report in reports for doubt in report.warnings if doubt.code == "unproven_reading"
    }
    faults, seen = [], set()
    for table in tables:
        for row in table.rows:
            for at, cell in enumerate(row.cells):
                if cell is not None:
                    seen.add(cell.span.start)
                    if cell.confidence >= SURE:
                        faults.extend(_faults(ledger, dump, table, row, at, cell))
    silent = not any(table.id in warned for table in tables)
    if not tables and len(dump.places) > 1:
        faults.append("no table")
    elif silent:
        faults.extend(f"lost: {place}" for at, place in dump.places.items() if at not in seen)
    if silent:
        return Verdict("wrong" if faults else "right", tuple(faults))
    return Verdict("doubted" if faults else "unsure", tuple(faults))


def _faults(ledger: RandomLedger, dump: Dump, table: Table, row: Row, at: int, cell: Cell) -> list[str]:
    place = dump.places.get(cell.span.start)
    if place is None or place.text != cell.text:
        return [f"«{cell.text}» is not what is printed there: {place}"]
    heads = [column.header for column in ledger.columns]
    found = []
    if [_squashed(column.header) for column in table.columns] != [_squashed(head) for head in heads]:
        found.append(f"headers {[column.header for column in table.columns]}, not {heads}")
    if at != place.column:
        found.append(f"«{cell.text}» ({place.label}) in column {at}, not {place.column}")
    if cell.value != place.value:
        found.append(f"«{cell.text}» has the value {cell.value}, not {place.value}")
    if _squashed(row.label) != _squashed(place.label):
        found.append(f"«{cell.text}» belongs to «{place.label}», not «{row.label}»")
    return found


def _squashed(text: str) -> str:
    return "".join(text.split()).casefold()


def read_back(style: str, random: Random, folder: Path) -> tuple[Verdict, Dump]:
    """A random ledger of a style, written and read."""
    manner = random_manner(style, random)
    ledger = random_ledger(random, manner)
    dump = write_dump(ledger, manner, random)
    file = folder / "ledger.txt"
    file.write_text(dump.text, encoding="utf-8")
    return judge(lnextract.read(file), ledger, dump), dump
