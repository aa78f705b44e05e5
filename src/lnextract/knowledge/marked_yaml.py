"""YAML files that people write: a mistake is told with file and line."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from lnextract.errors import LnextractError

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

NEXT_STEP = "Correct the entry and start again."
_NULL_TAG = "tag:yaml.org,2002:null"

Shape = TypeVar("Shape")


class _Typed(_Loader):
    """`12` is a number, `yes` a truth. A key that stands twice is a mistake: YAML lets one win in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be a word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key «{key.value}» stands twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


class _Text(_Typed):
    """`12` is the text that was written; only null is null. YAML itself reads `0123` as 83, `1:30` as 90."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - so PyYAML has it
        first: [(tag, pattern) for tag, pattern in resolvers if tag == _NULL_TAG]
        for first, resolvers in _Typed.yaml_implicit_resolvers.items()
    }


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
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date such as 2001-13-01
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        problem = getattr(error, "problem", None) or "this is no YAML"
        raise mistake(f"{path}:{line}: {problem}.", NEXT_STEP) from error
    try:
        return shape.validate_python(empty if content is None else content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        line, steps = _line_and_steps(text, first["loc"])
        where = ".".join(str(step) for step in steps)
        what = first["msg"].removeprefix("Value error, ")
        raise mistake(f"{path}:{line}: {where + ': ' if where else ''}{what}.", NEXT_STEP) from error


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
    return _line_and_steps(text, steps)[0]


def _line_and_steps(text: str, steps: Sequence[int | str]) -> tuple[int, list[int | str]]:
    """The line, and the steps without those that name a type instead of something in the file."""
    node = yaml.compose(text, Loader=_Loader)
    line, taken = 1, list[int | str]()
    for number, step in enumerate(steps):
        last = number == len(steps) - 1
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == step]
            if not found and not last:
                continue  # pydantic names the member of a union that it tried
            taken.append(step)
            if not found:
                break
            line, node = found[0][0].start_mark.line + 1, found[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            taken.append(step)
            node = node.value[step]
            line = node.start_mark.line + 1
        elif last and not isinstance(node, yaml.ScalarNode):
            taken.append(step)
    return line, taken
