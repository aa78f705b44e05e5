"""`lnextract dataset` as a user runs it, and the rules for persons."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dataset_made import build_into, table, write_report
from lnextract.cli.main import main
from lnextract.dataset.persons import PersonRules
from lnextract.model.report import Block, Report, Section, Signatory
from lnextract.model.spans import TextSpan
from sample_reports import sample_report

PROSE = (
    "Samordnare Karin Lindqvist, karin.lindqvist@example.org, tel 070-123 45 67, ledde Föräldrar emellan. "
    "Ordförande Erik Sandström (C) öppnade dialogen den 3 maj 2021."
)


def lnextract_(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def report_with_prose(text: str = PROSE) -> Report:
    span = TextSpan(line=1, start=0, end=len(text))
    block = Block(type="paragraph", text=text, items=None, table=None, span=span)
    section = Section(
        id="s1", number="1", title="Dialog", level=1, parent=None, marker=None, blocks=[block], span=span
    )
    report = sample_report(content=b"prosa")
    identity = report.identity.model_copy(
        update={
            "body": "Lokal nämnd Hylte",
            "municipality": "Hylte",
            "municipality_code": "1315",
            "year": 2021,
            "signatories": [Signatory(name="Erik Sandström", role="Ordförande")],
        }
    )
    return report.model_copy(update={"sections": [section], "identity": identity})


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An OUT folder with two reports."""
    reports = tmp_path / "out" / "reports"
    reports.mkdir(parents=True)
    write_report(reports / "a.json", sample_report("a.txt", content=b"a"))
    write_report(reports / "b.json", report_with_prose())
    return tmp_path / "out"


def test_the_command_writes_every_file_of_the_contract(out: Path, tmp_path: Path) -> None:
    result = lnextract_("dataset", out, "-o", tmp_path / "dataset")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == "" and "2 documents" in result.stderr
    files = {path.name for path in (tmp_path / "dataset").iterdir()}
    fixed = {
        "datapackage.json",
        "historiebeskrivning.duckdb",
        "historiebeskrivning.xlsx",
        "index.html",
        "dcat.jsonld",
        "prov.jsonld",
        "README.md",
    }
    assert fixed <= files
    assert {f"{name}.{ending}" for name in ("amounts", "mentions") for ending in ("csv", "parquet")} <= files
    assert not [name for name in files if name.startswith(".")]


def test_what_can_not_be_done_is_told_with_status_2(out: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    empty = lnextract_("dataset", tmp_path / "empty", "-o", tmp_path / "dataset")
    assert empty.exit_code == 2 and "lnextract convert" in empty.stderr
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert lnextract_("dataset", out, "-o", tmp_path / "file").exit_code == 2
    (out / "reports" / "c.json").write_text("{}", encoding="utf-8")
    damaged = lnextract_("dataset", out, "-o", tmp_path / "dataset")
    assert damaged.exit_code == 2 and "c.json" in damaged.stderr
    assert not (tmp_path / "dataset" / "datapackage.json").exists()


def test_a_dataset_that_fails_leaves_the_earlier_one_as_it_was(out: Path, tmp_path: Path) -> None:
    assert lnextract_("dataset", out, "-o", tmp_path / "dataset").exit_code == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "dataset").iterdir()}
    (out / "reports" / "c.json").write_text("{}", encoding="utf-8")
    assert lnextract_("dataset", out, "-o", tmp_path / "dataset").exit_code == 2
    assert {path.name: path.read_bytes() for path in (tmp_path / "dataset").iterdir()} == before


def test_the_error_estimate_goes_into_the_package(out: Path, tmp_path: Path) -> None:
    estimate = tmp_path / "score.json"
    estimate.write_text('{"cells": {"wrong": 1, "of": 40}}', encoding="utf-8")
    assert lnextract_("dataset", out, "-o", tmp_path / "dataset", "--quality", estimate).exit_code == 0
    package = json.loads((tmp_path / "dataset" / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = (each for each in package["resources"] if each["name"] == "quality")
    assert (tmp_path / "dataset" / resource["path"]).read_bytes() == estimate.read_bytes()


def test_help_and_the_other_commands_load_none_of_the_datasets_packages() -> None:
    code = (
        "import sys, lnextract.cli.main as m, lnextract.cli.commands.dataset, lnextract.cli.commands.convert;"
        "heavy = ('duckdb', 'xlsxwriter', 'vl_convert', 'spacy', 'pandas');"
        "print([name for name in heavy if name in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"


def everything(folder: Path) -> str:
    """All that can be read of a dataset as text."""
    return "".join(
        path.read_text(encoding="utf-8")
        for path in sorted(folder.iterdir())
        if path.suffix in (".csv", ".html", ".jsonld", ".json", ".md")
    )


def made(tmp_path: Path, rules: PersonRules) -> Path:
    return build_into(tmp_path / "dataset", [write_report(tmp_path / "r.json", report_with_prose())], rules)


def test_officials_addresses_and_numbers_are_masked_and_the_log_names_nobody(tmp_path: Path) -> None:
    folder = made(tmp_path, PersonRules())
    text = everything(folder)
    assert not [word for word in ("Lindqvist", "karin.", "070-123") if word in text]
    assert "Samordnare [namn]" in text and "Ordförande Erik Sandström (C)" in text
    assert {"official", "e_mail", "telephone"} <= {row["rule"] for row in table(folder, "maskings")}
    assert "person" not in {row["kind"] for row in table(folder, "mentions")}


def test_what_is_masked_can_be_switched(tmp_path: Path) -> None:
    (tmp_path / "shown").mkdir()
    shown = made(tmp_path / "shown", PersonRules(show_officials=True, keep_persons=True))
    assert "Karin Lindqvist" in everything(shown) and "karin.lindqvist@" not in everything(shown)
    persons = {row["name"]: row for row in table(shown, "mentions") if row["kind"] == "person"}
    assert persons["Erik Sandström"]["party"] == "C"
    (tmp_path / "masked").mkdir()
    masked = made(tmp_path / "masked", PersonRules(mask_politicians=True, keep_persons=True))
    assert "Sandström" not in everything(masked)


def test_mentions_lead_to_what_they_name(tmp_path: Path) -> None:
    folder = made(tmp_path, PersonRules())
    mentions = table(folder, "mentions")
    (initiative,) = (row for row in mentions if row["initiative_id"] == "foraldrar_emellan")
    assert "Föräldrar emellan" in initiative["quote"] and "[namn]" in initiative["quote"]
    (event,) = (row for row in table(folder, "events") if row["kind"] == "dialog")
    assert (event["date_from"], event["date_precision"]) == ("2021-05-03", "day")
    (year,) = table(folder, "initiative_years")
    assert (year["initiative_id"], year["board_id"], year["year"]) == ("foraldrar_emellan", "1315", "2021")
