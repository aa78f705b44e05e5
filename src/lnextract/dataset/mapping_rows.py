"""Rows of `mappings`: how a printed word became a code, by what rule, and why."""

from __future__ import annotations

from lnextract.dataset.ids import hashed
from lnextract.dataset.rows.rules import Mapping
from lnextract.knowledge.entries import Judgement

RULES_VERSION = "1"
"""Counted up when a rule is changed so that the same words get another code."""
_AUTHOR = "lnextract"
_BY_VOCABULARY = {
    "account": "Radens hela text är en av kontoradens skrivsätt i ordlistan.",
    "measure": "Rubrikens ord, tabellens övriga rubriker och tal som går ihop avgör måttet.",
    "status": "Statusordet är ett av ordlistans skrivsätt.",
    "board": "Namnet är ett av nämndens namn genom åren.",
}


def by_vocabulary(kind: str, raw: str, canonical: str) -> Mapping:
    """A word that the vocabulary knows as a whole."""
    return _mapping(kind, raw, canonical, f"vocabulary:{kind}", _AUTHOR, _BY_VOCABULARY[kind])


def by_judgement(kind: str, raw: str, canonical: str, rule: str, judgement: Judgement) -> Mapping:
    """A word that a rule with author and reason maps."""
    return _mapping(kind, raw, canonical, rule, judgement.author, judgement.reason)


def _mapping(kind: str, raw: str, canonical: str, rule: str, author: str, reason: str) -> Mapping:
    return Mapping(
        mapping_id=hashed(kind, raw, canonical, rule),
        kind=kind,
        raw=raw,
        canonical=canonical,
        mapped_by="rule",
        rule=rule,
        author=author,
        reason=reason,
        version=RULES_VERSION,
    )
