"""Reads a YAML file that a person writes by hand; a mistake is told with file and line."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from lnextract.errors import LnextractError

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

NEXT_STEP = "Correct the entry and start again."
_NULL_TAG = "tag:yaml.org,2002:null"

Shape = TypeVar("Shape", bound=BaseModel)


class TypedLoader(_Loader):
    """Scalars become numbers, dates and booleans as YAML has it; a key that stands twice is a mistake.

    YAML itself lets the last of two equal keys win in silence.
    """

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


class TextLoader(TypedLoader):
    """Scalars stay as written, but for null: YAML would read a printed `0123` as 83 and `1:30` as 90."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - so PyYAML has it
        first: [(tag, pattern) for tag, pattern in resolvers if tag == _NULL_TAG]
        for first, resolvers in TypedLoader.yaml_implicit_resolvers.items()
    }


def read_yaml(
    path: Path,
    shape: type[Shape],
    error_type: type[LnextractError],
    *,
    empty: Any,
    loader: type[TypedLoader] = TypedLoader,
) -> Shape:
    """What the file says, as `shape`.

    Args:
        empty: what an empty file stands for.

    Raises:
        LnextractError: of `error_type`: the file can't be read, is no YAML or isn't of the right shape.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise error_type(f"{path}: can't be read ({error}).", NEXT_STEP) from error
    try:
        content = yaml.load(text, Loader=loader)
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date such as 2001-13-01
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        problem = getattr(error, "problem", None) or "this is no YAML"
        raise error_type(f"{path}:{line}: {problem}.", NEXT_STEP) from error
    try:
        return shape.model_validate(empty if content is None else content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        line, steps = _line_and_steps(text, first["loc"])
        where = ".".join(str(step) for step in steps)
        what = first["msg"].removeprefix("Value error, ")
        raise error_type(f"{path}:{line}: {where + ': ' if where else ''}{what}.", NEXT_STEP) from error


def line_of(text: str, steps: Sequence[int | str]) -> int:
    """Line, from 1, of the value that `steps` lead to, or of the last step that exists."""
    return _line_and_steps(text, steps)[0]


def _line_and_steps(text: str, steps: Sequence[int | str]) -> tuple[int, list[int | str]]:
    """The line, and the steps without those that name a type instead of something in the file."""
    node = yaml.compose(text, Loader=_Loader)
    line, taken = 1, list[int | str]()
    for number, step in enumerate(steps):
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == step]
            if not found and number < len(steps) - 1:
                continue  # pydantic names the member of a union that it tried
            taken.append(step)
            if not found:
                break
            line, node = found[0][0].start_mark.line + 1, found[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            taken.append(step)
            node = node.value[step]
            line = node.start_mark.line + 1
        elif number == len(steps) - 1 and not isinstance(node, yaml.ScalarNode):
            taken.append(step)
    return line, taken
