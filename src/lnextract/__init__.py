"""Archived Swedish follow-up reports as data that can be trusted.

    import lnextract

    reports = lnextract.read("ur1.txt")
    findings = lnextract.check(reports)

Names are loaded when they are first used, so that `lnextract --help` answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lnextract.errors import LnextractError, UnreadableInputError, VocabularyError
    from lnextract.model.finding import Finding
    from lnextract.model.grid import Grid
    from lnextract.model.report import Report
    from lnextract.pipeline import check, read
    from lnextract.reading_tables import read_tables

__version__ = "0.1.0"

__all__ = [
    "Finding",
    "Grid",
    "LnextractError",
    "Report",
    "UnreadableInputError",
    "VocabularyError",
    "__version__",
    "check",
    "read",
    "read_tables",
]

_HOMES = {
    "Finding": "lnextract.model.finding",
    "Grid": "lnextract.model.grid",
    "LnextractError": "lnextract.errors",
    "Report": "lnextract.model.report",
    "UnreadableInputError": "lnextract.errors",
    "VocabularyError": "lnextract.errors",
    "check": "lnextract.pipeline",
    "read": "lnextract.pipeline",
    "read_tables": "lnextract.reading_tables",
}


def __getattr__(name: str) -> Any:
    """Load a public name from the module that defines it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'lnextract' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
