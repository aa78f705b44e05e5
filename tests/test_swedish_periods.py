"""Months, dates and years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lnextract.swedish.months import MONTH_NUMBERS
from lnextract.swedish.periods import find_dates, find_periods, find_years, parse_period

STATED = [
    ("jan-\nmars", 1, 3, None),
    ("jan-\naug 2020", 1, 8, 2020),
    ("Jan-\n\napril\n2022", 1, 4, 2022),
    ("Utfall \nJan-april", 1, 4, None),
    ("Budget jan-\naug 2020", 1, 8, 2020),
    ("januari - augusti", 1, 8, None),
    ("januari–augusti 2021", 1, 8, 2021),
    ("januari — augusti, 2021", 1, 8, 2021),
    ("jan.-aug. 2020", 1, 8, 2020),
    ("jan - sept", 1, 9, None),
    ("jan-dec", 1, 12, None),
    ("januari till och med augusti 2020", 1, 8, 2020),
    ("från januari till april", 1, 4, None),
    ("april-juni", 4, 6, None),
    ("Februari 2021 - mars 2021", 2, 3, 2021),
    ("Utfall 2022 jan-april", 1, 4, 2022),
    ("2022-01-01 – 2022-04-30", 1, 4, 2022),
    ("2022-01-01--2022-04-30", 1, 4, 2022),
    ("20220101-20220430", 1, 4, 2022),
    ("202101-202108", 1, 8, 2021),
    ("2021-01 – 2021-08", 1, 8, 2021),
    ("1 januari - 30 april 2022", 1, 4, 2022),
    ("1/1-30/4 2022", 1, 4, 2022),
    ("1/1–28/2", 1, 2, None),
    ("t.o.m. aug", 1, 8, None),
    ("t o m augusti 2019", 1, 8, 2019),
    ("Budget tom mars", 1, 3, None),
    ("till och med april", 1, 4, None),
    ("per augusti", 1, 8, None),
    ("Ack. utfall per 2021-08-31", 1, 8, 2021),
    ("per den 31 augusti 2021", 1, 8, 2021),
    ("t.o.m. 31/8", 1, 8, None),
    ("31 augusti 2021", 1, 8, 2021),
    ("2021-08-31", 1, 8, 2021),
    ("ack augusti", 1, 8, None),
    ("Delårsrapport augusti 2021", 1, 8, 2021),
    ("T1", 1, 4, None),
    ("tertial 1 2021", 1, 4, 2021),
    ("Tertial 2", 5, 8, None),
    ("andra tertialet", 5, 8, None),
    ("t.o.m. tertial 2", 1, 8, None),
    ("delår 2", 1, 8, None),
    ("Q1", 1, 3, None),
    ("kvartal 3 2019", 7, 9, 2019),
    ("2:a kvartalet", 4, 6, None),
    ("t.o.m. kvartal 3", 1, 9, None),
    ("första halvåret 2020", 1, 6, 2020),
    ("halvårsbokslut", 1, 6, None),
    ("helår 2021", 1, 12, 2021),
    ("Prognos helår", 1, 12, None),
    ("april 2022", 4, 4, 2022),
    ("Mar", 3, 3, None),
    ("Uppföljningsrapport \n1 januari - april \nLokal nämnd \nApril 2022 ", 1, 4, None),
    ("Resultat jan-aug 2020 Budget jan-aug", 1, 8, 2020),
]


@pytest.mark.parametrize(("text", "first", "last", "year"), STATED)
def test_the_period_that_a_text_states(text: str, first: int, last: int, year: int | None) -> None:
    period = parse_period(text)
    assert period is not None
    assert (period.start_month, period.end_month, period.year) == (first, last, year)
    assert text[period.start : period.end] == period.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Utfall",
        "Budget 2020",
        "svarsperiod tom 23 maj",
        "sep 2020-aug 2021",
        "nov-feb",
        "Jan-Olof",
        "Jan Ek",
        "kvartal 1-3",
        "Q1-Q3",
        "T1 och T2",
        "tertial 4",
        "1 januari - 15 april 2022",
        "2022-01-01 – 2022-04-29",
        "tillmars",
        "per månad",
        "14 augusti 2021",
        "ett halvår",
        "UR1 2022",
        "majoritet-aprikos",
        "jan-mars jan-aug",
        "jan-aug 2019 jan-aug 2020",
    ],
)
def test_no_single_period_is_stated(text: str) -> None:
    assert parse_period(text) is None


def test_all_periods_of_a_header_row_in_order() -> None:
    text = "Uppdrag Resultat jan-\naug 2020 Budget jan-\naug 2020 Budget 2020 Prognos helår"
    found = [(p.start_month, p.end_month, p.year, p.form) for p in find_periods(text)]
    assert found == [(1, 8, 2020, "range"), (1, 8, 2020, "range"), (1, 12, None, "part")]


def test_a_sentence_end_is_no_part_of_a_period() -> None:
    assert [p.text for p in find_periods("Utfall januari-april. Prognos jan.-aug. 2020.")] == [
        "januari-april",
        "jan.-aug. 2020",
    ]


def test_the_printed_year_wins() -> None:
    printed, bare = parse_period("jan-feb 2020"), parse_period("jan-feb")
    assert printed is not None and bare is not None
    leap = printed.to_period(2021)
    assert leap is not None and (leap.from_, leap.to) == (date(2020, 1, 1), date(2020, 2, 29))
    given_year = bare.to_period(2021)
    assert given_year is not None and given_year.to == date(2021, 2, 28)
    assert bare.to_period(None) is None


@given(
    st.sampled_from(sorted(MONTH_NUMBERS)),
    st.sampled_from(sorted(MONTH_NUMBERS)),
    st.sampled_from(["-", "–", " - ", "-\n", " –\n", " till ", " t.o.m. ", " till och med "]),
    st.one_of(st.none(), st.integers(1990, 2049)),
    st.booleans(),
)
def test_any_month_range_is_read_back(
    first: str, last: str, to: str, year: int | None, capital: bool
) -> None:
    text = f"{first.capitalize() if capital else first}{to}{last}" + (f" {year}" if year else "")
    period = parse_period(f"Utfall {text} (tkr)")
    if MONTH_NUMBERS[first] > MONTH_NUMBERS[last]:
        assert period is None or period.form != "range"
        return
    assert period is not None
    assert (period.start_month, period.end_month) == (MONTH_NUMBERS[first], MONTH_NUMBERS[last])
    assert (period.year, period.text) == (year, text)


def test_dates() -> None:
    text = "Halmstad 2022-06-01, den 2 juni 2022; 3/6 2022, 4/6-2022. "
    text += "31 feb 2022, 2022-13-01, juni 2022, 1-2 juni 2022"
    found = find_dates(text)
    assert [day.date for day in found] == [date(2022, 6, day) for day in (1, 2, 3, 4)]
    assert all(text[day.start : day.end] == day.text for day in found)


@given(
    st.dates(date(1990, 1, 1), date(2049, 12, 31)),
    st.sampled_from(["{0:%Y-%m-%d}", "{0.day}/{0.month} {0.year}"]),
)
def test_any_date_is_read_back(day: date, form: str) -> None:
    assert [found.date for found in find_dates(f"Datum {form.format(day)}.")] == [day]
    assert find_years(f"{day - timedelta(days=1):%Y-%m-%d}") == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Budget 2020", [2020]),
        ("(2020-2022)", [2020, 2022]),
        ("2020-\n2022", [2020, 2022]),
        ("2020/2021", [2020, 2021]),
        ("UR2 2020.", [2020]),
        ("Avvikelse Budget 2022-prognos", [2022]),
        ("1 juni 2022", [2022]),
        ("2022-06-01 Agenda 2030 RS 2021/0123 2022 tkr 12022 1989 2050 2020,5", []),
    ],
)
def test_years(text: str, years: list[int]) -> None:
    assert find_years(text) == years
