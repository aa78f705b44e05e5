"""Reports damaged on purpose: each kind of damage lowers the score of its kind, no other, and is listed."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import lnextract
from lnextract.evaluate.gold import Gold
from lnextract.evaluate.result import Evaluation
from lnextract.evaluate.run import evaluate, find_kinds
from lnextract.model.report import Report

FIXTURES = Path(__file__).parents[1] / "fixtures"
SLUGS = ("falkenberg-2016-ur2", "hylte-2022-ur2")
Plain = dict[str, Any]
Damage = Callable[[Plain], object]


@pytest.fixture(scope="module")
def whole() -> dict[str, Plain]:
    """Two reports that have elements of every kind, as JSON."""
    reports = {slug: lnextract.read(FIXTURES / slug / f"{slug}.pdf")[0] for slug in SLUGS}
    return {f"{slug}.json": json.loads(report.model_dump_json()) for slug, report in reports.items()}


def held(ours: dict[str, Plain], gold: dict[str, Plain]) -> Evaluation:
    reports = {name: Report.model_validate_json(json.dumps(plain)) for name, plain in ours.items()}
    return evaluate(reports.items(), [Gold(name, body) for name, body in sorted(gold.items())])


def lowered(evaluation: Evaluation) -> dict[str, tuple[float | None, float | None]]:
    """Kinds that are not all right, with precision and recall."""
    return {
        kind.kind: (kind.precision.percent, kind.recall.percent)
        for kind in evaluation.kinds
        if kind.right != kind.gold or kind.right != kind.ours
    }


def put(key: str, value: object) -> Damage:
    """Another value at a path such as `tables.0.unit`."""

    def damage(report: Plain) -> None:
        *steps, last = (int(step) if step.isdigit() else step for step in key.split("."))
        inner: Any = report
        for step in steps:
            inner = inner[step]
        assert inner[last] != value
        inner[last] = value

    return damage


def drop(key: str, place: int = 0) -> Damage:
    """Without one of a list."""
    return lambda report: report[key].pop(place)


def twice(key: str, place: int = 0) -> Damage:
    """One of a list again, at the end."""
    return lambda report: report[key].append(copy.deepcopy(report[key][place]))


def without_row(report: Plain) -> None:
    table = report["tables"][1]
    del table["rows"][0]
    for row in table["rows"]:
        if row["parent"] is not None:
            row["parent"] -= 1


def without_column(report: Plain) -> None:
    table = report["tables"][0]
    del table["columns"][1]
    for row in table["rows"]:
        del row["cells"][1]


def shifted(report: Plain) -> None:
    """A row's figures one column to the right of where they are printed."""
    row = report["tables"][0]["rows"][1]
    row["cells"] = [None, *row["cells"][:-1]]


def exchanged(report: Plain) -> None:
    sections = report["sections"]
    sections[1], sections[2] = sections[2], sections[1]


def unbroken(report: Plain) -> None:
    broken = next(each for each in report["findings"] if each["verdict"] == "broken")
    broken["verdict"] = "holds"


def broken(report: Plain) -> None:
    holding = next(each for each in report["findings"] if each["verdict"] == "holds")
    holding["verdict"] = "broken"


INVENTED_DATE = put("identity.date", "2016-09-01")
"""For the report that has none."""
TABLE_PARTS = {"columns", "measures", "labels", "rows", "cells"}
DAMAGES: list[tuple[str, str, Damage, set[str], str]] = [
    ("a wrong year", "identity", put("identity.year", 2017), set(), "wrong"),
    ("no date", "identity", put("identity.date", None), set(), "missing"),
    ("an invented date", "identity", INVENTED_DATE, set(), "extra"),
    ("another signatory", "identity", put("identity.signatories.0.name", "Ida Ek"), set(), "missing"),
    ("a role lost", "identity", put("identity.signatories.0.role", None), set(), "wrong"),
    ("a heading missed", "sections", drop("sections"), set(), "missing"),
    ("a heading invented", "sections", twice("sections"), set(), "extra"),
    ("headings exchanged", "sections", exchanged, set(), "extra"),
    ("a title misread", "sections", put("sections.0.title", "Inledninq"), set(), "wrong"),
    ("a level too deep", "sections", put("sections.0.level", 3), set(), "wrong"),
    ("an assignment missed", "assignments", drop("assignments"), set(), "missing"),
    ("an assignment twice", "assignments", twice("assignments"), set(), "extra"),
    ("a wrong forecast", "assignments", put("assignments.0.forecast", "Uppfylls inte"), set(), "wrong"),
    ("an activity missed", "activities", drop("activities"), set(), "missing"),
    ("a comment cut", "activities", put("activities.0.comment", "En"), set(), "wrong"),
    ("an indicator missed", "indicators", drop("indicators"), set(), "missing"),
    ("an outcome misread", "indicators", put("indicators.0.outcome.value", 1), set(), "wrong"),
    ("an outcome lost", "indicators", put("indicators.0.outcome", None), set(), "wrong"),
    ("a table missed", "tables", drop("tables", 1), TABLE_PARTS, "missing"),
    ("a table twice", "tables", twice("tables"), TABLE_PARTS, "extra"),
    ("a wrong unit", "tables", put("tables.0.unit", "mnkr"), set(), "wrong"),
    ("a wrong kind", "tables", put("tables.0.kind", "other"), set(), "wrong"),
    ("a header misread", "columns", put("tables.0.columns.0.header", "Budqet"), set(), "wrong"),
    ("a column missed", "columns", without_column, {"measures", "cells"}, "missing"),
    ("a measure misunderstood", "measures", put("tables.0.columns.0.measure", "target"), set(), "wrong"),
    ("a label misread", "labels", put("tables.0.rows.1.label", "Arvod3n"), set(), "wrong"),
    ("a row missed", "rows", without_row, {"labels", "cells"}, "missing"),
    ("a total taken for an item", "rows", put("tables.0.rows.4.kind", "item"), set(), "wrong"),
    ("a parent lost", "rows", put("tables.0.rows.0.parent", 1), set(), "wrong"),
    ("figures shifted", "cells", shifted, set(), "missing"),
    ("a figure misread", "cells", put("tables.0.rows.1.cells.0.value", 5), set(), "wrong"),
    ("a digit lost", "cells", put("tables.0.rows.1.cells.0.text", "1"), set(), "wrong"),
    ("a claim missed", "claims", drop("claims"), set(), "missing"),
    ("a claim twice", "claims", twice("claims"), set(), "extra"),
    ("a claim's unit", "claims", put("claims.0.unit", None), set(), "wrong"),
    ("an alarm missed", "findings", unbroken, set(), "missing"),
    ("a false alarm", "findings", broken, set(), "extra"),
]


