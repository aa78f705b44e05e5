"""Printed tables, their amounts, the facts that these state, and which statement is taken of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from lnextract.dataset.rows.documents import DocId, Line, Page, Place, SectionId
from lnextract.dataset.schema import Says

Account = Annotated[
    str | None,
    Says(
        "Kontorad, en nyckel för alla layouter",
        "Line of the accounts, one key for all layouts",
        codes="account",
    ),
]
Purpose = Annotated[
    str | None,
    Says("Ändamål; en tolkning, se mappings", "Purpose; a judgement, see mappings", codes="purpose"),
]
Cost = Annotated[
    Decimal | None,
    Says(
        "Beloppet i tkr som kostnad: kostnad > 0, intäkt < 0; tomt för avvikelser, resultat och andelar",
        "The amount in thousand SEK as a cost: cost > 0, income < 0; empty for deviations, results and shares",
        format="tkr",
    ),
]
Deviation = Annotated[
    Decimal | None,
    Says(
        "Avvikelse eller resultat i tkr, överskott alltid > 0",
        "Deviation or result in thousand SEK, surplus always > 0",
        format="tkr",
    ),
]
Half = Annotated[
    Decimal | None,
    Says("Det tryckta talet står för ± så många tkr", "The printed number stands for ± so many thousand SEK"),
]
FactId = Annotated[str, Says("Uppgiften", "The fact", to="facts")]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A printed table."""

    table_id: Annotated[str, Says("Nyckel", "Key", key=True)]
    doc_id: DocId
    section_id: SectionId
    caption_raw: Annotated[
        str | None, Says("Tabellens rubrik som den står", "Caption as printed", prose=True)
    ]
    kind: Annotated[str, Says("Slag av tabell", "Kind of table", codes="table_kind")]
    unit: Annotated[str | None, Says("Enhet för hela tabellen", "Unit of the whole table", codes="unit")]
    layout: Annotated[
        str | None,
        Says(
            "Hur tabellen delar upp pengarna; tom för tabeller med text",
            "How the table cuts the money; empty for tables of text",
            codes="layout",
        ),
    ]
    scope: Annotated[
        str | None,
        Says(
            "Kontorad som tabellens summa är; tom där det inte går att säga",
            "Line of the accounts that the table's total is; empty where that can't be told",
            codes="account",
        ),
    ]
    basis: Annotated[
        str | None, Says("Tecken och grund för beloppen", "Sign and basis of the amounts", codes="basis")
    ]
    headers_raw: Annotated[
        str | None,
        Says("Kolumnrubriker som de står, skilda av « | »", "Column headers as printed, parted by “ | ”"),
    ]
    row_count: Annotated[int, Says("Antal rader", "Number of rows")]
    engine: Annotated[str, Says("Läsaren vars tolkning valdes", "The reader whose reading was kept")]
    confidence: Annotated[Decimal, Says("Säkerhet, 0–1", "Confidence, 0–1", format="share")]
    page: Page
    line: Line
    place: Place


@dataclass(frozen=True, slots=True)
class Fact:
    """What an amount is about; several places may state the same fact."""

    fact_id: Annotated[str, Says("Nyckel: av allt nedan", "Key: of everything below", key=True)]
    board_id: Annotated[str, Says("Nämnden", "The board", to="boards")]
    line_key: Annotated[
        str,
        Says(
            "Raden: kontorad, eller utvecklingsmedel/ och insatsens namn",
            "The line: account, or development/ and the name of the effort",
        ),
    ]
    account: Account
    purpose: Purpose
    concept: Annotated[str, Says("Vad som mäts", "What is measured", codes="concept")]
    period_from: Annotated[date, Says("Från och med", "First day")]
    period_to: Annotated[date, Says("Till och med", "Last day")]
    months: Annotated[int, Says("Antal månader", "Number of months")]
    year: Annotated[int, Says("År", "Year")]
    as_of: Annotated[
        date | None, Says("Prognosen gjord efter denna dag", "The forecast was made after this day")
    ]


