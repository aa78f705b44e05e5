"""What people have put right: applied, marked, refused where it no longer fits, taken back when withdrawn."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import lnextract
from lnextract.batch.writing import report_json
from lnextract.checks.run import check_report
from lnextract.corrections.applying import REFUSED, apply_corrections
from lnextract.model.corrections import Corrections
from lnextract.model.report import Claim, Report
from lnextract.model.spans import PageSpan, TextSpan
from lnextract.pipeline import corrected
from sample_reports import sample_report

SIGNED = {"by": "A. Reader", "at": "2031-05-01", "why": "The page says so."}
ROWS = [11, 12, 13]


def corrections(*entries: dict[str, Any], of: Report | None = None) -> Corrections:
    source = (of or sample_report()).source.sha256
    return Corrections.model_validate([{"source": source, **SIGNED, **entry} for entry in entries])


def place(line: int, length: int) -> dict[str, int]:
    """Where `sample_reports.figure` puts a text."""
    return {"line": line, "start": 100 * line, "end": 100 * line + length}


def figure(value: object, expect: str = "1 196", line: int = 13, **other: object) -> dict[str, Any]:
    there = place(line, len(expect))
    return {"corrects": "figure", "place": there, "expect": expect, "value": value, **other}


def refusals(reports: Sequence[Report]) -> list[str]:
    return [warning.message for report in reports for warning in report.warnings if warning.code == REFUSED]


def applied(*entries: dict[str, Any]) -> Report:
    (report,) = apply_corrections([sample_report()], corrections(*entries))
    return report


def reason(*entries: dict[str, Any]) -> str:
    report = applied(*entries)
    (sentence,) = refusals([report])
    assert report.model_copy(update={"warnings": sample_report().warnings}) == sample_report()
    return sentence


def test_a_figure_keeps_what_was_printed() -> None:
    cell = applied(figure("1300.50")).tables[0].rows[2].cells[0]
    assert cell is not None and cell.corrected is not None
    assert (cell.text, cell.value, cell.decimals) == ("1 196", Decimal("1300.50"), 2)
    assert cell.corrected.model_dump(mode="json") == {
        "from": 1196,
        "by": "A. Reader",
        "at": "2031-05-01T00:00:00Z",
    }


def test_the_report_given_is_not_changed() -> None:
    report = sample_report()
    apply_corrections([report], corrections(figure(1300)))
    assert report == sample_report()


def test_what_is_right_already_bears_no_mark() -> None:
    assert applied(figure(1196)) == sample_report()


def test_corrections_of_other_inputs_are_passed_over() -> None:
    other = corrections(figure(1300), of=sample_report(content=b"another"))
    report = sample_report()
    assert apply_corrections([report], other)[0] is report


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (figure(1, expect="1 197"), "«1 196» stands there, not «1 197»"),
        (figure(1, line=40), "nothing was read there"),
        ({"corrects": "identity", "field": "year", "expect": 2030, "value": 2031}, "«2031», not «2030»"),
        (
            {"corrects": "identity", "place": place(40, 3), "field": "year", "expect": 2031, "value": 2030},
            "nothing was read there",
        ),
        (
            {
                "corrects": "entry",
                "place": place(11, 5),
                "field": "forecast",
                "expect": None,
                "value": "Uppfylls",
            },
            "nothing with a «forecast» was read there",
        ),
        (
            {
                "corrects": "missing_cell",
                "place": place(11, 5),
                "expect": "1 000",
                "column": "Utfall",
                "cell": {"text": "4", "value": 4, "place": place(11, 1)},
            },
            "no column bears the header «Utfall»",
        ),
        (
            {
                "corrects": "missing_cell",
                "place": place(12, 3),
                "expect": "196",
                "column": "c2",
                "cell": {"text": "4", "value": 4, "place": place(12, 1)},
            },
            "the cell is not empty, «5» stands there",
        ),
        (
            {
                "corrects": "missing_row",
                "place": place(12, 3),
                "expect": "196",
                "row": {"label": "Resor", "cells": [None]},
            },
            "the table has 2 columns, not 1",
        ),
    ],
)
def test_one_that_no_longer_fits_is_told_with_its_reason(entry: dict[str, Any], says: str) -> None:
    assert says in reason(entry)
    both = applied(entry, figure(1300))
    assert len(refusals([both])) == 1 and both.tables[0].rows[2].cells[0].value == 1300  # type: ignore[union-attr]


def test_a_missing_cell_has_text_place_and_unit() -> None:
    missed = {"text": "4", "value": 4, "place": place(11, 1)}
    entry = {"corrects": "missing_cell", "place": place(11, 5), "expect": "1 000", "column": "Läge [bold]"}
    cell = applied({**entry, "cell": missed}).tables[0].rows[0].cells[1]
    assert cell is not None and cell.corrected is not None
    assert (cell.text, cell.value, cell.unit, cell.span) == ("4", 4, "tkr", TextSpan(**place(11, 1)))
    assert cell.corrected.from_ is None


@pytest.mark.parametrize(("put", "at"), [("before", 1), ("after", 2)])
def test_a_missing_row_stands_where_it_is_printed(put: str, at: int) -> None:
    cells = [{"text": "12,50", "value": "12.50", "place": place(14, 5)}, None]
    row = {"label": "Resor", "code": "51", "cells": cells}
    entry = {"corrects": "missing_row", "place": place(12, 3), "expect": "196", "put": put, "row": row}
    rows = applied(entry).tables[0].rows
    assert [each.label for each in rows].index("Resor") == at
    added, total = rows[at], next(index for index, each in enumerate(rows) if each.kind == "total")
    assert [each.parent for each in rows if each.kind == "item"] == [total] * 3
    assert (added.level, added.kind, added.code, added.label_raw) == (1, "item", "51", "Resor")
    assert added.corrected is not None and added.cells[0] is not None
    assert (added.cells[0].decimals, added.cells[0].unit) == (2, "tkr")


def test_identity_and_its_types() -> None:
    report = applied(
        {"corrects": "identity", "field": "year", "expect": "2031", "value": "2030"},
        {
            "corrects": "identity",
            "field": "period",
            "expect": {"from": "2031-01-01", "to": "2031-04-30"},
            "value": {"from": "2030-01-01", "to": "2030-04-30"},
        },
        {"corrects": "identity", "field": "date", "expect": None, "value": "2030-06-01"},
    )
    identity = report.identity
    assert refusals([report]) == []
    assert identity.year == 2030 and identity.period is not None and identity.period.to.year == 2030
    assert identity.date is not None and identity.date.month == 6
    assert identity.corrected is not None and set(identity.corrected) == {"year", "period", "date"}


def test_the_later_of_two_wins_and_keeps_what_was_extracted() -> None:
    cell = applied(figure(1300), figure(1400, by="B. Reader")).tables[0].rows[2].cells[0]
    assert cell is not None and cell.corrected is not None
    assert (cell.value, cell.corrected.from_, cell.corrected.by) == (1400, 1196, "B. Reader")


def later(report: Report, lines: int) -> Report:
    """The same document so many lines further down."""
    for row in report.tables[0].rows:
        for cell in filter(None, row.cells):
            cell.span = TextSpan(**place(cell.span.line + lines, len(cell.text)))  # type: ignore[union-attr]
    return report


@pytest.mark.parametrize("order", [1, -1])
def test_two_documents_of_one_input(order: int) -> None:
    """A correction goes where it fits; one that fits nowhere is told once, in the document that is first."""
    second = figure(9, line=53)
    year = {"corrects": "identity", "field": "year", "expect": 2031, "value": 2032}
    made = corrections(second, figure(9, expect="9 999"), {**year, "place": second["place"]})
    done = apply_corrections([sample_report(), later(sample_report(), 40)][::order], made)[::order]
    assert [report.tables[0].rows[2].cells[0].value for report in done] == [1196, 9]  # type: ignore[union-attr]
    assert [report.identity.year for report in done] == [2031, 2032]
    assert [len(refusals([report])) for report in done] == [1, 0]
    assert "«1 196» stands there" in refusals(done)[0]
    both = apply_corrections(done, corrections(year))
    assert [report.identity.year for report in both] == [2032, 2032]


def test_a_file_that_lies_there_twice_is_corrected_twice() -> None:
    done = apply_corrections([sample_report("a.txt"), sample_report("b.txt")], corrections(figure(9)))
    assert [report.tables[0].rows[2].cells[0].value for report in done] == [9, 9]  # type: ignore[union-attr]
    assert refusals(done) == []


def boxed(report: Report, *boxes: tuple[float, float, float, float]) -> Report:
    """The sample with a claim «12 tkr» in each box of page 3."""
    spans = [PageSpan(page=3, bbox=box) for box in boxes]
    report.claims = [
        Claim(text="12 tkr", value=Decimal(12), unit="tkr", measure=None, section=None, span=span)
        for span in spans
    ]
    return report


def in_box(box: Sequence[float], page: int = 3) -> dict[str, Any]:
    there = {"page": page, "bbox": list(box)}
    return {"corrects": "figure", "place": there, "expect": "12  tkr", "value": 13}


@pytest.mark.parametrize(
    ("entry", "values"),
    [
        (in_box((10, 10, 40, 20)), [13, 12]),
        (in_box((8, 9, 42, 21)), [13, 12]),  # a later version draws the box a little narrower
        (in_box((10, 10, 40, 20), page=4), [12, 12]),
        (in_box((36, 10, 66, 20)), [12, 12]),  # touches the first, but is another place
        (in_box((0, 0, 200, 200)), [12, 12]),  # holds both
    ],
)
def test_places_on_a_page(entry: dict[str, Any], values: list[int]) -> None:
    report = boxed(sample_report(), (10, 10, 40, 20), (10, 50, 40, 60))
    (done,) = apply_corrections([report], corrections(entry))
    assert [claim.value for claim in done.claims] == values
    assert len(refusals([done])) == (13 not in values)


def test_a_claim_needs_a_value() -> None:
    report = boxed(sample_report(), (10, 10, 40, 20))
    (done,) = apply_corrections([report], corrections({**in_box((10, 10, 40, 20)), "value": None}))
    assert "must have a value" in refusals([done])[0]


def pages() -> list[Report]:
    return lnextract.read(Path(__file__).parents[1] / "fixtures/hylte-2022-ur2/hylte-2022-ur2.pdf")


def of_everything(report: Report) -> list[dict[str, Any]]:
    """A correction of each kind for a report of a PDF."""
    table = report.tables[0]
    total, first = table.rows[-1].cells[3], table.rows[1].cells[0]
    assert total is not None and total.value == 793 and first is not None  # the planted mistake
    there, assignment = total.span.model_dump(), report.assignments[0]
    missed = {"text": "1 000", "value": 1000, "place": {"page": 1, "bbox": [0, 0, 9, 9]}}
    return [
        {"corrects": "figure", "place": there, "expect": total.text, "value": 739},
        {
            "corrects": "figure",
            "place": report.claims[0].span.model_dump(),
            "expect": report.claims[0].text,
            "value": "0.5",
        },
        {
            "corrects": "missing_row",
            "place": first.span.model_dump(),
            "expect": first.text,
            "put": "before",
            "row": {"label": "Okänt", "cells": [missed, *[None] * (len(table.columns) - 1)]},
        },
        {
            "corrects": "entry",
            "place": assignment.span.model_dump(),
            "field": "forecast",
            "expect": assignment.forecast,
            "value": "Uppfylls inte",
        },
        {"corrects": "identity", "field": "report_number", "expect": 2, "value": 1},
    ]


def test_checks_use_what_is_corrected() -> None:
    (report,) = reports = pages()
    broken = [each for each in report.findings if each.verdict == "broken"]
    assert broken
    (done,) = corrected(reports, corrections(of_everything(report)[0], of=report))
    assert [each for each in done.findings if each.verdict == "broken"] == []
    assert len(done.findings) == len(report.findings)


def test_withdrawn_corrections_leave_nothing_behind() -> None:
    """Whatever was applied before, in memory or read back from a file, the result is that of the last."""
    (report,) = reports = pages()
    entries = of_everything(report)
    everything = corrections(*entries, of=report)
    (done,) = corrected(reports, everything)
    assert refusals([done]) == [] and report_json(done).count('"corrected"') == 6  # the row and its cell
    back = Report.model_validate_json(report_json(done))
    assert report_json(back) == report_json(done)
    assert report_json(corrected([back], Corrections([]))[0]) == report_json(report)
    assert report_json(corrected([back], everything)[0]) == report_json(done)
    chance = random.Random(6)
    for _ in range(20):
        some = corrections(*(each for each in entries if chance.random() < 0.5), of=report)
        (back,) = corrected([back], some)
        assert report_json(back) == report_json(corrected(reports, some)[0])
        back = Report.model_validate_json(report_json(back))


def test_what_was_empty_or_words_is_so_again() -> None:
    report = sample_report()
    words = report.tables[0].rows[0].cells[0]
    assert words is not None
    words.value = words.decimals = None
    entry = {"corrects": "missing_cell", "place": place(11, 5), "expect": "1 000", "column": "c2"}
    missed = {"text": "4", "value": 4, "place": place(11, 1)}
    several = corrections(
        {**entry, "cell": missed}, figure(5, expect="4", line=11), figure(1000, expect="1 000", line=11)
    )
    (done,) = apply_corrections([report], several)
    one, other = done.tables[0].rows[0].cells
    assert one is not None and one.corrected is not None and one.corrected.from_ == "1 000"
    assert other is not None and other.corrected is not None and other.corrected.from_ is None
    assert other.value == 5
    assert apply_corrections([done], Corrections([])) == [report]


def test_a_figure_that_a_person_read_is_in_no_doubt() -> None:
    """A broken sum blames the reading while its total is unsure, and the paper once somebody has looked."""
    report = sample_report(total="1 300")
    total = report.tables[0].rows[2].cells[0]
    assert total is not None
    total.confidence = 0.5
    causes = []
    for made in (Corrections([]), corrections(figure(1301, expect="1 300"))):
        (done,) = corrected([report], made)
        done.findings = check_report(done)
        causes += [each.cause for each in done.findings if each.verdict == "broken" and each.rule == "sum"]
    assert causes == ["extraction", "source"]


def in_text_tables(report: Report) -> list[dict[str, Any]]:
    """A row of activities above the first of its table, and a comment that was not read."""
    table = next(each for each in report.tables if each.kind == "activity")
    first, bare = table.rows[0], next(row for row in table.rows if row.cells[1] is None)
    beside, status = first.cells[0], bare.cells[0]
    assert beside is not None and status is not None
    new = {"text": "Pågår", "value": None, "place": {"line": 18, "start": 700, "end": 705}}
    words = {"text": "Väntar på lokal.", "value": None, "place": {"line": 27, "start": 900, "end": 916}}
    return [
        {
            "corrects": "missing_row",
            "place": beside.span.model_dump(),
            "expect": beside.text,
            "put": "before",
            "row": {"label": "Sagostund", "cells": [new, None]},
        },
        {
            "corrects": "missing_cell",
            "place": status.span.model_dump(),
            "expect": status.text,
            "column": "Kommentar",
            "cell": words,
        },
    ]


def test_what_was_missed_in_a_text_table_is_missed_in_no_list() -> None:
    reports = lnextract.read(
        Path(__file__).parents[1] / "fixtures/falkenberg-2016-ur2/falkenberg-2016-ur2.txt"
    )
    (report,) = reports
    entries = in_text_tables(report)
    (done,) = corrected(reports, corrections(*entries, of=report))
    assert refusals([done]) == []
    first, *others = done.activities
    assert (first.activity, first.status, first.comment) == ("Sagostund", "Pågår", None)
    assert first.section == others[0].section and first.corrected is not None
    assert [each.activity for each in others] == [each.activity for each in report.activities]
    (filled,) = (each for each in others if each.corrected)
    assert filled.comment == "Väntar på lokal." and list(filled.corrected or {}) == ["comment"]
    back = Report.model_validate_json(report_json(done))
    assert report_json(corrected([back], Corrections([]))[0]) == report_json(report)
    again = corrected([back], corrections(*entries, of=report))
    assert report_json(again[0]) == report_json(done)
