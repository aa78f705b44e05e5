"""A second run does only what is missing or changed, whatever ended the first."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from click.testing import CliRunner

import faulty_inputs
from lnextract.batch import account, convert, recipe, stores
from lnextract.batch.inputs import find_inputs
from lnextract.batch.journal import JOURNAL
from lnextract.batch.run import Run, Wishes, run
from lnextract.batch.stopping import Stopped, StopSignals
from lnextract.batch.stores import LocalStore, OutInUseError
from lnextract.cli.main import main
from sample_reports import read_sample

KILLS = 20
LONGEST_S = 60.0


class Readings(list[str]):
    """Names of the files that the pipeline was asked to read."""

    def read(self, path: Path, **options: Any) -> Any:
        self.append(path.name)
        return read_sample(path, **options)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> Readings:
    found = Readings()
    monkeypatch.setattr(convert, "read", found.read)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three inputs, one of two documents."""
    place = tmp_path / "in"
    place.mkdir()
    for name, text in {"a": "total: 1 196\n", "b": "total: 1 300\ntotal: 5\n", "c": "total: 7\n"}.items():
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    return place


def again(folder: Path, out: Path, **wishes: Any) -> Run:
    return run(find_inputs([folder], out), out, Wishes(**wishes), lambda outcome: None)


def manifest(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "manifest.jsonl").read_bytes().splitlines()]


def statuses(out: Path) -> list[str]:
    return [row["status"] for row in manifest(out)]


def without_time_and_turn(out: Path) -> list[dict[str, Any]]:
    return [{**row, "seconds": 0, "status": row["status"] == "quarantined"} for row in manifest(out)]


def reports(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / "reports").iterdir()}


def test_what_is_unchanged_is_not_read_again(folder: Path, tmp_path: Path, readings: Readings) -> None:
    out = tmp_path / "out"
    first = again(folder, out)
    rows, files = manifest(out), reports(out)
    readings.clear()
    second = again(folder, out)
    assert readings == [] and statuses(out) == ["unchanged"] * 3
    assert reports(out) == files
    assert [{**row, "status": "converted"} for row in manifest(out)] == rows
    assert second.unmapped_headers == first.unmapped_headers and second.findings == first.findings
    assert second.unmapped_labels == first.unmapped_labels


