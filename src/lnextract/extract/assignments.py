"""Fokusområden and uppdrag that stand as headings, or as bullets in a deck."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lnextract.extract.sections import SectionTree
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.blocks import Piece
from lnextract.model.report import Assignment, Section
from lnextract.swedish.words import squash

FOCUS = re.compile(r"fokusområde[:\s]+(?P<title>\S.*)", re.IGNORECASE | re.DOTALL)
MOST_UPPDRAG_WORDS = 30
LONGEST_TABLE_NAME = 60
"""Characters."""
SENTENCES = re.compile(r"[.!?]\s+[A-ZÅÄÖ]")
REFERS_TO_ASSIGNMENT = re.compile(
    r"uppdraget (?:följer|genomförs|pågår|är|har|fortskrider|avslutas)", re.IGNORECASE
)


def heading_assignments(
    tree: SectionTree, pieces: Sequence[Piece], with_tables: set[str], vocabulary: Vocabulary
) -> list[Assignment]:
    """Assignments among the sections: headings with a marker, or under a steering chapter.

    Args:
        with_tables: ids of the sections that hold a table of assignments: they are sections only.
    """
    forecasts = _forecasts(tree, pieces)
    texts = _texts(tree, pieces)
    found = []
    for section in tree.sections:
        if section.id in with_tables:
            continue
        if _names_table(section, vocabulary):
            continue
        # A status below a heading follows up what the heading names, whatever chapter it stands in.
        marked = section.marker is not None or section.id in forecasts
        if marked or _under_steering(section, tree, vocabulary) or _followed_up(section, tree, vocabulary):
            title, category = _front_marker(section, vocabulary)
            found.append(
                Assignment(
                    title=title,
                    category=category,
                    forecast=forecasts.get(section.id),
                    comment=texts.get(section.id),
                    section=section.id,
                    span=tree.heading_of[section.id].span,
                )
            )
    return found


def _texts(tree: SectionTree, pieces: Sequence[Piece]) -> dict[str, str]:
    """What the report says under each heading."""
    texts: dict[str, list[str]] = {}
    for place, piece in enumerate(pieces):
        if piece.kind in ("paragraph", "list") and place in tree.of_piece:
            texts.setdefault(tree.of_piece[place], []).append(piece.text or "\n".join(piece.items))
    return {section: "\n".join(found) for section, found in texts.items()}


def _front_marker(section: Section, vocabulary: Vocabulary) -> tuple[str, str | None]:
    """Title and category: the marker, or «Fokusområde …» printed before the title."""
    if section.marker is not None:
        return section.title, section.marker
    match = FOCUS.match(section.title)
    if match:
        return match["title"].strip(), "fokusområde"
    return section.title, None


def _names_table(section: Section, vocabulary: Vocabulary) -> bool:
    """A heading such as «Indikatorer» names the table below it, not an assignment."""
    if len(section.title) > LONGEST_TABLE_NAME:
        return False
    phrases = vocabulary.headers.segment(section.title)
    return (
        len(phrases) == 1
        and phrases[0].role == "label"
        and phrases[0].key in ("indicator", "activity", "kpi")
    )


def _forecasts(tree: SectionTree, pieces: Sequence[Piece]) -> dict[str, str]:
    return {
        tree.of_piece[place]: piece.text
        for place, piece in enumerate(pieces)
        if piece.kind == "status" and piece.text and place in tree.of_piece
    }


def _under_steering(section: Section, tree: SectionTree, vocabulary: Vocabulary) -> bool:
    """Whether a numbered heading stands under a chapter on goals and assignments."""
    if section.number is None or section.parent is None:
        return False
    by_id = {each.id: each for each in tree.sections}
    parent: Section | None = by_id[section.parent]
    while parent is not None:
        if vocabulary.words("section_only").key(parent.title):
            return False
        if vocabulary.words("steering_chapter").key(parent.title):
            return not vocabulary.words("steering_chapter").key(section.title)
        parent = by_id[parent.parent] if parent.parent is not None else None
    return False


def _followed_up(section: Section, tree: SectionTree, vocabulary: Vocabulary) -> bool:
    """Whether the text under a numbered heading begins by saying how the assignment goes."""
    if section.number is None or not section.blocks or section.blocks[0].text is None:
        return False
    return bool(REFERS_TO_ASSIGNMENT.match(section.blocks[0].text))


def deck_assignments(tree: SectionTree, pieces: Sequence[Piece]) -> list[Assignment]:
    """Fokusområden of slides with the uppdrag listed as bullets below them; explanatory prose is none."""
    found: list[Assignment] = []
    focus: Assignment | None = None
    page = 0
    for place, piece in enumerate(pieces):
        title = _focus_title(piece)
        if title is not None:
            focus = Assignment(
                title=title,
                category="fokusområde",
                forecast=None,
                comment=None,
                section=tree.of_piece.get(place),
                span=piece.span,
            )
            page = piece.page
        elif piece.kind == "heading" or piece.page != page:
            focus = focus if piece.page == page else None
        if piece.kind == "list" and focus is not None and all(_is_uppdrag(item) for item in piece.items):
            if focus not in found:
                found.append(focus)
            found.extend(
                Assignment(
                    title=item,
                    category=None,
                    forecast=None,
                    comment=None,
                    section=tree.of_piece.get(place),
                    span=piece.span,
                )
                for item in piece.items
            )
    return found


def _focus_title(piece: Piece) -> str | None:
    text = piece.title if piece.kind == "heading" else piece.text
    if piece.kind not in ("heading", "paragraph") or text is None or len(text.split()) > MOST_UPPDRAG_WORDS:
        return None
    match = FOCUS.fullmatch(text.strip())
    return match["title"].strip() if match and not text.rstrip().endswith((".", ":")) else None


def _is_uppdrag(item: str) -> bool:
    return len(item.split()) <= MOST_UPPDRAG_WORDS and not SENTENCES.search(item)


def without_repeats(
    assignments: Sequence[Assignment], tree: SectionTree, vocabulary: Vocabulary
) -> list[Assignment]:
    """An appendix heading that repeats an uppdrag is not a second one."""
    seen: set[str] = set()
    kept = []
    for assignment in assignments:
        key = squash(assignment.title).strip(".")
        if key in seen and _in_appendix(assignment.section, tree):
            continue
        seen.add(key)
        kept.append(assignment)
    return kept


def _in_appendix(section: str | None, tree: SectionTree) -> bool:
    by_id = {each.id: each for each in tree.sections}
    at = by_id.get(section) if section is not None else None
    while at is not None:
        if at.title.casefold().startswith(("bilaga", "appendix")):
            return True
        at = by_id.get(at.parent) if at.parent is not None else None
    return False
