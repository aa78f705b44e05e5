"""Printed figures, units, and figures in running text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lnextract.swedish.figure import GROUP_BLANKS, MINUS_SIGNS
from lnextract.swedish.numbers import (
    canonical_unit,
    find_money_unit,
    find_numbers,
    find_unit,
    parse_number,
)

CELLS = [
    ("1 196 tkr", "1196", "tkr", 0),
    ("-1 196", "-1196", None, 0),
    ("-1 196 tkr", "-1196", "tkr", 0),
    ("– 5", "-5", None, 0),
    ("−5", "-5", None, 0),
    ("- 5 %", "-5", "%", 0),
    ("(289)", "-289", None, 0),
    ("(1 289) tkr", "-1289", "tkr", 0),
    ("(289 tkr)", "-289", "tkr", 0),
    ("54 %", "54", "%", 0),
    ("19%", "19", "%", 0),
    ("53,1%", "53.1", "%", 1),
    ("53,1 procent", "53.1", "%", 1),
    ("0,0Mnkr", "0.0", "mnkr", 1),
    ("0,3 Mnkr", "0.3", "mnkr", 1),
    ("-0,2 MSEK", "-0.2", "mnkr", 1),
    ("2,5 mkr", "2.5", "mnkr", 1),
    ("3 miljoner kronor", "3", "mnkr", 0),
    ("3 miljoner", "3", "mnkr", 0),
    ("1.234.567", "1234567", None, 0),
    ("1.196", "1196", None, 0),
    ("1.196,50 kr", "1196.50", "kr", 2),
    ("1.5", "1.5", None, 1),
    ("+12", "12", None, 0),
    ("1196", "1196", None, 0),
    ("85 000 kr", "85000", "kr", 0),
    ("500:-", "500", "kr", 0),
    ("15 tusen kronor", "15", "tkr", 0),
    ("15 kkr", "15", "tkr", 0),
    ("15 tSEK", "15", "tkr", 0),
    ("15 t kr", "15", "tkr", 0),
    ("12 st", "12", "st", 0),
    ("12 st.", "12", "st", 0),
    ("1\u00a0196\u00a0tkr", "1196", "tkr", 0),
    ("1\u202f196", "1196", None, 0),
    ("1 196\ntkr", "1196", "tkr", 0),
    ("0", "0", None, 0),
    ("-0", "0", None, 0),
    ("-", "0", None, 0),
    ("–", "0", None, 0),
    ("−", "0", None, 0),
    ("—", "0", None, 0),
    ("2022", "2022", None, 0),
]


@pytest.mark.parametrize(("cell", "value", "unit", "decimals"), CELLS)
def test_a_cell_is_a_figure(cell: str, value: str, unit: str | None, decimals: int) -> None:
    number = parse_number(f"  {cell} ")
    assert number is not None
    assert (str(number.value), number.unit, number.decimals) == (value, unit, decimals)
    assert (number.text, number.start, number.end) == (cell, 2, 2 + len(cell))


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "jan-aug",
        "2.1.1",
        "2022-06-01",
        "23/10",
        "1.0.1",
        "12.15-14.30",
        "Agenda2030",
        "Agenda 2030",
        "UR2",
        "863 466 54 %",
        "1  196",
        "1 23",
        "12 34",
        "1 1960",
        "01 196",
        "0123",
        "0.196",
        "1,234,567",
        "1,2,3",
        "1 234.567",
        "(-5)",
        "(5",
        "5)",
        "5 -",
        "--",
        "5 miljarder kronor",
        "2 procentenheter",
        "3 %-enheter",
        "5 tkr %",
        "5 sek",
        "20220601",
        "3-5 %",
        "54%%",
        "tkr",
        "tkr 5",
        "< 5",
        "ca 5",
        "5 personer",
        "863 *a",
        "8631)",
        "1\n196",
        "kl. 14",
    ],
)
def test_a_cell_is_no_figure(cell: str) -> None:
    assert parse_number(cell) is None


@pytest.mark.parametrize(
    ("cell", "value", "figure", "mark"),
    [
        ("863*", 863, "863", "*"),
        ("863 **", 863, "863", "**"),
        ("863¹", 863, "863", "¹"),
        ("863 1)", 863, "863", "1)"),
        ("1 196 2)", 1196, "1 196", "2)"),
        ("1 196 tkr 1)", 1196, "1 196 tkr", "1)"),
        ("54 %*", 54, "54 %", "*"),
        ("(289)*", -289, "(289)", "*"),
    ],
)
def test_a_footnote_mark_is_no_part_of_the_figure(cell: str, value: int, figure: str, mark: str) -> None:
    number = parse_number(cell)
    assert number is not None
    assert (number.value, number.text, number.footnote) == (Decimal(value), figure, mark)
    assert cell[number.start : number.end] == figure


@st.composite
def printed_figures(draw: st.DrawFn) -> tuple[str, Decimal, str | None]:
    """A figure in any style, with its value and unit."""
    decimals = draw(st.integers(0, 3))
    units = draw(st.integers(0, 10**12))
    value = Decimal(units).scaleb(-decimals)
    whole, _, fraction = f"{value:f}".partition(".")
    separator = draw(st.sampled_from(["", ".", *GROUP_BLANKS]))
    text = f"{int(whole):,}".replace(",", separator) + (f",{fraction}" if fraction else "")
    style = draw(st.sampled_from(["plain", "plus", "minus", "brackets"]))
    spelt, unit = draw(
        st.sampled_from(
            [("", None), (" tkr", "tkr"), ("tKr", "tkr"), (" Mnkr", "mnkr"), ("%", "%"), ("\u00a0kr", "kr")]
        )
    )
    if style == "plus":
        text = "+" + text
    elif style == "minus":
        text = draw(st.sampled_from(MINUS_SIGNS)) + draw(st.sampled_from(["", " "])) + text
    elif style == "brackets":
        text = f"({text})"
    negative = style in ("minus", "brackets")
    return text + spelt, -value if negative else value, unit


@given(printed_figures())
def test_any_style_is_read_back(printed: tuple[str, Decimal, str | None]) -> None:
    text, value, unit = printed
    number = parse_number(text)
    if number is None:  # only eight digits that are a calendar day may be refused
        assert sum(char.isdigit() for char in text) == 8 and " " not in text.strip()
        return
    assert (number.value, number.unit, number.text) == (value, unit, text)


@given(st.text(alphabet="0123456789 .,-–()%*tkrjanmug/:\u00a0\n", max_size=16))
def test_no_text_breaks_the_reader_and_offsets_hold(text: str) -> None:
    number = parse_number(text)
    for found in [*find_numbers(text), *([number] if number else [])]:
        assert text[found.start : found.end] == found.text
        assert found.text.strip() == found.text
        assert -found.value.as_tuple().exponent == found.decimals  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *[
            (word, "tkr")
            for word in ("tkr", "tKr", "Tkr", "TKR", "kkr", "tusen kronor", "i tkr", "(tkr)", "tSEK")
        ],
        *[
            (word, "tkr")
            for word in ("tusental kronor", "tusentals kronor", "1000-tal kronor", "t kr", "tkr.")
        ],
        *[(word, "kr") for word in ("kronor", "kr", "SEK", "i kronor", "kr.")],
        *[
            (word, "mnkr")
            for word in ("mnkr", "Mnkr", "mkr", "MSEK", "miljoner", "miljoner kronor", "milj. kr")
        ],
        *[(word, "%") for word in ("%", "procent", "%-andel", "(%)")],
        *[(word, "st") for word in ("st", "stycken", "Antal")],
        *[
            (word, None)
            for word in ("", "Utfall", "miljarder kronor", "procentenheter", "sek", "stöd", "krav", "5")
        ],
    ],
)
def test_a_unit_in_any_spelling(text: str, unit: str | None) -> None:
    assert canonical_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Belopp i tkr", "tkr"),
        ("Budget 2022 i tkr", "tkr"),
        ("Avvikelse (periodiserad)\n\ni tKr", "tkr"),
        ("(mnkr)", "mnkr"),
        ("i tusental kronor", "tkr"),
        ("Belopp i 1 000 kr", "tkr"),
        ("Belopp i tusen\nkronor", "tkr"),
        ("Ack resultat tkr", "tkr"),
        ("Utfall %", "%"),
        ("Utfall (%)", "%"),
        ("tkr", "tkr"),
        ("Belopp i kronor", "kr"),
        ("Belopp i miljarder kronor", None),
        ("Förändring i %-enheter", None),
        ("Budget", None),
        ("Kreditering av stöd", None),
        ("Tillstånd", None),
        ("Utfall tkr / %", None),
        ("Antal deltagare", None),
    ],
)
def test_the_unit_that_a_header_states(text: str, unit: str | None) -> None:
    assert find_unit(text) == unit


def test_money_is_found_beside_percent() -> None:
    assert find_money_unit("Belopp i tkr, andel i %") == "tkr"
    assert find_money_unit("Belopp i tkr och mnkr") is None
    assert find_money_unit("Utfall %") is None


PROSE = [
    (
        "Nämndens utfall för perioden januari-april är 265 tkr med en positiv budgetavvikelse om 56 tkr.",
        [("265", "tkr"), ("56", "tkr")],
    ),
    ("resultat för perioden januari-augusti är plus 299 tkr.", [("299", "tkr")]),
    ("budgetavvikelse om -1 196 tkr", [("-1196", "tkr")]),
    ("vilket är 54 procent av budget", [("54", "%")]),
    ("ett överskott på 2,3 miljoner kronor", [("2.3", "mnkr")]),
    ("av beslutade 100 000 kr har 85 000 kr. använts", [("100000", "kr"), ("85000", "kr")]),
    ("en ökning med 3-5 % mot föregående år", [("3", "%"), ("5", "%")]),
    ("mellan 5 000–6 000 kr", [("5000", "kr"), ("6000", "kr")]),
    ("utfallet 1.234.567 kr", [("1234567", "kr")]),
    ("35 tkr av nämnden under 2019", [("35", "tkr"), ("2019", None)]),
    ("för 138 deltagare samt för ett 20-tal personer", [("138", None)]),
    ("Covid-19 den 1 juni 2022, 2022-06-01 och 23/10", []),
    ("på grund av Covid-\n19, Covid -19 och Covid –19", []),
    ("Agenda 2030, § 3, avsnitt 2.1.1 och rapport 2.0", []),
    ("kl. 13 samt 12.15-14.30, telefon 035-13 48 00, org.nr 232100-0115", []),
    ("utfall jan-aug 2020, per den 31 augusti", []),
    ("15 tusen personer och 3 miljoner invånare", []),
    ("15 tusen kronor", [("15", "tkr")]),
    ("2 miljarder kronor", []),
    ("ökade med 2 procentenheter", []),
    ("(2020-2022)", [("2020", None), ("2022", None)]),
    ("UR2 och T1 och LN22", []),
    ("https://exempel.se/19 och namn19@exempel.se", []),
    ("minskade med −5 %, alltså 1\u00a0196 tkr", [("-5", "%"), ("1196", "tkr")]),
    ("utfallet 265\ntkr", [("265", "tkr")]),
]


@pytest.mark.parametrize(("text", "figures"), PROSE)
def test_figures_in_running_text(text: str, figures: list[tuple[str, str | None]]) -> None:
    found = find_numbers(text)
    assert [(str(number.value), number.unit) for number in found] == figures
    assert all(text[number.start : number.end] == number.text for number in found)
