"""A report beside what a person typed from the page: every difference as a sentence.

Truth of a real document keeps no sentences: `comment_starts`, `comment_ends` (of a listed entry) and
`text_starts`, `text_ends` (of a cell) say how a text begins and ends. `title_also` names other titles that
the page allows, `identity_also` other values of a key; what is `optional` may stand there or not; `under` is
the title of the section that a table or claim belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from lnextract.model.report import Report
from lnextract.pipeline import rule_names

TRUTH_ONLY = ("broken", "broken_with_it", "uncertain")
UNPROVEN_CODES = frozenset({"unproven_reading", "column_by_column"})


def fold(value: object) -> str:
    """White space folded, so that line breaks do not count."""
    return " ".join(str(value).split())


def differences(reports: Sequence[Report], truth: Sequence[dict[str, Any]]) -> list[str]:
    """All that is not as the truth has it. What the truth leaves out is not asked for."""
    if len(reports) != len(truth):
        return [f"{len(truth)} documents, {len(reports)} reports"]
    return [
        f"[{number}] {each}"
        for number, (report, true) in enumerate(zip(reports, truth, strict=True))
        for each in _document(json.loads(report.model_dump_json()), true)
    ]


def _document(report: dict[str, Any], true: dict[str, Any]) -> Iterator[str]:
    also = true.get("identity_also", {})
    for key, value in true.get("identity", {}).items():
        if report["identity"][key] not in [value, *also.get(key, [])]:
            yield f"identity.{key}: {report['identity'][key]!r}, not {value!r}"
    if true.get("uncertain"):
        if not report["warnings"]:
            yield "uncertain, but no warning"
        return
    yield from _sections(report, true)
    for kind, keys in (
        ("assignments", ("title", "category", "forecast", "comment")),
        ("activities", ("activity", "comment", "status")),
    ):
        yield from _list(kind, report[kind], true.get(kind), keys)
    yield from _indicators(report, true)
    yield from _tables(report, true)
    yield from _claims(report, true)
    yield from _broken(report, true)


def _sections(report: dict[str, Any], true: dict[str, Any]) -> Iterator[str]:
    if "sections" not in true:
        return
    wanted = true["sections"]
    optional = {(title, each["level"]) for each in wanted if each.get("optional") for title in _titles(each)}
    required = [_section(each) for each in wanted if not each.get("optional")]
    loses = {fold(each["title"]) for each in wanted if each.get("title_may_lose")}
    all_got = [_section(each) for each in report["sections"]]
    got = [each for each in all_got if (each[1], each[2]) not in optional]
    got = _as_typed(got, [each for each in wanted if each.get("title_also")])
    for number, title, level, marker in got:
        for lost in loses:
            if marker and lost == f"{title} ({marker})":
                got[got.index((number, title, level, marker))] = (number, lost, level, None)
    yield from _sequence("section", [_without_level(each, required) for each in got], required)


def _titles(each: dict[str, Any]) -> list[str]:
    return [fold(title) for title in (each["title"], *each.get("title_also", []))]


def _as_typed(got: list[tuple[Any, ...]], lenient: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Sections with another title that the page allows get the one typed; each is used once, in order."""
    rest = list(lenient)
    result = []
    for number, title, level, marker in got:
        typed = next((each for each in rest if title in _titles(each) and each["level"] == level), None)
        if typed:
            rest.remove(typed)
        result.append((number, fold(typed["title"]) if typed else title, level, marker))
    return result


def _section(each: dict[str, Any]) -> tuple[Any, ...]:
    return (each["number"], fold(each["title"]), each.get("level"), each.get("marker"))


def _without_level(got: Any, wanted: Sequence[Any]) -> Any:
    """A section whose level the truth does not say."""
    open_titles = {title for _, title, level, _ in wanted if level is None}
    return (got[0], got[1], None, got[3]) if got[1] in open_titles else got


def _sequence(what: str, got: Sequence[Any], wanted: Sequence[Any]) -> Iterator[str]:
    rest = list(got)
    for each in wanted:
        if each in rest:
            rest.remove(each)
        else:
            yield f"{what} missing: {each}"
    for each in rest:
        yield f"{what} too many: {each}"
    if sorted(map(str, got)) == sorted(map(str, wanted)) and list(got) != list(wanted):
        yield f"{what}s in another order"


