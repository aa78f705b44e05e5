"""Which board a report is of, whatever its name was that year."""

from __future__ import annotations

import re

from lnextract.dataset.rows.documents import Board
from lnextract.knowledge.letters import squash
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.report import Identity

FIRST_TERM_OF_FOUR = 1995
"""Municipalities and regions have had terms of four years since the election of 1994."""
TERM_YEARS = 4


def board_of(identity: Identity, words: Vocabulary) -> Board | None:
    """The board, or None where the report names none.

    «Kungsbackanämnden», «Lokala nämnden Kungsbacka» and «Lokal nämnd i Kungsbacka» are one board; a board
    that is not local is known by its name within its municipality.
    """
    if identity.body is None:
        return None
    town = identity.municipality
    local = town is not None and squash(identity.body) in _local_names(town, words)
    code = identity.municipality_code
    name = f"Lokal nämnd {town}" if local else identity.body
    place = code or squash(identity.region or "") or "okand"
    return Board(
        board_id=place if local else f"{place}-{_slug(identity.body)}",
        name=name if local or town is None else f"{name}, {town}",
        kind="lokal_namnd" if local else "namnd",
        municipality=town,
        municipality_code=code,
        region=identity.region,
    )


def _local_names(town: str, words: Vocabulary) -> set[str]:
    boards = (board for board in words.entries.boards if board.kind == "local")
    return {squash(form.replace("{name}", town)) for board in boards for form in board.forms}


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.casefold()).strip("-")


def term_of(year: int | None) -> str | None:
    """The term of office that a year lies in, such as «2019–2022»; None before terms had four years."""
    if year is None or year < FIRST_TERM_OF_FOUR:
        return None
    first = year - (year - FIRST_TERM_OF_FOUR) % TERM_YEARS
    return f"{first}–{first + TERM_YEARS - 1}"
