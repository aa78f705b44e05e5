"""The sheets that explain the workbook, made of what the tables and views say of themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lnextract import __version__
from lnextract.dataset.exports.datapackage import DESCRIPTION, TITLE
from lnextract.dataset.store import Store
from lnextract.dataset.tables import TABLES
from lnextract.dataset.views import VIEWS

GUIDE: Final = (
    (
        "Belopp",
        "amount_cost_tkr är kostnad i tusen kronor (kostnad > 0). value_raw är talet precis som det står.",
    ),
    ("Avvikelser", "deviation_tkr är alltid positivt för överskott, hur källan än trycker tecknet."),
    ("Källan", "doc_id leder till documents. page är sidan i filen; line är raden i en textdump."),
    (
        "Jämförelser",
        "Jämför aldrig över en rad med break_before: perioden, grunden eller uppdelningen har ändrats.",
    ),
    (
        "Dubbla uppgifter",
        "choices säger vilket av flera ställen som gäller. Alla ställen står kvar i amounts.",
    ),
    ("Inget räknas två gånger", "Summera bara rader med role = detail (och of_which där de saknar delar)."),
    ("Tomt fält", "Uppgiften står inte i källan. Det är inte noll."),
    (
        "Långa blad",
        "Ett blad visar högst 100 000 rader; den sista raden säger var resten står. Rader nedan är alla.",
    ),
    ("Personer", "Namn på tjänstemän och andra är maskerade i citat och texter."),
)
"""What a reader must know, in a few lines."""


@dataclass(frozen=True, slots=True)
class ReadmeRow:
    """A row of the first sheet."""

    values: tuple[Any, ...]
    shape: str = "plain"
    links_to: str | None = None


def readme_rows(store: Store) -> Iterator[ReadmeRow]:
    """Title, guide, then a line for each sheet with its number of rows."""
    swedish, _, english = DESCRIPTION.partition("\n\n")
    yield ReadmeRow((TITLE,), "title")
    yield ReadmeRow((swedish,))
    yield ReadmeRow((english,))
    yield ReadmeRow((f"lnextract {__version__}",))
    yield ReadmeRow(())
    yield from (ReadmeRow((topic, "", text), "plain") for topic, text in GUIDE)
    yield ReadmeRow(())
    yield ReadmeRow(("Blad", "Rader", "Innehåll", "Content"), "header")
    yield ReadmeRow(
        ("Kolumner", "", "Vad varje kolumn betyder.", "What every column means."), links_to="Kolumner"
    )
    for view in VIEWS:
        yield ReadmeRow((view.sheet, store.count(view.name), view.sv, view.en), links_to=view.sheet)
    for table in TABLES:
        yield ReadmeRow((table.name, store.count(table.name), table.sv, table.en), links_to=table.name)


def columns_sheet() -> Iterator[tuple[str, ...]]:
    """Header, then one row a column of every table."""
    yield ("tabell", "kolumn", "typ", "nyckel", "leder till", "svenska", "english")
    for table in TABLES:
        for column in table.columns:
            key = "ja" if column.says.key else ""
            yield (
                table.name,
                column.name,
                column.kind,
                key,
                column.says.to or "",
                column.says.sv,
                column.says.en,
            )
