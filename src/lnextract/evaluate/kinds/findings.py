"""Findings that are broken, in any order, by rule and by the figure put in question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lnextract.evaluate.facing import Facing
from lnextract.evaluate.outcomes import Element, Keys, Lists, Outcome
from lnextract.evaluate.pairing import in_any_order

NAME = "findings"
ORDER = 13
_KEYS = Keys.of("cause", "stated", "difference", "unit", "severity")


def compare(facing: Facing) -> Iterator[Outcome]:
    """Cause, stated, difference, unit, severity. Nobody types the checks that hold."""
    if "findings" not in facing.gold:
        return
    gold, ours = (_broken(each["findings"]) for each in (facing.gold, facing.ours))

    def likeness(one: Element, other: Element) -> float:
        if one.get("rule") != other["rule"] or not _same_target(
            facing, one.get("target", {}), other["target"]
        ):
            return 0.0
        return 1.0 + 1 / (1 + len(_KEYS.differing(one, other)))

    pairs = in_any_order(gold, ours, likeness)
    yield from Lists("/findings", gold, ours, pairs, "name").outcomes(_KEYS)


def _broken(findings: list[Element]) -> list[Element]:
    return [
        {**each, "name": f"{each.get('rule')}: {each.get('target', {}).get('text', '')}"}
        for each in findings
        if each.get("verdict", "broken") == "broken"
    ]


def _same_target(facing: Facing, gold: Element, ours: Element) -> bool:
    """By table, row and column where gold names a table; by text and value as far as gold has them."""
    if any(key in gold and gold[key] != ours[key] for key in ("text", "value")):
        return False
    if "table" not in gold:
        return True
    return _place(facing, gold) == (ours["table"], ours["row"], ours["column"])


def _place(facing: Facing, gold: Element) -> tuple[Any, Any, Any]:
    """Where the target of gold stands in ours."""
    if gold["table"] is None:
        return None, None, None
    pair = next((each for each in facing.tables if each.gold.get("id") == gold["table"]), None)
    if pair is None:
        return gold["table"], "no such table", None
    row = gold.get("row")
    if "rows" in pair.gold:
        row = next((j for i, j in pair.rows if i is not None and i == row), None)
    if "columns" not in pair.gold:
        return pair.ours["id"], row, gold.get("column")
    ids = [column.get("id") for column in pair.gold.get("columns", [])]
    column = next((m for k, m in pair.columns if k is not None and ids[k] == gold.get("column")), None)
    return pair.ours["id"], row, None if column is None else pair.ours["columns"][column]["id"]
