"""All rules over one report."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from typing import Protocol, cast

from lnextract.checks import rules as rules_package
from lnextract.checks.check import Check
from lnextract.checks.joint import Settled, settle
from lnextract.model.finding import Finding
from lnextract.model.report import Report


class Rule(Protocol):
    """What a module in `rules/` offers."""

    NAME: str

    def check(self, report: Report) -> Iterator[Check]: ...


def find_rules() -> list[Rule]:
    """Every rule in `rules/`, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules_package.__path__))
    return [cast(Rule, importlib.import_module(f"{rules_package.__name__}.{name}")) for name in names]


def check_report(report: Report, only: Sequence[str] | None = None) -> list[Finding]:
    """Every check within one report, those that hold too, in the order of the tables.

    Args:
        report: its own `findings` are not looked at.
        only: names of the rules to run; all where it is not given.

    Raises:
        ValueError: a name in `only` is no rule.
    """
    rules = find_rules()
    unknown = sorted(set(only or ()) - {rule.NAME for rule in rules})
    if unknown:
        raise ValueError(f"no such rule: {', '.join(unknown)}")
    made = [check for rule in rules if only is None or rule.NAME in only for check in rule.check(report)]
    return number(sorted(settle(made), key=lambda each: (*_order(report, each.finding), *each.rank)))


def number(settled: Sequence[Settled]) -> list[Finding]:
    """Give ids f1, f2 … and groups g1, g2 … in the order of the findings."""
    numbers: dict[int, int] = {}
    return [
        each.finding.model_copy(
            update={"id": f"f{place}", "group": f"g{numbers.setdefault(each.group, len(numbers) + 1)}"}
        )
        for place, each in enumerate(settled, start=1)
    ]


def _order(report: Report, finding: Finding) -> tuple[int, int, int]:
    """By table, row and column of the target; what stands outside tables comes last."""
    for place, table in enumerate(report.tables):
        if table.id == finding.target.table:
            columns = [column.id for column in table.columns]
            column = columns.index(finding.target.column) if finding.target.column in columns else -1
            return place, -1 if finding.target.row is None else finding.target.row, column
    return len(report.tables), 0, 0


__all__ = ["Rule", "check_report", "find_rules", "number"]