def test_neither_the_input_nor_the_reports_are_opened_where_their_stamps_are_the_same(
    folder: Path, tmp_path: Path, readings: Readings, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_ago = 1_000_000_000
    for path in folder.iterdir():
        os.utime(path, (long_ago, long_ago))
    # The time of change can't be set back.
    monkeypatch.setattr("lnextract.batch.stamps.YOUNG_NS", -1)
    again(folder, tmp_path / "out")
    monkeypatch.setattr(convert, "file_sha256", lambda path: pytest.fail(f"{path} was read"))
    again(folder, tmp_path / "out")
    assert statuses(tmp_path / "out") == ["unchanged"] * 3


def test_a_changed_input_is_converted_again_and_no_other(
    folder: Path, tmp_path: Path, readings: Readings
) -> None:
    out = tmp_path / "out"
    again(folder, out)
    readings.clear()
    path = folder / "b.txt"
    before = path.stat()
    # The same size and the same times: only the content tells.
    path.write_text("total: 1 300\ntotal: 6\n", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    again(folder, out)
    assert readings == ["b.txt"] and statuses(out) == ["unchanged", "converted", "unchanged"]
    assert '"value": 6' in (out / "reports/b-2.json").read_text(encoding="utf-8")


def test_a_touched_input_is_unchanged(folder: Path, tmp_path: Path, readings: Readings) -> None:
    again(folder, tmp_path / "out")
    readings.clear()
    os.utime(folder / "a.txt", (5, 5))
    again(folder, tmp_path / "out")
    assert readings == [] and statuses(tmp_path / "out") == ["unchanged"] * 3


@pytest.mark.parametrize("harm", ["missing", "other bytes", "cut short"])
def test_a_report_that_is_not_whole_is_written_again(
    folder: Path, tmp_path: Path, readings: Readings, harm: str
) -> None:
    out = tmp_path / "out"
    again(folder, out)
    files = reports(out)
    readings.clear()
    victim = out / "reports" / "b-2.json"
    if harm == "missing":
        victim.unlink()
    else:
        victim.write_bytes(files["b-2.json"][:-9] + (b"" if harm == "cut short" else b'"x": 123\n'))
    again(folder, out)
    assert readings == ["b.txt"] and reports(out) == files


def test_force_converts_everything(folder: Path, tmp_path: Path, readings: Readings) -> None:
    again(folder, tmp_path / "out")
    readings.clear()
    again(folder, tmp_path / "out", force=True)
    assert sorted(readings) == ["a.txt", "b.txt", "c.txt"]
    assert statuses(tmp_path / "out") == ["converted"] * 3


def test_another_recipe_converts_everything(
    folder: Path, tmp_path: Path, readings: Readings, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tmp_path / "words.yaml"
    words.write_text("{}\n", encoding="utf-8")
    out = tmp_path / "out"
    for expected, wishes in (
        ("converted", {}),
        ("converted", {"vocabulary": words}),
        ("unchanged", {"vocabulary": words}),
        ("unchanged", {"vocabulary": words, "passwords": ("nyckel",)}),
    ):
        again(folder, out, **wishes)
        assert statuses(out) == [expected] * 3
    words.write_text("{} # other words\n", encoding="utf-8")
    again(folder, out, vocabulary=words)
    assert statuses(out) == ["converted"] * 3
    monkeypatch.setattr("lnextract.__version__", "9.9")
    again(folder, out, vocabulary=words)
    assert statuses(out) == ["converted"] * 3
    monkeypatch.setattr(recipe, "_own_code", lambda: "edited in place")
    again(folder, out, vocabulary=words)
    assert statuses(out) == ["converted"] * 3


def test_what_was_quarantined_is_tried_again(
    folder: Path, tmp_path: Path, readings: Readings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, **options: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(convert, "read", fail)
    again(folder, tmp_path / "out")
    assert statuses(tmp_path / "out") == ["quarantined"] * 3
    monkeypatch.setattr(convert, "read", readings.read)
    again(folder, tmp_path / "out")
    assert statuses(tmp_path / "out") == ["converted"] * 3


def test_an_input_that_can_no_longer_be_read_loses_its_report(
    folder: Path, tmp_path: Path, readings: Readings
) -> None:
    out = tmp_path / "out"
    again(folder, out)
    (folder / "b.txt").unlink()
    (folder / "b.txt").symlink_to("nowhere")
    again(folder, out)
    assert statuses(out) == ["unchanged", "quarantined", "unchanged"]
    assert sorted(reports(out)) == ["a.json", "c.json"]


def test_other_inputs_into_one_out_keep_their_place(folder: Path, tmp_path: Path, readings: Readings) -> None:
    out = tmp_path / "out"
    again(folder, out)
    other = tmp_path / "other"
    other.mkdir()
    (other / "z.txt").write_text("total: 3\n", encoding="utf-8")
    assert again(other, out).left_over == 4
    readings.clear()
    again(folder, out)
    assert readings == [] and statuses(out) == ["unchanged"] * 3


def test_the_journal_does_not_grow(folder: Path, tmp_path: Path, readings: Readings) -> None:
    out = tmp_path / "out"
    for _ in range(3):
        again(folder, out, force=True)
    assert len((out / JOURNAL).read_bytes().splitlines()) == 3


@pytest.mark.parametrize("cut", [1, 40, -1])
def test_a_journal_whose_last_line_was_cut_off(
    folder: Path, tmp_path: Path, readings: Readings, cut: int
) -> None:
    out = tmp_path / "out"
    again(folder, out)
    files, rows = reports(out), without_time_and_turn(out)
    journal = out / JOURNAL
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:2]) + lines[2][:cut])
    readings.clear()
    again(folder, out)
    # Without its line end alone the line still says all.
    assert readings == ([] if cut == -1 else ["c.txt"])
    assert (reports(out), without_time_and_turn(out)) == (files, rows)
    readings.clear()
    again(folder, out)
    assert readings == []


def test_reports_of_a_killed_run_that_no_row_tells_of_are_removed(
    folder: Path, tmp_path: Path, readings: Readings
) -> None:
    out = tmp_path / "out"
    (out / "reports").mkdir(parents=True)
    # As if killed between the documents and the journal, and the input then changed.
    for name in ("b.json", "b-2.json", "b-3.json", ".machine-77.part"):
        (out / "reports" / name).write_text("{}", encoding="utf-8")
    again(folder, out)
    assert sorted(reports(out)) == ["a.json", "b-2.json", "b.json", "c.json"]


def test_two_runs_on_one_out(folder: Path, tmp_path: Path, readings: Readings) -> None:
    out = tmp_path / "out"
    with LocalStore(out).held(), pytest.raises(OutInUseError, match=rf"process {os.getpid()}"):
        again(folder, out)
    with LocalStore(out).held():
        result = CliRunner().invoke(main, ["convert", str(folder), "-o", str(out)])
    assert result.exit_code == 2 and "Another run of lnextract writes to" in result.stderr
    assert not (out / "manifest.jsonl").exists()
    again(folder, out)
    assert statuses(out) == ["converted"] * 3


def test_a_full_disk_ends_the_run_and_keeps_what_is_done(
    folder: Path, tmp_path: Path, readings: Readings, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write = stores.write_whole

    def full(path: Path, content: str | bytes) -> None:
        if path.name == "b-2.json":
            raise OSError(errno.ENOSPC, "No space left on device")
        write(path, content)

    monkeypatch.setattr(stores, "write_whole", full)
    monkeypatch.setattr("lnextract.batch.run.Isolation", lambda *limits: None)
    result = CliRunner().invoke(main, ["convert", str(folder), "-o", str(out)])
    assert result.exit_code == 2 and "No space left on device" in result.stderr
    assert "What is done is kept" in result.stderr and "Traceback" not in result.output
    monkeypatch.setattr(stores, "write_whole", write)
    readings.clear()
    again(folder, out)
    assert readings == ["b.txt", "c.txt"] and statuses(out) == ["unchanged", "converted", "converted"]


def test_a_disk_that_is_full_for_passing_files_is_no_fault_of_the_input(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, **options: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(convert, "read", full)
    with pytest.raises(OSError, match="No space"):
        again(folder, tmp_path / "out")


def test_an_out_that_may_not_be_written_to(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Modes don't bind the administrator, so the refusal is played.
    def refuse(self: Path, *arguments: Any, **options: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    result = CliRunner().invoke(main, ["convert", str(folder), "-o", str(tmp_path / "out")])
    assert result.exit_code == 2 and "can't be written to: Permission denied" in result.stderr
    assert "Traceback" not in result.output and not (tmp_path / "out").exists()


def test_a_run_that_is_asked_to_end_has_a_row_for_every_input(
    folder: Path, tmp_path: Path, readings: Readings
) -> None:
    out = tmp_path / "out"
    looks = iter(range(100))

    def look() -> None:
        # Three for the search for what is unchanged, one before each input.
        if next(looks) == 4:
            raise Stopped

    result = run(find_inputs([folder], out), out, Wishes(), lambda outcome: None, on_look=look)
    assert result.stopped and statuses(out) == ["converted", "quarantined", "quarantined"]
    assert {row["error"]["kind"] for row in manifest(out)[1:]} == {"interrupted"}
    readings.clear()
    assert not again(folder, out).stopped
    assert readings == ["b.txt", "c.txt"] and statuses(out) == ["unchanged", "converted", "converted"]


def test_the_manifest_is_kept_up_to_date_while_it_runs(
    folder: Path, tmp_path: Path, readings: Readings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account, "REFRESH_S", -1.0)
    seen: list[list[str]] = []
    out = tmp_path / "out"
    run(find_inputs([folder], out), out, Wishes(), lambda outcome: seen.append(statuses(out)))
    assert seen == [
        ["converted", "quarantined", "quarantined"],
        ["converted", "converted", "quarantined"],
        ["converted", "converted", "converted"],
    ]


def test_signals_are_noted_and_given_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with StopSignals() as signals:
        signals.look()
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(Stopped):
            signals.look()
    assert signals.exit_code == 143 and signal.getsignal(signal.SIGTERM) is before


# Killed at random


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Some sixty small inputs, and what comes of them when nothing disturbs."""
    home = tmp_path_factory.mktemp("many")
    (home / "in").mkdir()
    for number in range(60):
        text = "exit\n" if number == 31 else f"total: {number}\n" * (1 + number % 3)
        (home / "in" / f"ur{number:02}.txt").write_text(text, encoding="utf-8")
    subprocess.run(killable(home / "in", home / "out"), env=environment(), check=True, timeout=LONGEST_S)
    return home / "in", home / "out"


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def killable(folder: Path, out: Path) -> list[str]:
    return [sys.executable, faulty_inputs.__file__, str(folder), str(out)]


def killed_after(seconds: float, folder: Path, out: Path) -> bool:
    """Run, and kill with all that it has started. Whether it was still at work."""
    run_ = subprocess.Popen(
        killable(folder, out), env=environment(), stdout=subprocess.DEVNULL, start_new_session=True
    )
    sleep(seconds)
    at_work = run_.poll() is None
    if at_work:
        # The process alone: what it has started must see by itself that it is gone.
        run_.kill()
    run_.wait(LONGEST_S)
    return at_work


def moments(count: int) -> Iterator[float]:
    """From the start of Python to the end of the work."""
    chance = random.Random(5)
    yield from (chance.uniform(0.1, 1.6) for _ in range(count))


def test_killed_at_random_moments_and_resumed(many: tuple[Path, Path], tmp_path: Path) -> None:
    folder, undisturbed = many
    out = tmp_path / "out"
    killed = 0
    for seconds in moments(4 * KILLS):
        killed += killed_after(seconds, folder, out)
        assert_whole(out)
        if killed == KILLS:
            break
        if (out / "manifest.jsonl").exists():
            # It was done before its time: from the beginning.
            out = tmp_path / f"out{killed}-{seconds}"
    assert killed == KILLS
    subprocess.run(killable(folder, out), env=environment(), check=True, timeout=LONGEST_S)
    assert reports(out) == reports(undisturbed)
    assert without_time_and_turn(out) == without_time_and_turn(undisturbed)


def assert_whole(out: Path) -> None:
    """No report is cut short, and the manifest has one row an input or is not there yet."""
    if not (out / "reports").is_dir():
        return
    found = [path.read_text(encoding="utf-8") for path in (out / "reports").glob("*.json")]
    assert all(text.startswith("total: ") for text in found)
    if (out / "manifest.jsonl").exists():
        assert len({row["file"] for row in manifest(out)}) == len(manifest(out)) == 60
