"""YAML files that people write: a mistake is told with file and line."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from lnextract.errors import LnextractError

try:
    from yaml import CBaseLoader as _TextLoader
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import BaseLoader as _TextLoader  # type: ignore[assignment]
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

NEXT_STEP = "Correct the entry and start again."

Shape = TypeVar("Shape")


class _UniqueKeys:
    """YAML lets a key that stands twice win in silence; here it is a mistake."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key «{key.value}» stands twice", key.start_mark
                )
            seen.add(key.value)
        made: dict[Hashable, Any] = super().construct_mapping(node, deep)  # type: ignore[misc]
        return made


class _Typed(_UniqueKeys, _Loader):
    """`12` is a number, `yes` a truth."""


class _Text(_UniqueKeys, _TextLoader):
    """`12` is the text that was written."""


def read_marked(
    path: Path,
    shape: TypeAdapter[Shape],
    empty: Any,
    mistake: type[LnextractError],
    *,
    as_text: bool = False,
) -> Shape:
    """What a file says, in the shape asked for.

    Args:
        empty: what a file without content stands for.
        mistake: the error to raise.
        as_text: true where a figure shall be kept as it is written.

    Raises:
        LnextractError: of the kind `mistake`: the file can't be read, is no YAML or of another shape.
    """
    text = file_text(path, mistake)
    try:
        content = yaml.load(text, Loader=_Text if as_text else _Typed)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        problem = getattr(error, "problem", None) or "this is no YAML"
        raise mistake(f"{path}:{line}: {problem}.", NEXT_STEP) from error
    try:
        return shape.validate_python(empty if content in (None, "") else content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        said = f"{where}: {first['msg']}" if where else first["msg"]
        raise mistake(f"{path}:{line_of(text, first['loc'])}: {said}.", NEXT_STEP) from error


def file_text(path: Path, mistake: type[LnextractError]) -> str:
    """The text of a file in UTF-8.

    Raises:
        LnextractError: of the kind `mistake`.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise mistake(f"{path}: can't be read ({error}).", NEXT_STEP) from error


def line_of(text: str, steps: Sequence[int | str]) -> int:
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
