"""Boards, documents and what stands in them as text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from lnextract.dataset.schema import Says

DocId = Annotated[str, Says("Dokumentet", "The document", to="documents")]
SectionId = Annotated[str | None, Says("Avsnittet där det står", "The section it stands in", to="sections")]
Page = Annotated[
    int | None,
    Says("Sida i filen, från 1; tom för textdump", "Page in the file, from 1; empty for a text dump"),
]
Line = Annotated[
    int | None,
    Says("Rad i textdumpen, från 1; tom för PDF", "Line of the text dump, from 1; empty for a PDF"),
]
Place = Annotated[
    str,
    Says(
        "Ställe: «x0,top,x1,bottom» i punkter på PDF-sidan, eller «start-slut» i tecken i textdumpen",
        "Place: “x0,top,x1,bottom” in points on the PDF page, or “start-end” in characters of the dump",
    ),
]


@dataclass(frozen=True, slots=True)
class Board:
    """A board, whatever its name was at the time."""

    board_id: Annotated[
        str,
        Says(
            "Nyckel: kommunkod, och namn för andra än lokala nämnder",
            "Key: municipality code, with the name for other than local boards",
            key=True,
        ),
    ]
    name: Annotated[str, Says("Nämnden med ett namn för alla år", "The board by one name for all years")]
    kind: Annotated[str, Says("Slag av nämnd", "Kind of board", codes="board_kind")]
    municipality: Annotated[str | None, Says("Kommun", "Municipality")]
    municipality_code: Annotated[
        str | None,
        Says("Kommunkod, fyra siffror (SCB, Kolada)", "Municipality code, four digits (SCB, Kolada)"),
    ]
    region: Annotated[str | None, Says("Region eller landsting", "Region")]


@dataclass(frozen=True, slots=True)
class Document:
    """One report, year report or deck."""

    doc_id: Annotated[
        str,
        Says(
            "Nyckel: början av filens sha256 och dokumentets första sida eller rad",
            "Key: beginning of the file's sha256 and the document's first page or line",
            key=True,
        ),
    ]
    board_id: Annotated[str | None, Says("Nämnden", "The board", to="boards")]
    board_name_raw: Annotated[str | None, Says("Nämndens namn som det står", "The board's name as printed")]
    doc_type: Annotated[str, Says("Slag av dokument", "Kind of document", codes="doc_type")]
    report_number: Annotated[
        int | None, Says("Uppföljningsrapportens nummer", "Number of the follow-up report")
    ]
    year: Annotated[int | None, Says("Året det handlar om", "The year it is about")]
    period_from: Annotated[date | None, Says("Första dagen som redovisas", "First day reported")]
    period_to: Annotated[date | None, Says("Sista dagen som redovisas", "Last day reported")]
    months: Annotated[int | None, Says("Antal månader som redovisas", "Number of months reported")]
    term: Annotated[str | None, Says("Mandatperiod", "Term of office")]
    dated: Annotated[
        date | None,
        Says("Datum på omslaget eller vid underskriften", "Date on the cover or at the signatures"),
    ]
    file: Annotated[
        str, Says("Filen, relativt det som konverterades", "The file, relative to what was converted")
    ]
    file_sha256: Annotated[str, Says("Filens sha256", "The file's sha256")]
    file_kind: Annotated[str, Says("Hur filen lästes", "How the file was read", codes="file_kind")]
    pages: Annotated[int, Says("Antal sidor", "Number of pages")]
    page_from: Annotated[int, Says("Första sida i filen", "First page in the file")]
    page_to: Annotated[int, Says("Sista sida i filen", "Last page in the file")]
    producer: Annotated[str | None, Says("Programmet som gjorde filen", "The program that made the file")]
    extractor: Annotated[
        str, Says("Programmet som läste den, med version", "The program that read it, with version")
    ]


@dataclass(frozen=True, slots=True)
class Edition:
    """Which report a document is, where several files hold the same one."""

    doc_id: Annotated[str, Says("Dokumentet", "The document", key=True, to="documents")]
    counted_id: Annotated[
        str,
        Says(
            "Dokumentet som räknas för rapporten: detta, eller ett annat med samma rapport",
            "The document that counts for the report: this one, or another with the same report",
            to="documents",
        ),
    ]
    counted: Annotated[bool, Says("Räknas i vyerna", "Is counted in the views")]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text under it."""

    section_id: Annotated[str, Says("Nyckel", "Key", key=True)]
    doc_id: DocId
    number: Annotated[str | None, Says("Rubrikens nummer", "Number of the heading")]
    heading: Annotated[str | None, Says("Rubriken", "The heading", prose=True)]
    level: Annotated[int, Says("Nivå, 1 överst", "Level, 1 at the top")]
    parent_id: Annotated[
        str | None,
        Says("Avsnittet som detta är en del av", "The section that this is a part of", to="sections"),
    ]
    marker: Annotated[
        str | None, Says("Klass i parentes efter rubriken", "Class in parentheses after the heading")
    ]
    text: Annotated[
        str | None,
        Says(
            "Löpande text och listor, med personer maskerade",
            "Running text and lists, persons masked",
            prose=True,
            format="text",
        ),
    ]
    page: Page
    line: Line
    place: Place


