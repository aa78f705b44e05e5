"""Whose report it is, of which kind and when: cover, titles, captions and signatures come before the text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lnextract.extract.bodies import Owner, owner, region_of
from lnextract.extract.passages import TITLE_PLACES, Passage, in_place, passages
from lnextract.extract.report_time import report_dates, report_number, report_period, report_year
from lnextract.extract.report_words import report_words
from lnextract.extract.signatures import signatories, signature_lines, signature_pieces
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.blocks import Piece
from lnextract.model.report import Doubt, Identity, Period, ReportType
from lnextract.swedish.periods import PrintedPeriod


def identify(
    pieces: Sequence[Piece], vocabulary: Vocabulary, *, deck: bool = False
) -> tuple[Identity, list[Doubt]]:
    """The identity of one document, and a doubt for everything in it that is not printed as such.

    `deck`: the document is a set of slides, so its cover is the title slide and its type `presentation`.
    """
    doubts: list[Doubt] = []
    found = passages(pieces, signature_pieces(pieces), report_words(vocabulary))
    whose = owner(found, vocabulary)
    _doubt_owner(whose, found, doubts)
    told = _type_told(found, doubts)
    year = _year(found, told, doubts)
    number = report_number(found) if told == "uppföljningsrapport" else None
    identity = Identity(
        body=whose.body,
        municipality=whose.municipality,
        municipality_code=whose.code,
        region=region_of(whose, year, found, vocabulary),
        report_type="presentation" if deck else told,
        report_number=number,
        year=year,
        period=_period(found, told, number, year, vocabulary, doubts),
        date=_date(report_dates(found, signature_lines(pieces), deck=deck), found, doubts),
        signatories=[] if deck else signatories(pieces),
    )
    return identity, doubts


def _doubt(code: str, message: str, found: Sequence[Passage]) -> Doubt:
    return Doubt(code=code, message=message, table=None, span=found[0].span if found else None)


def _doubt_owner(whose: Owner, found: Sequence[Passage], doubts: list[Doubt]) -> None:
    if whose.body is None:
        doubts.append(_doubt("body_missing", "No board is named in the document.", found))
    elif whose.body_guessed:
        message = f"No cover, title or signature names the board; {whose.body} is the one named most."
        doubts.append(_doubt("body_assumed", message, found))
    if whose.municipality_guessed:
        message = (
            f"The municipality is not printed with the board; {whose.municipality} is the one named most."
        )
        doubts.append(_doubt("municipality_assumed", message, found))


def _type_told(found: Sequence[Passage], doubts: list[Doubt]) -> ReportType:
    """What it calls itself on the cover, in a title or a caption; else a guess from headings and tables."""
    for place in TITLE_PLACES:
        kinds = [mention.report_type for passage in in_place(found, place) for mention in passage.mentions]
        if kinds:
            return _first_report(kinds)
    kinds = [
        m.report_type
        for passage in in_place(found, "heading")
        for m in passage.mentions
        if m.number or m.year
    ]
    guess = _first_report(kinds) if kinds else "uppföljningsrapport" if _reports_a_period(found) else "other"
    if guess != "other":
        message = f"No cover or title says what kind of report this is; taken as {guess}."
        doubts.append(_doubt("report_type_assumed", message, found))
    return guess


def _year(found: Sequence[Passage], told: ReportType, doubts: list[Doubt]) -> int | None:
    year = report_year(found, told)
    if year.guess is not None:
        message = f"No year is printed with the report's name; {year.value} is {year.guess}."
        doubts.append(_doubt("year_assumed", message, found))
    return year.value


def _first_report(kinds: Sequence[ReportType]) -> ReportType:
    """A plan named beside a report («Uppföljning av verksamhetsplan») leaves it a report."""
    return next((kind for kind in kinds if kind != "other"), "other")


def _reports_a_period(found: Sequence[Passage]) -> bool:
    """A document without title whose tables show outcomes of months from January on is a report of them."""
    tables = in_place(found, "table")
    return any("utfall" in table.text.lower() for table in tables) and report_period(tables, None) is not None


def _period(
    found: Sequence[Passage],
    told: ReportType,
    number: int | None,
    identity_year: int | None,
    vocabulary: Vocabulary,
    doubts: list[Doubt],
) -> Period | None:
    """The report's months; a bokslut covers the calendar year."""
    if identity_year is None or told == "other":
        return None
    if told == "årsredovisning":
        return Period(from_=date(identity_year, 1, 1), to=date(identity_year, 12, 31))
    printed = report_period(found, identity_year)
    if printed is not None or number is None:
        return printed
    usual = vocabulary.usual_months(number, identity_year)
    if usual is None:
        return None
    period = PrintedPeriod(usual[0], usual[1], None, "", 0, 0).to_period(identity_year)
    message = f"No months are printed; those usual for report {number} of {identity_year} are taken."
    doubts.append(_doubt("period_assumed", message, found))
    return period


def _date(days: Sequence[date], found: Sequence[Passage], doubts: list[Doubt]) -> date | None:
    """The first day printed there."""
    if len(set(days)) > 1:
        printed = ", ".join(day.isoformat() for day in sorted(set(days)))
        doubts.append(
            _doubt("date_assumed", f"Several dates are printed there ({printed}); the first is taken.", found)
        )
    return days[0] if days else None
