"""Where output goes: results to stdout, progress and messages to stderr."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from rich.console import Console

PIPED_WIDTH = 120
"""Columns where there is no terminal to ask: wide enough for a budget table."""


def console(file: TextIO | None = None, *, stderr: bool = False) -> Console:
    """A console that prints text as it is: brackets in a header are no markup."""
    from rich.console import Console

    plain = Console(file=file, stderr=stderr, markup=False, highlight=False, emoji=False)
    if not plain.is_terminal and "COLUMNS" not in os.environ:
        plain.width = PIPED_WIDTH
    return plain


def say(message: str) -> None:
    """A message for people, on stderr."""
    click.echo(message, err=True)


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 report`, `2 reports`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
