"""All rules over one report."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, cast

from lnextract.checks import rules as rules_package
from lnextract.model.finding import FigureRef, Finding
from lnextract.model.report import Report


class Rule(Protocol):
    """What a module in `rules/` offers."""

    NAME: str

    def check(self, report: Report) -> Iterator[Finding]: ...


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
    found = [finding for rule in rules if only is None or rule.NAME in only for finding in rule.check(report)]
    return number(sorted(found, key=lambda finding: _order(report, finding)))


def number(findings: Sequence[Finding]) -> list[Finding]:
    """Give ids f1, f2 … and groups g1, g2 …; broken findings that share a figure share a group."""
    groups = _groups(findings)
    return [
        finding.model_copy(update={"id": f"f{place}", "group": f"g{group}"})
        for place, (finding, group) in enumerate(zip(findings, groups, strict=True), start=1)
    ]


def _groups(findings: Sequence[Finding]) -> list[int]:
    """One number a finding. Broken findings that meet in a cell, or through another one, are one group."""
    heads = list(range(len(findings)))

    def head(index: int) -> int:
        while heads[index] != index:
            index = heads[index]
        return index

    first_at: dict[str, int] = {}
    for index, finding in enumerate(findings):
        if finding.verdict != "broken":
            continue
        for place in _places([finding.target, *finding.operands]):
            earlier, own = head(first_at.setdefault(place, index)), head(index)
            heads[max(earlier, own)] = min(earlier, own)
    numbers: dict[int, int] = {}
    return [numbers.setdefault(head(index), len(numbers) + 1) for index in range(len(findings))]


def _places(figures: Iterable[FigureRef]) -> Iterator[str]:
    for figure in figures:
        yield f"{figure.report} {figure.span.model_dump_json()}"


def _order(report: Report, finding: Finding) -> tuple[int, int, int, str]:
    """By table, row and column of the target; what stands outside tables comes last."""
    for place, table in enumerate(report.tables):
        if table.id == finding.target.table:
            columns = [column.id for column in table.columns]
            column = columns.index(finding.target.column) if finding.target.column in columns else -1
            return place, -1 if finding.target.row is None else finding.target.row, column, finding.rule
    return len(report.tables), 0, 0, finding.rule


__all__ = ["Rule", "check_report", "find_rules", "number"]
