"""`lnextract evaluate`: what it prints, its exit status, gold that has a mistake; how lists are paired."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from how_to_pages import follow
from lnextract.batch.writing import report_json
from lnextract.cli.main import main
from lnextract.errors import GoldError
from lnextract.evaluate.gold import load_gold
from lnextract.evaluate.pairing import in_any_order, in_order, text_likeness
from lnextract.evaluate.result import Evaluation
from sample_reports import sample_report


def lnextract_(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Two reports; their gold says that the total of one is another."""
    for folder in ("out/reports", "gold"):
        (tmp_path / folder).mkdir(parents=True)
    for name, total in (("a", "1 196"), ("b", "1 300")):
        text = report_json(sample_report(f"{name}.txt", total=total))
        (tmp_path / "out" / "reports" / f"{name}.json").write_text(text, encoding="utf-8")
        gold = json.loads(report_json(sample_report(f"{name}.txt")))
        (tmp_path / "gold" / f"{name}.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path / "out"


def evaluated(out: Path, *words: str | Path) -> Result:
    return lnextract_("evaluate", out, "--gold", out.parent / "gold", *words)


def test_the_table_has_scores_and_differences(out: Path) -> None:
    result = evaluated(out)
    assert result.exit_code == 0
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "│ cells │ 8 │ 8 │ 7 │ 87.5 │ 52.9…97.8 │ 87.5 │ 87.5 │ 52.9…97.8 │ 87.5 │" in lines
    assert "2 reports scored, 2 differences" in lines  # the figure, and the finding that it breaks
    assert any("Summa × Budget" in line and "1 300" in line for line in lines)


def test_json_is_an_evaluation(out: Path) -> None:
    evaluation = Evaluation.model_validate_json(evaluated(out, "--format", "json").stdout)
    cell = next(each for each in evaluation.differences if each.kind == "cells")
    assert (cell.report, cell.verdict, cell.where) == ("b.json", "wrong", "/tables/0/rows/2/cells/0")
    assert (cell.gold, cell.ours) == ({"text": "1 196", "value": 1196}, {"text": "1 300", "value": 1300})
    finding = next(each for each in evaluation.differences if each.kind == "findings")
    assert finding.verdict == "extra"


@pytest.mark.parametrize(("percent", "status"), [("0", 0), ("87.5", 1), ("100", 1)])
def test_fail_under_asks_every_kind(out: Path, percent: str, status: int) -> None:
    """The false alarm makes the findings' precision 0."""
    assert evaluated(out, "--fail-under", percent).exit_code == status
    for name in ("a", "b"):
        path = out.parent / "gold" / f"{name}.json"
        body = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({"tables": body["tables"]}), encoding="utf-8")
    assert evaluated(out, "--fail-under", percent).exit_code == (1 if percent == "100" else 0)


def test_nothing_to_score_is_below_anything(out: Path) -> None:
    for path in (out.parent / "gold").iterdir():
        path.write_text("{}", encoding="utf-8")
    assert evaluated(out).exit_code == 0
    assert evaluated(out, "--fail-under", "1").exit_code == 1


def test_missing_and_extra_reports_are_told(out: Path) -> None:
    (out / "reports" / "b.json").rename(out / "reports" / "c.json")
    result = evaluated(out)
    assert "Without gold: c.json" not in result.stdout  # found by its source
    gold = out.parent / "gold" / "b.json"
    body = json.loads(gold.read_text(encoding="utf-8"))
    del body["source"]
    gold.write_text(json.dumps(body), encoding="utf-8")
    result = evaluated(out)
    assert "Without gold: c.json" in result.stdout and "Gold without a report: b.json" in result.stdout


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", ":1: "),
        ("[]", "/: an object is wanted"),
        ('{"titel": 1}', "/titel: a report has no such key"),
        ('{"tables": {}}', "/tables: "),
        ('{"tables": [{"rows": [{"lable": "x"}]}]}', "/tables/0/rows/0/lable: a report has no such key"),
        ('{"identity": {"year": "x"}}', "/identity/year: "),
        ('{"identity": {"period": {"from": "2022-13-01"}}}', "/identity/period/from: "),
        ('{"claims": [{"value": "x"}]}', "/claims/0/value: "),
        ('{"tables": [{"kind": "budgets"}]}', "/tables/0/kind: "),
        ('{"tables": [{"span": {"page": "x"}}]}', "/tables/0/span/page: "),
        ('{"tables": [{"rows": [{"cells": [{"unit": "öre"}]}]}]}', "/tables/0/rows/0/cells/0/unit: "),
    ],
)
def test_gold_with_a_mistake_is_told(out: Path, text: str, says: str) -> None:
    path = out.parent / "gold" / "b.json"
    path.write_text(text, encoding="utf-8")
    result = evaluated(out)
    assert result.exit_code == 2 and f"{path}" in result.stderr and says in result.stderr


def test_gold_that_is_no_text_or_not_there(tmp_path: Path, out: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(GoldError, match="there is no gold"):
        load_gold(tmp_path / "none")
    (out.parent / "gold" / "a.json").write_bytes(b'{"identity": {"body": "\xf6"}}')
    assert "no UTF-8" in evaluated(out).stderr


@pytest.mark.parametrize("words", [(), ("--fail-under", "101"), ("--format", "csv")])
def test_wrong_usage(out: Path, words: tuple[str, ...]) -> None:
    gold = ("--gold", out.parent / "gold") if words else ()
    assert lnextract_("evaluate", out, *gold, *words).exit_code == 2
    assert lnextract_("evaluate", out / "missing", "--gold", out).exit_code == 2


def test_a_report_that_cannot_be_read(out: Path) -> None:
    (out / "reports" / "b.json").write_text("{}", encoding="utf-8")
    result = evaluated(out)
    assert result.exit_code == 2 and "b.json: This JSON is no report" in result.stderr


TEXTS = st.lists(st.sampled_from(["Arvoden", "Arvode", "Resor", "Summa", "Övrigt"]), max_size=7)


@given(TEXTS, TEXTS)
def test_pairs_are_in_order_and_complete(gold: list[str], ours: list[str]) -> None:
    for pairs, ordered in (
        (in_order(gold, ours, text_likeness), True),
        (in_any_order(gold, ours, text_likeness), False),
    ):
        assert sorted(i for i, _ in pairs if i is not None) == list(range(len(gold)))
        assert sorted(j for _, j in pairs if j is not None) == list(range(len(ours)))
        both = [(i, j) for i, j in pairs if i is not None and j is not None]
        assert all(text_likeness(gold[i], ours[j]) > 0 for i, j in both)
        assert not ordered or both == sorted(both, key=lambda pair: pair[1])


@given(TEXTS)
def test_the_same_is_paired_with_itself(texts: list[str]) -> None:
    for pairs in (in_order(texts, texts, text_likeness), in_any_order(texts, texts, text_likeness)):
        assert all(texts[i] == texts[j] for i, j in pairs)  # type: ignore[index]
        assert len(pairs) == len(texts)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Arvoden", "Arv oden", True),
        ("Arvoden\n", " Arvoden", True),
        ("Arvoden", "Summa", False),
        (None, "x", False),
    ],
)
def test_likeness(one: Any, other: Any, alike: bool) -> None:
    assert (text_likeness(one, other) > 0) == alike


def test_the_page_does_what_it_says(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fixtures").symlink_to(root / "fixtures")
    monkeypatch.chdir(tmp_path)
    assert follow(root / "docs" / "how-to" / "evaluate.md") >= 5
