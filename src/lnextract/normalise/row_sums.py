"""What adds up to what in a table of figures: labels, indents and columns → the hierarchy of its rows."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.arithmetic.hierarchy import Hierarchy, find_hierarchy
from lnextract.arithmetic.relations import Printed
from lnextract.arithmetic.rows import RowFacts
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.grid import GridCell
from lnextract.model.report import Cell
from lnextract.normalise.columns import ColumnMeaning
from lnextract.normalise.indents import indent_levels
from lnextract.normalise.labels import LabelReading
from lnextract.swedish.words import squash


def hierarchy_of(
    labels: Sequence[LabelReading],
    printed_labels: Sequence[GridCell | None],
    cells: Sequence[Sequence[Cell | None]],
    meanings: Sequence[ColumnMeaning],
    words: Vocabulary,
) -> Hierarchy | None:
    """The sums of a table; None where it holds no figure, so that all its rows are items.

    Args:
        labels: one a row.
        printed_labels: their cells, None where a row has no label.
        cells: rows × columns.
        meanings: one a column.
    """
    if not any(cell is not None and cell.value is not None for row in cells for cell in row):
        return None
    levels = indent_levels([cell.span if cell is not None else None for cell in printed_labels])
    facts = [
        RowFacts(
            label_role=label.role,
            level=level,
            figures=[_printed(cell) for cell in row],
            label=squash(label.label),
            net=words.is_net(label.label),
        )
        for label, level, row in zip(labels, levels, cells, strict=True)
    ]
    summable = [meaning.measure != "outcome_pct" and meaning.unit != "%" for meaning in meanings]
    return find_hierarchy(facts, summable, doubting=True)


def _printed(cell: Cell | None) -> Printed | None:
    if cell is None or cell.value is None:
        return None
    return Printed(cell.value, cell.decimals or 0, exact=cell.unit == "st")
