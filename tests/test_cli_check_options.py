"""Severity, exit status, order, counts and suppressions of `lnextract check`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checked_reports import GOOD, LARGE, SMALL, budget_report, check, converted

LET = """\
- file: small.json
  table: t1
  row: Totalt
  column: Utfall jan-apr
  text: 508
  reason: Redan rättat i nästa rapport
  author: Ada
  expires: 2999-12-31
"""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """One report is right, one is 8 of 1200 off, one 200 of 1200."""
    reports = {
        "good.json": budget_report(GOOD),
        "large.json": budget_report(LARGE, sha256="1" * 64),
        "small.json": budget_report(SMALL, sha256="2" * 64),
    }
    return converted(tmp_path / "out", reports)


def severities(*words: str | Path) -> set[tuple[str, str]]:
    findings: list[dict[str, Any]] = json.loads(check(*words, "--format", "json").stdout)
    return {(each["target"]["report"], each["severity"]) for each in findings if each["verdict"] == "broken"}


def test_small_differences_are_warnings_and_the_limits_are_options(out: Path) -> None:
    assert severities(out) == {("large.json", "error"), ("small.json", "warning")}
    assert severities(out, "--notable", "0,5") == {("large.json", "error"), ("small.json", "error")}
    assert severities(out, "--notable", "20", "--high", "20 %") == {
        ("large.json", "warning"),
        ("small.json", "warning"),
    }


def test_stored_findings_bear_the_severity_too() -> None:
    broken = [each for each in budget_report(SMALL).findings if each.verdict == "broken"]
    assert {each.severity for each in broken} == {"warning"}


@pytest.mark.parametrize(
    ("fail_on", "small", "large"),
    [("broken", 1, 1), ("warning", 1, 1), ("error", 0, 1), ("never", 0, 0)],
)
def test_exit_status_asks_for_what_the_user_names(out: Path, fail_on: str, small: int, large: int) -> None:
    for name, status in (("small", small), ("large", large), ("good", 0)):
        assert check(out / f"reports/{name}.json", "--fail-on", fail_on).exit_code == status


def test_an_unreadable_file_is_2_where_nothing_that_counts_is_broken(out: Path) -> None:
    (out / "reports" / "odd.json").write_text("{", encoding="utf-8")
    assert check(out).exit_code == 1
    assert check(out, "--fail-on", "never").exit_code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--notable", "much"),
        ("--notable", "-1"),
        ("--high", "101"),
        ("--notable", "6"),
        ("--fail-on", "all"),
        ("--suppress", "missing.yaml"),
        ("--format", "xml"),
    ],
)
def test_wrong_options_are_wrong_usage(out: Path, words: tuple[str, ...]) -> None:
    result = check(out, *words)
    assert result.exit_code == 2 and result.stdout == "" and "Error" in result.stderr


def test_the_most_material_comes_first(out: Path) -> None:
    said = check(out).stdout
    assert said.index("large.json") < said.index("small.json")
    # Beyond the limit where it is an error again, it is still the smaller one.
    said = check(out, "--notable", "0").stdout
    assert said.index("large.json") < said.index("small.json")


def test_counts_say_what_was_made_and_what_came_of_it(out: Path) -> None:
    counts = check(out).stdout.splitlines()[-1]
    assert counts == "15 checks: 3 broken, 12 hold, 0 hold within rounding, 0 not checkable"
    swedish = check(out, "--lang", "sv").stdout.splitlines()[-1]
    assert swedish.startswith("15 kontroller: 3 stämmer inte, 12 stämmer, ")
    assert check(out / "reports/good.json", "--rule", "sum", "--format", "csv").stderr.startswith(
        "2 checks: 0 broken, "
    )


def test_counts_say_why_checks_could_not_be_made(tmp_path: Path) -> None:
    nothing = budget_report(("800 400 50", "0 0 25", "800 400 50"))
    counts = check(converted(tmp_path / "nothing", {"a.json": nothing})).stdout.splitlines()[-1]
    assert "1 not checkable (1 share of nothing)" in counts


def test_suppressed_findings_are_counted_and_break_nothing(out: Path, tmp_path: Path) -> None:
    path = tmp_path / "let.yaml"
    path.write_text(LET, encoding="utf-8")
    report = out / "reports/small.json"
    before, result = check(report), check(report, "--suppress", path)
    assert (before.exit_code, result.exit_code) == (1, 0)
    assert "1 broken" in before.stdout and "✗" in before.stdout
    assert "0 broken" in result.stdout and "1 suppressed" in result.stdout and "✗" not in result.stdout
    assert result.stderr == ""
    listed = json.loads(check(report, "--suppress", path, "--format", "json").stdout)
    assert {each["verdict"] for each in listed} <= {"holds", "holds_within_rounding"}


def test_expired_and_idle_suppressions_are_told(out: Path, tmp_path: Path) -> None:
    path = tmp_path / "let.yaml"
    path.write_text(LET.replace("2999", "1999") + LET.replace("508", "509"), encoding="utf-8")
    result = check(out, "--suppress", path)
    assert f"{path}:1: this suppression expired on 1999-12-31" in result.stderr
    assert f"{path}:9: this suppression matches nothing" in result.stderr
    assert result.exit_code == 1 and "suppressed" not in result.stdout


def test_suppressions_of_what_was_left_out_are_no_noise(out: Path, tmp_path: Path) -> None:
    path = tmp_path / "let.yaml"
    path.write_text(LET + LET.replace("508", "509"), encoding="utf-8")
    result = check(out / "reports" / "good.json", "--suppress", path)
    assert result.stderr == f"{path}:1: 2 suppressions of reports that are not checked here.\n"
    path.write_text(LET, encoding="utf-8")
    result = check(out, "--suppress", path, "--rule", "ratio")
    assert result.stderr == "" and "suppressed" not in result.stdout


def test_a_mistake_in_the_suppression_file_is_wrong_usage(out: Path, tmp_path: Path) -> None:
    path = tmp_path / "let.yaml"
    path.write_text(LET.replace("expires: 2999-12-31", "expires: soon"), encoding="utf-8")
    result = check(out, "--suppress", path)
    assert result.exit_code == 2 and f"{path}:8: " in result.stderr and result.stdout == ""


def test_output_files_appear_whole_or_not_at_all(out: Path, tmp_path: Path) -> None:
    path = tmp_path / "findings.html"
    path.write_text("earlier", encoding="utf-8")
    assert check(out, "--format", "html", "-o", path).exit_code == 1
    assert path.read_text(encoding="utf-8").endswith("</html>\n")
    result = check(out, "--format", "json", "-o", tmp_path / "missing" / "findings.json")
    assert result.exit_code == 2 and "can't be written" in result.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["findings.html", "out"]


def test_what_is_checked_is_never_written_over(out: Path) -> None:
    report = out / "reports" / "good.json"
    before = report.read_bytes()
    result = check(out, "--format", "json", "-o", report)
    assert result.exit_code == 2 and "name another file" in result.stderr
    assert report.read_bytes() == before


def test_a_terminal_without_the_signs_is_no_traceback(out: Path) -> None:
    command = [sys.executable, "-m", "lnextract", "check", str(out)]
    latin = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, env=latin, capture_output=True, check=False)
    assert done.returncode == 1 and done.stderr == b"" and "3 broken".encode("latin-1") in done.stdout


@pytest.mark.parametrize("form", ["table", "json", "csv", "html", "sarif"])
def test_a_closed_pipe_is_no_traceback(out: Path, form: str) -> None:
    command = [sys.executable, "-m", "lnextract", "check", str(out), "--format", form]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None and running.stderr is not None
    running.stdout.close()
    said = running.stderr.read().decode()
    running.stderr.close()
    assert running.wait() != 0 and "Traceback" not in said and "Exception" not in said
