"""Where Swedish sentences begin, with the abbreviations, numbers and dates of reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_STOPS = frozenset(".!?…")
_CLOSING = frozenset("\"”’»)]'")
_OPENING = frozenset("\"”“«(['")
BULLETS = frozenset("•●○▪■◦∙·\uf0a1\uf0b7")
_NEVER_LAST = frozenset(
    """bl bl.a t.ex ex ca c:a cirka kl nr s.k sk dvs d.v.s resp inkl exkl kap sid s jfr fr tel st bil bilaga
    tab fig ordf sekr tf f.d d.d dr prof fil art p pkt mom ang avd adr forts alt enl t.o t fr.o f.o p.g
    pga g m.a.o jan feb mar apr jun jul aug sep sept okt nov dec mån tis ons tors fre lör sön prel ack tjf
    vol red uppl v.ordf fr.o.m t.o.m dnr bitr ordf""".split()  # noqa: SIM905
)
"""Abbreviations, without their last stop, that other words always follow."""
_MAYBE_LAST = frozenset("m.m mm m.fl mfl osv o.s.v etc o.d m f kr tkr mkr mnkr".split())  # noqa: SIM905
"""Abbreviations that may end a sentence: a capital after them begins the next."""
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?")
_SPLIT_ABBREVIATION = re.compile(r"(?:^|\s)[^\W\d_](?:\.\s?[^\W\d_]{1,2})*\.$")
_TAIL_CHARS = 12


def starts_of(doc: Doc) -> Iterator[Token]:
    """The first token of every sentence."""
    for token in doc:
        if token.i == 0 or _begins(doc, token):
            yield token


def mark_sentences(doc: Doc) -> Doc:
    """The document with the sentences' beginnings set; a pipeline component."""
    starts = {token.i for token in starts_of(doc)}
    for token in doc:
        token.is_sent_start = token.i in starts
    return doc


def _begins(doc: Doc, token: Token) -> bool:
    if token.text in BULLETS:
        return True
    at = token.i - 1
    while at > 0 and doc[at].text in _CLOSING and not doc[at - 1].whitespace_:
        at -= 1
    stop = doc[at]
    if not doc[token.i - 1].whitespace_ or token.text in _CLOSING - _OPENING:
        return False
    if not _may_open(doc, token) or stop.text[-1] not in _STOPS:
        return False
    return stop.text[-1] != "." or _is_full_stop(doc, stop, token)


def _may_open(doc: Doc, token: Token) -> bool:
    """A capital, a figure or a sign that opens; a small letter begins no sentence."""
    first = token.text[0]
    if first in _OPENING and token.i + 1 < len(doc) and not token.whitespace_:
        first = doc[token.i + 1].text[0]
    return first.isupper() or first.isdigit() or first in "+–-§"


def _is_full_stop(doc: Doc, stop: Token, following: Token) -> bool:
    word = stop.text[:-1] if len(stop.text) > 1 else (doc[stop.i - 1].text if stop.i else "")
    if len(stop.text) == 1 and stop.i and doc[stop.i - 1].whitespace_:
        return True
    folded = word.casefold().rstrip(".")
    if folded in _NEVER_LAST:
        return False
    if folded in _MAYBE_LAST:
        return following.text[0].isupper()
    before = doc.text[max(0, stop.idx - _TAIL_CHARS) : stop.idx + len(stop.text)]
    if _SPLIT_ABBREVIATION.search(before):
        return False  # «A. Ek», «t. ex.»
    return not (_SECTION.fullmatch(word) and _numbers_what_follows(doc, stop, following))


def _numbers_what_follows(doc: Doc, stop: Token, following: Token) -> bool:
    """A number with a stop that stands first, or after another stop, numbers its heading or list item."""
    at = stop.i if len(stop.text) > 1 else stop.i - 1
    return (
        at == 0 or bool(doc[at].is_sent_start) or doc[at - 1].text[-1] in _STOPS
    ) and not following.is_digit
