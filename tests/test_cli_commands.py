"""The commands as a user runs them: what they print, where, and their exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import lnextract
from lnextract import pipeline
from lnextract.batch import convert, run
from lnextract.cli.main import main
from lnextract.errors import VocabularyError
from lnextract.model.finding import Finding
from lnextract.model.report import Report
from sample_reports import budget, read_sample, sum_finding


def check_sample(reports: Sequence[Report], limits: object = None) -> list[Finding]:
    """In the place of `pipeline.check`: the total of each first table."""
    return [sum_finding(report.source.file, report.tables[0]) for report in reports]


@pytest.fixture(autouse=True)
def sample_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "read", read_sample)
    # Workers would load the real one.
    monkeypatch.setattr(run, "Isolation", lambda *limits: None)
    monkeypatch.setattr(pipeline, "check", check_sample)
    monkeypatch.setattr(pipeline, "rule_names", lambda: ["ratio", "sum"])
    monkeypatch.delenv("COLUMNS", raising=False)


def lnextract_(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    """Two inputs: `good.txt` adds up, `bad.txt` does not."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("total: 1 196\n", encoding="utf-8")
    (folder / "bad.txt").write_text("total: 1 300\n", encoding="utf-8")
    return folder


@pytest.fixture
def out(dumps: Path, tmp_path: Path) -> Path:
    """The two inputs, converted."""
    assert lnextract_("convert", dumps, "-o", tmp_path / "out").exit_code == 0
    return tmp_path / "out"


def test_help_version_and_commands() -> None:
    for option in ("-h", "--help"):
        result = lnextract_(option)
        assert result.exit_code == 0
        assert all(name in result.stdout for name in ("check", "convert", "schema", "show"))
    assert lnextract_("--version").stdout == f"lnextract, version {lnextract.__version__}\n"
    assert lnextract_("convert", "-h").exit_code == 0


def test_convert_prints_a_summary_on_stdout(dumps: Path, tmp_path: Path) -> None:
    result = lnextract_("convert", dumps, "-o", tmp_path / "out")
    assert result.exit_code == 0 and result.stderr == ""
    assert "2 converted, 0 quarantined" in result.stdout
    assert "1 hold" in result.stdout and "1 broken" in result.stdout
    assert "Läge [bold]" in result.stdout and "Okänt konto" in result.stdout


