"""A truth file of the fixtures as gold: the report's JSON, without the keys that the truth says nothing of.

Where the truth allows several readings (`optional`, `title_also`, claims beyond those typed, …, see
`fixtures/README.md`), gold has the one that our report took, if it is among them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from lnextract.model.report import Report
from lnextract.pipeline import rule_names

LISTS = {
    "assignments": ("title", "category", "forecast", "comment"),
    "activities": ("activity", "comment", "status"),
}


def gold_of(truth: dict[str, Any], report: Report) -> dict[str, Any]:
    """What the truth of one document says, all of it, and nothing else."""
    ours = json.loads(report.model_dump_json())
    gold = _only(truth, "identity")
    if truth.get("uncertain") or "sections" not in truth:
        return gold
    gold["sections"] = _sections(truth["sections"], ours["sections"])
    gold["assignments"] = [
        _only(each, "title", "category", "forecast", "comment") for each in truth["assignments"]
    ]
    gold["activities"] = [_only(each, "activity", "comment", "status") for each in truth["activities"]]
    doubted = any(table.get("ambiguous_cells") for table in truth["tables"])
    gold["indicators"] = [_indicator(each, doubted) for each in truth["indicators"]]
    gold["tables"] = [_table(number, each) for number, each in enumerate(truth["tables"])]
    typed = [_only(each, "text", "value", "unit") for each in truth["claims"]]
    known = [_claim(each) for each in typed]
    others = [each for each in ours["claims"] if _claim(each) not in known]
    gold["claims"] = [*typed, *(_only(each, "text", "value", "unit") for each in others)]
    if not any(table.get("ambiguous_cells") for table in truth["tables"]):
        gold["findings"] = _findings(truth, ours)
    return gold


def _only(element: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: element[key] for key in keys if key in element}


def _folded(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def _claim(claim: dict[str, Any]) -> tuple[Any, ...]:
    return _folded(claim["text"]), claim["value"], claim["unit"]


def _sections(truth: Iterable[dict[str, Any]], ours: list[dict[str, Any]]) -> list[dict[str, Any]]:
    here = [(_folded(each["title"]), each["level"]) for each in ours]
    gold = []
    for each in truth:
        titles = (each["title"], *each.get("title_also", []))
        taken = next(
            (title for title in titles if (_folded(title), each.get("level")) in here), each["title"]
        )
        if each.get("optional") and (_folded(taken), each["level"]) not in here:
            continue
        section = {**_only(each, "number", "level", "marker"), "title": taken}
        gold.append(section)
        for lost in _without_marker(ours, each) if each.get("title_may_lose") else ():
            section.update(lost)
    return gold


def _without_marker(ours: list[dict[str, Any]], truth: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """The title and marker of ours where a parenthesis of the title was taken for a marker."""
    for each in ours:
        if each["marker"] and f"{each['title']} ({each['marker']})" == _folded(truth["title"]):
            yield {"title": each["title"], "marker": each["marker"]}


def _indicator(truth: dict[str, Any], doubted: bool) -> dict[str, Any]:
    cells = {key: truth[key] and {"text": truth[key]} for key in ("outcome", "target")}
    return {**_only(truth, "name", "group", "comment"), **({} if doubted else cells)}


def _table(number: int, truth: dict[str, Any]) -> dict[str, Any]:
    columns = [
        {
            "id": f"c{at}",
            **{key: value for key, value in column.items() if value is not None or key != "measure"},
        }
        for at, column in enumerate(truth["columns"])
    ]
    rows = [
        {
            **_only(row, "label", "code"),
            **({} if row["kind"] is None else {"kind": row["kind"]}),
            **({} if truth.get("ambiguous_cells") else {"cells": row["cells"]}),
        }
        for row in truth["rows"]
    ]
    kind = {} if truth["kind"] is None else {"kind": truth["kind"]}
    return {"id": f"t{number}", **_only(truth, "title", "unit"), **kind, "columns": columns, "rows": rows}


def _findings(truth: dict[str, Any], ours: dict[str, Any]) -> list[dict[str, Any]]:
    tables = {table["id"]: table for table in ours["tables"]}
    numbers = {id: number for number, id in enumerate(tables)}

    def place(target: dict[str, Any]) -> dict[str, Any]:
        if target["table"] is None:
            return {"table": None, "row": None, "column": None}
        column = [each["id"] for each in tables[target["table"]]["columns"]].index(target["column"])
        return {"table": f"t{numbers[target['table']]}", "row": target["row"], "column": f"c{column}"}

    def typed(each: dict[str, Any]) -> dict[str, Any]:
        named = {"table": f"t{each['table']}", "row": each["row"], "column": f"c{each['column']}"}
        return {"rule": each["rule"], "verdict": "broken", "target": named}

    found = [
        {"rule": each["rule"], "verdict": "broken", "target": place(each["target"])}
        for each in ours["findings"]
        if each["verdict"] == "broken"
    ]
    must = [typed(each) for each in truth["broken"] if each["rule"] in rule_names()]
    may = [each for each in map(typed, truth.get("broken_with_it", [])) if each in found]
    return [*must, *may]