@dataclass(frozen=True, slots=True)
class Amount:
    """One printed figure of a table of money: one fact a row."""

    amount_id: Annotated[
        str,
        Says("Nyckel: dokument, tabell, rad och kolumn", "Key: document, table, row and column", key=True),
    ]
    doc_id: DocId
    table_id: Annotated[str, Says("Tabellen", "The table", to="tables")]
    row_no: Annotated[int, Says("Rad i tabellen, från 1", "Row of the table, from 1")]
    column_no: Annotated[int, Says("Kolumn i tabellen, från 1", "Column of the table, from 1")]
    label_raw: Annotated[str | None, Says("Radens text som den står", "Label as printed", prose=True)]
    label: Annotated[
        str | None,
        Says("Radens text, radbrott i ord lagade", "Label, line breaks in words mended", prose=True),
    ]
    header_raw: Annotated[str | None, Says("Kolumnens rubrik som den står", "Header as printed")]
    account: Account
    purpose: Purpose
    purpose_second: Annotated[
        str | None,
        Says(
            "Ett annat ändamål som orden också medger",
            "Another purpose that the words allow too",
            codes="purpose",
        ),
    ]
    label_mapping_id: Annotated[
        str | None,
        Says("Regeln som gav kontorad eller ändamål", "The rule that gave account or purpose", to="mappings"),
    ]
    header_mapping_id: Annotated[
        str | None, Says("Regeln som gav måttet", "The rule that gave the measure", to="mappings")
    ]
    role: Annotated[
        str,
        Says(
            "Radens roll, så att inget räknas två gånger",
            "Role of the row, so that nothing is counted twice",
            codes="role",
        ),
    ]
    measure: Annotated[str, Says("Kolumnens mått", "Measure of the column", codes="measure")]
    period_from: Annotated[date | None, Says("Från och med", "First day")]
    period_to: Annotated[date | None, Says("Till och med", "Last day")]
    value_raw: Annotated[str, Says("Beloppet som det står", "The figure as printed")]
    value: Annotated[
        Decimal, Says("Talet i sin enhet, tecknet som det står", "The number in its unit, sign as printed")
    ]
    unit: Annotated[str | None, Says("Enhet", "Unit", codes="unit")]
    decimals: Annotated[int | None, Says("Tryckta decimaler", "Printed decimals")]
    amount_tkr: Annotated[
        Decimal | None,
        Says(
            "Talet i tkr, tecknet som det står", "The number in thousand SEK, sign as printed", format="tkr"
        ),
    ]
    amount_cost_tkr: Cost
    deviation_tkr: Deviation
    half_width_tkr: Half
    basis: Annotated[str, Says("Tecken och grund", "Sign and basis", codes="basis")]
    fact_id: Annotated[
        str | None,
        Says(
            "Uppgiften som beloppet anger; tom där det inte går att säga",
            "The fact that the figure states; empty where that can't be told",
            to="facts",
        ),
    ]
    confidence: Annotated[Decimal, Says("Säkerhet, 0–1", "Confidence, 0–1", format="share")]
    page: Page
    line: Line
    place: Place


@dataclass(frozen=True, slots=True)
class Bridge:
    """A line that a table does not print, as the sum of lines that it does."""

    bridge_id: Annotated[str, Says("Nyckel", "Key", key=True)]
    doc_id: DocId
    table_id: Annotated[str, Says("Tabellen", "The table", to="tables")]
    fact_id: FactId
    mapping_id: Annotated[str, Says("Regeln", "The rule", to="mappings")]
    amount_cost_tkr: Cost
    deviation_tkr: Deviation
    half_width_tkr: Half
    basis: Annotated[str, Says("Tecken och grund", "Sign and basis", codes="basis")]


@dataclass(frozen=True, slots=True)
class BridgePart:
    """A printed figure that a bridged line is made of."""

    bridge_id: Annotated[str, Says("Den beräknade raden", "The line made", key=True, to="bridges")]
    amount_id: Annotated[
        str, Says("Ett belopp som ingår", "A figure that is part of it", key=True, to="amounts")
    ]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the statements of a fact is taken, and whether they agree."""

    fact_id: Annotated[str, Says("Uppgiften", "The fact", key=True, to="facts")]
    amount_id: Annotated[str | None, Says("Det valda beloppet", "The figure chosen", to="amounts")]
    bridge_id: Annotated[
        str | None,
        Says(
            "Den valda beräkningen, där raden inte är tryckt",
            "The bridge chosen, where the line is not printed",
            to="bridges",
        ),
    ]
    amount_cost_tkr: Cost
    deviation_tkr: Deviation
    basis: Annotated[str, Says("Tecken och grund", "Sign and basis", codes="basis")]
    layout: Annotated[
        str, Says("Hur tabellen delar upp pengarna", "How the table cuts the money", codes="layout")
    ]
    statements: Annotated[
        int, Says("Antal ställen som anger uppgiften", "Number of places that state the fact")
    ]
    agreement: Annotated[str, Says("Om ställena är eniga", "Whether the places agree", codes="agreement")]
    low_tkr: Annotated[
        Decimal, Says("Minsta angivna tal i tkr", "Lowest number stated, thousand SEK", format="tkr")
    ]
    high_tkr: Annotated[
        Decimal, Says("Största angivna tal i tkr", "Highest number stated, thousand SEK", format="tkr")
    ]
