"""Suppressed findings: exactly those that an entry names, until its day, never in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lnextract.checks.run import check_report
from lnextract.checks.suppressions import Sifted, read_suppressions, sift
from lnextract.errors import SuppressionError
from lnextract.model.spans import PageSpan, TextSpan
from printed_tables import report_of

TODAY = date(2031, 6, 1)
REPORT = report_of(
    [
        {
            "columns": ["budget_year", "outcome_period"],
            "rows": [
                ["Personal", "item", 2, "800 100"],
                ["Drift", "item", 2, "400 200"],
                ["Summa", "total", None, "1250 330"],
            ],
        }
    ]
)
FINDINGS = check_report(REPORT)
ENTRY = """\
- file: made.txt
  rule: sum
  table: t1
  row: Summa
  column: outcome_period
  text: "330"
  reason: Nämnden känner till felet
  author: Ada
  expires: 2031-12-31
"""


def sifted(path: Path, text: str) -> Sifted:
    path.write_text(text, encoding="utf-8")
    return sift(FINDINGS, [REPORT], read_suppressions(path), TODAY, {"made.txt": "2031/made.pdf"})


def test_an_entry_suppresses_what_it_names(tmp_path: Path) -> None:
    result = sifted(tmp_path / "let.yaml", ENTRY)
    ((finding, entry),) = result.suppressed
    assert finding.target.text == "330" and entry.author == "Ada"
    assert [each.id for each in result.kept] == [each.id for each in FINDINGS if each is not finding]
    assert result.unmatched == result.expired == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("file: made.txt", f'report: "{REPORT.source.sha256}"'),
        ("file: made.txt", "file: 2031/made.pdf"),
        ("row: Summa", "row: 2"),
        ("column: outcome_period", "column: c2"),
        ("expires: 2031-12-31", "expires: 2031-06-01"),
        ('text: "330"', "text: 330"),
        ("  rule: sum\n", ""),
    ],
)
def test_ways_to_name_one_finding(tmp_path: Path, old: str, new: str) -> None:
    assert len(sifted(tmp_path / "let.yaml", ENTRY.replace(old, new)).suppressed) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rule: sum", "rule: ratio"),
        ("table: t1", "table: t2"),
        ("row: Summa", "row: Personal"),
        ("column: outcome_period", "column: c1"),
        ('text: "330"', 'text: "331"'),  # the report has been put right, or another mistake made
        ("  table: t1\n  row: Summa\n  column: outcome_period\n", "  line: 1\n"),
    ],
)
def test_an_entry_that_matches_nothing_is_told(tmp_path: Path, old: str, new: str) -> None:
    result = sifted(tmp_path / "let.yaml", ENTRY.replace(old, new))
    assert result.kept == FINDINGS and result.suppressed == []
    assert [each.place for each in result.unmatched] == [f"{tmp_path / 'let.yaml'}:1"]


@pytest.mark.parametrize("report", ["file: other.txt", f'report: "{"1" * 64}"'])
def test_an_entry_of_another_report_is_told_apart(tmp_path: Path, report: str) -> None:
    result = sifted(tmp_path / "let.yaml", ENTRY.replace("file: made.txt", report))
    assert result.kept == FINDINGS and result.unmatched == []
    assert [each.suppression.text for each in result.elsewhere] == ["330"]


def test_an_expired_entry_suppresses_nothing_and_is_told(tmp_path: Path) -> None:
    result = sifted(tmp_path / "let.yaml", ENTRY.replace("2031-12-31", "2031-05-31"))
    assert result.kept == FINDINGS
    assert [each.suppression.text for each in result.expired] == ["330"] and result.unmatched == []


def test_what_holds_is_never_suppressed(tmp_path: Path) -> None:
    report = report_of(
        [{"columns": ["count"], "rows": [["A", "item", 1, "3"], ["Summa", "total", None, "3"]]}]
    )
    findings = check_report(report)
    path = tmp_path / "let.yaml"
    path.write_text(ENTRY.replace('"330"', '"3"').replace("outcome_period", "c1"), encoding="utf-8")
    result = sift(findings, [report], read_suppressions(path), TODAY, {})
    assert result.kept == findings and len(result.unmatched) == 1


@pytest.mark.parametrize(
    ("span", "place"),
    [
        (PageSpan(page=4, bbox=(1, 2, 3, 4)), "page: 4"),
        (TextSpan(line=7, start=70, end=73), "line: 7"),
    ],
)
def test_figures_outside_tables_are_named_by_page_or_line(
    tmp_path: Path, span: PageSpan | TextSpan, place: str
) -> None:
    broken = next(each for each in FINDINGS if each.target.text == "330")
    target = broken.target.model_copy(update={"table": None, "row": None, "column": None, "span": span})
    finding = broken.model_copy(update={"target": target})
    path = tmp_path / "let.yaml"
    table = "table: t1\n  row: Summa\n  column: outcome_period"
    path.write_text(ENTRY.replace(table, place), encoding="utf-8")
    entries = read_suppressions(path)
    assert len(sift([finding], [REPORT], entries, TODAY, {}).suppressed) == 1
    path.write_text(ENTRY.replace(table, "page: 5"), encoding="utf-8")
    assert sift([finding], [REPORT], read_suppressions(path), TODAY, {}).suppressed == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("  reason: Nämnden känner till felet\n", "", 1, "reason"),
        ("reason: Nämnden känner till felet", "reason: ' '", 7, "reason"),
        ("  author: Ada\n", "", 1, "author"),
        ("2031-12-31", "next year", 9, "expires"),
        ("rule: sum", "rule: [sum", 3, "expected"),
        ("rule: sum", "rule: sum\n  rule: ratio", 3, "twice"),
        ("rule: sum", "rules: sum", 2, "rules"),
        ("- file: made.txt\n  rule", "- rule", 1, "which report"),
        ("- file: made.txt\n", "- file: a\n  report: " + "0" * 64 + "\n", 1, "which report"),
        ("- file: made.txt\n", '- report: "123"\n', 1, "report"),
        ("  row: Summa\n", "", 1, "say where"),
        ("  row: Summa\n", "  row: Summa\n  page: 3\n", 1, "say where"),
        (ENTRY, "file: made.txt\n", 1, "list"),
    ],
)
def test_a_mistake_names_file_and_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    path = tmp_path / "let.yaml"
    path.write_text(ENTRY.replace(old, new), encoding="utf-8")
    with pytest.raises(SuppressionError, match=said) as raised:
        read_suppressions(path)
    assert str(raised.value).startswith(f"{path}:{line}: ")


def test_an_empty_file_is_no_mistake_and_a_missing_one_is(tmp_path: Path) -> None:
    (tmp_path / "let.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert read_suppressions(tmp_path / "let.yaml") == []
    with pytest.raises(SuppressionError, match="can't be read"):
        read_suppressions(tmp_path / "missing.yaml")
