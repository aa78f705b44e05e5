from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from lnextract.checks.run import check_report
from lnextract.checks.wording import swedish
from printed_tables import report_of

TABLE: dict[str, Any] = {
    "columns": ["budget_year", "outcome_period", "outcome_pct"],
    "rows": [
        ["Politiker", "item", 2, "863 466 54"],
        ["Folkhälsa", "item", 2, "300 10 3"],
        ["Total", "total", None, "1263 477 41"],
    ],
}


def broken_table(*, figures: str = "1263 477 41", **extra: Any) -> dict[str, Any]:
    return {**TABLE, "rows": [*TABLE["rows"][:2], ["Total", "total", None, figures, extra]]}


def test_a_broken_sum_names_target_operands_interval_and_addends() -> None:
    finding = next(each for each in check_report(report_of([TABLE])) if each.verdict == "broken")
    assert (finding.rule, finding.severity, finding.cause) == ("sum", "error", "source")
    assert (finding.target.table, finding.target.row, finding.target.column) == ("t1", 2, "c1")
    assert finding.target.report == "made.txt"
    assert [operand.text for operand in finding.operands] == ["863", "300"]
    assert finding.stated == 1263 and finding.difference == 100 and finding.unit == "tkr"
    assert finding.computed is not None
    assert (finding.computed.low, finding.computed.value, finding.computed.high) == (1162, 1163, 1164)
    assert "Politiker 863 + Folkhälsa 300 ger 1\u00a0163" in finding.message.sv
    assert "Politiker 863 + Folkhälsa 300 makes 1\u00a0163" in finding.message.en


def test_findings_come_in_the_order_of_the_table_with_running_ids() -> None:
    findings = check_report(report_of([TABLE, TABLE]))
    assert [finding.id for finding in findings] == [f"f{place}" for place in range(1, len(findings) + 1)]
    places = [(finding.target.table, finding.target.row, finding.target.column) for finding in findings]
    assert places == sorted(places)
    assert check_report(report_of([TABLE, TABLE])) == findings


def test_broken_checks_that_fail_through_one_cell_are_one_group() -> None:
    tables = [TABLE, broken_table(figures="1163 477 45")]
    findings = check_report(report_of(tables), only=["sum", "ratio"])
    broken = [finding for finding in findings if finding.verdict == "broken"]
    # 1263: the sum fails, and so does 477 of 1263 as 41 %; the 45 % of the second table is another cause.
    rules = [(each.rule, each.target.table) for each in broken]
    assert rules == [("sum", "t1"), ("ratio", "t1"), ("ratio", "t2")]
    assert broken[0].group == broken[1].group != broken[2].group
    others = [finding.group for finding in findings if finding.verdict != "broken"]
    assert len(set(others)) == len(others) and broken[0].group not in others


@pytest.mark.parametrize("doubt", ["cell", "table"])
def test_where_the_reading_is_in_doubt_the_cause_is_extraction(doubt: str) -> None:
    table = broken_table(confidence=0.5) if doubt == "cell" else TABLE
    warnings = [{"table": "t1" if doubt == "table" else None, "code": "unproven_reading"}]
    causes = {each.cause for each in check_report(report_of([table], warnings)) if each.verdict == "broken"}
    assert causes == {"extraction"}


def test_gaps_within_rounding_are_a_notice_only_where_figures_are_seldom_rounded() -> None:
    findings = check_report(report_of([broken_table(figures="1164 477 41")]), only=["sum"])
    assert [(each.verdict, each.severity) for each in findings] == [
        ("holds_within_rounding", "notice"),
        ("holds_within_rounding", "info"),
    ]


def test_figures_of_different_units_are_not_added() -> None:
    findings = check_report(report_of([broken_table(figures="1,2 0,5 41", unit="mnkr")]), only=["sum"])
    outcomes = {(each.verdict, each.severity, each.computed) for each in findings}
    assert outcomes == {("not_checkable", "info", None)}


def test_an_unknown_rule_is_an_error() -> None:
    with pytest.raises(ValueError, match="sums"):
        check_report(report_of([TABLE]), only=["sums"])


def test_figures_in_sentences_are_written_the_swedish_way() -> None:
    assert swedish(Decimal("-1196.25"), 1, "tkr") == "\u22121\u00a0196,3\u00a0tkr"
    assert swedish(Decimal("-0.04"), 1) == "0,0"
