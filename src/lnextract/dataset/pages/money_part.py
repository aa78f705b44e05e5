"""Budget and outcome by board, and money by purpose."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from lnextract.dataset.pages.anchors import anchor
from lnextract.dataset.pages.charts import purpose_chart, series_chart
from lnextract.dataset.pages.listings import Listed, listing, place
from lnextract.dataset.pages.subjects import Subjects
from lnextract.dataset.store import Store

ACCOUNTS: Final = {"total": "Hela nämnden", "politics": "Politik", "development": "Utvecklingsmedel"}
SERIES: Final = {
    ("budget", "year"): "Budget helår",
    ("outcome", "year"): "Utfall helår",
    ("outcome", "ur1"): "Utfall UR1",
    ("outcome", "ur2"): "Utfall UR2",
    ("outcome", "ur3"): "Utfall annan period",
    ("outcome", "part"): "Utfall annan period",
}
REASONS: Final = {"months": "period", "basis": "grund", "layout": "uppdelning", "bridge": "beräknad"}
"""Why a line is broken, in a word; years that are missing are seen as a gap."""
WITHOUT_PURPOSE: Final = "Utan tolkat ändamål"
LAST: Final = 10_000
"""Place of the lines without a purpose, below all others."""
DARK_SHARE: Final = 0.55
"""Share of the largest number from which a shade is so dark that its number is written in white."""


def series_part(store: Store, subjects: Subjects) -> str:
    """One picture a board: its money as a whole, politics, development money."""
    parts = [
        "<p>Belopp i tusen kronor (tkr), kostnad uppåt, löpande priser. En linje går aldrig över ett byte av "
        "periodens längd, grunden för beloppen eller tabellernas uppdelning: där står en streckad linje med "
        "skälet. Utfall för delar av året (UR1, UR2) går inte att jämföra med helår.</p>"
    ]
    for board_id, name in subjects.boards:
        points = list(
            store.ask_rows(
                "SELECT account, concept, cycle, year, months, amount_cost_tkr, break_before, segment, "
                "agreement, value_raw, file, page, line, fact_id FROM series_by_account WHERE board_id = ?",
                board_id,
            )
        )
        rows = [_point(row) for row in points if row[0] in ACCOUNTS and (row[1], row[2]) in SERIES]
        if rows:
            chart = series_chart(
                [value for value, _ in rows], subjects.years, anchor("bild", f"serie-{board_id}")
            )
            parts.append(f"<h3>{escape(name)}</h3>\n<figure>{chart}</figure>")
            headers = (
                "rad",
                "serie",
                "år",
                "månader",
                "tkr",
                "som det står",
                "brott före",
                "ställena",
                "källa",
            )
            parts.append(listing("Rader bakom bilden", headers, [listed for _, listed in rows]))
    return "\n".join(parts)


def _point(row: tuple[Any, ...]) -> tuple[dict[str, Any], Listed]:
    account, concept, cycle, year, months, tkr, broken, segment, agreement, raw, file, page, line, fact = row
    name = SERIES[concept, cycle]
    reasons = [REASONS[reason] for reason in (broken or "").split() if reason in REASONS]
    where = place(file, page, line)
    value = {
        "rad": ACCOUNTS[account],
        "serie": name,
        "år": year,
        "tkr": float(tkr),
        "segment": f"{name} {segment}",
        "brott": ", ".join(reasons) or None,
        "länk": f"#{anchor('uppgift', fact)}",
        "text": f"{ACCOUNTS[account]}, {name} {year}: {raw or tkr} ({where})",
    }
    cells = (ACCOUNTS[account], name, str(year), months, tkr, raw, broken, agreement, where)
    return value, Listed(anchor("uppgift", fact), cells)


def purposes_part(store: Store, subjects: Subjects) -> str:
    """One table of numbers a board: the year's budget of development money by purpose."""
    parts = [
        "<p>Årets budget för utvecklingsmedel i tkr, rad för rad ur en och samma tabell per år. Ändamålet är "
        "en tolkning av radens ord; regeln och skälet står i tabellen <code>mappings</code>.</p>"
    ]
    for board_id, name in subjects.boards:
        found = list(
            store.ask_rows(
                "SELECT year, purpose, andamal, position, amount_cost_tkr, printed, file, page, line "
                "FROM money_per_purpose WHERE board_id = ? AND concept = 'budget' AND months = 12",
                board_id,
            )
        )
        if found:
            largest = max(float(row[4]) for row in found)
            rows = [_cell(board_id, row, largest) for row in found]
            chart = purpose_chart(
                [value for value, _ in rows], subjects.years, anchor("bild", f"mal-{board_id}")
            )
            parts.append(f"<h3>{escape(name)}</h3>\n<figure>{chart}</figure>")
            headers = ("år", "ändamål", "tkr", "rader som de står", "källa")
            parts.append(listing("Rader bakom bilden", headers, [listed for _, listed in rows]))
    return "\n".join(parts)


def _cell(board_id: str, row: tuple[Any, ...], largest: float) -> tuple[dict[str, Any], Listed]:
    year, purpose, label, position, tkr, printed, file, page, line = row
    key = anchor("mal", f"{board_id}-{year}-{purpose or 'utan'}")
    value = {
        "år": year,
        "ändamål": label or WITHOUT_PURPOSE,
        "ordning": position or LAST,
        "tkr": float(tkr),
        "mörk": float(tkr) > DARK_SHARE * largest,
        "länk": f"#{key}",
    }
    return value, Listed(key, (str(year), label or WITHOUT_PURPOSE, tkr, printed, place(file, page, line)))
