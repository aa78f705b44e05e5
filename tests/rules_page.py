"""Writes docs/rules.md from the rules' docstrings and their examples. Run by `make rules`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from lnextract.checks.explaining import JOINT, rule_texts
from lnextract.checks.run import Rule, find_rules
from lnextract.model.finding import Finding, Verdict
from lnextract.model.report import Table
from printed_tables import example_report

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "tests" / "check_examples"
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
        parts += [f"## {rule.NAME}", rule_texts()[rule.NAME]]
        for side, title in (("passing", "Passes"), ("failing", "Fails")):
            parts.append(f"### {title}: {rule.NAME}")
            for example in examples_of(rule, side):
                parts += _example(rule, example)
    parts += ["## joint", JOINT]
    return "\n\n".join(parts) + "\n"


def examples_of(rule: Rule, side: str) -> list[dict[str, Any]]:
    """The examples of a rule that pass, or that fail."""
    found: list[dict[str, Any]] = yaml.safe_load((EXAMPLES / f"{rule.NAME}.yaml").read_text("utf-8"))[side]
    return found


def _example(rule: Rule, example: dict[str, Any]) -> Iterator[str]:
    report = example_report(example)
    findings = [check.finding for check in rule.check(report)]
    yield f"*{example['name'][:1].upper()}{example['name'][1:]}.*"
    for table in report.tables:
        yield _drawn(table, [each for each in findings if each.target.table == table.id])
    for section in report.sections:
        texts = [block.text for block in section.blocks if block.text]
        yield "\n".join(f"> {line}" for line in (f"**{section.title}**", *texts))
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
        lines.append("| " + " | ".join([label, *cells]) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
