"""Worker processes: an input that hangs, swells or crashes costs itself only."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from multiprocessing import active_children
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

import faulty_inputs
from lnextract.batch import pool
from lnextract.batch.inputs import find_inputs
from lnextract.batch.limits import Limits, resident_mb
from lnextract.batch.pool import WorkerStartError, default_workers
from lnextract.batch.run import Isolation, Run, Wishes, run
from lnextract.batch.worker import Load
from lnextract.errors import VocabularyError
from running import LONG_S, soon_none_of

GOOD = "total: 1 196\n"
LARGER = " " * 20
"""Behind the one word of an input that is to be begun before the others: the largest come first."""
PATIENT = Limits(timeout_s=LONG_S, memory_mb=250)
HASTY = Limits(timeout_s=4.0, memory_mb=250)
"""`faulty_inputs.SWELL_MB` is less, but not with what a worker holds anyway."""


def write(folder: Path, **texts: str) -> Path:
    """Dumps named after the keywords."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def convert(
    folder: Path, out: Path, limits: Limits = PATIENT, workers: int = 2, load: Load = faulty_inputs.load
) -> Run:
    return run(find_inputs([folder], out), out, Wishes(), lambda done: None, Isolation(limits, workers, load))


def manifest(out: Path) -> dict[str, dict[str, Any]]:
    lines = (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    rows = {row["file"].removesuffix(".txt"): row for row in map(json.loads, lines)}
    assert len(rows) == len(lines) and lines == sorted(lines)
    return rows


FAULTS = {
    "hang": "timeout",
    "hang-in-c": "timeout",
    "swell": "memory",
    "swell-and-wait": "memory",
    "ask-for-much": "memory",
    "memory-error": "memory",
    "exit": "crashed",
    "leave": "crashed",
    "segfault": "crashed",
    "abort": "crashed",
    "killed": "crashed",
}
"""What the input does to its worker → `error.kind` of its row."""


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """Every fault once, with good dumps before, among and after them."""
    home = tmp_path_factory.mktemp("mixed")
    folder = write(home / "in", **{fault: f"{fault}\n" for fault in FAULTS}, a=GOOD, i=GOOD, z=GOOD)
    return home / "out", convert(folder, home / "out", HASTY)


def test_good_inputs_among_faulty_ones_are_converted(mixed: tuple[Path, Run]) -> None:
    out, result = mixed
    rows = manifest(out)
    assert {name for name, row in rows.items() if row["status"] == "converted"} == {"a", "i", "z"}
    assert sorted(path.name for path in (out / "reports").iterdir()) == ["a.json", "i.json", "z.json"]
    assert len(rows) == len(FAULTS) + 3 == len(result.rows)
    assert result.unmapped_headers == {"total:": 3, "1": 3, "196": 3}


@pytest.mark.parametrize(("fault", "kind"), FAULTS.items())
def test_a_fault_costs_its_own_input_and_is_told(mixed: tuple[Path, Run], fault: str, kind: str) -> None:
    row = manifest(mixed[0])[fault]
    assert (row["status"], row["reports"], row["error"]["kind"]) == ("quarantined", [], kind)
    assert row["error"]["message"].endswith(".") and len(row["sha256"]) == 64
    assert row["seconds"] >= HASTY.timeout_s or kind != "timeout"


def test_sentences_name_the_limit_and_the_signal(mixed: tuple[Path, Run]) -> None:
    said = {name: row["error"]["message"] for name, row in manifest(mixed[0]).items() if row["error"]}
    assert "after 4 seconds" in said["hang"] and "--timeout" in said["hang"]
    assert all("250 MB" in said[name] for name, kind in FAULTS.items() if kind == "memory")
    assert "SIGSEGV" in said["segfault"] and "SIGABRT" in said["abort"]
    assert "status 3" in said["exit"] and "status 4" in said["leave"] and "memory" in said["killed"]


def test_no_process_is_left(mixed: tuple[Path, Run]) -> None:
    assert active_children() == []


def test_the_real_work_in_a_worker(tmp_path: Path) -> None:
    faults = {fault: f"{fault}\n" for fault in ("memory-error", "recursion", "bug")}
    folder, out = write(tmp_path / "in", good=GOOD, **faults), tmp_path / "out"
    result = convert(folder, out, load=faulty_inputs.load_real)
    kinds = {name: row["error"] and row["error"]["kind"] for name, row in manifest(out).items()}
    assert kinds == {
        "bug": "ZeroDivisionError", "good": None, "memory-error": "memory", "recursion": "RecursionError"
    }  # fmt: skip
    assert json.loads((out / "reports/good.json").read_text(encoding="utf-8"))["tables"]
    assert result.unmapped_labels == {"Okänt konto": 1}


def test_same_bytes_whatever_the_number_of_workers(tmp_path: Path) -> None:
    texts = {f"ur{number}": f"total: {number}\ntotal: 1 196\n" for number in range(8)}
    folder = write(tmp_path / "in", **texts, broken="segfault\n")
    written = []
    for workers in (1, 3):
        out = tmp_path / f"out{workers}"
        result = convert(folder, out, workers=workers)
        files = {path.name: path.read_bytes() for path in (out / "reports").iterdir()}
        rows = [{**row, "seconds": 0} for row in manifest(out).values()]
        written.append((files, rows, list(result.unmapped_headers.items())))
    assert written[0] == written[1] and len(written[0][0]) == 16


@pytest.mark.shared
def test_real_dumps_give_the_bytes_of_one_process(tmp_path: Path, shared: Path) -> None:
    inputs = find_inputs(sorted(shared.glob("*-deck.txt")))
    run(inputs, tmp_path / "one", Wishes(), lambda done: None)
    run(inputs, tmp_path / "two", Wishes(), lambda done: None, Isolation(workers=2))
    for path in (tmp_path / "one" / "reports").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / "reports" / path.name).read_bytes()
    assert len(manifest(tmp_path / "two")) == 2