@pytest.mark.parametrize(
    ("kind", "damage", "too", "verdict"), [each[1:] for each in DAMAGES], ids=[each[0] for each in DAMAGES]
)
def test_damage(whole: dict[str, Plain], kind: str, damage: Damage, too: set[str], verdict: str) -> None:
    first, second = sorted(whole)
    name = first if kind in ("activities", "indicators") or damage is INVENTED_DATE else second
    ours = copy.deepcopy(whole)
    damage(ours[name])
    evaluation = held(ours, whole)
    falls = lowered(evaluation)
    assert set(falls) == {kind} | too
    listed = [each for each in evaluation.differences if each.kind == kind]
    assert verdict in {each.verdict for each in listed} and {each.report for each in listed} == {name}
    assert all(each.gold != each.ours for each in listed)
    precision, recall = falls[kind]
    assert precision is not None and recall is not None
    assert (precision < 100) == any(each.verdict != "missing" for each in listed)
    assert (recall < 100) == any(each.verdict != "extra" for each in listed)


def test_every_kind_is_damaged() -> None:
    assert {each[1] for each in DAMAGES} == {kind.NAME for kind in find_kinds()}


def test_the_same_is_all_right(whole: dict[str, Plain]) -> None:
    evaluation = held(whole, whole)
    assert evaluation.differences == [] and evaluation.lowest_percent == 100
    assert all(kind.gold for kind in evaluation.kinds)
    total = evaluation.total
    assert total.precision.percent == total.recall.percent == total.precision.macro == 100


@pytest.mark.parametrize("key", ["identity", "sections", "assignments", "tables", "claims", "findings"])
def test_a_key_that_gold_leaves_out_is_not_scored(whole: dict[str, Plain], key: str) -> None:
    gold = {name: {k: v for k, v in plain.items() if k != key} for name, plain in whole.items()}
    evaluation = held(whole, gold)
    assert [each for each in evaluation.differences if each.kind != "findings"] == []
    (score,) = [each for each in evaluation.kinds if each.kind == key]
    assert (score.gold, score.ours, score.precision.percent) == (0, 0, None)


def test_an_inner_key_that_gold_leaves_out_is_not_scored(whole: dict[str, Plain]) -> None:
    gold, ours = copy.deepcopy(whole), copy.deepcopy(whole)
    name = "hylte-2022-ur2.json"
    ours[name]["assignments"][0]["comment"] = "Något annat."
    ours[name]["tables"][0]["rows"][1]["kind"] = "heading"
    assert set(lowered(held(ours, gold))) == {"assignments", "rows"}
    del gold[name]["assignments"][0]["comment"]
    del gold[name]["tables"][0]["rows"][1]["kind"]
    assert lowered(held(ours, gold)) == {}
    for table in gold[name]["tables"]:
        del table["rows"]
    for row in ours[name]["tables"][0]["rows"]:
        row["label"] = "x"
    assert lowered(held(ours, gold)) == {}


def test_lists_that_are_empty_say_that_there_is_nothing(whole: dict[str, Plain]) -> None:
    (name, plain) = next(iter(whole.items()))
    evaluation = held({name: plain}, {name: {"tables": [], "claims": []}})
    assert set(lowered(evaluation)) == {"tables", "claims", *TABLE_PARTS}
    assert {each.verdict for each in evaluation.differences} == {"extra"}


def test_missing_and_extra_reports_are_named(whole: dict[str, Plain]) -> None:
    one, other = sorted(whole)
    evaluation = held({one: whole[one]}, {other: whole[other]})
    assert (evaluation.missing, evaluation.extra, evaluation.scored) == ([other], [one], [])
    assert all(kind.ours == 0 == kind.right for kind in evaluation.kinds)
    assert {each.verdict for each in evaluation.differences} == {"missing"}
    both = held(whole, {one: whole[one]})
    assert both.extra == [other] and both.lowest_percent == 100


def test_gold_of_another_name_is_found_by_its_source(whole: dict[str, Plain]) -> None:
    gold = {f"gold-{name}": plain for name, plain in whole.items()}
    assert held(whole, gold).scored == sorted(whole)


def test_macro_is_the_mean_of_the_reports_and_micro_that_of_the_elements(whole: dict[str, Plain]) -> None:
    ours = copy.deepcopy(whole)
    small = min(whole, key=lambda name: len(whole[name]["sections"]))
    ours[small]["sections"] = []
    gold = {name: {"sections": plain["sections"]} for name, plain in whole.items()}
    (score,) = [each for each in held(ours, gold).kinds if each.kind == "sections"]
    assert score.recall.macro == 50 and score.recall.percent == pytest.approx(
        100 * (1 - len(whole[small]["sections"]) / score.gold), abs=0.01
    )
    assert score.precision.macro == 100  # of the one report that has any
