"""The section tree: headings, and the blocks that stand under each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lnextract.model.blocks import Piece
from lnextract.model.report import Block, Section
from lnextract.model.spans import Span, hull

CONTENT = ("paragraph", "list", "table", "status", "signature")


@dataclass(slots=True)
class SectionTree:
    """Sections in printed order, and where each piece stands."""

    sections: list[Section] = field(default_factory=list)
    of_piece: dict[int, str] = field(default_factory=dict)
    """Id of a piece's section, by the piece's place in the document."""
    heading_of: dict[str, Piece] = field(default_factory=dict)


def section_tree(pieces: Sequence[Piece], tables: Mapping[int, str]) -> SectionTree:
    """The tree of a document. `tables`: ids of the tables, by the piece's place."""
    tree = SectionTree()
    contents: defaultdict[str, list[Span]] = defaultdict(list)
    for place, piece in enumerate(pieces):
        if piece.kind == "heading":
            _open(tree, piece)
        elif piece.kind in CONTENT:
            if not tree.sections:
                _open_untitled(tree, piece)
            tree.sections[-1].blocks.extend(_blocks(piece, tables.get(place)))
        if tree.sections:
            tree.of_piece[place] = tree.sections[-1].id
            if piece.kind in CONTENT:
                contents[tree.sections[-1].id].append(piece.span)
    for section in tree.sections:
        section.span = hull([section.span, *contents[section.id]])
    return tree


def _open(tree: SectionTree, piece: Piece) -> None:
    level = piece.level or _below_numbered(tree)
    parent = next((section for section in reversed(tree.sections) if section.level < level), None)
    section = Section(
        id=f"s{len(tree.sections) + 1}",
        number=piece.number,
        title=piece.title or "",
        level=level,
        parent=parent.id if parent is not None else None,
        marker=piece.marker,
        blocks=[],
        span=piece.span,
    )
    tree.sections.append(section)
    tree.heading_of[section.id] = piece


def _below_numbered(tree: SectionTree) -> int:
    """An unnumbered heading lies one level below the numbered one it stands under."""
    numbered = next((section for section in reversed(tree.sections) if section.number is not None), None)
    return numbered.level + 1 if numbered is not None else 1


def _open_untitled(tree: SectionTree, piece: Piece) -> None:
    """Text before the first heading: kept under a section without title, so that no prose is lost."""
    tree.sections.append(
        Section(id="s1", number=None, title="", level=1, parent=None, marker=None, blocks=[], span=piece.span)
    )


def _blocks(piece: Piece, table: str | None) -> list[Block]:
    if piece.kind == "table":
        if table is None:
            return []
        return [Block(type="table", text=None, items=None, table=table, span=piece.span)]
    if piece.kind == "list":
        return [Block(type="list", text=None, items=list(piece.items), table=None, span=piece.span)]
    text = piece.text if piece.kind == "paragraph" else None
    if text is None:
        text = "\n".join(line.text.strip() for line in piece.lines if not line.blank)
    return [Block(type="paragraph", text=text, items=None, table=None, span=piece.span)]
