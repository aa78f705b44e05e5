"""Identity: each key is an element; so is each signatory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lnextract.evaluate.facing import Facing
from lnextract.evaluate.outcomes import Keys, Lists, Outcome, same
from lnextract.evaluate.pairing import in_order, text_likeness

NAME = "identity"
ORDER = 1
_SIGNATORY = Keys.of("name", "role")


def compare(facing: Facing) -> Iterator[Outcome]:
    """Null in both is no element: nothing was printed, nothing was found."""
    gold, ours = facing.gold.get("identity", {}), facing.ours["identity"]
    for key, value in gold.items():
        if key not in ("signatories", "corrected"):
            yield from _field(f"/identity/{key}", key, value, ours[key])
    if "signatories" in gold:
        one, other = gold["signatories"], ours["signatories"]
        pairs = in_order(one, other, lambda a, b: text_likeness(a.get("name"), b["name"]))
        yield from Lists("/identity/signatories", one, other, pairs, "name").outcomes(_SIGNATORY)


def _field(where: str, key: str, gold: Any, ours: Any) -> Iterator[Outcome]:
    if gold is None and ours is None:
        return
    if same(gold, ours):
        yield Outcome("right", where, key)
    elif ours is None:
        yield Outcome("missing", where, key, gold, ours)
    else:
        yield Outcome("extra" if gold is None else "wrong", where, key, gold, ours)
