"""A how-to page as a test follows it.

A fence ```` ```yaml out/own.yml ```` is a file to write. In ```` ```console ```` a line after `$ ` is a
command. Lines below it stand in its output, white space folded; `…` is any text. `exit status N` is its exit
status where that is not 0.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from lnextract.cli.main import main

_FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_STATUS = re.compile(r"exit status (\d+)")


@dataclass
class Step:
    """A command of the page."""

    words: list[str]
    shown: list[str] = field(default_factory=list)


def follow(page: Path) -> int:
    """Do what the page says, in the current folder; how many commands that were."""
    done = 0
    for kind, name, content in _FENCE.findall(page.read_text(encoding="utf-8")):
        if name:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(content, encoding="utf-8")
        elif kind == "console":
            for step in _steps(content):
                _run(step)
                done += 1
    return done


def _steps(content: str) -> Iterator[Step]:
    step: Step | None = None
    for line in content.splitlines():
        if line.startswith("$ "):
            if step:
                yield step
            step = Step(shlex.split(line[2:]))
        elif step is not None and line.strip():
            step.shown.append(_folded(line))
    if step:
        yield step


def _run(step: Step) -> None:
    assert step.words[0] == "lnextract"
    result = CliRunner().invoke(main, step.words[1:])
    status = next((int(found[1]) for line in step.shown if (found := _STATUS.fullmatch(line))), 0)
    assert result.exit_code == status, result.output
    printed = [_folded(line) for line in result.output.splitlines()]
    for line in step.shown:
        wanted = re.compile(re.escape(line).replace("…", ".*"))
        assert _STATUS.fullmatch(line) or any(map(wanted.fullmatch, printed)), f"{line}\n{result.output}"


def _folded(line: str) -> str:
    return " ".join(line.split())
