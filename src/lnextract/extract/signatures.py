"""Printed names and roles at the signatures. Handwriting is never read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lnextract.model.blocks import Piece
from lnextract.model.report import Signatory
from lnextract.model.source import Line

LINES_ABOVE_RULE = 3
"""Printed lines above the first rule that can name board, town and date."""
WORDS_ABOVE_RULE = 8
"""Words of such a line at most; a sentence is longer."""
TAIL_LINES = 20
"""Printed lines at the end of a document among which an unmarked signature can stand: names in two rows
under their rules, place and date."""

WORDS_A_NAME = 2
"""Of names in columns that one blank parts."""
RULE = re.compile(r"[_.…‥\-–—=]*(?:_{4,}|\.{5,}|…{3,}|‥{3,}|-{6,}|–{4,}|—{4,})[_.…‥\-–—=]*")
COLUMN_GAP = re.compile(r"\t+|[ \u00a0]{3,}")
WIDE_GAP = re.compile(r"\t+|[ \u00a0]{2,}")
PARTY = re.compile(r"\s*\((?:[A-ZÅÄÖ]{1,3}|[A-ZÅÄÖ][a-zåäö]{0,3})\)")
NAME_WORD = r"[A-ZÅÄÖÉÜ][\wåäöéèüøæ'’´]*(?:-[A-ZÅÄÖÉÜ]?[\wåäöéèüøæ'’]+)*\.?"
NAME = re.compile(
    rf"{NAME_WORD}(?:\s+(?:(?:von|van|af|av|de|la|der|den|del|al|el|bin)\s+)*{NAME_WORD}){{1,4}}"
)
ROLE_WORD = (
    r"(?:\w*ordförande|\w*ordf\.?|\w*chef(?:en)?|\w*direktör|\w*sekreterare|\w*strateg|\w*controller|\w*ekonom"
    r"|\w*ledamot|\w*tjänste(?:man|person)|\w*samordnare|\w*handläggare|\w*utredare|\w*utvecklare|\w*koordinator"
    r"|\w*revisor|\w*justerare|justerande|\w*ledare|\w*ansvarig|\w*råd|\w*rektor|\w*ombud|\w*planerare)"
)
ROLE = re.compile(
    rf"(?:(?:[12]\s*[:.]?\s*[ae]|första|andra|t\.?f\.?|tf|vice|v\.|bitr\.?|biträdande|tillförordnad|avgående)\s+){{0,3}}"
    rf"(?:\w+-\s+och\s+)?{ROLE_WORD}(?!\w)",
    re.IGNORECASE,
)
NO_NAME = re.compile(
    r"(?:region\w*|landsting\w*|kommun\w*|nämnd\w*|\w+nämnden\w*|\w+kommun|styrelse\w*|förvaltning\w*|lokala?"
    r"|underskrift\w*|bilag\w*|sida|signatur\w*|datum|ort|namn\w*|beslut\w*|budget|total\w*|summa|enligt|nämnden"
    r"|uppföljningsrapport\w*|årsredovisning\w*|bokslut\w*|sverige|den)",
    re.IGNORECASE,
)
UNDERSKRIFT = re.compile(
    r"\s*(?:\d[\d.]*\s+)?(?:underskrift(?:er)?|signatur(?:er)?|undertecknande)\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Slot:
    """One column of the signature place: what stands under, or beside, one rule."""

    name: str | None = None
    role: str | None = None


@dataclass(slots=True)
class _Reading:
    found: list[_Slot] = field(default_factory=list)
    open: list[_Slot] = field(default_factory=list)
    """The last row of names, waiting for their roles."""
    roles: list[str] = field(default_factory=list)
    """A row of roles that stands above its names."""
    ruled: bool = False
    """The line before was a rule, so what follows is a name even without a role."""


def signature_pieces(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that hold signatures: marked as such, or under a heading «Underskrift»."""
    found: list[Piece] = []
    under = False
    for piece in pieces:
        if piece.kind == "heading":
            under = bool(UNDERSKRIFT.match(piece.title or _text(piece)))
        elif piece.kind == "signature" or (under and piece.kind == "paragraph"):
            found.append(piece)
    return found


def signature_lines(pieces: Sequence[Piece]) -> list[str]:
    """The lines of the signature place, board, town and date above the names included."""
    marked = signature_pieces(pieces)
    if marked:
        first = next(index for index, piece in enumerate(pieces) if piece is marked[0])
        return [*_short_lines_above(pieces[:first]), *(line.text for piece in marked for line in piece.lines)]
    tail = _tail(pieces)
    ruled = next((index for index, line in enumerate(tail) if _is_rule(line.text)), None)
    return [] if ruled is None else [line.text for line in tail[max(0, ruled - LINES_ABOVE_RULE) :]]


def _short_lines_above(pieces: Sequence[Piece]) -> list[str]:
    """«Lokal nämnd … 2022-06-01», where it was not taken for a part of the signatures."""
    above = [piece for piece in pieces if piece.kind != "furniture"][-1:]
    lines = [
        line.text for piece in above if piece.kind == "paragraph" for line in piece.lines if not line.blank
    ]
    short = len(lines) <= LINES_ABOVE_RULE and all(len(line.split()) <= WORDS_ABOVE_RULE for line in lines)
    return lines if short else []


