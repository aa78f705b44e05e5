"""The group `lnextract`: finds its commands in `commands/`."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click

import lnextract
from lnextract.cli import commands
from lnextract.errors import LnextractError


class Failure(click.ClickException):
    """An error of ours, shown as click shows its own."""

    def __init__(self, error: LnextractError) -> None:
        super().__init__(str(error))
        self.exit_code = error.exit_code  # type: ignore[misc]  # click reads it from the instance


class CommandFolder(click.Group):
    """A group whose commands are the modules of a package."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(module.name for module in iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{commands.__name__}.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of ours becomes a sentence and its exit status."""
        try:
            return super().invoke(ctx)
        except LnextractError as error:
            raise Failure(error) from error


@click.group(cls=CommandFolder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(lnextract.__version__, prog_name="lnextract")
def main() -> None:
    """Turn archived Swedish follow-up reports into data that can be trusted.

    \b
    lnextract convert reports/ -o out     reports to JSON, every figure checked
    lnextract check out                   what does not add up, and why
    lnextract show out/reports/ur1.json   the tables of one report, in the terminal
    """
