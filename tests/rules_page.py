"""Writes docs/rules.md from the rules' docstrings and their examples. Run by `make rules`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import yaml

from lnextract.checks.bodies import bodies_of
from lnextract.checks.explaining import JOINT
from lnextract.checks.reported import Reported
from lnextract.checks.run import Rule, RuleBetween, find_rules, find_rules_between
from lnextract.model.finding import Finding, Verdict
from lnextract.model.report import Report, Table
from printed_tables import example_report

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "tests" / "check_examples"
BETWEEN = EXAMPLES / "between"
PAGE = ROOT / "docs" / "rules.md"

MARKS: dict[Verdict, str] = {"holds": "✓", "holds_within_rounding": "≈", "broken": "✗", "not_checkable": "?"}
HEAD = """# Rules

What `lnextract check` tests: each rule with examples that must pass and examples that must fail. `make rules`
writes this page from the rules and from the examples that the tests run; a test holds it in step.

A printed figure with d decimals stands for any amount that rounds to it. A check is broken only if no amounts
could have been rounded to what is printed. In the examples ✓ marks a figure that was tested and holds, ≈ one
that holds within rounding, ✗ one that is broken, ? one that could not be tested. Where several rules fail for
one reason, `check` shows them together and names the figure to blame; here each rule stands alone.

How to run the checks: [check](how-to/check.md)."""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for rule in find_rules():
        parts += _rule(EXAMPLES, rule, f"## {rule.NAME}")
    parts += ["## joint", JOINT]
    for between in find_rules_between():
        parts += _rule(BETWEEN, between, f"## {between.NAME}, between reports")
    return "\n\n".join(parts) + "\n"


def examples_of(folder: Path, rule: Rule | RuleBetween, side: str) -> list[dict[str, Any]]:
    """The examples of a rule that pass, or that fail."""
    found: list[dict[str, Any]] = yaml.safe_load((folder / f"{rule.NAME}.yaml").read_text("utf-8"))[side]
    return found


def tried(rule: Rule | RuleBetween, example: dict[str, Any]) -> tuple[list[Report], list[Finding]]:
    """The reports of an example, and what the rule finds in them."""
    if "reports" not in example:
        report = example_report(example)
        return [report], [check.finding for check in cast(Rule, rule).check(Reported(report))]
    reports = [example_report(each) for each in example["reports"]]
    between = cast(RuleBetween, rule)
    return reports, [check.finding for body in bodies_of(reports) for check in between.check(body)]


def _rule(folder: Path, rule: Rule | RuleBetween, heading: str) -> Iterator[str]:
    yield heading
    yield inspect.cleandoc(rule.__doc__ or "")
    for side, title in (("passing", "Passes"), ("failing", "Fails")):
        yield f"#{heading.replace(' ', f' {title}: ', 1)}"
        for example in examples_of(folder, rule, side):
            yield from _example(rule, example)


def _example(rule: Rule | RuleBetween, example: dict[str, Any]) -> Iterator[str]:
    reports, findings = tried(rule, example)
    yield f"*{example['name'][:1].upper()}{example['name'][1:]}.*"
    for report in reports:
        file = report.source.file
        if len(reports) > 1:
            yield f"`{file}`:"
        for table in report.tables:
            mine = [each for each in findings if (each.target.report, each.target.table) == (file, table.id)]
            yield _drawn(table, mine)
        for section in report.sections:
            texts = [block.text for block in section.blocks if block.text]
            yield "\n".join(f"> {line}" for line in (f"**{section.title}**  ", *texts))
    told = [each for each in findings if each.verdict == "broken" or each.target.table is None]
    if told:
        yield "\n".join(f"- {MARKS[each.verdict]} {each.message.en}" for each in told)


def _drawn(table: Table, findings: Sequence[Finding]) -> str:
    marks: dict[tuple[int | None, str | None], set[str]] = {}
    for each in findings:
        marks.setdefault((each.target.row, each.target.column), set()).add(MARKS[each.verdict])
    unit = "" if table.unit is None else table.unit
    lines = [
        "| " + " | ".join([unit, *(f"`{column.measure}`" for column in table.columns)]) + " |",
        "| --- |" + " ---: |" * len(table.columns),
    ]
    for index, row in enumerate(table.rows):
        cells = [
            "" if cell is None else " ".join([cell.text, *sorted(marks.get((index, column.id), ()))])
            for cell, column in zip(row.cells, table.columns, strict=True)
        ]
        label = f"**{row.label}**" if row.kind in ("total", "subtotal") else row.label
        label = " ".join([label, *sorted(marks.get((index, None), ()))])
        lines.append("| " + " | ".join([label, *cells]) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
