"""One report → its rows of every table: the steps on one screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lnextract.dataset.between import findings_between
from lnextract.dataset.findings import doubts_of, findings_of
from lnextract.dataset.mapping_rows import by_vocabulary
from lnextract.dataset.money.amounts import money_tables
from lnextract.dataset.money.bridges import bridges_of
from lnextract.dataset.persons import PersonRules, masked_rows
from lnextract.dataset.prose import named_of
from lnextract.dataset.reading import Reading
from lnextract.dataset.rows.rules import CorrectionRow
from lnextract.dataset.texts import (
    activities_of,
    assignments_of,
    claims_of,
    document_of,
    indicators_of,
    sections_of,
)

Rows = Mapping[str, Sequence[Any]]
"""Name of a table → its rows."""


def rows_of(reading: Reading, rules: PersonRules, corrections: Sequence[CorrectionRow] = ()) -> Rows:
    """What a report adds to each table, persons masked. Rows of shared tables may repeat what others add.

    Args:
        corrections: of this report, applied.
    """
    from lnextract.language.finding import mentions_of, people_of

    rows: defaultdict[str, list[Any]] = defaultdict(list, corrections=list(corrections))
    rows["documents"].append(document_of(reading))
    if reading.board is not None:
        rows["boards"].append(reading.board)
        name = reading.report.identity.body or reading.board.name
        rows["mappings"].append(by_vocabulary("board", name, reading.board.board_id))
    steps: Mapping[str, Callable[[Reading], Any]] = {
        "sections": sections_of,
        "activities": activities_of,
        "indicators": indicators_of,
        "claims": claims_of,
        "doubts": doubts_of,
    }
    for name, step in steps.items():
        rows[name].extend(step(reading))
    for assignment, mapping in assignments_of(reading):
        rows["assignments"].append(assignment)
        rows["mappings"].extend([mapping] if mapping else [])
    _add_money(reading, rows)
    mentions = mentions_of(reading.report, reading.words)
    for name, named in named_of(reading, mentions, rules).items():
        rows[name].extend(named)
    return masked_rows(rows, reading.doc_id, people_of(mentions), reading.words, rules)


def rows_between(readings: Sequence[Reading], rules: PersonRules) -> Rows:
    """What the reports of one body, held against each other, add to each table, persons masked."""
    of_document: defaultdict[str, dict[str, list[Any]]] = defaultdict(
        lambda: {"findings": [], "finding_operands": []}
    )
    for finding, operands in findings_between(readings):
        of_document[finding.doc_id]["findings"].append(finding)
        of_document[finding.doc_id]["finding_operands"].extend(operands)
    rows: defaultdict[str, list[Any]] = defaultdict(list)
    for doc_id, own in of_document.items():
        for name, several in masked_rows(own, doc_id, (), readings[0].words, rules).items():
            rows[name].extend(several)
    return rows


def _add_money(reading: Reading, rows: defaultdict[str, list[Any]]) -> None:
    tables = money_tables(reading)
    for table in tables:
        rows["tables"].append(table.row)
        rows["amounts"].extend(table.amounts)
        rows["facts"].extend(table.facts.values())
        rows["mappings"].extend(table.mappings.values())
    for made in bridges_of(reading, tables):
        rows["bridges"].append(made.bridge)
        rows["bridge_parts"].extend(made.parts)
        rows["facts"].append(made.fact)
        rows["mappings"].append(made.mapping)
    for finding, operands in findings_of(reading):
        rows["findings"].append(finding)
        rows["finding_operands"].extend(operands)