def _list(
    kind: str, got: list[dict[str, Any]], wanted: list[dict[str, Any]] | None, keys: Sequence[str]
) -> Iterator[str]:
    """Each entry typed beside the entry of that name; names must agree in number and order."""
    if wanted is None:
        return
    name = keys[0]
    rest = list(got)
    order = []
    for true in wanted:
        named = [each for each in rest if fold(each[name]) == fold(true[name])]
        same = [each for each in named if not list(_entry(each, true, keys))]
        found = next(iter([*same, *named]), None)
        if found is None:
            if not true.get("optional"):
                yield f"{kind} missing: {fold(true[name])!r}"
            continue
        order.append(next(at for at, each in enumerate(got) if each is found))
        rest = [each for each in rest if each is not found]
        yield from (f"{kind} {fold(true[name])!r}: {each}" for each in _entry(found, true, keys))
    yield from (f"{kind} too many: {fold(each[name])!r}" for each in rest)
    if order != sorted(order):
        yield f"{kind} in another order"


def _entry(got: dict[str, Any], true: dict[str, Any], keys: Sequence[str]) -> Iterator[str]:
    for key in keys[1:]:
        one = None if got[key] is None else fold(got[key])
        if key in true and one != (None if true[key] is None else fold(true[key])):
            yield f"{key} {one!r}, not {true[key]!r}"
    if "comment_starts" in true:
        yield from _ends(got["comment"], true["comment_starts"], true["comment_ends"])


def _ends(text: object, starts: str, ends: str) -> Iterator[str]:
    one = "" if text is None else fold(text)
    if not one.startswith(fold(starts)):
        yield f"starts {one[:50]!r}, not {starts!r}"
    if not one.endswith(fold(ends)):
        yield f"ends {one[-50:]!r}, not {ends!r}"


def _indicators(report: dict[str, Any], true: dict[str, Any]) -> Iterator[str]:
    if "indicators" not in true:
        return
    doubted = any(table.get("ambiguous_cells") for table in true.get("tables", []))
    warned = any(warning["code"] in UNPROVEN_CODES for warning in report["warnings"])

    def row(each: dict[str, Any]) -> tuple[Any, ...]:
        figures = tuple(
            value["text"] if isinstance(value := each[key], dict) else value for key in ("outcome", "target")
        )
        return (fold(each["name"]), each.get("group"), *(() if doubted and warned else figures))

    got, wanted = report["indicators"], true["indicators"]
    yield from _sequence("indicator", [row(each) for each in got], [row(each) for each in wanted])
    if [fold(each["name"]) for each in got] == [fold(each["name"]) for each in wanted]:
        for one, asked in zip(got, wanted, strict=True):
            for each in _entry(one, asked, ("name", "comment")):
                yield f"indicator {fold(asked['name'])!r}: {each}"


def _tables(report: dict[str, Any], true: dict[str, Any]) -> Iterator[str]:
    wanted = true.get("tables")
    if wanted is None:
        return
    if len(report["tables"]) != len(wanted):
        named = [each["title"] or [c["header"] for c in each["columns"]] for each in report["tables"]]
        yield f"{len(wanted)} tables, got {len(named)}: {named}"
        return
    for number, (got, asked) in enumerate(zip(report["tables"], wanted, strict=True)):
        codes = {warning["code"] for warning in report["warnings"] if warning["table"] == got["id"]}
        warned = bool(codes & UNPROVEN_CODES)
        if "under" in asked and _home(report, got) != fold(asked["under"]):
            yield f"table {number}: under {_home(report, got)!r}, not {asked['under']!r}"
        if asked.get("ambiguous_cells") and warned:
            continue
        yield from (f"table {number}: {each}" for each in _table(got, asked))


def _home(report: dict[str, Any], entry: dict[str, Any]) -> str | None:
    """The title of the section that an entry belongs to."""
    return next((fold(each["title"]) for each in report["sections"] if each["id"] == entry["section"]), None)


