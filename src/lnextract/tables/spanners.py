"""Two-row headers in a dump: periods and years that stand over or under the column heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lnextract.tables.header_columns import HeaderColumn

HEADS = ("figure", "unknown")


def with_spanners(columns: Sequence[HeaderColumn]) -> list[HeaderColumn]:
    """Columns with their upper or lower heads; what stands alone as a period is no column of its own.

    «Januari-augusti Helår» printed before «Budget Utfall Avvikelse Budget Prognos Avvikelse» spans three
    columns each; «2021 2020» printed after «Utfall Utfall» names one column each.
    """
    periods = [at for at, column in enumerate(columns) if column.role == "period"]
    heads = [at for at, column in enumerate(columns) if column.role in HEADS and column.role == "figure"]
    if not periods:
        return list(columns)
    if not heads:
        return [replace(column, role="figure") if column.role == "period" else column for column in columns]
    if max(periods) < min(heads) and not _columns_of_years(columns, periods, heads):
        return _under(columns, periods, heads)
    if min(periods) > max(heads) and len(heads) == len(periods):
        return _one_by_one(columns, periods, heads)
    return [replace(column, role="figure") if column.role == "period" else column for column in columns]


def _columns_of_years(columns: Sequence[HeaderColumn], periods: list[int], heads: list[int]) -> bool:
    """Whether years stand before fewer heads than they span: «2021 2020 Förändring» is three columns."""
    dated = all(columns[at].key in ("year", "months") for at in periods)
    return dated and (len(heads) == 1 or len(heads) < len(periods))


def _under(columns: Sequence[HeaderColumn], periods: list[int], heads: list[int]) -> list[HeaderColumn]:
    """Spanners printed before the heads; their columns are shared out evenly or where heads begin anew."""
    starts = _group_starts([columns[at] for at in heads], len(periods))
    found: list[HeaderColumn] = []
    for at, column in enumerate(columns):
        if at in periods:
            continue
        if at in heads:
            place = heads.index(at)
            group = sum(start <= place for start in starts) - 1
            upper = columns[periods[group]] if group >= 0 else None
            found.append(_joined(upper, column) if upper is not None else column)
        else:
            found.append(column)
    return found


def _group_starts(heads: Sequence[HeaderColumn], groups: int) -> list[int]:
    if len(heads) % groups == 0:
        return [group * (len(heads) // groups) for group in range(groups)]
    again = [at for at, head in enumerate(heads) if at and head.key == heads[0].key]
    return [0, *again][:groups] if len(again) + 1 >= groups else list(range(groups))


def _one_by_one(columns: Sequence[HeaderColumn], periods: list[int], heads: list[int]) -> list[HeaderColumn]:
    return [
        _joined(column, columns[periods[heads.index(at)]]) if at in heads else column
        for at, column in enumerate(columns)
        if at not in periods
    ]


def _joined(upper: HeaderColumn, lower: HeaderColumn) -> HeaderColumn:
    """Upper and lower header joined by a blank; the role is that of the one that is a head."""
    head = lower if lower.role == "figure" else upper
    return replace(
        head,
        text=f"{upper.text} {lower.text}",
        spanner=(upper if head is lower else lower).text,
        percent=upper.percent or lower.percent,
    )
