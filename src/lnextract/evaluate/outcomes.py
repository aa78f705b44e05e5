"""What came of holding one element against the gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from lnextract.evaluate.pairing import Pair, fold

Verdict = Literal["right", "wrong", "missing", "extra"]
Element: TypeAlias = dict[str, Any]
Same: TypeAlias = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One element: right, wrong, only in the gold (missing) or only in ours (extra)."""

    verdict: Verdict
    where: str
    """JSON Pointer, in the gold; of an extra one in ours."""
    name: str
    """What people call it."""
    gold: Any = None
    """Where it is not right: what differs."""
    ours: Any = None
    span: Any = None
    """Where it stands in the source, if either says so."""


def same(gold: Any, ours: Any) -> bool:
    """Equal, white space folded."""
    return bool(fold(gold) == fold(ours))


@dataclass(frozen=True, slots=True)
class Compared:
    """How the values of a key are compared, and what people are shown of them."""

    same: Same = same
    of_gold: Callable[[Any], Any] = lambda value: value
    of_ours: Callable[[Any], Any] = lambda value: value


PLAINLY = Compared()


@dataclass(frozen=True, slots=True)
class Keys:
    """What is compared of an element, in this order, as far as the gold has it."""

    names: tuple[str, ...]
    special: dict[str, Compared]
    """Keys whose values are not compared plainly."""

    @classmethod
    def of(cls, *names: str, **special: Compared) -> Keys:
        return cls((*names, *special), special)

    def differing(self, gold: Element, ours: Element) -> list[str]:
        """The keys in which they differ."""
        return [
            key
            for key in self.names
            if key in gold and not self.special.get(key, PLAINLY).same(gold[key], ours[key])
        ]

    def shown(self, names: Iterable[str], gold: Element | None, ours: Element | None) -> tuple[Any, Any]:
        """What people are shown of an element of each: its values of these keys."""
        keys = {name: self.special.get(name, PLAINLY) for name in names}
        one = gold and {name: key.of_gold(gold[name]) for name, key in keys.items() if name in gold}
        other = ours and {name: key.of_ours(ours[name]) for name, key in keys.items() if name in ours}
        return one, other


@dataclass(frozen=True, slots=True)
class Lists:
    """A list of the gold and one of ours, in pairs."""

    path: str
    """JSON Pointer of the list."""
    gold: Sequence[Element]
    ours: Sequence[Element]
    pairs: Sequence[Pair]
    name_key: str
    """Which key names an element."""

    def outcomes(self, keys: Keys) -> Iterator[Outcome]:
        """One for each pair and each that is alone."""
        for i, j in self.pairs:
            one, other = _at(self.gold, i), _at(self.ours, j)
            yield outcome(f"{self.path}/{j if i is None else i}", self._name(one, other), one, other, keys)

    def _name(self, gold: Element | None, ours: Element | None) -> str:
        named = (each[self.name_key] for each in (gold, ours) if each and self.name_key in each)
        return str(fold(next(named, "")))


def outcome(where: str, name: str, gold: Element | None, ours: Element | None, keys: Keys) -> Outcome:
    """Of one element."""
    span = next((each["span"] for each in (ours, gold) if each and each.get("span")), None)
    if gold is None or ours is None:
        verdict: Verdict = "missing" if ours is None else "extra"
        return Outcome(verdict, where, name, *keys.shown(keys.names, gold, ours), span)
    wrong = keys.differing(gold, ours)
    if not wrong:
        return Outcome("right", where, name, span=span)
    return Outcome("wrong", where, name, *keys.shown(wrong, gold, ours), span)


def _at(elements: Sequence[Element], place: int | None) -> Element | None:
    return None if place is None else elements[place]
