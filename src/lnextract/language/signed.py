"""People who signed the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lnextract.language.passages import Passage
from lnextract.model.mentions import Mention

if TYPE_CHECKING:
    from lnextract.knowledge.vocabulary import Vocabulary
    from lnextract.model.report import Report, Signatory

POLITICAL_ROLE = ("ordförande", "ledamot", "ersättare", "regionråd", "kommunalråd")
"""Ends of the words for offices that people are elected to."""


def is_political(role: str | None) -> bool:
    """Whether a role is an elected office."""
    return role is not None and role.casefold().split("(")[0].strip().endswith(POLITICAL_ROLE)


def signatories_of(report: Report, passages: Sequence[Passage], words: Vocabulary) -> list[Mention]:
    """One person a printed signature, at the passage that holds the name, else at the last."""
    if not passages:
        return []
    return [_signed(person, _place(person.name, passages)) for person in report.identity.signatories]


def _place(name: str, passages: Sequence[Passage]) -> Passage:
    return next((passage for passage in reversed(passages) if name in passage.text), passages[-1])


def _signed(person: Signatory, passage: Passage) -> Mention:
    return Mention(
        kind="person",
        category="politician" if is_political(person.role) else "official",
        keys=[],
        name=person.name,
        text=person.name,
        quote=f"{person.name}, {person.role}" if person.role else person.name,
        section=passage.section,
        table=None,
        row=None,
        span=passage.span,
        place="block",
        dates=[],
        status=None,
        participants=[],
        value=None,
        unit=None,
        approximate=False,
        role=person.role,
        party=None,
        verbs=[],
    )
