"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


class OrUrl(click.Path):
    """A path, or a URL, which stays text and is looked at by whoever opens it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """A `Path`, or the URL as it is."""
        return value if isinstance(value, str) and "://" in value else super().convert(value, param, ctx)


EXISTING = click.Path(exists=True, readable=False, path_type=Path)
"""A file or folder. Whether it can be read is told for each file, not for the whole call."""

FILE = click.Path(exists=True, dir_okay=False, readable=False, path_type=Path)
"""A file."""

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
"""A folder."""

lang = click.option(
    "--lang",
    type=click.Choice(["sv", "en"]),
    default="en",
    show_default=True,
    help="Language of the findings.",
)

corrections = click.option(
    "--corrections",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What people have put right (YAML). [default: corrections.yml in OUT, else beside OUT]",
)
