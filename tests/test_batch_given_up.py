"""An input that took all its time is not tried again for the same time, unless somebody asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import faulty_inputs
from lnextract.batch.inputs import find_inputs
from lnextract.batch.journal import JOURNAL
from lnextract.batch.limits import Limits
from lnextract.batch.run import Isolation, Run, Wishes, run
from lnextract.cli.main import main

SHORT_S, LONGER_S = 1.0, 1.6


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    for name, text in {"a": "total: 1 196\n", "b": "hang\n", "c": "bug\n"}.items():
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    return place


def go(
    folder: Path, *, timeout_s: float = SHORT_S, patience_s: float | None = SHORT_S, force: bool = False
) -> Run:
    isolation = Isolation(Limits(timeout_s, 250), workers=1, load=faulty_inputs.load_real)
    wishes = Wishes(patience_s=patience_s, force=force)
    return run(find_inputs([folder]), folder.parent / "out", wishes, lambda outcome: None, isolation)


def given_up(result: Run) -> tuple[str, str, float]:
    """Status, kind and seconds of the input that hangs."""
    row = next(row for row in result.rows if row.file == "b.txt")
    assert row.error is not None and row.reports == []
    return row.status, row.error.kind, row.seconds


def test_it_stands_until_it_may_take_longer(folder: Path) -> None:
    first = given_up(go(folder))
    assert first[:2] == ("quarantined", "timeout") and first[2] >= SHORT_S
    second = go(folder)
    assert given_up(second) == first  # to the millisecond: it was not tried
    assert [row.status for row in second.rows] == ["unchanged", "quarantined", "quarantined"]
    longer = given_up(go(folder, timeout_s=LONGER_S, patience_s=LONGER_S))
    assert longer[1] == "timeout" and longer[2] >= LONGER_S
    assert given_up(go(folder)) == longer  # what was in vain for long is so for short


@pytest.mark.parametrize("wishes", [{"patience_s": None}, {"force": True}])
def test_it_is_tried_again_where_the_user_wants_it(folder: Path, wishes: dict[str, bool]) -> None:
    longer = given_up(go(folder, timeout_s=LONGER_S, patience_s=LONGER_S))
    assert longer[2] >= LONGER_S
    assert SHORT_S <= given_up(go(folder, **wishes))[2] < LONGER_S  # type: ignore[arg-type]


def test_another_content_is_another_input(folder: Path) -> None:
    go(folder)
    (folder / "b.txt").write_text("total: 5\n", encoding="utf-8")
    result = go(folder)
    assert [row.status for row in result.rows] == ["unchanged", "converted", "quarantined"]
    assert [row.reports for row in result.rows] == [["a.json"], ["b.json"], []]
    assert [row.status for row in go(folder).rows] == ["unchanged", "unchanged", "quarantined"]


def test_what_else_went_wrong_is_tried_by_every_run(folder: Path) -> None:
    """It costs little, and the fault may have been the machine's."""
    go(folder)
    journal = (folder.parent / "out" / JOURNAL).read_text(encoding="utf-8")
    assert '"b.txt"' in journal and '"c.txt"' not in journal


def test_the_command_says_how_to_have_it_tried_again() -> None:
    assert "--retry" in CliRunner().invoke(main, ["convert", "--help"]).output
