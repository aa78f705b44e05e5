"""What a difference means for the board decides how loudly it is told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from lnextract.checks.materiality import LIMITS, Limits, budget_of, weigh, with_severities
from lnextract.checks.run import check_report
from lnextract.model.finding import Candidate, Finding
from lnextract.model.report import Report
from printed_tables import report_of


def sums(total: str, *, budget: str = "1200", unit: str | None = "tkr") -> Report:
    """A budget of 1200 in two parts, and outcomes 100 and 200 with the total that is given."""
    rows = [
        ["Personal", "item", 2, "800 100"],
        ["Drift", "item", 2, "400 200"],
        ["Summa", "total", None, f"{budget} {total}"],
    ]
    return report_of([{"columns": ["budget_year", "outcome_period"], "rows": rows, "unit": unit}])


def broken(report: Report, limits: Limits = LIMITS) -> list[Finding]:
    return [each for each in check_report(report, limits=limits) if each.verdict == "broken"]


@pytest.mark.parametrize(
    ("total", "share", "severity"),
    [
        ("312", Decimal("0.01"), "warning"),  # 12 of 1200 is not more than 1 %
        ("313", Decimal(13) / 1200, "error"),
        ("360", Decimal("0.05"), "error"),
    ],
)
def test_a_small_difference_is_a_warning(total: str, share: Decimal, severity: str) -> None:
    report = sums(total)
    (finding,) = broken(report)
    assert finding.severity == severity
    (weight,) = weigh([finding], [report])
    assert weight.share == share and weight.nature is None


def test_limits_are_the_callers() -> None:
    assert broken(sums("313"), Limits(notable=Decimal("0.02")))[0].severity == "warning"
    assert broken(sums("312"), Limits(notable=Decimal("0.005")))[0].severity == "error"


@pytest.mark.parametrize(("total", "severity"), [("340", "warning"), ("361", "error")])
def test_a_rule_that_only_warns_is_an_error_beyond_the_high_limit(total: str, severity: str) -> None:
    report = sums(total)
    drafted = [each.model_copy(update={"severity": "warning"}) for each in broken(report)]
    assert [each.severity for each in with_severities(drafted, [report])] == [severity]


def test_without_a_budget_the_rules_own_severity_stands() -> None:
    rows = [["A", "item", 2, "100"], ["B", "item", 2, "200"], ["Summa", "total", None, "302"]]
    report = report_of([{"columns": ["outcome_period"], "rows": rows}])
    assert budget_of(report) is None
    (finding,) = broken(report)
    assert finding.severity == "error" and weigh([finding], [report])[0].share is None


def test_a_percentage_is_judged_by_what_it_means_in_money() -> None:
    rows = [
        ["Personal", "item", 2, "4 1 25"],
        ["Drift", "item", 2, "1196 598 50"],
        ["Arvoden", "item", 2, "10 5 40"],
        ["Summa", "total", None, "1210 604 50"],
    ]
    report = report_of([{"columns": ["budget_year", "outcome_period", "outcome_pct"], "rows": rows}])
    (finding,) = broken(report)
    # 10 percentage points of a budget of 10 tkr are 1 tkr.
    assert (finding.rule, finding.severity) == ("ratio", "warning")
    assert weigh([finding], [report])[0].share == Decimal(1) / 1210


def test_amounts_of_different_units_are_compared_as_money() -> None:
    rows: list[list[Any]] = [
        ["Personal", "item", 2, "800000", {"unit": "kr"}],
        ["Drift", "item", 2, "400000", {"unit": "kr"}],
        ["Summa", "total", None, "1230000", {"unit": "kr"}],
    ]
    table: dict[str, Any] = {"columns": ["outcome_period"], "rows": rows}
    budget = {"columns": ["budget_year"], "rows": [["Summa", "total", None, "1,5"]], "unit": "mnkr"}
    report = report_of([budget, table])
    (finding,) = broken(report)
    assert weigh([finding], [report])[0].share == Decimal(30) / 1500


def test_where_no_unit_is_printed_anywhere_the_figures_are_compared_as_they_stand() -> None:
    (finding,) = broken(sums("312", unit=None))
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("deviation", "nature"), [("-5", "wrong_sign"), ("-2", "changed_conclusion"), ("12", None)]
)
def test_a_turned_sign_is_an_error_however_small(deviation: str, nature: str | None) -> None:
    rows = [["Politik", "item", None, "1000 900 100"], ["Kurs", "item", None, f"21 16 {deviation}"]]
    columns = ["budget_period", "outcome_period", "deviation_period"]
    budget = {"columns": ["budget_year"], "rows": [["Summa", "total", None, "2000"]]}
    report = report_of([{"columns": columns, "rows": rows}, budget])
    (finding,) = broken(report)
    assert weigh([finding], [report])[0].nature == nature
    assert finding.severity == ("error" if nature else "warning")


def test_the_likeliest_mistake_being_a_sign_is_an_error_too() -> None:
    report = sums("312")
    (finding,) = broken(report)
    turned = Candidate(
        figure=finding.operands[0], low=Decimal(0), high=Decimal(0), value=Decimal(0), change="sign"
    )
    drafted = finding.model_copy(update={"candidates": [turned]})
    assert finding.severity == "warning"
    assert [each.severity for each in with_severities([drafted], [report])] == ["error"]
    assert weigh([drafted], [report])[0].nature == "wrong_sign"


def test_the_budget_is_that_of_the_largest_total() -> None:
    parts = {"columns": ["budget_year"], "rows": [["A", "item", None, "9000"], ["B", "total", None, "300"]]}
    assert budget_of(report_of([parts])) is not None
    assert budget_of(report_of([parts])).amount == 300  # type: ignore[union-attr]
    only_parts = {"columns": ["budget_year"], "rows": [["A", "item", None, "-90"], ["B", "item", None, "30"]]}
    assert budget_of(report_of([only_parts])).amount == 90  # type: ignore[union-attr]


def test_a_report_without_a_budget_is_judged_by_that_of_the_report_it_is_held_against() -> None:
    deck = report_of([{"columns": ["outcome_period"], "rows": [["Summa", "total", None, "330"]]}])
    deck = deck.model_copy(update={"source": deck.source.model_copy(update={"file": "deck"})})
    report = sums("330")
    (finding,) = broken(report)
    target = finding.target.model_copy(update={"report": "deck", "row": 0, "column": "c1"})
    across = finding.model_copy(update={"target": target, "operands": [finding.target]})
    assert weigh([across], [deck, report])[0].share == Decimal(30) / 1200


def test_what_holds_keeps_its_severity() -> None:
    report = sums("301")
    findings = check_report(report)
    assert {each.severity for each in findings} == {"info"}
    assert {(weight.share, weight.nature) for weight in weigh(findings, [report])} == {(None, None)}
