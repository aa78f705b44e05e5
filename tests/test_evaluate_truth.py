"""Reports of the fixtures against what people typed from their pages, as gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import lnextract
from lnextract.evaluate.gold import Gold
from lnextract.evaluate.partial import check_part
from lnextract.evaluate.result import Evaluation
from lnextract.evaluate.run import evaluate
from lnextract.model.report import Report
from truth_as_gold import gold_of

FIXTURES = Path(__file__).parents[1] / "fixtures"
KINDS = {
    *("identity", "sections", "assignments", "activities", "indicators", "tables"),
    *("columns", "measures", "labels", "rows", "cells", "claims", "findings"),
}


def scored(source: Path, truth: list[dict[str, Any]]) -> Evaluation:
    reports = {f"{number}.json": report for number, report in enumerate(lnextract.read(source))}
    gold = [
        Gold(name, gold_of(true, report)) for (name, report), true in zip(reports.items(), truth, strict=True)
    ]
    for each in gold:
        check_part(each.body, Report)
    return evaluate(reports.items(), gold)


@pytest.mark.parametrize("ending", ["pdf", "txt"])
def test_what_is_read_of_the_fixtures_is_all_right(ending: str) -> None:
    counted = dict.fromkeys(KINDS, 0)
    for source in sorted(FIXTURES.glob(f"*/*.{ending}")):
        truth = json.loads((source.parent / "truth.json").read_text(encoding="utf-8"))
        if ending == "pdf":
            for document in truth:
                for table in document.get("tables", []):
                    table.pop("ambiguous_cells", None)
        evaluation = scored(source, truth)
        assert evaluation.differences == [], source.name
        assert evaluation.lowest_percent in (100, None), source.name  # None: a scan of which nothing is typed
        for kind in evaluation.kinds:
            counted[kind.kind] += kind.right
    assert set(counted) == KINDS and min(counted.values()) > 0
