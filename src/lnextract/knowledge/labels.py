"""What row labels and status words mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lnextract.knowledge.entries import Account, KeyedForms, LabelRole, RowWord
from lnextract.knowledge.letters import letters_alone, squash

_UNIT_TAIL = re.compile(r"[\s,(]*(?:i )?(?:tkr|mnkr|mkr|kkr|kr|kronor|%)\)?\s*$", re.I)

_IN_BRACKETS = re.compile(r"\([^)]*\)")
_AMOUNT_TAIL = re.compile(r"[\s,(]*\d[\d\s.,]*(?:tkr|mnkr|mkr|kkr|kr|kronor|%)\)?\s*$", re.I)


def _key(label: str) -> str:
    """Squashed label without footnote marks; codes before it are left in."""
    return letters_alone(label)


class Accounts:
    """Finds the account of a label by its whole wording."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._exact: dict[str, list[Account]] = {}
        self._patterns: list[tuple[re.Pattern[str], Account]] = []
        self.parents = {account.key: account.parent for account in accounts}
        for account in accounts:
            for form in account.forms:
                self._exact.setdefault(squash(form), []).append(account)
            self._patterns.extend((re.compile(pattern), account) for pattern in account.patterns)

    def of(self, label: str, year: int | None = None) -> str | None:
        """Key of the account, or None where the vocabulary does not know the label."""
        for wording in dict.fromkeys((label, _UNIT_TAIL.sub("", label))):
            squashed = _key(wording)
            for account in self._exact.get(squashed, ()):
                if account.holds(year):
                    return account.key
            for pattern, account in self._patterns:
                if account.holds(year) and pattern.fullmatch(squashed):
                    return account.key
        return None


class RowWords:
    """Finds the role that a label states by its words."""

    _ORDER: tuple[tuple[LabelRole, str], ...] = (
        ("group", "end"),
        ("of_which", "whole"),
        ("of_which", "begin"),
        ("total", "whole"),
        ("subtotal", "whole"),
        ("total", "begin"),
        ("total", "end"),
        ("subtotal", "begin"),
        ("subtotal", "end"),
    )

    def __init__(self, words: Sequence[RowWord]) -> None:
        self._forms: dict[tuple[str, str], list[str]] = {}
        for word in words:
            self._forms.setdefault((word.role, word.place), []).extend(form.casefold() for form in word.forms)

    def is_net(self, label: str) -> bool:
        """Whether a row of this label mostly is the difference of two others: net cost, surplus."""
        text = label.casefold()
        return any(form in text for form in self._within("net"))

    def side_of(self, label: str) -> str | None:
        """income or cost, where the label speaks of just one of them."""
        text = label.casefold()
        named = [side for side in ("income", "cost") if any(form in text for form in self._within(side))]
        return named[0] if len(named) == 1 else None

    def _within(self, role: str) -> Sequence[str]:
        return self._forms.get((role, "within"), ())

    def role(self, label: str) -> LabelRole:
        """total, subtotal, of_which, group or plain."""
        text = re.sub(r"^[\s\-–•*]+", "", " ".join(label.casefold().split()))
        for role, place in self._ORDER:
            for form in self._forms.get((role, place), ()):
                if _stands(text, form, place):
                    return role
        return "plain"

    def bare(self, label: str) -> str:
        """What a label names, squashed: without «Summa», «varav», «fördelning:», brackets and amounts."""
        text = _IN_BRACKETS.sub(" ", " ".join(label.casefold().split())).strip(" -–•*")
        for (role, place), forms in self._forms.items():
            for form in forms if role != "of_which" else ():
                if place == "whole" and squash(text) == squash(form) and role == "total":
                    return ""
                if place == "begin" and text.startswith(form.lstrip()):
                    text = text[len(form.lstrip()) :]
                if place == "end" and text.endswith(form):
                    text = text[: -len(form)]
        return letters_alone(_AMOUNT_TAIL.sub("", text))


def _stands(text: str, form: str, place: str) -> bool:
    if place == "begin":
        return text.startswith(form.lstrip()) and len(text) > len(form)
    if place == "end":
        return text.endswith(form) and len(text) > len(form)
    return squash(text) == squash(form)


class Phrases:
    """Whole texts that the vocabulary knows, in any case and spacing."""

    def __init__(self, entries: Sequence[KeyedForms]) -> None:
        self._forms: dict[str, tuple[str, str]] = {}
        for entry in entries:
            for form in entry.forms:
                self._forms.setdefault(squash(form), (entry.key, form))

    def form(self, text: str) -> str | None:
        """The vocabulary's spelling of a text that is one of its forms as a whole."""
        known = self._forms.get(squash(text)) if text.strip() else None
        return known[1] if known else None

    def key(self, text: str) -> str | None:
        """The key of a text that is one of the forms as a whole."""
        known = self._forms.get(squash(text)) if text.strip() else None
        return known[0] if known else None

    def forms(self) -> tuple[str, ...]:
        """All spellings."""
        return tuple(form for _, form in self._forms.values())
