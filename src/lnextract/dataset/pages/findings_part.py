"""What was checked, and what does not add up."""

from __future__ import annotations

from typing import Any, Final

from lnextract.dataset.pages.anchors import anchor
from lnextract.dataset.pages.charts import VERDICTS, findings_chart
from lnextract.dataset.pages.listings import Listed, listing, place
from lnextract.dataset.pages.subjects import Subjects
from lnextract.dataset.store import Store

_VERDICT: Final = dict(
    zip(("holds", "holds_within_rounding", "broken", "not_checkable"), VERDICTS, strict=True)
)

COUNTS = """
    SELECT board_id, verdict, count(*)
    FROM findings JOIN documents USING (doc_id) JOIN editions USING (doc_id)
    WHERE counted AND board_id IS NOT NULL AND verdict <> 'broken'
    GROUP BY ALL ORDER BY board_id, verdict
"""
BROKEN = """
    SELECT board_id, finding_id, document.year, message_sv, file, finding.page, finding.line, severity
    FROM findings AS finding JOIN documents AS document USING (doc_id) JOIN editions USING (doc_id)
    WHERE counted AND verdict = 'broken' AND board_id IS NOT NULL
    ORDER BY board_id, document.year, finding_id
"""


def findings_part(store: Store, subjects: Subjects) -> str:
    """Bars of the checks by board; every broken one leads to its sentence, the others to their number."""
    names = dict(subjects.boards)
    counts, broken = list(store.ask_rows(COUNTS)), list(store.ask_rows(BROKEN))
    values = [_bar(names, board, verdict, number) for board, verdict, number in counts if board in names]
    values += [_broken_bar(names, row) for row in broken if row[0] in names]
    if not values:
        return "<p>Inga kontroller.</p>"
    sums = [
        Listed(anchor("antal", f"{board}-{verdict}"), (names[board], _VERDICT[verdict], number))
        for board, verdict, number in counts
        if board in names
    ]
    lines = [
        Listed(anchor("fynd", row[1]), (names[row[0]], str(row[2] or ""), row[3], row[7], place(*row[4:7])))
        for row in broken
        if row[0] in names
    ]
    return "\n".join(
        [
            "<p>Tryckta tal prövade mot varandra: summor, skillnader, andelar. Varje tryckt tal står för ett "
            "intervall, så att avrundning aldrig räknas som fel. Det som inte håller står först.</p>",
            f"<figure>{findings_chart(values, 'bild-kontroller')}</figure>",
            listing("Håller inte", ("nämnd", "år", "vad", "vikt", "källa"), lines),
            listing("Antal kontroller", ("nämnd", "utfall", "antal"), sums),
        ]
    )


def _bar(names: dict[str, str], board: str, verdict: str, number: int) -> dict[str, Any]:
    name = _VERDICT[verdict]
    return {
        "nämnd": names[board],
        "utfall": name,
        "antal": number,
        "ordning": 1 + VERDICTS.index(name),
        "länk": f"#{anchor('antal', f'{board}-{verdict}')}",
        "text": f"{names[board]}: {number} {name.lower()}",
    }


def _broken_bar(names: dict[str, str], row: tuple[Any, ...]) -> dict[str, Any]:
    return {
        "nämnd": names[row[0]],
        "utfall": _VERDICT["broken"],
        "antal": 1,
        "ordning": 0,
        "länk": f"#{anchor('fynd', row[1])}",
        "text": row[3],
    }
