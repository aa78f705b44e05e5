"""Pieces without `blocks/`: made of marked texts, or of a dump cut at its blank lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lnextract.model.blocks import BlockKind, Piece
from lnextract.model.source import Line

RULE = re.compile(r"\s*[_…]{5,}\s*")
NUMBERED = re.compile(r"\s?\d+(?:\.\d+)*\s+[A-ZÅÄÖ]")


def source_lines(text: str) -> list[Line]:
    """The lines of a dump with their numbers and offsets; CR LF is one line end."""
    lines: list[Line] = []
    for number, match in enumerate(re.finditer(r"([^\r\n]*)(\r\n|\n|\Z)", text), 1):
        if match.group() or match.start() < len(text):
            lines.append(Line(number, match.start(), match.group(1)))
    return lines


def marked(*parts: tuple[BlockKind, str]) -> list[Piece]:
    """One piece a part, as if they followed each other in a dump with an empty line between."""
    text = "\n\n".join(words for _, words in parts)
    lines = source_lines(text)
    pieces: list[Piece] = []
    at = 0
    for kind, words in parts:
        count = words.count("\n") + 1
        own = tuple(lines[at : at + count])
        title = words.strip() if kind == "heading" else None
        pieces.append(Piece(kind, own, title=title))
        at += count + 1
    return pieces


def cut(text: str, *, cover: int = 1, tables: Sequence[tuple[int, int]] = ()) -> list[Piece]:
    """A dump cut at its blank lines: `cover` pieces of cover, tables at these ranges of line numbers."""
    groups: list[list[Line]] = [[]]
    for line in source_lines(text):
        in_table = any(first <= line.number <= last for first, last in tables)
        starts = any(line.number in (first, last + 1) for first, last in tables)
        if starts or (line.blank and not in_table):
            groups.append([])
        if not line.blank:
            groups[-1].append(line)
    printed = [group for group in groups if group]
    return [
        Piece("cover" if index < cover else _kind(group, tables), tuple(group))
        for index, group in enumerate(printed)
    ]


def _kind(group: Sequence[Line], tables: Sequence[tuple[int, int]]) -> BlockKind:
    if any(first <= group[0].number <= last for first, last in tables):
        return "table"
    if all(line.text.strip().isdigit() for line in group):
        return "furniture"
    if any(RULE.fullmatch(line.text) for line in group):
        return "signature"
    if "....." in group[0].text:
        return "contents"
    if NUMBERED.match(group[0].text) and len(group) <= 2:
        return "heading"
    return "list" if group[0].text.strip()[:1] in "•●" else "paragraph"
