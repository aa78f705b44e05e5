"""Tables typed from paper: one row a line, `label | figures | words`, `_` for an empty cell."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any, get_args

from lnextract.arithmetic.relations import Printed
from lnextract.arithmetic.rows import LabelRole, RowFacts
from lnextract.model.report import Block, Cell, Column, Identity, Period, Report, Row, Source, Table
from lnextract.model.spans import TextSpan
from lnextract.swedish.numbers import parse_number

EMPTY = ("assignments", "activities", "indicators", "findings")
NOBODY: dict[str, Any] = {
    **dict.fromkeys(Identity.model_fields),
    "report_type": "other",
    "signatories": [],
}
ROLES: dict[str, LabelRole] = {role: role for role in get_args(LabelRole)}


def printed(text: str) -> Printed | None:
    """`12,5` is a figure with one decimal, `_` none."""
    if text == "_":
        return None
    return Printed(Decimal(text.replace(",", ".")), len(text.partition(",")[2]))


def row_facts(table: str) -> list[RowFacts]:
    """Leading blanks of a label, two a step, are its level; the third field is the role."""
    rows = []
    for line in table.strip("\n").splitlines():
        label, figures, *words = line.split("|")
        level = (len(label) - len(label.lstrip())) // 2
        role = ROLES[words[0].strip()] if words else "plain"
        rows.append(RowFacts(role, level, [printed(figure) for figure in figures.split()]))
    return rows


def report_of(
    tables: Sequence[dict[str, Any]],
    warnings: Sequence[dict[str, Any]] = (),
    text: Sequence[dict[str, Any]] = (),
    **identity: Any,
) -> Report:
    """A report typed from paper.

    Args:
        tables: each with `columns` (measures) and `rows` ([label, kind, parent, figures]).
        text: each with `section` (its title), `says`, and `claims` ([printed, measure]).
        identity: what is not null in it; `file` names the report.
    """
    file = identity.pop("file", "made.txt")
    digest = sha256(file.encode()).hexdigest()
    return Report.model_validate(
        {
            "source": Source(
                file=file,
                sha256=digest,
                kind="text",
                pages=1,
                page_range=(1, 1),
                producer=None,
                extractor="t",
            ),
            "identity": {**NOBODY, **identity},
            **{key: [] for key in EMPTY},
            "sections": [_section(number, part) for number, part in enumerate(text, start=1)],
            "claims": [
                _claim(number, *claim)
                for number, part in enumerate(text, start=1)
                for claim in part.get("claims", ())
            ],
            "tables": [_table(number, table) for number, table in enumerate(tables, start=1)],
            "warnings": [{"code": "made", "message": "made", "span": None, **each} for each in warnings],
        }
    )


def example_report(example: dict[str, Any]) -> Report:
    """The report of an example: one table, or `tables` and `text`, with what is told of its identity."""
    told = {key: value for key, value in example.items() if key in NOBODY or key == "file"}
    return report_of(example.get("tables", [example]), text=example.get("text", ()), **told)


def _section(number: int, part: dict[str, Any]) -> dict[str, Any]:
    span = TextSpan(line=number, start=0, end=0)
    paragraph = Block(type="paragraph", text=part["says"], items=None, table=None, span=span)
    return {
        "id": f"s{number}",
        "number": None,
        "title": part["section"],
        "level": 1,
        "parent": None,
        "marker": None,
        "blocks": [paragraph],
        "span": span,
    }


def _claim(section: int, text: str, measure: str) -> dict[str, Any]:
    number = parse_number(text)
    assert number is not None
    return {
        "text": text,
        "value": number.value,
        "unit": number.unit,
        "measure": measure,
        "section": f"s{section}",
        "span": TextSpan(line=section, start=0, end=len(text)),
    }


def _table(number: int, table: dict[str, Any]) -> Table:
    columns = [
        Column(id=f"c{place}", header=measure, measure=measure, period=_period(months), unit=_unit(measure))
        for place, column in enumerate(table["columns"], start=1)
        for measure, *months in [str(column).split()]
    ]
    rows = [_row(number, place, row) for place, row in enumerate(table["rows"])]
    return Table(
        id=f"t{number}",
        title=table.get("title"),
        section=table.get("section"),
        unit=table.get("unit", "tkr"),
        kind="budget",
        columns=columns,
        rows=rows,
        engine="typed",
        confidence=1,
        span=TextSpan(line=number, start=0, end=0),
    )


def _period(months: Sequence[str]) -> Period | None:
    """`outcome_prev_year 2018-01-01 2018-12-31` is a column of these months."""
    return Period.model_validate({"from": months[0], "to": months[1]}) if months else None


def _unit(measure: str) -> str | None:
    return "%" if measure == "outcome_pct" else None


def _row(table: int, place: int, row: Sequence[Any]) -> Row:
    label, kind, parent, figures, *more = row
    extra = more[0] if more else {}
    cells = [
        None if text == "_" else _cell(text, start=10_000 * table + 100 * place + column, extra=extra)
        for column, text in enumerate(str(figures).split())
    ]
    return Row(
        label=label,
        label_raw=label,
        level=0,
        parent=parent,
        kind=kind,
        account=extra.get("account"),
        code=None,
        cells=cells,
    )


def _cell(text: str, *, start: int, extra: dict[str, Any]) -> Cell:
    figure = printed(text)
    assert figure is not None
    return Cell(
        text=text,
        value=figure.value,
        unit=extra.get("unit"),
        decimals=figure.decimals,
        span=TextSpan(line=1, start=start, end=start + 1),
        confidence=extra.get("confidence", 1.0),
    )
