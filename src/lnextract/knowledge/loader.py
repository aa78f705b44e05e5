"""Reads vocabulary files; a mistake is told with file and line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from lnextract.errors import VocabularyError
from lnextract.knowledge.entries import VocabularyFile
from lnextract.knowledge.letters import squash
from lnextract.knowledge.marked_yaml import NEXT_STEP, line_of, read_marked

PACKAGE_FOLDER = Path(__file__).parent
_SHAPE = TypeAdapter(VocabularyFile)


def read_files(paths: Sequence[Path]) -> VocabularyFile:
    """The entries of all files, in order.

    Raises:
        VocabularyError: a file can't be read, isn't of the right shape, or says something twice.
    """
    found = VocabularyFile()
    places: dict[str, dict[str, tuple[Path, tuple[int | str, ...], Any]]] = {}
    for path in paths:
        part = read_marked(path, _SHAPE, {}, VocabularyError)
        for topic in VocabularyFile.model_fields:
            entries = getattr(part, topic)
            getattr(found, topic).extend(entries)
            _refuse_duplicates(path, topic, entries, places.setdefault(topic, {}))
    return found


def _refuse_duplicates(
    path: Path,
    topic: str,
    entries: Sequence[Any],
    places: dict[str, tuple[Path, tuple[int | str, ...], Any]],
) -> None:
    for number, entry in enumerate(entries):
        for steps, name in _names(topic, number, entry):
            earlier = places.get(name)
            if earlier and _overlap(earlier[2], entry):
                here = line_of(path.read_text(encoding="utf-8-sig"), steps)
                there = line_of(earlier[0].read_text(encoding="utf-8-sig"), earlier[1])
                what = f"{topic}: «{_value(entry, steps)}» is a duplicate of {earlier[0]}:{there}."
                raise VocabularyError(f"{path}:{here}: {what}", NEXT_STEP)
            places[name] = (path, steps, entry)


def _names(topic: str, number: int, entry: Any) -> list[tuple[tuple[int | str, ...], str]]:
    """What may stand once only: forms (per joiner, place or kind), and codes."""
    sort = "/".join(str(getattr(entry, field, "")) for field in ("joiner", "place", "kind"))
    if topic == "words":  # the same word may serve several purposes
        sort += f"/{entry.key}"
    if topic == "qualifiers":
        sort = str(entry.joiner)
    names: list[tuple[tuple[int | str, ...], str]] = []
    if hasattr(entry, "code"):
        names.append(((topic, number, "code"), f"code/{entry.code}"))
    for index, form in enumerate(getattr(entry, "forms", [])):
        names.append(((topic, number, "forms", index), f"{sort}/{squash(form) or form}"))
    if topic == "municipalities":
        names.append(((topic, number, "name"), f"name/{squash(entry.name)}"))
    return names


def _value(entry: Any, steps: tuple[int | str, ...]) -> Any:
    value = getattr(entry, str(steps[2]))
    return value[steps[3]] if len(steps) > 3 else value


def _overlap(first: Any, second: Any) -> bool:
    latest_start = max(first.from_ or 0, second.from_ or 0)
    earliest_end = min(first.to or 9999, second.to or 9999)
    return latest_start <= earliest_end