def signatories(pieces: Sequence[Piece]) -> list[Signatory]:
    """Printed names with their roles, in printed order; [] where nobody's name is printed.

    Names are looked for at the signatures only, else under a dotted or underscored rule in the last lines.
    """
    return _read(signature_lines(pieces))


def _tail(pieces: Sequence[Piece]) -> list[Line]:
    kinds = ("paragraph", "list", "caption", "heading")
    printed = [line for piece in pieces if piece.kind in kinds for line in piece.lines if not line.blank]
    return printed[-TAIL_LINES:]


def _text(piece: Piece) -> str:
    return " ".join(line.text.strip() for line in piece.lines)


def _is_rule(text: str) -> bool:
    words = text.split()
    return bool(words) and all(RULE.fullmatch(word) for word in words)


def _read(lines: Sequence[str]) -> list[Signatory]:
    reading = _Reading()
    for line in lines:
        bare = RULE.sub("   ", line)
        ruled_line = bare != line
        if ruled_line:
            reading.open, reading.ruled = [], True
        if bare.strip():
            _read_line(bare, reading)
            reading.ruled = False
    named = [slot for slot in reading.found if slot.name]
    return [Signatory(name=slot.name, role=slot.role) for slot in named if slot.name]


def _read_line(text: str, reading: _Reading) -> None:
    cells = _cells(text)
    if all(_role(cell) == cell for cell in cells):
        _take_roles(cells, reading)
        return
    slots = [_slot(cell) for cell in cells]
    if not all(slot is not None for slot in slots):
        reading.open, reading.roles = [], []
        return
    row = [slot for slot in slots if slot is not None]
    if len(reading.roles) == len(row):
        for slot, role in zip(row, reading.roles, strict=True):
            slot.role = slot.role or role
    reading.roles = []
    if all(slot.role for slot in row) or reading.ruled:
        reading.found.extend(row)
    reading.open = row


def _take_roles(cells: list[str], reading: _Reading) -> None:
    """Roles belong to the row of names above them, else to the one below."""
    waiting = [slot for slot in reading.open if slot.role is None]
    if len(waiting) == 1 < len(cells):
        waiting = _side_by_side(waiting[0], len(cells)) or waiting
    if len(waiting) != len(cells):
        reading.roles = cells if not waiting else []
        return
    for slot, role in zip(waiting, cells, strict=True):
        slot.role = role
        if slot not in reading.found:
            reading.found.append(slot)
    reading.open = []


def _side_by_side(slot: _Slot, count: int) -> list[_Slot]:
    """The names in columns that one blank parts: as many as there are roles below them."""
    words = (slot.name or "").split()
    if len(words) != WORDS_A_NAME * count:
        return []
    return [_Slot(" ".join(words[at : at + WORDS_A_NAME])) for at in range(0, len(words), WORDS_A_NAME)]


def _roles_side_by_side(text: str) -> list[str]:
    """The roles that a line consists of, one blank between them; nothing where it has other words."""
    found: list[str] = []
    rest = text.strip()
    while rest and (role := _role(rest)):
        found.append(role)
        rest = rest[len(role) :].strip()
    return found if not rest else []


def _cells(text: str) -> list[str]:
    """The columns of a line; two blanks part them where each part then reads as a name or role."""
    stripped = text.strip()
    wide = [part.strip() for part in WIDE_GAP.split(stripped) if part.strip()]
    if len(wide) > 1 and all(_role(part) == part or _slot(part) for part in wide):
        return wide
    return _roles_side_by_side(stripped) or [
        part.strip() for part in COLUMN_GAP.split(stripped) if part.strip()
    ]


def _role(cell: str) -> str | None:
    """The role that a cell begins with, as printed."""
    match = ROLE.match(cell)
    return match.group().strip() if match else None


def _slot(cell: str) -> _Slot | None:
    """A name, with its role where one is printed beside it; None for any other words."""
    text = PARTY.sub("", " ".join(cell.split())).strip(" ,;")
    head, comma, rest = text.partition(",")
    if comma and _is_name(head.strip()):
        role = _role(rest.strip())
        return _Slot(head.strip(), role) if role else None
    if _is_name(text):
        return _Slot(text)
    return _name_then_role(text) or _role_then_name(text)


def _name_then_role(text: str) -> _Slot | None:
    words = re.sub(r"\s[-–—/]\s", " ", text).split()
    for cut in range(2, len(words)):
        name, rest = " ".join(words[:cut]), " ".join(words[cut:])
        role = _role(rest)
        if _is_name(name) and role == rest:
            return _Slot(name, role)
    return None


def _role_then_name(text: str) -> _Slot | None:
    role = _role(text)
    if role is None:
        return None
    name = text[len(role) :].strip(" :,-–")
    return _Slot(name, role) if _is_name(name) else None


def _is_name(text: str) -> bool:
    if not NAME.fullmatch(text) or any(char.isdigit() or char == "_" for char in text):
        return False
    words = text.split()
    return not any(NO_NAME.fullmatch(word) or re.fullmatch(ROLE_WORD, word, re.IGNORECASE) for word in words)
