from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lnextract.checks.run import Rule, find_rules
from printed_tables import example_report

EXAMPLES = Path(__file__).parent / "check_examples"


def examples_of(rule: Rule, side: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((EXAMPLES / f"{rule.NAME}.yaml").read_text("utf-8"))[side]
    return found


CASES = [
    pytest.param(rule, example, id=f"{rule.NAME}: {example['name']}")
    for rule in find_rules()
    for side in ("passing", "failing")
    for example in examples_of(rule, side)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_each_rule_gives_the_verdicts_of_its_examples(rule: Rule, example: dict[str, Any]) -> None:
    found = rule.check(example_report(example))
    findings = [check.finding for check in found]
    findings.sort(key=lambda each: (each.target.table or "", each.target.row or 0, each.target.column or ""))
    assert [finding.verdict for finding in findings] == example["verdicts"]


@pytest.mark.parametrize("rule", find_rules(), ids=lambda rule: rule.NAME)
def test_each_rule_has_examples_of_both_kinds(rule: Rule) -> None:
    passing = [verdict for example in examples_of(rule, "passing") for verdict in example["verdicts"]]
    failing = [example["verdicts"] for example in examples_of(rule, "failing")]
    assert passing and "broken" not in passing
    assert failing and all("broken" in verdicts for verdicts in failing)


def test_every_example_file_belongs_to_a_rule() -> None:
    assert sorted(path.stem for path in EXAMPLES.glob("*.yaml")) == sorted(rule.NAME for rule in find_rules())
