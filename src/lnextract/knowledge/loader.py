"""Reads vocabulary files; a mistake is told with file and line."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from lnextract.errors import VocabularyError
from lnextract.knowledge.entries import Named, VocabularyFile
from lnextract.knowledge.letters import squash

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

PACKAGE_FOLDER = Path(__file__).parent
_NEXT_STEP = "Correct the entry and start again."


class _UniqueKeyLoader(_Loader):
    """YAML lets a key that stands twice win in silence; here it is a mistake."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key «{key.value}» stands twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_files(paths: Sequence[Path]) -> VocabularyFile:
    """The entries of all files, in order.

    Raises:
        VocabularyError: a file can't be read, isn't of the right shape, or says something twice.
    """
    found = VocabularyFile()
    places: dict[str, dict[str, tuple[Path, tuple[int | str, ...], Any]]] = {}
    for path in paths:
        part = _read_file(path)
        for topic in VocabularyFile.model_fields:
            entries = getattr(part, topic)
            getattr(found, topic).extend(entries)
            _refuse_duplicates(path, topic, entries, places.setdefault(topic, {}))
    return found


def _read_file(path: Path) -> VocabularyFile:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{path}: can't be read ({error}).", _NEXT_STEP) from error
    try:
        content = yaml.load(text, Loader=_UniqueKeyLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        problem = getattr(error, "problem", None) or "this is no YAML"
        raise VocabularyError(f"{path}:{line}: {problem}.", _NEXT_STEP) from error
    try:
        return VocabularyFile.model_validate({} if content is None else content)
    except ValidationError as error:
        first = error.errors()[0]
        line = _line_of(text, first["loc"])
        where = ".".join(str(step) for step in first["loc"])
        raise VocabularyError(f"{path}:{line}: {where}: {first['msg']}.", _NEXT_STEP) from error


def _line_of(text: str, steps: Sequence[int | str]) -> int:
    """Line, from 1, of the value that `steps` lead to, or of the last step that exists."""
    node = yaml.compose(text, Loader=_Loader)
    line = 1
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == step]
            if not found:
                break
            line, node = found[0][0].start_mark.line + 1, found[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


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
                here = _line_of(path.read_text(encoding="utf-8-sig"), steps)
                there = _line_of(earlier[0].read_text(encoding="utf-8-sig"), earlier[1])
                what = f"{topic}: «{_value(entry, steps)}» is a duplicate of {earlier[0]}:{there}."
                raise VocabularyError(f"{path}:{here}: {what}", _NEXT_STEP)
            places[name] = (path, steps, entry)


def _names(topic: str, number: int, entry: Any) -> list[tuple[tuple[int | str, ...], str]]:
    """What may stand once only: forms (per joiner, place or kind), and codes."""
    sort = "/".join(str(getattr(entry, field, "")) for field in ("joiner", "place", "kind"))
    if topic in ("words", "prose_words"):  # the same word may serve several purposes
        sort += f"/{entry.key}"
    if topic == "qualifiers":
        sort = str(entry.joiner)
    names: list[tuple[tuple[int | str, ...], str]] = []
    if hasattr(entry, "code"):
        names.append(((topic, number, "code"), f"code/{entry.code}"))
    if isinstance(entry, Named):  # rows of a dataset bear these keys, of initiatives and partners together
        names.append(((topic, number, "key"), f"key/{entry.key}"))
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
