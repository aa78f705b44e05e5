"""The same work on a Dask cluster of separate processes, and with inputs and results in an S3 store."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

import cluster_trial
from running import LONG_S, soon_none_of

FIXTURES = ("hylte-2022-ur2", "laholm-2021-deck")
PATIENCE_S = 4 * LONG_S


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **more}


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of its scheduler."""
    command = [sys.executable, cluster_trial.__file__, "cluster"]
    settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with subprocess.Popen(
        command,
        env=environment(**settings),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    ) as process:
        assert process.stdout is not None and process.stdin is not None
        yield process.stdout.readline().strip()
        process.stdin.close()
        process.wait(LONG_S)
    assert soon_none_of(process.pid)


def rows(text: str | bytes) -> dict[str, dict[str, Any]]:
    lines = text.splitlines()
    found = {row["file"]: row for row in map(json.loads, lines)}
    assert len(found) == len(lines)
    return found


def manifest(out: Path) -> dict[str, dict[str, Any]]:
    return rows((out / "manifest.jsonl").read_text(encoding="utf-8"))


def trial(cluster: str, folder: Path, out: Path) -> subprocess.Popen[str]:
    command = [sys.executable, cluster_trial.__file__, "convert", cluster, str(folder), str(out)]
    return subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True)


def lnextract(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "lnextract", *map(str, words)],
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )


