"""Gold: what a person typed from the page, in the report's JSON; keys that are left out are not scored."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lnextract.errors import GoldError
from lnextract.evaluate.partial import Misfit, check_part
from lnextract.model.report import Report, Source

_NEXT_STEP = "Correct it, or leave the key out."


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold report."""

    name: str
    """Of its file."""
    body: dict[str, Any]
    """A report's JSON, or a part of it."""


def load_gold(folder: Path) -> list[Gold]:
    """Every gold report in a folder, or in its `reports/`, by name.

    Raises:
        GoldError: there is none, or a file is no report nor a part of one.
    """
    inner = folder / "reports"
    paths = sorted((inner if inner.is_dir() else folder).glob("*.json"))
    if not paths:
        raise GoldError(f"{folder}: there is no gold: its files end in .json.", "Name another folder.")
    return [Gold(path.name, _read(path)) for path in paths]


def match_gold(gold: Sequence[Gold], reports: Mapping[str, dict[str, Any]]) -> list[str | None]:
    """For each gold report the name of the report that it is held against, each used once.

    That is the file of the same name, else the one of the same source (and pages, where gold has them).

    Args:
        reports: their JSON, by the name of their file.
    """
    names = [each.name if each.name in reports else None for each in gold]
    rest = [name for name in reports if name not in names]
    for place, each in enumerate(gold):
        fitting = (name for name in rest if _same_source(each, reports[name]["source"]))
        if names[place] is None and (found := next(fitting, None)):
            names[place] = found
            rest.remove(found)
    return names


def may_be_of(gold: Gold, name: str, source: Source) -> bool:
    """Whether a report may be the one that gold is of."""
    return gold.name == name or gold.body.get("source", {}).get("sha256") == source.sha256


def _same_source(gold: Gold, source: dict[str, Any]) -> bool:
    own = gold.body.get("source", {})
    keys = [key for key in ("sha256", "page_range") if key in own]
    return "sha256" in keys and all(own[key] == source[key] for key in keys)


def _read(path: Path) -> dict[str, Any]:
    try:
        body = json.loads(path.read_bytes())
        check_part(body, Report)
    except OSError as error:
        raise GoldError(f"{path}: can't be read ({error.strerror or error}).") from error
    except json.JSONDecodeError as error:
        raise GoldError(f"{path}:{error.lineno}: {error.msg}.", _NEXT_STEP) from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: this is no UTF-8 ({error.reason}).", _NEXT_STEP) from error
    except Misfit as misfit:
        raise GoldError(f"{path}: {misfit}.", _NEXT_STEP) from misfit
    checked: dict[str, Any] = body
    return checked
