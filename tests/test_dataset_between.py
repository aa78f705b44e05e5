"""Checks between the reports of one body stand in the dataset, as `lnextract check` makes them."""

from __future__ import annotations

from pathlib import Path

from dataset_made import MadeDataset, build_into, table, write_report
from lnextract.checks.run import check_between
from lnextract.cli.reports import load_report
from lnextract.model.report import Report
from sample_reports import sample_report


def report(number: int, total: str, name: str) -> Report:
    """A report of a local board, first, second or third of its year."""
    made = sample_report(name, total, content=name.encode())
    until = {1: "2031-04-30", 2: "2031-08-31", 3: "2031-12-31"}[number]
    period = made.identity.period
    assert period is not None
    made.identity = made.identity.model_copy(
        update={
            "body": "Lokal nämnd Hylte",
            "municipality": "Hylte",
            "municipality_code": "1315",
            "report_number": number,
            "period": period.model_validate({"from": "2031-01-01", "to": until}),
        }
    )
    return made


def test_every_check_between_reports_is_a_row(made_dataset: MadeDataset) -> None:
    reports = [load_report(path) for path in sorted(made_dataset.reports.iterdir())]
    made = check_between(reports)
    rows = made_dataset.ask("SELECT rule, verdict, severity, stated_raw FROM findings WHERE between")
    assert made and sorted(rows) == sorted(
        (each.rule, each.verdict, each.severity, each.target.text) for each in made
    )
    operands = made_dataset.ask(
        "SELECT count(*) FROM finding_operands JOIN findings USING (finding_id) WHERE between"
    )
    assert operands == [(sum(len(each.operands) for each in made),)]


def test_figures_of_both_reports_are_pointed_to(made_dataset: MadeDataset) -> None:
    rows = made_dataset.ask(
        "SELECT finding.stated_raw, target.value_raw, part.value_raw, operand.value_raw, "
        "finding.doc_id <> part.doc_id, target.doc_id = finding.doc_id, operand.doc_id = part.doc_id "
        "FROM findings AS finding JOIN finding_operands AS part USING (finding_id) "
        "JOIN amounts AS target ON target.amount_id = finding.amount_id "
        "JOIN amounts AS operand ON operand.amount_id = part.amount_id WHERE between"
    )
    assert rows and all(stated == target and one == other for stated, target, one, other, *_ in rows)
    assert all(same for *_, target, operand in rows for same in (target, operand))
    assert all(elsewhere for *_, elsewhere, _, _ in rows)


def test_a_budget_that_changes_through_the_year_is_told_with_both_files(tmp_path: Path) -> None:
    paths = [
        write_report(tmp_path / "1.json", report(1, "1 196", "ur1.txt")),
        write_report(tmp_path / "2.json", report(2, "1 296", "ur2.txt")),
    ]
    folder = build_into(tmp_path / "dataset", paths)
    between = [row for row in table(folder, "findings") if row["between"] == "true"]
    assert {row["rule"] for row in between} == {"continuity"}
    assert all("ur1.txt" in row["message_sv"] for row in between)
    alone = build_into(tmp_path / "alone", paths[:1])
    assert [row for row in table(alone, "findings") if row["between"] == "true"] == []


def test_a_further_report_leaves_the_keys_of_the_others(tmp_path: Path) -> None:
    paths = [
        write_report(tmp_path / f"{number}.json", report(number, "1 196", f"ur{number}.txt"))
        for number in (1, 2, 3)
    ]
    few = table(build_into(tmp_path / "few", paths[:2]), "findings")
    all_ = table(build_into(tmp_path / "all", paths), "findings")
    assert len(few) < len(all_)
    assert {row["finding_id"] for row in few} <= {row["finding_id"] for row in all_}


def test_two_reports_of_one_file_name_are_told_apart(tmp_path: Path) -> None:
    paths = []
    for number in (1, 2):
        made = report(number, f"1 {number}96", f"ur{number}.txt")
        made.source.file = "ur.txt"
        paths.append(write_report(tmp_path / f"{number}.json", made))
    folder = build_into(tmp_path / "dataset", paths)
    documents = {row["doc_id"] for row in table(folder, "documents")}
    between = {row["finding_id"]: row for row in table(folder, "findings") if row["between"] == "true"}
    parts = [row for row in table(folder, "finding_operands") if row["finding_id"] in between]
    assert parts
    for row in parts:
        assert {row["doc_id"], between[row["finding_id"]]["doc_id"]} == documents