def test_convert_tells_of_quarantine_on_stderr(dumps: Path, tmp_path: Path) -> None:
    (dumps / "scan.pdf").write_bytes(b"%PDF-1.7")
    (dumps / "logo.png").write_bytes(b"")
    result = lnextract_("convert", dumps, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr.startswith("scan.pdf: ") and result.stderr.count("\n") == 1
    assert "2 converted, 1 quarantined, 1 other file in the folders ignored" in result.stdout


def test_convert_json_summary(dumps: Path, tmp_path: Path) -> None:
    result = lnextract_("convert", dumps, "-o", tmp_path / "out", "--json")
    summary = json.loads(result.stdout)
    assert (summary["inputs"], summary["converted"], summary["quarantined"]) == (2, 2, 0)
    assert summary["findings"]["broken"] == 1
    assert summary["unmapped_headers"] == [{"header": "Läge [bold]", "count": 2}]
    assert summary["unmapped_labels"] == [{"label": "Okänt konto", "count": 2}]


def test_convert_quiet_prints_nothing(dumps: Path, tmp_path: Path) -> None:
    result = lnextract_("convert", dumps, "-o", tmp_path / "out", "--quiet", "--force")
    assert (result.exit_code, result.output) == (0, "")


def test_convert_of_an_empty_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    result = lnextract_("convert", tmp_path / "in", "-o", tmp_path / "out")
    assert result.exit_code == 0 and "No report was found" in result.stderr
    assert (tmp_path / "out/manifest.jsonl").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(
    "words",
    [
        ("convert",),
        ("convert", "IN"),
        ("convert", "missing", "-o", "OUT"),
        ("convert", "IN", "-o", "IN/good.txt"),
        ("convert", "IN", "-o", "IN/good.txt/deeper"),
        ("convert", "IN", "-o", "OUT", "--vocabulary", "missing.yaml"),
        ("convert", "IN", "-o", "OUT", "--workers", "0"),
        ("convert", "IN", "-o", "OUT", "--timeout", "0"),
        ("convert", "IN", "-o", "OUT", "--memory", "-1"),
        ("convert", "IN", "-o", "OUT", "--ocr", "auto"),
        ("convert", "IN", "-o", "OUT", "--engine", "dask"),
        ("check",),
        ("check", "missing"),
        ("check", "IN", "--format", "xml"),
        ("check", "IN", "--lang", "no"),
        ("check", "IN", "--rule", "nonsense"),
        ("check", "IN", "--format", "csv", "-o", "IN/good.txt/deeper"),
        ("show", "missing.json"),
        ("show", "IN/good.txt"),
        ("schema", "-o", "IN/good.txt"),
        ("review", "OUT"),
        ("nonsense",),
    ],
)
def test_wrong_usage_is_2_with_a_sentence(dumps: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    places = (word.replace("IN", str(dumps)).replace("OUT", str(tmp_path / "out")) for word in words)
    result = lnextract_(*places)
    assert result.exit_code == 2
    assert "Error: " in result.stderr and "Traceback" not in result.stderr and result.stdout == ""


def test_a_mistake_in_the_vocabulary_is_2(
    dumps: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: Path, **options: Any) -> list[Report]:
        raise VocabularyError("words.yaml, line 3: no such account.")

    monkeypatch.setattr(convert, "read", read)
    (tmp_path / "words.yaml").write_text("{}", encoding="utf-8")
    result = lnextract_("convert", dumps, "-o", tmp_path / "out", "--vocabulary", tmp_path / "words.yaml")
    assert result.exit_code == 2 and "line 3" in result.stderr


def test_check_prints_what_is_broken_and_counts_the_rest(out: Path) -> None:
    result = lnextract_("check", out)
    assert result.exit_code == 1 and result.stderr == ""
    assert "bad.json" in result.stdout and "good.json" not in result.stdout
    assert "The sum is 1 196." in result.stdout and "line 13" in result.stdout
    assert "2 checks: 1 broken, 1 hold, 0 hold within rounding, 0 not checkable" in result.stdout
    assert "Summan är 1 196." in lnextract_("check", out, "--lang", "sv").stdout


def test_check_exit_status(out: Path, dumps: Path, tmp_path: Path) -> None:
    assert lnextract_("check", out / "reports/good.json").exit_code == 0
    assert lnextract_("check", out / "reports/bad.json").exit_code == 1
    assert lnextract_("check", dumps / "good.txt").exit_code == 0
    assert lnextract_("check", dumps).exit_code == 1
    assert lnextract_("check", out, "--rule", "sum").exit_code == 1
    assert lnextract_("check", out, "--rule", "ratio").exit_code == 0


def test_check_of_what_is_no_report(out: Path, tmp_path: Path) -> None:
    no_report = tmp_path / "note.json"
    no_report.write_text('{"a": 1}', encoding="utf-8")
    result = lnextract_("check", out / "reports/good.json", no_report)
    assert result.exit_code == 2 and str(no_report) in result.stderr and "1 hold" in result.stdout


def test_check_as_json_lists_every_check(out: Path) -> None:
    result = lnextract_("check", out, "--format", "json")
    findings = [Finding.model_validate(each) for each in json.loads(result.stdout)]
    assert [(each.target.report, each.verdict) for each in findings] == [
        ("bad.json", "broken"),
        ("good.json", "holds"),
    ]
    assert "2 checks" in result.stderr


def test_check_as_csv_into_a_file(out: Path, tmp_path: Path) -> None:
    result = lnextract_("check", out, "--format", "csv", "-o", tmp_path / "findings.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "findings.csv").read_text(encoding="utf-8"))))
    assert result.stdout == "" and len(rows) == 2
    assert rows[0]["stated"] == "1300" and rows[0]["difference"] == "104" and rows[0]["line"] == "13"


def test_check_tells_reports_of_one_name_apart(out: Path, dumps: Path, tmp_path: Path) -> None:
    lnextract_("convert", dumps, "-o", tmp_path / "second")
    result = lnextract_("check", out, tmp_path / "second", "--format", "json")
    names = {each["target"]["report"] for each in json.loads(result.stdout)}
    assert len(names) == 4


def test_show_prints_the_table_and_its_proof(out: Path) -> None:
    result = lnextract_("show", out / "reports/bad.json")
    assert result.exit_code == 0
    assert "Lokal nämnd Någonstans · uppföljningsrapport 1 · 2031-01-01 to 2031-04-30" in result.stdout
    assert "Läge [bold]" in result.stdout and "  Arvoden" in result.stdout
    assert "1 300 ✗" in result.stdout and "The sum is 1 196." in result.stdout
    assert "1 broken" in result.stdout and "Unproven (?): 3 figures" in result.stdout
    assert "En okänd rubrik." in result.stdout


def test_show_of_a_report_that_adds_up(out: Path) -> None:
    result = lnextract_("show", out / "reports/good.json", "--lang", "sv")
    assert "✗" not in result.stdout and "1 hold" in result.stdout
    assert "Unproven (?): 1 figure in no check that holds, in Läge [bold] (1)." in result.stdout


def test_schema_prints_and_writes_the_same(tmp_path: Path) -> None:
    printed = json.loads(lnextract_("schema").stdout)
    assert lnextract_("schema", "-o", tmp_path / "s").exit_code == 0
    assert set(printed) == {"report", "finding", "manifest-row", "corrections"}
    for name, body in printed.items():
        written = (tmp_path / "s" / f"{name}.schema.json").read_text(encoding="utf-8")
        assert json.loads(written) == body


def test_shell_completion() -> None:
    environment = {
        **os.environ,
        "_LNEXTRACT_COMPLETE": "bash_complete",
        "COMP_WORDS": "lnextract co",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "lnextract"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["plain,convert"]


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from lnextract.cli.main import main; main(['--help'], standalone_mode=False); "
        "heavy = {'pydantic', 'rich', 'yaml', 'simplemma', 'pandas'} & set(sys.modules); "
        "print(sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_the_library_loads_lazily_and_names_its_parts() -> None:
    code = (
        "import sys, lnextract; print('pydantic' in sys.modules, lnextract.Report.__name__, dir(lnextract))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("False Report") and "read" in done.stdout
    with pytest.raises(AttributeError, match="nonsense"):
        _ = lnextract.nonsense
    assert lnextract.read is pipeline.read


def test_data_frame_of_a_table() -> None:
    frame = budget().to_dataframe()
    assert list(frame.columns) == ["Budget", "Läge [bold]"]
    assert list(frame.index) == ["Arvoden", "Okänt konto", "Summa"]
    assert frame["Budget"].tolist() == [1000, 196, 1196]
    assert frame["Läge [bold]"].isna().tolist() == [True, False, True]
