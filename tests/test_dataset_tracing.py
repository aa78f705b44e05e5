"""From the printed figure to the series and back; what a new report changes; the ten questions."""

from __future__ import annotations

import json
import re
import shutil
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from conftest import ROOT
from dataset_made import MadeDataset, build_into, table
from lnextract.dataset.tables import TABLES

QUESTIONS = re.findall(
    r"^## (\d+)\. ([^\n]+)\n.*?```sql\n(.*?)```",
    (ROOT / "docs" / "how-to" / "ten-questions.md").read_text(encoding="utf-8"),
    re.DOTALL | re.MULTILINE,
)


def squashed(text: str) -> str:
    return re.sub(r"[\s\u00ad]+", "", text)


def test_every_amount_stands_at_its_place(made_dataset: MadeDataset) -> None:
    assert_amounts_stand(made_dataset)


@pytest.mark.shared
def test_every_amount_of_the_real_dumps_stands_at_its_place(real_dataset: MadeDataset) -> None:
    assert_amounts_stand(real_dataset)


def assert_amounts_stand(made: MadeDataset) -> None:
    rows = made.ask(
        "SELECT file_sha256, file_kind, amounts.page, place, value_raw "
        "FROM amounts JOIN documents USING (doc_id) ORDER BY file_sha256"
    )
    texts: dict[str, Any] = {}
    lost = []
    for sha256, kind, page, place, printed in rows:
        path = made.sources[sha256]
        if sha256 not in texts:
            texts = {
                sha256: path.read_text(encoding="utf-8") if kind == "text" else pypdfium2.PdfDocument(path)
            }
        found = _in_dump(texts[sha256], place) if kind == "text" else _on_page(texts[sha256], page, place)
        if squashed(printed) not in squashed(found):
            lost.append((path.name, page, place, printed, found))
    assert rows and lost == []


def _in_dump(text: str, place: str) -> str:
    start, end = map(int, place.split("-"))
    return text[start:end]


def _on_page(document: pypdfium2.PdfDocument, number: int, place: str) -> str:
    x0, top, x1, bottom = map(float, place.split(","))
    page = document[number - 1]
    left, _, _, high = page.get_cropbox()
    if page.get_rotation():
        return page.get_textpage().get_text_range()
    return page.get_textpage().get_text_bounded(
        left + x0 - 1, high - bottom - 1, left + x1 + 1, high - top + 1
    )


