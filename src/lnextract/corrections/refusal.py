"""A correction that does not fit."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - no error: the others still apply
    """Why, in words that end the sentence «It is not applied: …»."""


NOTHING_THERE = "nothing was read there"


def same_words(one: str | None, other: str | None) -> bool:
    """Whether two texts differ in white space only."""
    return one == other or (one is not None and other is not None and one.split() == other.split())


def quoted(value: object) -> str:
    """A value as a message shows it."""
    return "nothing" if value is None else f"«{' '.join(str(value).split())}»"
