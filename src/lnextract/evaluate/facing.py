"""A gold report and one of ours face to face: which section, table, row and column is which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lnextract.evaluate.outcomes import Compared, Element, Keys, Lists, Outcome
from lnextract.evaluate.pairing import Likeness, Pair, in_any_order, in_order, shared, text_likeness

ALONE = "(not found)"
"""Stands for the section or row of ours that a gold one has no partner for: equal to no id."""


@dataclass(frozen=True)
class TablePair:
    """Two tables that are one on paper."""

    path: str
    """JSON Pointer, in the gold."""
    ours_path: str
    """The same in ours."""
    gold: Element
    ours: Element

    @cached_property
    def columns(self) -> list[Pair]:
        """In order, by header and by what stands below it."""
        gold, ours = (_with_texts(each) for each in (self.gold, self.ours))
        return in_order(gold, ours, _column_likeness)

    @cached_property
    def rows(self) -> list[Pair]:
        """In order, by label and by what stands beside it."""
        return in_order(self.gold.get("rows", []), self.ours["rows"], _row_likeness)

    @cached_property
    def parent(self) -> Compared:
        """How indices of rows are compared: by which row of ours is which of the gold's."""
        partner: dict[Any, Any] = {None: None, **{i: j for i, j in self.rows if i is not None}}
        return Compared(lambda gold, ours: partner.get(gold, ALONE) == ours)


@dataclass(frozen=True)
class Facing:
    """What the kinds compare. Lists are paired when they are first asked for."""

    gold: Element
    ours: Element

    @cached_property
    def section_pairs(self) -> list[Pair]:
        """In order, by title and number."""
        return in_order(self.gold.get("sections", []), self.ours["sections"], _section_likeness)

    @cached_property
    def table_pairs(self) -> list[Pair]:
        """In order, by all texts in them."""
        return in_order(self.gold.get("tables", []), self.ours["tables"], _table_likeness)

    @cached_property
    def tables(self) -> list[TablePair]:
        """The tables that are in both."""
        return [
            TablePair(f"/tables/{i}", f"/tables/{j}", self.gold["tables"][i], self.ours["tables"][j])
            for i, j in self.table_pairs
            if i is not None and j is not None
        ]

    def tables_alone(self, key: str) -> Iterator[tuple[str, Element, bool]]:
        """Tables in one of the two only: JSON Pointer, table, whether it is the gold's.

        Those of ours only where gold has the `key` of tables at all: else it says nothing of them.
        """
        if "tables" not in self.gold:
            return
        gold = self.gold["tables"]
        for i, j in self.table_pairs:
            if j is None and i is not None and key in gold[i]:
                yield f"/tables/{i}", gold[i], True
            if i is None and j is not None and all(key in table for table in gold):
                yield f"/tables/{j}", self.ours["tables"][j], False

    @cached_property
    def section(self) -> Compared:
        """How ids of sections are compared: by which section of ours is which of the gold's,
        or by number and title.

        Gold without sections can't say; there every id is right. People are shown titles.
        """
        gold, ours = self.gold.get("sections", []), self.ours["sections"]
        partner: dict[Any, Any] = {None: None}
        for i, j in self.section_pairs:
            if i is not None and j is not None:
                partner[gold[i].get("id")] = ours[j]["id"]
        title_of_gold, title_of_ours = _titles(gold), _titles(ours)

        def same_section(one: Any, other: Any) -> bool:
            paired = "sections" not in self.gold or partner.get(one, ALONE) == other
            # A section that lost its partner is a difference of its own; what stands in it need not be.
            return bool(paired or title_of_gold(one) == title_of_ours(other))

        return Compared(same_section, title_of_gold, title_of_ours)

    def in_any_order(self, key: str, name_key: str, keys: Keys) -> Iterator[Outcome]:
        """Compare the two lists under `key`, whose elements are named by `name_key`."""
        if key not in self.gold:
            return
        gold, ours = self.gold[key], self.ours[key]
        pairs = in_any_order(gold, ours, _by_name(name_key, keys))
        yield from Lists(f"/{key}", gold, ours, pairs, name_key).outcomes(keys)


def _titles(sections: Sequence[Element]) -> Callable[[Any], Any]:
    """Gives the number and title of a section's id, with its place where the title stands twice."""
    named = {
        each.get("id"): " ".join(str(each[key]) for key in ("number", "title") if each.get(key))
        for each in sections
    }
    times = Counter(named.values())
    return lambda id: f"{named[id]} [{id}]" if times[named.get(id, "")] > 1 else named.get(id, id)


def same_cell(gold: Any, ours: Any) -> bool:
    """Whether two cells, or two empty ones, say the same."""
    if gold is None or ours is None:
        return gold is ours
    return not CELL.differing(gold, ours)


CELL = Keys.of("text", "value", "unit", "decimals")


def _by_name(name_key: str, keys: Keys) -> Likeness:
    """By name, then by how many of the other keys are the same."""

    def likeness(gold: Element, ours: Element) -> float:
        alike = text_likeness(gold[name_key], ours[name_key]) if name_key in gold else 1.0
        asked = [key for key in keys.names if key in gold and key != name_key]
        rest = 1 - len(keys.differing(gold, ours)) / (len(asked) + 1)
        return alike + rest / 2 if alike else 0.0

    return likeness


def _section_likeness(gold: Element, ours: Element) -> float:
    titles = text_likeness(gold.get("title"), ours["title"])
    number = gold.get("number")
    return titles + (0.5 if number is not None and number == ours["number"] else 0.0)


def _table_likeness(gold: Element, ours: Element) -> float:
    return shared(_texts(gold), _texts(ours))


def _row_likeness(gold: Element, ours: Element) -> float:
    label = text_likeness(gold["label"], ours["label"]) if "label" in gold else 0.0
    return label + shared(_cell_texts(gold.get("cells", [])), _cell_texts(ours["cells"]))


def _column_likeness(gold: Element, ours: Element) -> float:
    header = text_likeness(gold["header"], ours["header"]) if "header" in gold else 0.0
    measure = 0.1 if "measure" in gold and gold["measure"] == ours["measure"] else 0.0
    return header + shared(gold["texts"], ours["texts"]) + measure


def _texts(table: Element) -> list[str]:
    """All that is printed in it."""
    rows: Sequence[Element] = table.get("rows", [])
    said = [table.get("title"), *(column.get("header") for column in table.get("columns", []))]
    said += [row.get("label") for row in rows]
    return [text for text in said if text] + [
        text for row in rows for text in _cell_texts(row.get("cells", []))
    ]


def _cell_texts(cells: Sequence[Element | None]) -> list[str]:
    return [cell["text"] for cell in cells if cell is not None and "text" in cell]


def _with_texts(table: Element) -> list[Element]:
    """The columns with the texts below them. Where gold names none, its cells still stand in some."""
    rows: Sequence[Element] = table.get("rows", [])
    widths = [len(row["cells"]) for row in rows if "cells" in row]
    columns = table.get("columns") or [{} for _ in range(max(widths, default=0))]
    return [
        {
            **column,
            "texts": _cell_texts([row["cells"][at] for row in rows if at < len(row.get("cells", []))]),
        }
        for at, column in enumerate(columns)
    ]
