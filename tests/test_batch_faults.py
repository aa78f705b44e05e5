"""A fault in any stage, of any kind, costs the one input for which it happens."""

from __future__ import annotations

import json
import shutil
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

import faulty_stages
from faulty_stages import KINDS, STAGES
from lnextract.batch.inputs import find_inputs
from lnextract.batch.limits import Limits
from lnextract.batch.run import Isolation, Wishes, run

LIMITS = Limits(timeout_s=4.0, memory_mb=300)
"""An input here takes a fifth of a second, and its worker 80 MB."""
GOOD = ("a", "m", "z")
EXPECTED = {f"{stage}-{fault}": kind for stage in STAGES for fault, kind in KINDS.items()} | {
    "output-truncated": "crashed"
}


@pytest.fixture(scope="module")
def out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every fault in every stage, with good inputs before, among and after them."""
    home = tmp_path_factory.mktemp("faults")
    dump = root / "fixtures/laholm-2021-deck/laholm-2021-deck.txt"
    (home / "in").mkdir()
    for name in (*EXPECTED, *GOOD):
        shutil.copy(dump, home / "in" / f"{name}.txt")
    isolation = Isolation(LIMITS, workers=2, load=faulty_stages.load)
    run(find_inputs([home / "in"]), home / "out", Wishes(), lambda outcome: None, isolation)
    return home / "out"


@pytest.fixture(scope="module")
def rows(out: Path) -> dict[str, dict[str, Any]]:
    lines = (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    found = {row["file"].removesuffix(".txt"): row for row in map(json.loads, lines)}
    assert len(found) == len(lines)
    return found


def test_every_input_has_its_row(rows: dict[str, dict[str, Any]]) -> None:
    assert set(rows) == {*EXPECTED, *GOOD}


@pytest.mark.parametrize(("name", "kind"), EXPECTED.items())
def test_a_fault_is_quarantined_and_named(rows: dict[str, dict[str, Any]], name: str, kind: str) -> None:
    row = rows[name]
    assert (row["status"], row["reports"], row["error"]["kind"]) == ("quarantined", [], kind)
    assert row["sha256"] == rows["a"]["sha256"] and row["error"]["message"].endswith(".")


def test_the_rest_is_unharmed(out: Path, rows: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    assert sorted(path.name for path in (out / "reports").iterdir()) == [f"{name}.json" for name in GOOD]
    for name in GOOD:
        (tmp_path / "in").mkdir(exist_ok=True)
        shutil.copy(out.parent / "in" / f"{name}.txt", tmp_path / "in")
    run(find_inputs([tmp_path / "in"]), tmp_path / "out", Wishes(), lambda outcome: None)
    for name in GOOD:
        alone = (tmp_path / "out/reports" / f"{name}.json").read_bytes()
        assert (out / "reports" / f"{name}.json").read_bytes() == alone


def test_nothing_is_left_behind(out: Path) -> None:
    assert active_children() == []
    assert list((out / ".lnextract/scratch").iterdir()) == []
    assert [path.name for path in out.rglob("*.part")] == []
