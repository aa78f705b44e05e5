"""Every format says the same, opens in what people have, and is the same for the same reports."""

from __future__ import annotations

import csv
import filecmp
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import dplib
import frictionless
import jsonschema
import openpyxl
import pandas
import pytest
import rdflib

from dataset_made import MadeDataset, build_into, table
from lnextract.dataset.build import DATABASE
from lnextract.dataset.cells import as_text
from lnextract.dataset.exports import xlsx
from lnextract.dataset.store import Store
from lnextract.dataset.tables import BY_NAME, TABLES
from lnextract.dataset.views import VIEWS


class Reader(Store):
    """The store of a database that is there already."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection


NAMES = [table.name for table in TABLES]
RDFLIB_WARNS = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
"""rdflib's reader of JSON-LD uses what rdflib itself deprecates."""
EVERY_TABLE = pytest.mark.parametrize("name", NAMES)


def test_the_official_validator_accepts_descriptor_types_and_keys(made_dataset: MadeDataset) -> None:
    report = frictionless.validate(str(made_dataset.folder / "datapackage.json"))
    assert report.flatten(["name", "type", "note"]) == []
    assert len(report.tasks) == len(TABLES)


@pytest.mark.parametrize("profile", ["datapackage", "dataresource", "tableschema"])
def test_the_descriptor_fits_the_profiles_of_version_2(made_dataset: MadeDataset, profile: str) -> None:
    folder = Path(dplib.__file__).parent / "profiles" / "2.0"
    schema = json.loads((folder / f"{profile}.json").read_text(encoding="utf-8"))
    package = json.loads((made_dataset.folder / "datapackage.json").read_text(encoding="utf-8"))
    resources = package["resources"]
    parts = {
        "datapackage": [package],
        "dataresource": resources,
        "tableschema": [resource["schema"] for resource in resources],
    }
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert [error.message for part in parts[profile] for error in validator.iter_errors(part)] == []


