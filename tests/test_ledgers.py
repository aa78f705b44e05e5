"""Any ledger written as a dump is read back right, or the reading says that it is not sure."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lnextract
from ledger_dumps import Dump, write_dump
from ledgers import Manner, RandomLedger, random_ledger
from lnextract.model.report import Cell, Report, Row, Table

SURE = 0.8
"""Confidence from which a figure counts as stated for sure."""
LEDGERS = int(os.environ.get("LEDGERS", "0"))
"""Ledgers a style for a deeper run than that of every day."""
PROPERTY_LEDGERS, SHARE_LEDGERS = LEDGERS or 60, LEDGERS or 40
RIGHT_SHARE = {
    "word": 0.92,
    "word_wrapped": 0.92,
    "word_blank_lines": 0.92,
    "trimmed_filled": 0.80,
    # Without the blanks of empty cells most gaps can stand in several columns, and nothing tells in which.
    "trimmed": 0.10,
    "trimmed_wrapped": 0.10,
}
"""Least share of ledgers a style that are read right with nothing doubted."""
WRONG_SHARE = 0.01
"""Most ledgers a style that are read wrong without a word; none in a run of every day."""
DOUBTED_SHARE = 0.05
"""Most ledgers a style in which a figure is wrong and stated for sure though the table is doubted."""
STYLES = tuple(RIGHT_SHARE)


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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledgers")


@settings(
    max_examples=PROPERTY_LEDGERS,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(style=st.sampled_from(STYLES), seed=st.integers(min_value=0, max_value=2**32))
def test_a_ledger_is_read_back_right_or_doubted(folder: Path, style: str, seed: int) -> None:
    verdict, dump = read_back(style, Random(seed), folder)
    assert verdict.kind != "wrong", "\n".join([*verdict.faults[:5], dump.text])


@pytest.mark.parametrize("style", STYLES)
def test_most_ledgers_are_read_right_without_a_doubt(
    style: str, folder: Path, record_property: Callable[[str, object], None]
) -> None:
    kinds = Counter(
        read_back(style, Random(f"{style}{seed}"), folder)[0].kind for seed in range(SHARE_LEDGERS)
    )
    print(style, dict(kinds))
    record_property(style, dict(kinds))
    assert kinds["wrong"] <= WRONG_SHARE * SHARE_LEDGERS
    assert kinds["doubted"] <= DOUBTED_SHARE * SHARE_LEDGERS
    assert kinds["right"] >= RIGHT_SHARE[style] * SHARE_LEDGERS


def test_a_wrong_figure_is_found(folder: Path) -> None:
    """The judge itself: a figure that the ledger does not have is a fault."""
    random = Random(1)
    manner = Manner(blanks=True, group=".")
    ledger = random_ledger(random, manner)
    dump = write_dump(ledger, manner, random)
    file = folder / "changed.txt"
    file.write_text(dump.text, encoding="utf-8")
    reports = lnextract.read(file)
    assert judge(reports, ledger, dump).kind == "right"
    at, place = next(iter(dump.places.items()))
    dump.places[at] = replace(place, value=place.value + 1)
    assert judge(reports, ledger, dump).kind == "wrong"