def _table(got: dict[str, Any], asked: dict[str, Any]) -> Iterator[str]:
    for key in ("title", "kind", "unit"):
        if key in asked and not (key == "kind" and asked[key] is None):
            one = fold(got[key]) if isinstance(got[key], str) else got[key]
            if one != (fold(asked[key]) if isinstance(asked[key], str) else asked[key]):
                yield f"{key}: {got[key]!r}, not {asked[key]!r}"
    if "columns" in asked:
        yield from _columns(got["columns"], asked["columns"])
    if len(got["rows"]) != len(asked["rows"]):
        yield f"{len(asked['rows'])} rows, got {len(got['rows'])}: {[row['label'] for row in got['rows']]}"
        return
    for at, (row, true) in enumerate(zip(got["rows"], asked["rows"], strict=True)):
        yield from (f"row {at} «{true['label']}»: {each}" for each in _row(row, true))


def _columns(got: list[dict[str, Any]], asked: list[dict[str, Any]]) -> Iterator[str]:
    if len(got) != len(asked):
        yield f"{len(asked)} columns, got {[column['header'] for column in got]}"
        return
    for at, (column, true) in enumerate(zip(got, asked, strict=True)):
        for key, value in true.items():
            if key == "measure" and value is None:
                continue
            one = fold(column[key]) if isinstance(column.get(key), str) else column.get(key)
            if one != (fold(value) if isinstance(value, str) else value):
                yield f"column {at} {key}: {column.get(key)!r}, not {value!r}"


def _row(row: dict[str, Any], true: dict[str, Any]) -> Iterator[str]:
    for key in ("label", "kind", "level", "code"):
        if key not in true or (key == "kind" and true[key] is None):
            continue
        if (fold(row[key]) if isinstance(row[key], str) else row[key]) != true[key]:
            yield f"{key}: {row[key]!r}, not {true[key]!r}"
    if "cells" not in true:
        return
    if len(row["cells"]) != len(true["cells"]):
        yield f"{len(true['cells'])} cells, got {len(row['cells'])}"
        return
    for at, (cell, asked) in enumerate(zip(row["cells"], true["cells"], strict=True)):
        if (cell is None) != (asked is None):
            typed = asked and asked.get("text", asked.get("text_starts"))
            yield f"cell {at}: {cell and cell['text']!r}, not {typed!r}"
        elif cell is not None:
            if "text_starts" in asked:
                for each in _ends(cell["text"], asked["text_starts"], asked["text_ends"]):
                    yield f"cell {at} {each}"
            for key, value in asked.items():
                if key in ("text_starts", "text_ends"):  # compared above
                    continue
                one = fold(cell[key]) if isinstance(cell.get(key), str) else cell.get(key)
                if one != (fold(value) if isinstance(value, str) else value):
                    yield f"cell {at} {key}: {cell.get(key)!r}, not {value!r}"


def _claims(report: dict[str, Any], true: dict[str, Any]) -> Iterator[str]:
    if "claims" not in true:
        return
    homed = any("under" in each for each in true["claims"])
    got = [_claim(each, _home(report, each) if homed else None) for each in report["claims"]]
    for each in true["claims"]:
        key = _claim(each, each.get("under"))
        if key in got:
            got.remove(key)
        else:
            yield f"claim missing: {key}"


def _claim(each: dict[str, Any], home: str | None) -> tuple[Any, ...]:
    return (fold(each["text"]), each["value"], each["unit"], home)


def _broken(report: dict[str, Any], true: dict[str, Any]) -> Iterator[str]:
    allowed = [*true.get("broken", []), *true.get("broken_with_it", [])]
    places = {(each["rule"], each["table"], each["row"], each["column"]) for each in allowed}
    found = set()
    ids = [table["id"] for table in report["tables"]]
    for finding in report["findings"]:
        if finding["verdict"] != "broken":
            continue
        target = finding["target"]
        table = column = None
        if target["table"] is not None:
            table = ids.index(target["table"])
            columns = [each["id"] for each in report["tables"][table]["columns"]]
            column = columns.index(target["column"]) if target["column"] is not None else None
        found.add((finding["rule"], table, target["row"], column))
    ambiguous = {at for at, table in enumerate(true.get("tables", [])) if table.get("ambiguous_cells")}
    for place in sorted(found - places, key=str):
        if place[1] not in ambiguous:
            yield f"broken without cause: {place}"
    rules = rule_names()
    for each in (each for each in true.get("broken", []) if each["rule"] in rules):
        if (each["rule"], each["table"], each["row"], each["column"]) not in found:
            yield f"not found broken: {each}"
