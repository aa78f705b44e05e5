"""The progress bar as a person sees it: the command on a pseudo terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lnextract.batch.jobs import Outcome
from lnextract.cli import progress
from lnextract.cli.progress import Tally
from lnextract.model.manifest import FindingCounts, ManifestRow, Status

CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
BROKEN = "hylte-2022-ur2"
"""Of a fixture with one planted mistake."""
GOOD = ("hylte-2014-ur1", "varberg-2019-ur2", "laholm-2017-ur2")


def on_terminal(*words: str | Path) -> tuple[int, str]:
    """Run the command on a terminal of 200 columns; its exit status and all that it showed."""
    here, there = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "200", "LINES": "50"}
    for name in ("CI", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        environment.pop(name, None)
    command = subprocess.Popen(
        [sys.executable, "-m", "lnextract", *map(str, words)],
        stdin=there,
        stdout=subprocess.DEVNULL,
        stderr=there,
        env=environment,
    )
    os.close(there)
    shown = bytearray()
    try:
        while part := os.read(here, 65536):
            shown += part
    except OSError:  # Linux: the other side is closed
        pass
    os.close(here)
    return command.wait(), CONTROL.sub("", shown.decode("utf-8", "replace"))


def test_the_bar_shows_how_far_how_fast_and_what_came_out(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for slug in (BROKEN, *GOOD):
        text = (root / "fixtures" / slug / f"{slug}.txt").read_bytes()
        (folder / f"{slug}.txt").write_bytes(text)
    out = tmp_path / "out"
    subprocess.run(
        [sys.executable, "-m", "lnextract", "convert", folder / f"{GOOD[0]}.txt", "-o", out, "-q"], check=True
    )
    (folder / "empty.pdf").write_bytes(b"")
    status, shown = on_terminal("convert", folder, "-o", out, "--workers", "1")
    assert status == 1
    assert "0/5" in shown and "5/5" in shown and "━" in shown
    rows = [json.loads(line) for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    broken = sum(row["findings"]["broken"] for row in rows)
    assert broken > 0
    assert f"3 converted, 1 unchanged, 1 quarantined, {broken} broken sums" in shown
    assert re.search(r"\d+\.\d/s, \d+:\d\d left", shown)
    # The quarantined input is told at once, above the bar.
    told = shown.index("empty.pdf: ")
    assert told < shown.rindex("5/5")


def test_no_bar_where_quiet_and_none_where_there_is_no_terminal(root: Path, tmp_path: Path) -> None:
    dump = root / "fixtures" / GOOD[0] / f"{GOOD[0]}.txt"
    status, shown = on_terminal("convert", dump, "-o", tmp_path / "quiet", "-q")
    assert (status, shown) == (0, "")
    plain = subprocess.run(
        [sys.executable, "-m", "lnextract", "convert", dump, "-o", tmp_path / "plain"],
        capture_output=True,
        check=True,
    )
    assert b"\x1b" not in plain.stderr and "━".encode() not in plain.stderr


def outcome(status: Status, broken: int = 0) -> Outcome:
    row = ManifestRow(
        file="a.pdf",
        sha256=None,
        status=status,
        reports=[],
        pages=1,
        seconds=0.1,
        warnings=0,
        findings=FindingCounts(broken=broken),
        error=None,
    )
    return Outcome(row)


def test_the_remaining_time_is_that_of_inputs_that_take_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand unchanged inputs pass in no time and say nothing of the rest."""
    now = [100.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    tally = Tally(1011)
    for _ in range(1000):
        tally.add(outcome("unchanged"))
    assert tally.pace() == "…"
    for broken in (0, 2, 1):
        tally.add(outcome("converted", broken))
        now[0] += 0.5
    now[0] -= 0.5
    assert tally.pace() == "2.0/s, 0:04 left"
    assert tally.counts() == "3 converted, 1000 unchanged, 0 quarantined, 3 broken sums"
