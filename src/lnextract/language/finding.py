"""The entry point: a report → the mentions of its prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lnextract.language.passages import passages_of
from lnextract.language.signed import signatories_of
from lnextract.model.mentions import Mention

if TYPE_CHECKING:
    from lnextract.knowledge.vocabulary import Vocabulary
    from lnextract.model.report import Report


def mentions_of(report: Report, words: Vocabulary) -> list[Mention]:
    """Initiatives, partners, events, people, sums and decisions that a report names, in printed order.

    Several mentions can share words: «VGR» is one mention with several keys, «konferensen Att leda in i
    framtiden» an event and an initiative. The same report gives the same list.
    """
    return signatories_of(report, passages_of(report), words)
