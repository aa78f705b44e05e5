"""A report in several files is kept in all of them and counted once."""

from __future__ import annotations

from pathlib import Path

import pytest

from dataset_made import MadeDataset, build_into, table, write_report
from lnextract.model.report import Block, Report, Section
from lnextract.model.spans import TextSpan
from sample_reports import sample_report


def test_of_a_pdf_and_its_dump_the_pdf_is_counted(made_dataset: MadeDataset) -> None:
    """Whichever of the fixtures lie there in both forms, read to the same identity."""
    rows = made_dataset.ask(
        "SELECT document.file, document.file_kind, edition.counted, instead.file_kind, instead.doc_id "
        "FROM documents AS document JOIN editions AS edition USING (doc_id) "
        "JOIN documents AS instead ON instead.doc_id = edition.counted_id "
        "WHERE document.board_id IS NOT NULL AND document.year IS NOT NULL"
    )
    dumps, pages = {}, {}
    for file, kind, counted, instead, counted_id in rows:
        (dumps if kind == "text" else pages)[Path(file).stem] = counted_id
        assert instead != "text" or counted
        assert counted or kind == "text" or file == "halmstad-2012-bokslut-kolumner.pdf"
    twins = dumps.keys() & pages.keys()
    assert len(twins) > 8
    assert [dumps[stem] for stem in twins] == [pages[stem] for stem in twins]


def test_views_count_what_is_counted(made_dataset: MadeDataset) -> None:
    counted = made_dataset.ask("SELECT count(*) FROM documents JOIN editions USING (doc_id) WHERE counted")
    assert made_dataset.ask("SELECT count(*) FROM documents") > counted
    doubles = made_dataset.ask(
        "SELECT count(*) FROM findings_broken JOIN editions USING (doc_id) WHERE NOT counted"
    )
    assert doubles == [(0,)]
    assert made_dataset.ask("SELECT sum(mentions) FROM initiatives_over_time") == made_dataset.ask(
        "SELECT count(*) FROM mentions JOIN editions USING (doc_id) JOIN documents USING (doc_id) "
        "WHERE counted AND initiative_id IS NOT NULL AND ambiguous_keys IS NULL "
        "AND board_id IS NOT NULL AND year IS NOT NULL"
    )


def report(
    name: str, *headings: str, number: int = 1, text: str = "Föräldrar emellan höll 3 dialoger."
) -> Report:
    made = sample_report(name, content=name.encode())
    made.identity = made.identity.model_copy(
        update={
            "body": "Lokal nämnd Hylte",
            "municipality": "Hylte",
            "municipality_code": "1315",
            "report_number": number,
        }
    )
    span = TextSpan(line=1, start=0, end=len(text))
    block = Block(type="paragraph", text=text, items=None, table=None, span=span)
    made.sections = [
        Section(
            id=f"s{place}",
            number=None,
            title=title,
            level=1,
            parent=None,
            marker=None,
            blocks=[block] if place == 1 else [],
            span=span,
        )
        for place, title in enumerate(headings, start=1)
    ]
    return made


@pytest.mark.parametrize(
    ("other", "counted"),
    [
        (report("b.txt", "Samverkan", "EKONOMI", "Bilaga"), 1),  # two of three headings
        (report("b.txt", "Bokslut", "Noter", "Ekonomi"), 2),  # another paper on the same months
        (report("b.txt", "Samverkan", "Ekonomi", number=2), 2),
        (report("b.txt"), 2),  # nothing tells
    ],
)
def test_what_is_one_report(tmp_path: Path, other: Report, counted: int) -> None:
    one = report("a.txt", "Samverkan", "Ekonomi", "Framåt")
    paths = [write_report(tmp_path / "1.json", one), write_report(tmp_path / "2.json", other)]
    folder = build_into(tmp_path / "dataset", paths)
    rows = table(folder, "editions")
    assert [row["counted"] for row in rows].count("true") == counted
    (year,) = table(folder, "initiative_years")
    assert int(year["mentions"]) == (1 if counted == 1 else 1 + bool(other.sections))


def test_a_number_that_only_one_file_states_is_not_lost(tmp_path: Path) -> None:
    headings = ("Samverkan", "Ekonomi", "Framåt")
    texts = ["Nämnden höll 27 dialoger den 3 maj 2031.", "Nämnden höll 30 dialoger den 3 maj 2031."]
    for name, second, numbers in (("alike", texts[0], 1), ("unlike", texts[1], 2)):
        place = tmp_path / name
        place.mkdir()
        paths = [
            write_report(place / "1.json", report("a.txt", *headings, text=texts[0])),
            write_report(place / "2.json", report("b.txt", *headings, text=second)),
        ]
        folder = build_into(place / "dataset", paths)
        assert [row["counted"] for row in table(folder, "editions")].count("true") == 1
        made = MadeDataset(folder, place, {})
        found = made.ask("SELECT claim_value FROM claims_by_source WHERE claim_value IS NOT NULL")
        assert len(found) == numbers