@dataclass(frozen=True, slots=True)
class Assignment:
    """A fokusområde or uppdrag that is followed up."""

    assignment_id: Annotated[str, Says("Nyckel", "Key", key=True)]
    doc_id: DocId
    section_id: SectionId
    title: Annotated[str, Says("Uppdraget", "The assignment", prose=True, format="text")]
    category: Annotated[str | None, Says("Klass som den står", "Class as printed")]
    status_raw: Annotated[
        str | None, Says("Årsprognosens ord som det står", "Word of the forecast as printed")
    ]
    status: Annotated[str | None, Says("Årsprognos", "Forecast of the year", codes="status")]
    status_basis: Annotated[
        str, Says("Vad statusen vilar på", "What the status rests on", codes="status_basis")
    ]
    comment: Annotated[str | None, Says("Kommentar", "Comment", prose=True, format="text")]
    page: Page
    line: Line
    place: Place


@dataclass(frozen=True, slots=True)
class Activity:
    """A row of an activity table."""

    activity_id: Annotated[str, Says("Nyckel", "Key", key=True)]
    doc_id: DocId
    section_id: SectionId
    assignment_id: Annotated[
        str | None,
        Says(
            "Uppdraget, där avsnittet har ett enda",
            "The assignment, where the section has one only",
            to="assignments",
        ),
    ]
    activity: Annotated[str, Says("Aktiviteten", "The activity", prose=True, format="text")]
    status_raw: Annotated[str | None, Says("Statusord som det står", "Status word as printed")]
    status: Annotated[str | None, Says("Status", "Status", codes="status")]
    comment: Annotated[str | None, Says("Kommentar", "Comment", prose=True, format="text")]
    page: Page
    line: Line
    place: Place


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of an indicator table."""

    indicator_id: Annotated[str, Says("Nyckel", "Key", key=True)]
    doc_id: DocId
    section_id: SectionId
    name: Annotated[str, Says("Indikatorn", "The indicator", prose=True, format="text")]
    indicator_group: Annotated[str | None, Says("Grupp", "Group")]
    outcome_raw: Annotated[str | None, Says("Utfall som det står", "Outcome as printed", prose=True)]
    outcome: Annotated[Decimal | None, Says("Utfall som tal", "Outcome as a number")]
    outcome_unit: Annotated[str | None, Says("Utfallets enhet", "Unit of the outcome", codes="unit")]
    target_raw: Annotated[str | None, Says("Målvärde som det står", "Target as printed", prose=True)]
    target: Annotated[Decimal | None, Says("Målvärde som tal", "Target as a number")]
    target_unit: Annotated[str | None, Says("Målvärdets enhet", "Unit of the target", codes="unit")]
    comment: Annotated[str | None, Says("Kommentar", "Comment", prose=True, format="text")]
    page: Page
    line: Line
    place: Place


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure in running text."""

    claim_id: Annotated[str, Says("Nyckel", "Key", key=True)]
    doc_id: DocId
    section_id: SectionId
    text: Annotated[str, Says("Beloppet som det står", "The figure as printed")]
    value: Annotated[Decimal, Says("Talet i sin enhet", "The number in its unit")]
    unit: Annotated[str | None, Says("Enhet", "Unit", codes="unit")]
    measure: Annotated[
        str | None,
        Says("Vad det mäter, där orden säger det", "What it measures, where the words tell", codes="measure"),
    ]
    page: Page
    line: Line
    place: Place