def truths() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path in sorted((ROOT / "fixtures").glob("*/truth.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        found += [(path.parent.name, document) for document in content if document.get("tables")]
    return found


LABELS = {
    "total": {"Total", "Totalt", "Summa lokala nämndens verksamhet", "Summa nämnden"},
    "politics": {"Politiker", "Politik", "Summa politik", "Summa politisk verksamhet"},
    "development": {"Utvecklingsmedel folkhälsa", "Utveckling folkhälsa", "Summa utvecklingsmedel"},
}
"""What a person reads as the board's total, politics and development money."""


def printed_budgets() -> list[Any]:
    """Fixture, municipality, year, account, printed text: typed by hand from the page."""
    found = []
    for slug, document in truths():
        identity = document["identity"]
        if "lokal" not in identity["body"].casefold() and not identity["body"].endswith("nämnden"):
            continue
        for printed in document["tables"]:
            measures = [column.get("measure") for column in printed["columns"]]
            if measures.count("budget_year") != 1 or printed.get("unit") not in ("tkr", None):
                continue
            for row in printed["rows"]:
                cell = row["cells"][measures.index("budget_year")] if row["cells"] else None
                account = next((key for key, labels in LABELS.items() if row["label"] in labels), None)
                if account and cell and len(printed["rows"]) > 2 and "Politi" in str(printed["rows"]):
                    found.append(
                        (slug, identity["municipality_code"], identity["year"], account, cell["text"])
                    )
    return sorted(set(found))


@pytest.mark.parametrize(("slug", "code", "year", "account", "text"), printed_budgets())
def test_a_printed_budget_is_the_point_of_its_series(
    made_dataset: MadeDataset, slug: str, code: str, year: int, account: str, text: str
) -> None:
    number = Decimal(re.sub(r"[^\d]", "", text))
    points = made_dataset.ask(
        "SELECT amount_cost_tkr, fact_id FROM series_by_account WHERE board_id = ? AND year = ? "
        "AND account = ? AND concept = 'budget' AND cycle = 'year'",
        code,
        year,
        account,
    )
    assert [point[0] for point in points] == [number]
    page = (made_dataset.folder / "index.html").read_text(encoding="utf-8")
    (row,) = re.findall(rf'<tr id="uppgift-{points[0][1]}">(.*?)</tr>', page)
    assert re.sub(r"\D", "", unescape(row).split("</td>")[4]) == str(number)
    assert f'href="#uppgift-{points[0][1]}"' in page


def test_the_fixtures_state_enough_budgets() -> None:
    budgets = printed_budgets()
    assert len(budgets) > 25
    assert len({code for _, code, *_ in budgets}) == 6


def test_a_new_report_changes_only_its_own_rows(made_dataset: MadeDataset, tmp_path: Path) -> None:
    before = tmp_path / "before"
    before.mkdir()
    paths = sorted(made_dataset.reports.iterdir())
    new = next(path for path in paths if "laholm-2017-ur2.pdf" in path.read_text(encoding="utf-8"))
    for path in paths:
        if path != new:
            shutil.copy(path, before / path.name)
    smaller = build_into(tmp_path / "smaller", sorted(before.iterdir()))
    source = json.loads(new.read_text(encoding="utf-8"))["source"]
    prefix = source["sha256"][:12]
    together = {
        row["finding_id"]
        for row in table(made_dataset.folder, "finding_operands")
        if row["doc_id"].startswith(prefix)
    }
    stated = {
        row["fact_id"] for row in table(made_dataset.folder, "amounts") if row["doc_id"].startswith(prefix)
    } | {row["fact_id"] for row in table(made_dataset.folder, "bridges") if row["doc_id"].startswith(prefix)}
    for each in TABLES:
        old = {tuple(row.values()) for row in table(smaller, each.name)}
        rows = table(made_dataset.folder, each.name)
        changed = [row for row in rows if tuple(row.values()) not in old]
        if each.name in ("choices", "facts"):
            assert {row["fact_id"] for row in changed} <= stated
        elif each.name == "editions":  # the text dump of the new PDF counts no longer
            assert all(row["counted_id"].startswith(prefix) for row in changed)
        elif each.name == "initiative_years":
            assert {(row["board_id"], row["year"]) for row in changed} <= {("1381", "2017")}
        elif each.name in ("findings", "finding_operands"):  # another report may be held against the new one
            assert all(
                row["finding_id"] in together or row["finding_id"].startswith(prefix) for row in changed
            )
        elif not each.shared:
            owners = {row.get("doc_id") or next(iter(row.values())) for row in changed}
            assert all(owner.startswith(prefix) for owner in owners) or each.name in ("bridge_parts",)
        gone = old - {tuple(row.values()) for row in rows}
        assert not gone or each.name in ("choices", "editions", "initiative_years")


def test_there_are_ten_questions() -> None:
    assert [int(number) for number, _, _ in QUESTIONS] == list(range(1, 11))


@pytest.mark.parametrize(
    "query", [query for _, _, query in QUESTIONS], ids=[name for _, name, _ in QUESTIONS]
)
@pytest.mark.shared
def test_a_question_has_an_answer_that_names_its_source(real_dataset: MadeDataset, query: str) -> None:
    with real_dataset.database() as connection:
        answer = connection.execute(query)
        columns = [each[0] for each in answer.description or []]
        rows = answer.fetchall()
    assert rows
    if "file" in columns:
        assert all(row[columns.index("file")] for row in rows)


@pytest.mark.shared
def test_the_answers_are_what_the_papers_say(real_dataset: MadeDataset) -> None:
    answers = [real_dataset.ask(query) for _, _, query in QUESTIONS]
    spent = {(row[0], row[1], row[2], row[3]): row[4] for row in answers[0]}
    assert spent["Lokal nämnd Kungsbacka", 2020, 12, "budget"] == 70
    assert spent["Lokal nämnd Kungsbacka", 2020, 8, "outcome"] == 6
    assert spent["Lokal nämnd Laholm", 2018, 12, "budget"] == 50
    shared = {row[0]: row[1] for row in answers[1]}
    assert shared["Fysisk aktivitet på recept"] >= 3
    assert [(row[0], row[2]) for row in answers[2]] == [("Lokal nämnd Kungsbacka", "31 december 2020")]
    budgets = {(row[0], row[1]): row[2] for row in answers[3]}
    assert budgets["Lokal nämnd Halmstad", 2022] == 1196 and budgets["Lokal nämnd Laholm", 2018] == 1222
    assert any(row[3] == 30 and "30 dialoger" in row[6] for row in answers[5])
    assert any("avveckla" in row[2] and row[1] == 2022 for row in answers[9])