def test_the_validator_sees_a_key_that_leads_nowhere(made_dataset: MadeDataset, tmp_path: Path) -> None:
    broken = shutil.copytree(made_dataset.folder, tmp_path / "broken")
    lines = (broken / "boards.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (broken / "boards.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    report = frictionless.validate(str(broken / "datapackage.json"))
    assert "foreign-key" in {kind for (kind,) in report.flatten(["type"])}


@EVERY_TABLE
def test_duckdb_pandas_and_the_workbook_hold_the_same_rows(made_dataset: MadeDataset, name: str) -> None:
    rows = table(made_dataset.folder, name)
    ((in_database,),) = made_dataset.ask(f'SELECT count(*) FROM "{name}"')
    parquet = pandas.read_parquet(made_dataset.folder / f"{name}.parquet")
    plain = pandas.read_csv(made_dataset.folder / f"{name}.csv", low_memory=False)
    columns = [column.name for column in BY_NAME[name].columns]
    assert len(rows) == in_database == len(parquet) == len(plain)
    assert list(parquet.columns) == list(plain.columns) == columns
    assert [column["name"] for column in fields(made_dataset, name)] == columns


def test_pandas_adds_up_what_duckdb_adds_up(made_dataset: MadeDataset) -> None:
    parquet = pandas.read_parquet(made_dataset.folder / "amounts.parquet")
    plain = pandas.read_csv(made_dataset.folder / "amounts.csv", low_memory=False)
    ((total,),) = made_dataset.ask("SELECT sum(amount_cost_tkr) FROM amounts")
    assert parquet["amount_cost_tkr"].dropna().sum() == total
    assert plain["amount_cost_tkr"].sum() == pytest.approx(float(total))


@EVERY_TABLE
def test_every_key_leads_to_a_row(made_dataset: MadeDataset, name: str) -> None:
    for column in BY_NAME[name].links:
        target = BY_NAME[column.says.to or ""]
        lost = made_dataset.ask(
            f'SELECT count(*) FROM "{name}" AS here ANTI JOIN "{target.name}" AS there '
            f"ON here.{column.name} = there.{target.key[0]} WHERE here.{column.name} IS NOT NULL"
        )
        assert lost == [(0,)], column.name


@EVERY_TABLE
def test_every_code_is_explained(made_dataset: MadeDataset, name: str) -> None:
    for column in BY_NAME[name].columns:
        if column.says.codes:
            known = made_dataset.ask("SELECT code FROM codelists WHERE list_name = ?", column.says.codes)
            used = made_dataset.ask(
                f'SELECT DISTINCT {column.name} FROM "{name}" WHERE {column.name} IS NOT NULL'
            )
            assert set(used) <= set(known), column.name


def fields(made: MadeDataset, name: str) -> list[dict[str, Any]]:
    package = json.loads((made.folder / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = (each for each in package["resources"] if each["name"] == name)
    return list(resource["schema"]["fields"])


def test_the_workbook_explains_freezes_filters_and_formats(made_dataset: MadeDataset) -> None:
    book = openpyxl.load_workbook(made_dataset.folder / "historiebeskrivning.xlsx")
    assert book.sheetnames == ["Läs mig", "Kolumner", *(view.sheet for view in VIEWS), *NAMES]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref
    links = {cell.value: cell.hyperlink.location for cell in book["Läs mig"]["A"] if cell.hyperlink}
    assert links["amounts"] == "'amounts'!A1" and set(links) == set(book.sheetnames[1:])
    amounts = book["amounts"]
    header = [cell.value for cell in amounts[1]]
    row = next(row for row in amounts.iter_rows(min_row=2) if row[header.index("amount_cost_tkr")].value)
    assert row[header.index("amount_cost_tkr")].number_format == "#,##0"
    assert row[header.index("period_to")].number_format == "yyyy-mm-dd"
    assert isinstance(row[header.index("value_raw")].value, str)


def test_a_sheet_that_is_cut_says_where_the_rest_is(
    made_dataset: MadeDataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "SHEET_ROWS", 10)
    with made_dataset.database() as connection:
        xlsx.write_xlsx(Reader(connection), tmp_path)
    book = openpyxl.load_workbook(tmp_path / "historiebeskrivning.xlsx")
    rows = len(table(made_dataset.folder, "amounts"))
    for name, place in (("amounts", "amounts.csv"), ("Belopp", "amounts_in_words")):
        sheet = book[name]
        assert sheet.max_row == 12
        last = sheet.cell(12, 1).value
        assert str(last).startswith(f"… och {rows - 10} rader till") and place in str(last)
        assert str(sheet.auto_filter.ref).endswith("11")  # the sentence is no row of the table
    counts = {row[0].value: row[1].value for row in book["Läs mig"].iter_rows()}
    assert counts["amounts"] == rows
    assert book["boards"].max_row == len(table(made_dataset.folder, "boards")) + 1 <= 11 or (
        "rader till" in str(book["boards"].cell(12, 1).value)
    )


@EVERY_TABLE
def test_the_csv_says_what_the_database_holds(made_dataset: MadeDataset, name: str) -> None:
    """Most are copied from what the database was filled from, so both must print values alike."""
    rows = [[as_text(value) for value in row] for row in made_dataset.ask(f'SELECT * FROM "{name}"')]
    with (made_dataset.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == rows


def test_numbers_have_as_many_decimals_as_the_database() -> None:
    texts = [as_text(Decimal(text)) for text in ("0.0000005", "-2.71828182845", "12.50", "1E+3", "0.0000004")]
    assert texts == ["0.000001", "-2.718282", "12.5", "1000", "0"]


def test_a_swedish_excel_opens_the_csv_made_for_it(made_dataset: MadeDataset) -> None:
    raw = (made_dataset.folder / "excel-csv" / "amounts.csv").read_bytes()
    assert raw.startswith("\ufeff".encode()) and b"\r\n" in raw
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(keepends=True), delimiter=";"))
    kronor = [row for row in rows if row["unit"] == "kr" and row["amount_tkr"]]
    assert any("," in row["amount_tkr"] for row in kronor)
    assert not any(value.startswith(("=", "+", "@")) for row in rows for value in row.values())
    assert len(rows) == len(table(made_dataset.folder, "amounts"))


@RDFLIB_WARNS
def test_the_catalog_has_what_dcat_ap_se_demands(made_dataset: MadeDataset) -> None:
    graph = rdflib.Graph().parse(made_dataset.folder / "dcat.jsonld", format="json-ld")
    dcat, terms = rdflib.DCAT, rdflib.DCTERMS
    demanded = {
        dcat.Catalog: [terms.title, terms.description, terms.publisher, dcat.dataset, terms.license],
        dcat.Dataset: [terms.title, terms.description, terms.publisher],
        dcat.Distribution: [dcat.accessURL],
    }
    for kind, properties in demanded.items():
        things = list(graph.subjects(rdflib.RDF.type, kind))
        assert things
        assert all((thing, each, None) in graph for thing in things for each in properties)
    offered = {str(url).rpartition("/")[2] for url in graph.objects(None, dcat.downloadURL)}
    assert offered <= {path.name for path in made_dataset.folder.iterdir()}


@RDFLIB_WARNS
def test_every_amount_has_its_provenance(made_dataset: MadeDataset) -> None:
    graph = rdflib.Graph().parse(made_dataset.folder / "prov.jsonld", format="json-ld")
    derived = {
        str(subject).partition("#amount/")[2]: str(source)
        for subject, source in graph.subject_objects(rdflib.PROV.wasDerivedFrom)
        if "sha256" in str(source)
    }
    for amount, sha256, page in made_dataset.ask(
        "SELECT amount_id, file_sha256, amounts.page FROM amounts JOIN documents USING (doc_id)"
    ):
        assert sha256 in derived[amount]
        assert page is None or derived[amount].endswith(f"#page={page}")


def test_the_page_needs_no_network_and_every_mark_leads_to_a_row(made_dataset: MadeDataset) -> None:
    page = (made_dataset.folder / "index.html").read_text(encoding="utf-8")
    names = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert set(re.findall(r"https?://[^\"<> ]+", page)) <= names
    assert not re.search(r"<(?:script|link|img|iframe)\b|@import|url\((?!#)", page)
    anchors = re.findall(r'\sid="([^"]+)"', page)
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert len(anchors) == len(set(anchors))
    assert links and links <= set(anchors)
    boards = [name for (name,) in made_dataset.ask("SELECT name FROM boards WHERE kind = 'lokal_namnd'")]
    assert len(boards) == 6 and all(name in page for name in boards)


def test_the_same_reports_in_another_order_and_in_several_processes_give_the_same_bytes(
    made_dataset: MadeDataset, tmp_path: Path
) -> None:
    renamed = tmp_path / "reports"
    renamed.mkdir()
    for number, path in enumerate(sorted(made_dataset.reports.iterdir(), reverse=True)):
        shutil.copy(path, renamed / f"{number:03}.json")
    again = build_into(tmp_path / "again", sorted(renamed.iterdir()), workers=2)
    files = sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert Path(DATABASE) in files
    _, different, missing = filecmp.cmpfiles(made_dataset.folder, again, map(str, files), shallow=False)
    assert (different, missing) == ([], [])