@pytest.fixture(scope="module")
def archive(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "in"
    for name in FIXTURES:
        shutil.copytree(root / "fixtures" / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def local(archive: Path) -> Path:
    """What the local engine makes of it."""
    assert lnextract("convert", archive, "-o", archive.parent / "local", "-q").returncode == 0
    return archive.parent / "local"


def reports(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / "reports").iterdir()}


def test_a_cluster_gives_the_same_bytes(cluster: str, archive: Path, local: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ("convert", archive, "-o", out, "--engine", "dask", "--scheduler", cluster, "-q")
    done = lnextract(*words)
    assert done.returncode == 0, done.stderr
    assert reports(out) == reports(local)
    assert [{**row, "seconds": 0} for row in manifest(out).values()] == [
        {**row, "seconds": 0} for row in manifest(local).values()
    ]
    assert lnextract(*words).returncode == 0
    assert {row["status"] for row in manifest(out).values()} == {"unchanged"}


def test_a_worker_that_is_killed_and_inputs_that_break_theirs(cluster: str, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    texts = {"a-hang": "hang\n", "b-crash": "segfault\n", "poison": "total: 1\n"}
    texts |= {f"slow{number:02}": f"total: {number}\n" for number in range(12)}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with trial(cluster, folder, out) as process:
        assert process.stdout is not None
        workers = (line.strip() for line in process.stdout)
        victim = next(int(name) for name in workers if name.isdigit())
        os.kill(parent_of(victim), signal.SIGKILL)
        assert process.wait(PATIENCE_S) == 0
    found = manifest(out)
    kinds = {name: row["error"]["kind"] for name, row in found.items() if row["error"]}
    assert kinds == {"a-hang.txt": "timeout", "b-crash.txt": "crashed", "poison.txt": "crashed"}
    assert "of the cluster" in found["poison.txt"]["error"]["message"]
    assert sorted(path.name for path in (out / "reports").iterdir()) == [
        f"{name}.json" for name in texts if name.startswith("slow")
    ]


def parent_of(process_id: int) -> int:
    """The cluster's worker, of the process below it that did the work."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return int(fields[1])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--engine", "dask"), "--scheduler"),
        (("--scheduler", "tcp://127.0.0.1:1"), "--engine dask"),
        (("--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "--workers", "2"), "--workers"),
        (("--engine", "dask", "--scheduler", "nonsense://x"), "No scheduler answers"),
    ],
)
def test_wrong_usage_is_told(archive: Path, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = lnextract("convert", archive, "-o", tmp_path / "out", *words)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr


# S3


@pytest.fixture(scope="module")
def store() -> Iterator[dict[str, str]]:
    """An S3 store on this machine: the environment in which s3fs finds it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    endpoint = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        answers(endpoint)
        keys = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_DEFAULT_REGION": "us-east-1"}
        yield {**keys, "AWS_ENDPOINT_URL": endpoint, "FSSPEC_S3_ENDPOINT_URL": endpoint}
        process.terminate()


def answers(endpoint: str) -> None:
    deadline = monotonic() + LONG_S
    while True:
        try:
            with urlopen(endpoint, timeout=LONG_S):
                return
        except URLError:
            assert monotonic() < deadline
            sleep(0.1)


class Bucket:
    """Files in the store, as another program sees them."""

    def __init__(self, environment: dict[str, str]) -> None:
        import s3fs

        self.files = s3fs.S3FileSystem(
            key="x", secret="x", client_kwargs={"endpoint_url": environment["AWS_ENDPOINT_URL"]},
            use_listings_cache=False,
        )  # fmt: skip

    def names(self, folder: str) -> list[str]:
        return sorted(path.rpartition("/")[2] for path in self.files.ls(folder))


@pytest.fixture
def bucket(store: dict[str, str], archive: Path) -> Bucket:
    found = Bucket(store)
    found.files.put(str(archive), "archive/", recursive=True)
    return found


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_inputs_and_results_at_a_url(
    store: dict[str, str], bucket: Bucket, local: Path, tmp_path: Path
) -> None:
    bucket.files.pipe("archive/in/bad.pdf", b"no PDF")
    bucket.files.pipe("archive/in/logo.png", b"")
    words = ("convert", "s3://archive/in", "-o", "s3://archive/out", "--json")
    first = lnextract(*words, **store)
    assert first.returncode == 1, first.stderr
    summary = json.loads(first.stdout)
    assert (summary["converted"], summary["quarantined"], summary["ignored"]) == (4, 1, 3)
    assert summary["manifest"] == "s3://archive/out/manifest.jsonl"
    found = rows(bucket.files.cat("archive/out/manifest.jsonl"))
    assert {name: {**row, "seconds": 0} for name, row in found.items() if not row["error"]} == {
        name: {**row, "seconds": 0} for name, row in manifest(local).items()
    }
    assert found["bad.pdf"]["error"]["kind"] == "unreadable"
    names = bucket.names("archive/out/reports")
    assert {name: bucket.files.cat(f"archive/out/reports/{name}") for name in names} == reports(local)
    # Nothing but the journal lies beside them.
    assert bucket.names("archive/out/.lnextract") == ["journal.jsonl"]

    second = lnextract(*words, **store)
    assert json.loads(second.stdout)["unchanged"] == 4

    (victim, *_) = names
    bucket.files.pipe(f"archive/out/reports/{victim}", b"{}")
    bucket.files.rm("archive/in/hylte-2022-ur2", recursive=True)
    third = json.loads(lnextract(*words, **store).stdout)
    assert third["inputs"] == 3 and third["converted"] + third["unchanged"] == 2


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_journal_in_pieces(store: dict[str, str], bucket: Bucket) -> None:
    code = """
from lnextract.batch import remote
remote.SEGMENT_S = -1.0
out = remote.RemoteStore("s3://archive/journal")
with out.held():
    for text in ("a", "b", "c"):
        out.append("log/x", text + chr(10))
print(out.read_log("log/x").decode().split())
again = remote.RemoteStore("s3://archive/journal")
print(again.read_log("log/x").decode().split())
again.write("log/x", "whole")
print(remote.RemoteStore("s3://archive/journal").read_log("log/x").decode())
again.remove("log/x"), again.remove("log/x")
print(again.read("log/x"), again.stamp("log/x"), sorted(again.names("log")))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(**store), capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["['a', 'b', 'c']", "['a', 'b', 'c']", "whole", "b'' None []"]


def test_a_url_that_leads_nowhere(store: dict[str, str], tmp_path: Path) -> None:
    for url, said in (("nonsense://x/y", "can't be opened"), ("s3://archive/none", "nothing at")):
        done = lnextract("convert", url, "-o", tmp_path / "out", **store)
        assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr


def test_a_store_that_must_move_files_into_place(archive: Path, local: Path, tmp_path: Path) -> None:
    done = lnextract("convert", archive.as_uri(), "-o", (tmp_path / "out").as_uri(), "-q")
    assert done.returncode == 0, done.stderr
    assert reports(tmp_path / "out") == reports(local)
