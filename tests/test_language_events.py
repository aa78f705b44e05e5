"""Events, their dates and counts, decisions and sums."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lnextract.language.counts import counts_in
from lnextract.language.when import ReportTime, times_in
from lnextract.model.mentions import MentionDate
from lnextract.model.report import Period
from prose_reports import mentions

SEEN = ReportTime(2021, Period(from_=date(2021, 1, 1), to=date(2021, 4, 30)))


def days(text: str, ahead: bool | None = None) -> list[tuple[str, str, str, bool]]:
    dates: list[MentionDate | None] = [when.to_date(SEEN, ahead=ahead) for when in times_in(text)]
    return [
        (str(each.from_date), str(each.to_date), each.precision, each.year_printed) for each in dates if each
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("den 14 mars", [("2021-03-14", "2021-03-14", "day", False)]),
        ("den 27/10", [("2021-10-27", "2021-10-27", "day", False)]),
        (
            "den 3 maj och den 5 maj 2018",
            [("2018-05-03",) * 2 + ("day", True), ("2018-05-05",) * 2 + ("day", True)],
        ),
        ("2022-06-01", [("2022-06-01", "2022-06-01", "day", True)]),
        ("i maj", [("2021-05-01", "2021-05-31", "month", False)]),
        ("i februari 2020", [("2020-02-01", "2020-02-29", "month", True)]),
        ("april-juni", [("2021-04-01", "2021-06-30", "month", False)]),
        ("hösten 2021", [("2021-07-01", "2021-12-31", "term", True)]),
        ("under våren", [("2021-01-01", "2021-06-30", "term", False)]),
        ("i höstas", [("2021-07-01", "2021-12-31", "term", False)]),
        ("under 2017", [("2017-01-01", "2017-12-31", "year", True)]),
        ("2018 års arbete", [("2018-01-01", "2018-12-31", "year", True)]),
        ("efter sommaren", []),
        ("den 31 juni", []),
        ("1 av 3 skolor, 1/3 av dem", []),
        ("kostade 2019 kr", []),
    ],
)
def test_times(text: str, expected: list[tuple[str, str, str, bool]]) -> None:
    assert days(text) == expected


def test_a_month_beyond_the_period_lies_in_the_year_that_fits() -> None:
    assert days("i november", ahead=False) == [("2020-11-01", "2020-11-30", "month", False)]
    assert days("i november", ahead=True) == [("2021-11-01", "2021-11-30", "month", False)]
    assert days("i februari", ahead=True) == [("2022-02-01", "2022-02-28", "month", False)]


@pytest.mark.parametrize(
    ("text", "value", "approximate"),
    [
        ("30 dialoger", 30, False),
        ("ca 30 dialoger", 30, True),
        ("tjugo möten", 20, False),
        ("ett trettiotal", 30, True),
        ("ett 20-tal", 20, True),
        ("1 200 utbildade", 1200, False),
        ("drygt 60 invånare", 60, True),
    ],
)
def test_counts(text: str, value: int, approximate: bool) -> None:
    [count] = counts_in(text)
    assert (count.value, count.approximate) == (Decimal(value), approximate)


@pytest.mark.parametrize("text", ["under 2019", "300 tkr", "54 %", "kl. 12.15", "en dialog", "ett möte"])
def test_no_counts(text: str) -> None:
    assert counts_in(text) == []


def test_conflicting_claims_stand_side_by_side_each_with_its_own_words() -> None:
    said = [
        "Under hösten 2021 genomfördes 27 dialoger.",
        "Hösten 2021 hölls 30 dialoger med invånare.",
        "Nämnderna har haft ca 30 dialoger under hösten 2021.",
    ]
    found = mentions(*said, kind="event")
    assert [(each.category, each.value, each.approximate) for each in found] == [
        ("dialog", 27, False),
        ("dialog", 30, False),
        ("dialog", 30, True),
    ]
    assert [each.quote for each in found] == said
    assert {(each.dates[0].from_date, each.dates[0].precision) for each in found} == {
        (date(2021, 7, 1), "term")
    }


@pytest.mark.parametrize(
    ("text", "category", "status"),
    [
        ("Föreläsningen i Bua ställdes in.", "föreläsning", "cancelled"),
        ("En konferens planeras i oktober.", "konferens", "planned"),
        ("Två dialoger har genomförts.", "dialog", "held"),
        ("Utvecklingsdagen hölls den 23 oktober.", "utvecklingsdag", "held"),
        ("Länspresidiet har samlats vid tre tillfällen.", "länspresidium", "held"),
        ("Nämndens workshop om tillit.", "workshop", None),
    ],
)
def test_events_and_how_they_went(text: str, category: str, status: str | None) -> None:
    [event] = mentions(text, kind="event")
    assert (event.category, event.status) == (category, status)


def test_the_number_of_times_counts_for_the_one_event() -> None:
    [event] = mentions("Länspresidiet har samlats vid tre tillfällen.", kind="event")
    assert (event.value, event.unit) == (3, "st")


@pytest.mark.parametrize(
    "text",
    [
        "Nämnden för en god dialog med kommunen.",
        "Kurs och konferens överskrider budgeten.",
        "Arbetet omfattar kartläggning och dialog.",
        "Ledamöter deltog.",
        "Rapporten ”Tillit – dialoger 2.0” har genomförts.",
    ],
)
def test_words_that_tell_of_no_event(text: str) -> None:
    assert mentions(text, kind="event") == []


def test_who_took_part() -> None:
    [event] = mentions("Den 5 mars hölls en dialog med 40 ungdomar och Röda Korset i Hylte.", kind="event")
    assert event.participants == ["Röda Korset", "40 ungdomar"]


@pytest.mark.parametrize(
    ("text", "category", "who", "verbs"),
    [
        (
            "Nämnden beslutade den 26 februari att avveckla FaR.",
            "besluta",
            ["Nämnden"],
            ["besluta", "avveckla"],
        ),
        ("Vid mötet i maj beslutade nämnderna om en process.", "besluta", ["nämnderna"], ["besluta"]),
        ("Ansökan avslogs i juni.", "avslå", [], ["avslå"]),
        (
            "Regionfullmäktige har beslutat att nämnderna upphör.",
            "besluta",
            ["Regionfullmäktige"],
            ["besluta"],
        ),
        ("Kultur på recept avslutas den 31 december 2020.", "avsluta", [], ["avsluta"]),
        ("Beslut i RS 3 juni", "beslut", ["RS"], ["besluta"]),
    ],
)
def test_decisions(text: str, category: str, who: list[str], verbs: list[str]) -> None:
    [decision] = mentions(text, kind="decision")
    assert (decision.category, decision.participants, decision.verbs) == (category, who, verbs)


@pytest.mark.parametrize(
    "text",
    [
        "Arbetet följer de av regionfullmäktige beslutade fokusområdena.",
        "Nämnden har i användandet av tilldelade medel följt målen.",
        "Nämnden ska besluta om det senare.",
        "Dialogerna avslutas i maj.",
    ],
)
def test_words_that_tell_of_no_decision(text: str) -> None:
    assert mentions(text, kind="decision") == []
