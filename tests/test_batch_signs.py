"""Two runs into one OUT at a URL: the second is told of the first, and a killed one keeps nobody out."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import time

import fsspec
import pytest

from lnextract.batch import signs
from lnextract.batch.inputs import find_inputs
from lnextract.batch.remote import RemoteStore
from lnextract.batch.run import Wishes, run
from lnextract.batch.signs import Sign
from lnextract.batch.stores import HOLDER, OutInUseError

OUT = "memory://signs"


@pytest.fixture(autouse=True)
def store() -> Iterator[RemoteStore]:
    yield RemoteStore(OUT)
    files = fsspec.filesystem("memory")
    if files.exists("/signs"):
        files.rm("/signs", recursive=True)


def leave(store: RemoteStore, machine: str, process: int, ago_s: float = 0.0) -> None:
    store.write(HOLDER, Sign(machine=machine, process=process, at=time() - ago_s).model_dump_json())


def ended() -> int:
    """Number of a process that is no more."""
    return int(
        subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True).stdout
    )


def test_a_run_says_that_it_is_at_work_and_when_it_has_ended(store: RemoteStore) -> None:
    with store.held():
        sign = Sign.model_validate_json(store.read(HOLDER))
        assert (sign.machine, sign.process) == (platform.node(), os.getpid())
    assert store.read(HOLDER) == b""


@pytest.mark.parametrize(("machine", "process"), [("another", 1), (platform.node(), os.getppid())])
def test_a_second_run_is_told_of_the_first(
    store: RemoteStore, root: Path, machine: str, process: int
) -> None:
    leave(store, machine, process)
    before = store.read(HOLDER)
    inputs = find_inputs([root / "fixtures" / "hylte-2014-ur1" / "hylte-2014-ur1.txt"])
    with pytest.raises(OutInUseError, match=rf"{OUT} \(process {process} on {machine}\)") as refusal:
        run(inputs, RemoteStore(OUT), Wishes(), lambda outcome: None)
    assert refusal.value.exit_code == 2 and HOLDER in str(refusal.value)
    assert store.read(HOLDER) == before and store.names("reports") == set()


def test_a_killed_run_keeps_nobody_out(store: RemoteStore) -> None:
    leave(store, platform.node(), ended())  # here, it is seen that it is gone
    with store.held():
        pass
    leave(store, "another", 1, ago_s=signs.LIFE_S + 1)
    with store.held():
        pass
    store.write(HOLDER, "process 7 on somewhere")  # no sign of ours
    with store.held():
        pass


def test_the_sign_is_renewed_and_another_one_in_its_place_ends_the_run(
    store: RemoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signs, "RENEW_S", 0.0)
    with pytest.raises(OutInUseError), store.held():
        first = Sign.model_validate_json(store.read(HOLDER)).at
        store.append("log/x", "a line\n")
        store.flush()
        assert Sign.model_validate_json(store.read(HOLDER)).at > first
        leave(store, "another", 1)
        store.append("log/x", "another line\n")
        store.flush()
    assert Sign.model_validate_json(store.read(HOLDER)).machine == "another"
    assert RemoteStore(OUT).read_log("log/x") == b"a line\nanother line\n"  # what was done is kept
