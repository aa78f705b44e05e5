from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from lnextract.checks.bodies import bodies_of
from lnextract.checks.check import Check
from lnextract.checks.run import Rule, RuleBetween, find_rules, find_rules_between
from lnextract.model.finding import Finding
from printed_tables import example_report

EXAMPLES = Path(__file__).parent / "check_examples"
BETWEEN = EXAMPLES / "between"
ALL: list[tuple[Path, Rule | RuleBetween]] = [
    *((EXAMPLES, rule) for rule in find_rules()),
    *((BETWEEN, rule) for rule in find_rules_between()),
]


def examples_of(folder: Path, rule: Rule | RuleBetween, side: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((folder / f"{rule.NAME}.yaml").read_text("utf-8"))[side]
    return found


def cases(folder: Path, rules: Iterable[Rule | RuleBetween]) -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.NAME}: {example['name']}")
        for rule in rules
        for side in ("passing", "failing")
        for example in examples_of(folder, rule, side)
    ]


def in_order(checks: Iterable[Check], files: list[str]) -> list[str]:
    """Verdicts by report, table, row and column of the target."""

    def place(each: Finding) -> tuple[int, str, int, str]:
        target = each.target
        return files.index(target.report), target.table or "", target.row or 0, target.column or ""

    return [each.verdict for each in sorted((check.finding for check in checks), key=place)]


@pytest.mark.parametrize(("rule", "example"), cases(EXAMPLES, find_rules()))
def test_each_rule_gives_the_verdicts_of_its_examples(rule: Rule, example: dict[str, Any]) -> None:
    report = example_report(example)
    assert in_order(rule.check(report), [report.source.file]) == example["verdicts"]


@pytest.mark.parametrize(("rule", "example"), cases(BETWEEN, find_rules_between()))
def test_each_rule_between_reports_gives_the_verdicts_of_its_examples(
    rule: RuleBetween, example: dict[str, Any]
) -> None:
    reports = [example_report(each) for each in example["reports"]]
    found = [check for body in bodies_of(reports) for check in rule.check(body)]
    assert in_order(found, [report.source.file for report in reports]) == example["verdicts"]


@pytest.mark.parametrize(("folder", "rule"), ALL, ids=lambda each: getattr(each, "__name__", None))
def test_each_rule_has_examples_of_both_kinds(folder: Path, rule: Rule | RuleBetween) -> None:
    passing = [verdict for example in examples_of(folder, rule, "passing") for verdict in example["verdicts"]]
    failing = [example["verdicts"] for example in examples_of(folder, rule, "failing")]
    assert passing and "broken" not in passing
    assert failing and all("broken" in verdicts for verdicts in failing)


@pytest.mark.parametrize("folder", [EXAMPLES, BETWEEN], ids=lambda folder: folder.name)
def test_every_example_file_belongs_to_a_rule(folder: Path) -> None:
    names = sorted(rule.NAME for its_folder, rule in ALL if its_folder == folder)
    assert sorted(path.stem for path in folder.glob("*.yaml")) == names
