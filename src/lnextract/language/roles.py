"""Roles beside names: elected offices, officials' titles, other trades."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_TO_BE = r"(?:är|var|blir|som|tillträder\ssom|utses\still|utsedd\still)"
_OF_WHAT = re.compile(r"\s(?:i|för|på|hos|av)\s(?P<body>[^.,;:()]{2,60})")
_WHOSE = re.compile(r"(?P<body>[\w:]+s)\s(?:(?:vice|förste|andre|nya?|förra|tidigare)\s)*$")
_JOINS = re.compile(r"[,:]?\s")
"""«projektledare X», «strategen, X», «ordförande: X»."""
_TRADE_REACH_CHARS = 40


class Roles:
    """Finds the vocabulary's roles before and after names."""

    def __init__(self, words: Mapping[str, frozenset[str]]) -> None:
        self._offices = words.get("political_role", frozenset())
        self._bodies = words.get("political_body", frozenset())
        roles = _alternatives({*self._offices, *words.get("official_role", frozenset())})
        self._any = re.compile(
            rf"(?<!\w)(?P<role>(?:[^\W\d_]+[-‐]?)?(?:{roles}))(?:en|n|s|ens|ns)?(?!\w)", re.IGNORECASE
        )
        adjectives = _alternatives(words.get("role_adjective", frozenset()))
        self._gap = re.compile(rf"(?:\s*[,(–-]\s*|\s+{_TO_BE}\s+)(?:(?:{adjectives})\s+)*")
        tails = _alternatives(words.get("role_tail", frozenset()))
        self._trade = re.compile(rf"(?<![\w-])(?P<role>[a-zåäö]+(?:{tails}))(?:en|n)?\s$")

    def names_role(self, word: str) -> bool:
        """Whether a word is nothing but a role."""
        return self._any.fullmatch(word) is not None

    def beside(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The role (group `role`) of the name at `start:end`: after it, before it, or a trade before it."""
        after = self._gap.match(text, end)
        if after and (role := self._any.match(text, after.end())):
            return role
        before = [
            match for match in self._any.finditer(text[:start]) if _JOINS.fullmatch(text, match.end(), start)
        ]
        if before:
            return before[-1]
        return self._trade.search(text, max(0, start - _TRADE_REACH_CHARS), start)

    def is_political(self, role: str) -> bool:
        """Whether a role is an office that people are elected to."""
        folded = role.casefold()
        return any(folded.endswith(office) for office in self._offices)

    def is_elected(self, text: str, role: re.Match[str]) -> bool:
        """Whether a role is an office of a public body: not «ordförande i bygdeföreningen»."""
        if not self.is_political(role["role"]):
            return False
        of, whose = _OF_WHAT.match(text, role.end()), _WHOSE.search(text, 0, role.start())
        named = " ".join(match["body"].casefold() for match in (of, whose) if match)
        words = [word.removesuffix("s") for word in re.findall(r"\w+", named)]
        return not words or any(word.endswith(body) for word in words for body in self._bodies)


def _alternatives(words: Iterable[str]) -> str:
    """The words as a pattern, the longest first; without words one that never matches."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) or "(?!)"