def test_workers_live_on(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", **{f"ur{number}": GOOD for number in range(6)})
    processes = convert(folder, tmp_path / "out", workers=1).unmapped_labels
    assert list(processes.values()) == [6] and str(os.getpid()) not in processes


def test_what_earlier_inputs_left_behind_costs_nobody(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=f"leak{LARGER}\n", b="take-much\n")
    processes = convert(folder, tmp_path / "out", workers=1).unmapped_labels
    assert {row["status"] for row in manifest(tmp_path / "out").values()} == {"converted"}
    assert len(processes) == 2


def test_worn_out_workers_are_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "INPUTS_A_WORKER", 2)
    folder = write(tmp_path / "in", **{f"ur{number}": GOOD for number in range(5)})
    processes = convert(folder, tmp_path / "out", workers=1).unmapped_labels
    assert sorted(processes.values()) == [1, 2, 2]


def test_a_worker_that_has_swollen_is_replaced_before_it_is_in_the_way(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=f"take-much{LARGER}\n", b=GOOD)
    assert len(convert(folder, tmp_path / "out", workers=1).unmapped_labels) == 2


def test_an_input_killed_between_two_documents_leaves_neither(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", two=GOOD + GOOD, one=GOOD)
    out = tmp_path / "out"
    result = convert(folder, out, HASTY, load=faulty_inputs.load_slow_writing)
    assert manifest(out)["two"]["error"]["kind"] == "timeout" and result.left_over == 0
    assert [path.name for path in (out / "reports").iterdir()] == ["one.json"]


def test_reports_of_others_are_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(write(tmp_path / "first", **{"ur-2": GOOD}), out)
    convert(write(tmp_path / "second", other=GOOD), out)
    convert(write(tmp_path / "third", ur="exit\n"), out)
    assert sorted(path.name for path in (out / "reports").iterdir()) == ["other.json", "ur-2.json"]


def test_a_mistake_in_the_vocabulary_ends_the_run(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a="vocabulary\n", b="hang\n", c=GOOD)
    with pytest.raises(VocabularyError, match="line 3: no such account"):
        convert(folder, tmp_path / "out")
    assert active_children() == [] and not (tmp_path / "out" / "manifest.jsonl").exists()


def test_reports_that_cannot_be_written_end_the_run(tmp_path: Path) -> None:
    (tmp_path / "out" / "reports" / "ur.json").mkdir(parents=True)
    with pytest.raises(OSError):
        convert(write(tmp_path / "in", ur=GOOD), tmp_path / "out")
    assert [path.name for path in (tmp_path / "out" / "reports").iterdir()] == ["ur.json"]


def test_workers_that_cannot_start_end_the_run(tmp_path: Path) -> None:
    with pytest.raises(WorkerStartError, match="exit status 7"):
        convert(write(tmp_path / "in", ur=GOOD), tmp_path / "out", load=faulty_inputs.load_never)
    assert active_children() == []


def test_a_worker_that_never_gets_ready_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "START_S", 0.0)
    with pytest.raises(WorkerStartError):
        convert(write(tmp_path / "in", ur=GOOD), tmp_path / "out")


