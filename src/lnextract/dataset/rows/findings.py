"""Checks that were made, and doubts about the reading."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from lnextract.dataset.rows.documents import DocId, Line, Page, Place
from lnextract.dataset.schema import Says


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One check of printed figures against each other."""

    finding_id: Annotated[str, Says("Nyckel", "Key", key=True)]
    doc_id: DocId
    rule: Annotated[str, Says("Kontrollens namn", "Name of the check")]
    between: Annotated[
        bool,
        Says(
            "Mellan rapporter från samma nämnd; annars inom rapporten",
            "Between reports of one board; else within the report",
        ),
    ]
    verdict: Annotated[str, Says("Utfall", "Verdict", codes="verdict")]
    severity: Annotated[str, Says("Vikt", "Severity", codes="severity")]
    cause: Annotated[
        str,
        Says(
            "Om papperet eller läsningen är skälet",
            "Whether the paper or the reading is the cause",
            codes="cause",
        ),
    ]
    group_id: Annotated[str, Says("Kontroller med samma orsak", "Checks that share one cause")]
    table_id: Annotated[str | None, Says("Tabellen", "The table", to="tables")]
    amount_id: Annotated[
        str | None, Says("Beloppet som ifrågasätts", "The figure put in question", to="amounts")
    ]
    stated_raw: Annotated[str, Says("Beloppet som det står", "The figure as printed")]
    stated: Annotated[Decimal | None, Says("Det tryckta talet", "The printed number")]
    computed: Annotated[Decimal | None, Says("Det beräknade talet", "The computed number")]
    computed_low: Annotated[
        Decimal | None, Says("Minsta tal som avrundningen medger", "Lowest number that rounding allows")
    ]
    computed_high: Annotated[
        Decimal | None, Says("Största tal som avrundningen medger", "Highest number that rounding allows")
    ]
    difference: Annotated[Decimal | None, Says("Tryckt minus beräknat", "Stated minus computed")]
    unit: Annotated[str | None, Says("Enhet", "Unit", codes="unit")]
    message_sv: Annotated[str, Says("Som mening", "As a sentence, in Swedish", prose=True, format="text")]
    message_en: Annotated[str, Says("Som mening, på engelska", "As a sentence", prose=True, format="text")]
    page: Page
    line: Line
    place: Place


@dataclass(frozen=True, slots=True)
class FindingOperand:
    """A figure that a check tests against."""

    finding_id: Annotated[str, Says("Kontrollen", "The check", key=True, to="findings")]
    operand_no: Annotated[int, Says("Nummer, från 1", "Number, from 1", key=True)]
    doc_id: Annotated[str, Says("Dokumentet där talet står", "The document it stands in", to="documents")]
    amount_id: Annotated[
        str | None, Says("Beloppet; tomt utanför tabeller", "The figure; empty outside tables", to="amounts")
    ]
    value_raw: Annotated[str, Says("Som det står", "As printed")]
    value: Annotated[Decimal, Says("Talet", "The number")]


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A doubt about the reading, or something left out."""

    doubt_id: Annotated[str, Says("Nyckel", "Key", key=True)]
    doc_id: DocId
    code: Annotated[str, Says("Slag", "Kind")]
    message: Annotated[str, Says("Som mening", "As a sentence", prose=True, format="text")]
    table_id: Annotated[str | None, Says("Tabellen", "The table", to="tables")]
