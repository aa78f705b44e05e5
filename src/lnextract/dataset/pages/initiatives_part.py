"""A timeline of initiatives, board by board."""

from __future__ import annotations

from html import escape
from typing import Any

from lnextract.dataset.pages.anchors import anchor
from lnextract.dataset.pages.charts import initiatives_chart
from lnextract.dataset.pages.listings import Listed, listing, place
from lnextract.dataset.pages.subjects import Subjects
from lnextract.dataset.store import Store


def initiatives_part(store: Store, subjects: Subjects) -> str:
    """One picture a board: the years in which it writes of each initiative, with one quote for each mark."""
    parts = [
        "<p>Ett märke säger att nämnden skriver om insatsen i ett dokument om det året; större märke, fler "
        "ställen. Att inget märke finns säger bara att inget av dokumenten här nämner den.</p>"
    ]
    for board_id, name in subjects.boards:
        found = list(
            store.ask_rows(
                "SELECT initiative, found.year, mentions, min(found.year) OVER initiative, "
                "max(found.year) OVER initiative, quote, file, mention.page, mention.line, first_mention_id "
                "FROM initiatives_over_time AS found "
                "JOIN mentions AS mention ON mention_id = first_mention_id "
                "JOIN documents USING (doc_id) WHERE found.board_id = ? "
                "WINDOW initiative AS (PARTITION BY found.initiative_id) ORDER BY initiative, found.year",
                board_id,
            )
        )
        if found:
            rows = [_mark(row) for row in found]
            chart = initiatives_chart(
                [value for value, _ in rows], subjects.years, anchor("bild", f"tid-{board_id}")
            )
            parts.append(f"<h3>{escape(name)}</h3>\n<figure>{chart}</figure>")
            headers = ("insats", "år", "ställen", "ett av dem", "källa")
            parts.append(listing("Rader bakom bilden", headers, [listed for _, listed in rows]))
    return "\n".join(parts)


def _mark(row: tuple[Any, ...]) -> tuple[dict[str, Any], Listed]:
    initiative, year, mentions, first, last, quote, file, page, line, mention = row
    key = anchor("stalle", mention)
    where = place(file, page, line)
    value = {
        "insats": initiative,
        "år": year,
        "ställen": mentions,
        "första": first,
        "sista": last,
        "länk": f"#{key}",
        "text": f"{initiative} {year}: {quote} ({where})",
    }
    return value, Listed(key, (initiative, str(year), mentions, quote, where))
