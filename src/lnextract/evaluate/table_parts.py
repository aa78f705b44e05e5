"""Rows and columns of the tables of both reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lnextract.evaluate.facing import Facing, TablePair
from lnextract.evaluate.outcomes import Element, Keys, Lists, Outcome, outcome


def column_outcomes(facing: Facing, keys: Keys) -> Iterator[Outcome]:
    """One for each column of a table whose gold has columns with any of the keys."""
    for pair in facing.tables:
        gold = pair.gold.get("columns", [])
        if _says(gold, keys.names, "columns" in pair.gold):
            yield from Lists(
                f"{pair.path}/columns", gold, pair.ours["columns"], pair.columns, "header"
            ).outcomes(keys)
    yield from _alone(facing, "columns", "header", keys)


def row_outcomes(
    facing: Facing, names: Sequence[str], keys_of: Callable[[TablePair], Keys] | None = None
) -> Iterator[Outcome]:
    """One for each row of a table whose gold has rows with any of the keys.

    Args:
        keys_of: the keys as they are compared in two tables; by equality where it is not given.
    """
    plain = Keys.of(*names)
    for pair in facing.tables:
        gold = pair.gold.get("rows", [])
        if _says(gold, names, "rows" in pair.gold):
            keys = keys_of(pair) if keys_of else plain
            yield from Lists(f"{pair.path}/rows", gold, pair.ours["rows"], pair.rows, "label").outcomes(keys)
    yield from _alone(facing, "rows", "label", plain)


def _alone(facing: Facing, key: str, name_key: str, keys: Keys) -> Iterator[Outcome]:
    """Of tables that only one of the two reports has."""
    for path, table, of_gold in facing.tables_alone(key):
        if not _says(table[key], keys.names, True):
            continue
        for at, each in enumerate(table[key]):
            gold, ours = (each, None) if of_gold else (None, each)
            yield outcome(f"{path}/{key}/{at}", str(each.get(name_key, "")), gold, ours, keys)


def _says(elements: Sequence[Element], keys: Sequence[str], listed: bool) -> bool:
    """Whether gold says anything of these keys: a list that is there and empty says that there are none."""
    return listed and (not elements or any(key in each for each in elements for key in keys))
