"""One format a file: `write(outcome, lang, to)` in `csv.py` is `--format csv`. A new file is a new format."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, TextIO, cast

if TYPE_CHECKING:
    from lnextract.cli.findings.outcome import Outcome


class Format(Protocol):
    """What a module here offers."""

    def write(self, outcome: Outcome, lang: str, to: TextIO) -> None:
        """Write the whole of it in the language asked for."""
        ...


def names() -> list[str]:
    """All formats; none of them is loaded for that."""
    return sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))


def load(name: str) -> Format:
    """One of `names`."""
    return cast(Format, import_module(f"{__name__}.{name}"))
