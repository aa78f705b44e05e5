"""Lines that a layout does not print, as the sum of lines that it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lnextract.dataset.ids import hashed
from lnextract.dataset.mapping_rows import by_judgement
from lnextract.dataset.money.amounts import MoneyTable, fact_of
from lnextract.dataset.reading import Reading
from lnextract.dataset.rows.money import Amount, Bridge, BridgePart, Fact
from lnextract.dataset.rows.rules import Mapping
from lnextract.knowledge import entries


@dataclass(frozen=True, slots=True)
class Bridged:
    """A bridge with what it points to."""

    bridge: Bridge
    parts: list[BridgePart]
    fact: Fact
    mapping: Mapping


def bridges_of(reading: Reading, tables: Sequence[MoneyTable]) -> list[Bridged]:
    """Bridges for facts that no table of the report prints; every part must be printed."""
    printed = {amount.fact_id for table in tables for amount in table.amounts}
    found: dict[str, Bridged] = {}
    for table in tables:
        for rule in reading.words.entries.bridges:
            for column_no in range(len(table.table.columns)):
                made = _bridge(reading, table, rule, column_no)
                if made is not None and made.fact.fact_id not in printed:
                    found.setdefault(made.fact.fact_id, made)
    return list(found.values())


def _bridge(reading: Reading, table: MoneyTable, rule: entries.Bridge, column_no: int) -> Bridged | None:
    states = table.measured[column_no]
    parts = [next(_printed(table, part, column_no), None) for part in rule.parts]
    amounts = [part for part in parts if part is not None]
    if reading.board is None or states is None or len(amounts) < len(rule.parts):
        return None
    fact = fact_of(reading.board.board_id, rule.account, rule.account, None, states)
    mapping = by_judgement(
        "bridge", " + ".join(rule.parts), rule.account, f"bridges:{rule.account}:{len(rule.parts)}", rule
    )
    key = hashed("bridge", table.row.table_id, fact.fact_id, mapping.mapping_id)
    bridge = Bridge(
        bridge_id=key,
        doc_id=reading.doc_id,
        table_id=table.row.table_id,
        fact_id=fact.fact_id,
        mapping_id=mapping.mapping_id,
        amount_cost_tkr=_sum([amount.amount_cost_tkr for amount in amounts]),
        deviation_tkr=_sum([amount.deviation_tkr for amount in amounts]),
        half_width_tkr=_sum([amount.half_width_tkr for amount in amounts]),
        basis=amounts[0].basis,
    )
    return Bridged(bridge, [BridgePart(key, amount.amount_id) for amount in amounts], fact, mapping)


def _printed(table: MoneyTable, account: str, column_no: int) -> Iterator[Amount]:
    """The figures of an account in a column that count and state a fact."""
    for row_no, (line, role) in enumerate(zip(table.lines, table.roles, strict=True)):
        if line.account == account and role != "restated":
            amount = table.cells.get((row_no, column_no))
            if amount is not None and amount.fact_id is not None:
                yield amount


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None
