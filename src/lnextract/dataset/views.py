"""The named views of the database, and what they are for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class View:
    """A view, its sheet in the workbook and what it shows."""

    name: str
    sheet: str
    sv: str
    en: str


VIEWS: Final = (
    View(
        "series_by_account",
        "Serier",
        "Budget, utfall och prognos per nämnd, kontorad och år. Dra ingen linje till rader med break_before.",
        "Budget, outcome and forecast by board, account and year. Draw no line into a row with break_before.",
    ),
    View(
        "money_per_purpose",
        "Ändamål",
        "Utvecklingsmedel per nämnd, år och ändamål. Ändamålet är en tolkning, se mappings.",
        "Development money by board, year and purpose. The purpose is a judgement, see mappings.",
    ),
    View(
        "initiatives_over_time",
        "Insatser",
        "Vilka år en nämnd skriver om en insats.",
        "In which years a board writes of an initiative.",
    ),
    View(
        "claims_by_source",
        "Uppgifter per källa",
        "Vad olika dokument säger om samma händelse, sida vid sida.",
        "What several documents say of one event, side by side.",
    ),
    View(
        "findings_broken",
        "Fynd",
        "Tryckta tal som motsäger varandra.",
        "Printed numbers that contradict each other.",
    ),
    View(
        "facts_in_conflict",
        "Motstridigt",
        "Uppgifter som står med olika tal på olika ställen; det valda är markerat.",
        "Facts that stand with different numbers in different places; the one chosen is marked.",
    ),
    View(
        "amounts_in_words",
        "Belopp",
        "Varje tryckt tal med nämnd, år, rad och plats i ord.",
        "Every printed number with board, year, line and place in words.",
    ),
    View(
        "chosen_facts",
        "Valda uppgifter",
        "Det valda talet för varje uppgift, med dokumentet som anger det.",
        "The number chosen for each fact, with the document that states it.",
    ),
)
"""In the order of the workbook."""