def test_the_largest_inputs_are_begun_first(tmp_path: Path) -> None:
    texts = {
        "a": GOOD,
        "b": f"total: 1{LARGER}\n",
        "c": f"total: 1{LARGER * 2}\n",
        "d": "total: 1\n",
        "e": GOOD,
    }
    folder, done = write(tmp_path / "in", **texts), []
    isolation = Isolation(PATIENT, workers=1, load=faulty_inputs.load)
    told = lambda outcome: done.append(outcome.row.file)  # noqa: E731
    result = run(find_inputs([folder]), tmp_path / "out", Wishes(), told, isolation)
    assert done == ["c.txt", "b.txt", "a.txt", "e.txt", "d.txt"]
    assert [row.file for row in result.rows] == [f"{name}.txt" for name in texts]


def test_default_number_of_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(8)))
    assert [default_workers(inputs) for inputs in (0, 1, 5, 100)] == [1, 1, 5, 8]


def start_script(folder: Path, out: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, faulty_inputs.__file__, str(folder), str(out)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_all_and_leaves_whole_files(tmp_path: Path, number: signal.Signals) -> None:
    folder = write(tmp_path / "in", a=GOOD, b="hang       \n", c="hang-in-c  \n", d="total: 1\n")
    script = start_script(folder, tmp_path / "out")
    assert script.stdout is not None and script.stdout.readline() == "a.txt\n"
    # As the terminal does it: to every process of the group.
    os.killpg(script.pid, number)
    _, said = script.communicate(timeout=LONG_S)
    assert (script.returncode, said) == (128 + number, "")
    assert soon_none_of(script.pid)
    (report,) = (tmp_path / "out" / "reports").iterdir()
    assert (report.name, report.read_text(encoding="utf-8")) == ("a.json", GOOD.strip())
    kinds = {name: row["error"] and row["error"]["kind"] for name, row in manifest(tmp_path / "out").items()}
    assert kinds == {"a": None, "b": "interrupted", "c": "interrupted", "d": "interrupted"}


def test_workers_end_when_the_pool_is_killed(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=GOOD, b=GOOD, c=GOOD)
    script = start_script(folder, tmp_path / "out")
    assert script.stdout is not None and script.stdout.readline()
    script.kill()
    script.communicate(timeout=LONG_S)
    assert soon_none_of(script.pid)


def in_a_process(program: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", dedent(program)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LONG_S)


def test_a_worker_that_nobody_can_end_ends_itself() -> None:
    done = in_a_process("""
        import faulty_inputs, time
        from lnextract.batch import limits
        limits.GRACE_S = 0.1
        with limits.last_resort(0.1):
            pass
        time.sleep(0.4)
        print("alive", flush=True)
        with limits.last_resort(0.1):
            faulty_inputs.FAULTS["hang-in-c"]()
    """)
    assert (done.returncode, done.stdout) == (-signal.SIGALRM, "alive\n")


def test_one_huge_request_fails_at_once() -> None:
    done = in_a_process("""
        from lnextract.batch.limits import bound_address_space
        bound_address_space(100)
        print(len(bytearray(50 << 20)))
        bytearray(200 << 20)
    """)
    assert done.stdout == f"{50 << 20}\n" and done.stderr.endswith("MemoryError\n")


def test_a_tighter_bound_of_the_shell_is_kept() -> None:
    done = in_a_process("""
        import resource
        from lnextract.batch.limits import bound_address_space
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
        bound_address_space(2000)
        print(resource.getrlimit(resource.RLIMIT_AS))
    """)
    assert done.stdout == f"({1 << 30}, {1 << 30})\n"


def test_an_interrupt_does_not_reach_workers(tmp_path: Path) -> None:
    convert(write(tmp_path / "in", a="interrupt\n", b="interrupt\n"), tmp_path / "out", workers=1)
    assert {row["status"] for row in manifest(tmp_path / "out").values()} == {"converted"}


def test_memory_of_a_process() -> None:
    assert 10 < resident_mb(os.getpid()) < 4000
    assert resident_mb(2**30) == 0.0
