"""All rules over one report, and over the reports of one body."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import ModuleType
from typing import Protocol, cast

from lnextract.checks import between as between_package
from lnextract.checks import rules as rules_package
from lnextract.checks.bodies import Body, bodies_of
from lnextract.checks.check import Check
from lnextract.checks.joint import Settled, settle
from lnextract.checks.materiality import LIMITS, Limits, with_severities
from lnextract.checks.reported import Reported
from lnextract.model.finding import Finding
from lnextract.model.report import Report


class Rule(Protocol):
    """What a module in `rules/` offers."""

    NAME: str

    def check(self, reported: Reported) -> Iterator[Check]: ...


class RuleBetween(Protocol):
    """What a module in `between/` offers."""

    NAME: str

    def check(self, body: Body) -> Iterator[Check]: ...


def find_rules() -> list[Rule]:
    """Every rule in `rules/`, by name."""
    return [cast(Rule, module) for module in _modules_of(rules_package)]


def find_rules_between() -> list[RuleBetween]:
    """Every rule in `between/`, by name."""
    return [cast(RuleBetween, module) for module in _modules_of(between_package)]


def _modules_of(package: ModuleType) -> Iterator[ModuleType]:
    for name in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
        yield importlib.import_module(f"{package.__name__}.{name}")


def check_report(report: Report, only: Sequence[str] | None = None, limits: Limits = LIMITS) -> list[Finding]:
    """Every check within one report, those that hold too, in the order of the tables.

    Args:
        report: its own `findings` are not looked at.
        only: names of the rules to run; all where it is not given.
        limits: of the differences that matter.

    Raises:
        ValueError: a name in `only` is no rule.
    """
    rules = find_rules()
    unknown = sorted(set(only or ()) - {rule.NAME for rule in rules})
    if unknown:
        raise ValueError(f"no such rule: {', '.join(unknown)}")
    reported = Reported(report)
    made = [check for rule in rules if only is None or rule.NAME in only for check in rule.check(reported)]
    in_order = sorted(settle(made), key=lambda each: (*_order(report, each.finding), *each.rank))
    return with_severities(number(in_order), [report], limits)


def check_between(
    reports: Sequence[Report], only: Sequence[str] | None = None, limits: Limits = LIMITS
) -> list[Finding]:
    """Every check of the reports of one body against each other, body by body; ids run through all.

    Args:
        only: names of the rules to run; all where it is not given.
        limits: of the differences that matter.
    """
    rules = [rule for rule in find_rules_between() if only is None or rule.NAME in only]
    settled: list[Settled] = []
    for body in bodies_of(reports):
        made = [check for rule in rules for check in rule.check(body)]
        own = sorted(settle(made), key=lambda each: (each.finding.target.report, *each.rank))
        # A group is a place in its body's list; no two bodies may share one.
        first = 1 + max((each.group for each in settled), default=-1)
        settled.extend(replace(each, group=first + each.group) for each in own)
    return with_severities(number(settled), reports, limits)


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


__all__ = [
    "Rule",
    "RuleBetween",
    "check_between",
    "check_report",
    "find_rules",
    "find_rules_between",
    "number",
]
