"""Row labels: footnote marks and codes taken off, the account looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lnextract.knowledge.entries import LabelRole
from lnextract.knowledge.vocabulary import Vocabulary, load_vocabulary

CODE_DIGITS_MAX = 10
"""Digits: the longest printed account or cost-centre number."""

_FOOTNOTE = re.compile(
    r"(?:\s*(?:\*+|[¹²³⁴⁵⁶⁷⁸⁹]+⁾?)|\s*\d{1,2}\)|(?<=[a-zåäö)])\s?\(\d\)|(?<=[a-zåäö])\d)\s*$"
)
_FOOTNOTE_IN_FRONT = re.compile(r"^\s*(?:\*+|\d\))\s*(?=[A-ZÅÄÖa-zåäö])")
_CODE = re.compile(rf"^\s*(?P<code>\d{{2,{CODE_DIGITS_MAX}}})(?:\s*[-–:]\s*|\s+)(?=[A-ZÅÄÖa-zåäö])")
_NAMED_AFTER_NUMBER = re.compile(r"(?:covid-?|agenda\s?|år\s?|del\s?|nivå\s?|steg\s?|ur)\d+$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class LabelReading:
    """A row label, read."""

    label: str
    """White space folded, footnote mark and code taken off."""
    account: str | None
    code: str | None
    role: LabelRole


def read_label(
    repaired: str, code: str | None = None, year: int | None = None, vocabulary: Vocabulary | None = None
) -> LabelReading:
    """A repaired label with its account.

    Args:
        repaired: the label with broken words joined.
        code: number from the table's code column; else a number in front of the label is taken.
        year: the report's, for accounts that hold in some years only.
        vocabulary: the package's where not given.
    """
    words = vocabulary or load_vocabulary()
    label = strip_footnote(" ".join(repaired.split()))
    found = _CODE.match(label) if code is None else None
    if found and not _YEAR.match(found["code"]):
        label, code = label[found.end() :], found["code"]
    return LabelReading(label, words.account_of(label, year), code, words.label_role(label))


def strip_footnote(label: str) -> str:
    """The label without a footnote mark: *, raised digits, 1), (1), or a digit grown onto the last word."""
    if _NAMED_AFTER_NUMBER.search(label):
        return label
    bare = _FOOTNOTE_IN_FRONT.sub("", _FOOTNOTE.sub("", label))
    return bare or label
