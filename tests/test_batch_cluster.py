"""The same work on a Dask cluster of separate processes, and with inputs and results in an S3 store."""

from __future__ import annotations

import json
import os
import re
import shlex
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
from click.testing import CliRunner

import cluster_trial
from lnextract.batch import convert, remote
from lnextract.batch.inputs import find_inputs
from lnextract.batch.remote import RemoteStore, UrlError
from lnextract.batch.run import Wishes, run
from lnextract.cli.main import main
from running import LONG_S, soon_none_of
from sample_reports import read_sample

FIXTURES = ("hylte-2022-ur2", "laholm-2021-deck")
PATIENCE_S = 4 * LONG_S


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **more}


@pytest.fixture(scope="module")
def store() -> Iterator[dict[str, str]]:
    """An S3 store on this machine: the environment in which s3fs finds it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    endpoint = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        wait_for(endpoint)
        keys = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_DEFAULT_REGION": "us-east-1"}
        yield {**keys, "AWS_ENDPOINT_URL": endpoint}
        process.terminate()


def wait_for(endpoint: str) -> None:
    deadline = monotonic() + LONG_S
    while True:
        try:
            with urlopen(endpoint, timeout=LONG_S):
                return
        except URLError:
            assert monotonic() < deadline
            sleep(0.1)


@pytest.fixture(scope="module")
def cluster(store: dict[str, str]) -> Iterator[str]:
    """The address of its scheduler."""
    command = [sys.executable, cluster_trial.__file__, "cluster"]
    settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with subprocess.Popen(
        command,
        env=environment(**settings, **store),
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


@pytest.fixture
def files(store: dict[str, str], archive: Path) -> Any:
    """The store as another program sees it, with the archive in it."""
    import s3fs

    endpoint = {"endpoint_url": store["AWS_ENDPOINT_URL"]}
    found = s3fs.S3FileSystem(key="x", secret="x", client_kwargs=endpoint, use_listings_cache=False)
    found.put(str(archive), "archive/", recursive=True)
    found.pipe("archive/in/bad.pdf", b"no PDF")
    found.pipe("archive/in/logo.png", b"")
    return found


def commands(root: Path) -> list[list[str]]:
    """Those that the page on clusters gives: with a store, and with a cluster too."""
    page = (root / "docs/how-to/cluster.md").read_text(encoding="utf-8")
    return [shlex.split(line)[1:] for line in re.findall(r"^lnextract .*$", page, re.MULTILINE)]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_cluster_and_a_store_give_the_same_bytes(
    root: Path, cluster: str, store: dict[str, str], files: Any, local: Path
) -> None:
    with_store, with_cluster = commands(root)
    with_cluster[with_cluster.index("tcp://scheduler:8786")] = cluster
    first = lnextract(*with_cluster, "--json", **store)
    assert first.returncode == 1, first.stderr
    summary = json.loads(first.stdout)
    assert (summary["converted"], summary["quarantined"], summary["ignored"]) == (4, 1, 3)
    assert summary["manifest"] == "s3://archive/out/manifest.jsonl"
    found = rows(files.cat("archive/out/manifest.jsonl"))
    assert found.pop("bad.pdf")["error"]["kind"] == "unreadable"
    assert [{**row, "seconds": 0} for row in found.values()] == [
        {**row, "seconds": 0} for row in manifest(local).values()
    ]
    names = [path.rpartition("/")[2] for path in files.ls("archive/out/reports")]
    assert {name: files.cat(f"archive/out/reports/{name}") for name in names} == reports(local)
    # The pieces of the journal are put together.
    assert files.ls("archive/out/.lnextract") == ["archive/out/.lnextract/journal.jsonl"]

    # Without the cluster, from where the cluster was.
    files.pipe(f"archive/out/reports/{names[0]}", b"{}")
    second = json.loads(lnextract(*with_store, "--json", **store).stdout)
    assert (second["unchanged"], second["converted"], second["quarantined"]) == (3, 1, 1)
    assert files.cat(f"archive/out/reports/{names[0]}") == reports(local)[names[0]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--engine", "dask"), "--scheduler"),
        (("--scheduler", "tcp://127.0.0.1:1"), "--engine dask"),
        (("--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "--workers", "2"), "--workers"),
        (("--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"), "No scheduler answers"),
        (("--engine", "dask", "--scheduler", "nonsense://x:1"), "No scheduler answers"),
        (("--engine", "dask", "--scheduler", "here"), "No scheduler answers"),
    ],
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_wrong_usage_is_told(archive: Path, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = CliRunner().invoke(main, ["convert", str(archive), "-o", str(tmp_path / "out"), *words])
    assert done.exit_code == 2 and said in done.stderr, done.stderr


def test_a_journal_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "SEGMENT_S", -1.0)
    out = RemoteStore("memory://journal-in-pieces")
    with out.held():
        for text in ("a\n", "b\n", "c\n"):
            out.append("log/x", text)
    assert out.read_log("log/x") == b"a\nb\nc\n"
    again = RemoteStore(str(out))
    assert again.read_log("log/x") == b"a\nb\nc\n"
    again.write("log/x", "whole")
    assert RemoteStore(str(out)).read_log("log/x") == b"whole" and again.names("log") == {"x"}
    again.remove("log/x")
    again.remove("log/x")
    assert again.read("log/x") == b"" and again.stamp("log/x") is None


@pytest.mark.parametrize(
    ("url", "said"), [("nonsense://x/y", "can't be opened"), ("memory://nothing-here", "nothing at")]
)
def test_a_url_that_leads_nowhere(url: str, said: str) -> None:
    with pytest.raises(UrlError, match=said):
        find_inputs([url])


def test_a_store_in_which_files_must_be_moved_into_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convert, "read", read_sample)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ur.txt").write_text("total: 1\ntotal: 2\n", encoding="utf-8")
    inputs = find_inputs([(tmp_path / "in").as_uri()])
    for status in ("converted", "unchanged"):
        out = RemoteStore((tmp_path / "out").as_uri())
        result = run(inputs, out, Wishes(), lambda outcome: None)
        assert [(row.file, row.status) for row in result.rows] == [("ur.txt", status)]
    assert sorted(reports(tmp_path / "out")) == ["ur-2.json", "ur.json"]
    assert list((tmp_path / "out").rglob("*.part")) == []
