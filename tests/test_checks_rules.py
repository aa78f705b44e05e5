from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from lnextract.checks.run import Rule, RuleBetween, find_rules, find_rules_between
from lnextract.model.finding import Finding
from rules_page import BETWEEN, EXAMPLES, PAGE, examples_of, page, tried

ALL: list[tuple[Path, Rule | RuleBetween]] = [
    *((EXAMPLES, rule) for rule in find_rules()),
    *((BETWEEN, rule) for rule in find_rules_between()),
]


def cases(folder: Path, rules: Iterable[Rule | RuleBetween]) -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.NAME}: {example['name']}")
        for rule in rules
        for side in ("passing", "failing")
        for example in examples_of(folder, rule, side)
    ]


def in_order(findings: Iterable[Finding], files: list[str]) -> list[str]:
    """Verdicts by report, table, row and column of the target."""

    def place(each: Finding) -> tuple[int, str, int, str]:
        target = each.target
        return files.index(target.report), target.table or "", target.row or 0, target.column or ""

    return [each.verdict for each in sorted(findings, key=place)]


@pytest.mark.parametrize(
    ("rule", "example"), [*cases(EXAMPLES, find_rules()), *cases(BETWEEN, find_rules_between())]
)
def test_each_rule_gives_the_verdicts_of_its_examples(
    rule: Rule | RuleBetween, example: dict[str, Any]
) -> None:
    reports, findings = tried(rule, example)
    assert in_order(findings, [report.source.file for report in reports]) == example["verdicts"]


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


def test_the_page_of_the_rules_is_in_step() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make rules`"
