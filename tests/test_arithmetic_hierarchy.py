"""Expectations typed by hand from the printed tables."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lnextract.arithmetic.hierarchy import Hierarchy, RowFacts, find_hierarchy
from lnextract.arithmetic.relations import Printed
from printed_tables import row_facts

MAIN_COLUMNS = [True, True, False, True, True, True]
"""Budget, utfall, utfall %, avvikelse, prognos, avvikelse mot prognos."""

KUNGSBACKA_2020 = """Politiker|863 466 54 109 863 0
Arvoden och ersättningar|795 445 56 85 _ _
Konferens och omkostnader|68 21 31 24 _ _
Utvecklingsmedel folkhälsa|300 10 3 190 200 100
Varav intecknade|300 10 _ _ _ _|of_which
Föräldrastöd|70 6 _ _ _ _
Fysisk aktivitet på recept|60 _ _ _ _ _
Barn och ungas hälsa|70 _ _ _ _ _
Hälsofrämjande insatser|30 _ _ _ _ _
Skolan som arena|25 _ _ _ _ _
Kommunikationsmaterial|10 4 _ _ _ _
Att leda in i framtiden|25 0 _ _ _ _
Utvecklingsdagar|10 _ _ _ _ _
Total|1163 477 41 299 1063 100|total"""

LAHOLM_2018 = """Politiker|792 148 19 50 792 0
Arvoden och ersättningar|650 126 19 37 _ _
Kurs och konferens|50 16 31 -3 _ _
Kringkostnader|92 6 7 17 _ _
Utvecklingsmedel folkhälsa|430 90 21 18 430 0
Varav intecknade|430 90 21 18 _ _|of_which
Välmående ger resultat|78 63 81 _ _ _
Små barns språkutveckling|30 6 18 _ _ _
Ungdomar emellan|40 _ _ _ _ _
Föräldrar emellan|50 _ _ _ _ _
Äldre emellan|30 17 57 _ _ _
Psykisk hälsa|57 4 7 _ _ _
Fysisk aktivitet på recept|10 _ _ _ _ _
Dialog|15 _ _ _ _ _
Dialog|20 _ _ _ _ _
Friskvårdsgrupp|100 _ _ _ _ _
Total|1222 237 19 68 1222 0|total"""

HALMSTAD_2022 = """Intäkter|0 0 _ _ _ 0
Personalkostnader|807 241 30 28 807 0
Övriga driftkostnader|389 24 6 29 389 0
Summa|1196 265 22 56 1196 0|total
Personalkostnader, fördelning|_ _ _ _ _ _|group
Arvode|807 241 30 28 807 0
Summa personalkostnader|807 241 30 28 807 0|subtotal
Övriga driftkostnader, fördelning|_ _ _ _ _ _|group
Utvecklingsmedel|330 1 0 32 330 0
Kurs och konferens|50 21 42 -5 50 0
Övrigt|9 2 21 1 9 0
Summa övriga driftkostnader|389 24 6 29 389 0|subtotal
Utvecklingsmedel, fördelning|_ _ _ _ _ _|group
Insatser för barn och unga 100 tkr|_ _ _ _ _ _
Barn och ungas hälsa|75 _ _ 0 75 0
Föräldraskapsstöd|25 _ _ _ 25 0
Insatser för jämlik hälsa 200 tkr|_ _ _ _ _ _
Kunskapsuppdrag|24 1 3 0 24 0
Att leda in i framtiden|25 _ _ _ 25 0
Utvecklingsdag|15 _ _ _ 15 0
Egenträning|16 _ _ _ 16 0
Så mår vi i Halland|100 _ _ _ 100 0
Healthy Cities|20 _ _ _ 20 0
Ofördelat|30 _ _ _ 30 0
Summa utvecklingsmedel|330 1 0 0 330 0|subtotal
Totalt|1196 265 22 56 1196 0|total"""


def kinds(found: Hierarchy) -> str:
    """One letter a row: heading, item, subtotal, total."""
    return "".join(kind[0] for kind in found.kinds)


def sums(found: Hierarchy) -> dict[int, tuple[int, ...]]:
    return {each.total_row: each.part_rows for each in found.sums}


def broken(found: Hierarchy) -> list[tuple[int, int]]:
    """Total row and column of each sum that is broken."""
    return [
        (each.total_row, column)
        for each in found.sums
        for column, judged in enumerate(each.verdicts)
        if judged is not None and judged.verdict == "broken"
    ]


def find(table: str, summable: list[bool] | None = None) -> Hierarchy:
    return find_hierarchy(row_facts(table), summable)


def test_groups_before_their_parts_and_a_total_after() -> None:
    found = find(KUNGSBACKA_2020, MAIN_COLUMNS)
    assert kinds(found) == "siissiiiiiiiit"
    assert found.parents == [13, 0, 0, 13, 3, 4, 4, 4, 4, 4, 4, 4, 4, None]
    assert sums(found) == {0: (1, 2), 3: (4,), 4: tuple(range(5, 13)), 13: (0, 3)}
    assert broken(found) == []


def test_rounded_rows_and_a_line_that_bears_the_name_of_another() -> None:
    found = find(LAHOLM_2018, MAIN_COLUMNS)
    assert kinds(found) == "siii" + "ss" + "i" * 10 + "t"
    assert found.parents == [16, 0, 0, 0, 16, 4, *[5] * 10, None]
    assert broken(found) == []
    verdicts = {each.total_row: each.verdicts for each in found.sums}
    total = verdicts[16][1]
    assert total is not None and (total.verdict, total.value) == ("holds_within_rounding", 238)


def test_breakdowns_of_rows_of_a_first_block_and_a_total_printed_again() -> None:
    found = find(HALMSTAD_2022, MAIN_COLUMNS)
    assert kinds(found) == "iiit" + "his" + "hiiis" + "hh" + "ii" + "h" + "i" * 7 + "st"
    assert found.parents == [
        *[3, 3, 3, None],
        *[None, 6, None],
        *[None, 11, 11, 11, None],
        *[None, None, 24, 24, None, 24, 24, 24, 24, 24, 24, 24, None],
        None,
    ]
    assert found.restates[25] == 3 and sums(found)[25] == (0, 1, 2)
    assert broken(found) == []


LAYOUTS = {
    "signed result": (
        """Bidrag|100 120
Övriga intäkter|20 10
Summa intäkter|120 130|subtotal
Personal|-80 -70
Lokaler|-30 -31
Summa kostnader|-110 -101|subtotal
Resultat|10 29""",
        "iisiist",
        [2, 2, 6, 5, 5, 6, None],
    ),
    "blocks under headings, total of subtotals": (
        """Politik|_ _|group
Arvoden|650 126
Kurs|50 16
Summa politik|700 142|subtotal
Folkhälsa|_ _|group
Lång|78 63
Små|30 6
Summa folkhälsa|108 69|subtotal
Totalt|808 211|total""",
        "hiishiist",
        [None, 3, 3, 8, None, 7, 7, 8, None],
    ),
    "three levels without words or indents": (
        """Politik|863 466
Arvoden|795 445
Fasta|700 400
Rörliga|95 45
Konferens|68 21
Utveckling|300 10
Totalt|1163 476|total""",
        "ssiiiit",
        [6, 0, 1, 1, 0, 6, None],
    ),
    "small groups that only their total proves": (
        """Politik|90
Arvoden|50
Kurs|40
Folkhälsa|30
Dialog|20
Annat|10
Totalt|120|total""",
        "siisiit",
        [6, 0, 0, 6, 3, 3, None],
    ),
    "an incomplete varav": (
        """Personal|500 100
varav sociala avgifter|120 30|of_which
Lokaler|50 10
Summa|550 110|total""",
        "iiit",
        [3, 0, 3, None],
    ),
    "a frame above that is no part": (
        """Budgetram|1200 _ _
Politik|863 466 109
Utveckling|300 10 190
Total|1163 476 299|total""",
        "iiit",
        [None, 3, 3, None],
    ),
    "total on top": (
        """Totalt|1163 476|total
Politik|863 466
Utveckling|300 10""",
        "tii",
        [None, 0, 0],
    ),
    "no sums at all": ("Antal barn|100 120\nAntal unga|33 41\nAntal äldre|12 45", "iii", [None] * 3),
    "a single row": ("Prognos budgetavvikelse|-1196 -1196 0", "i", [None]),
    "the only sum has a name of its own": (
        "Politik|140 198\nUtveckling|98 107\nSumma nämndens verksamhet|237 305|subtotal",
        "iit",
        [2, 2, None],
    ),
    "zeros under a word": ("Politik|0 0\nUtveckling|0 0\nTotalt|0 0|total", "iit", [2, 2, None]),
    "indented lines that are not all": (
        "Kultur|500 90\n  Bibliotek|120 33\n  Museum|80 12\nIdrott|40 7\nTotalt|540 97|total",
        "iiiit",
        [4, 0, 0, 4, None],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout: str) -> None:
    table, expected_kinds, parents = LAYOUTS[layout]
    found = find(table)
    assert (kinds(found), found.parents, broken(found)) == (expected_kinds, parents, [])


@pytest.mark.parametrize(
    ("table", "printed", "instead", "expected"),
    [
        (KUNGSBACKA_2020, "Arvoden och ersättningar|795", "Arvoden och ersättningar|705", [(0, 0)]),
        (KUNGSBACKA_2020, "Politiker|863", "Politiker|873", [(0, 0), (13, 0)]),
        (KUNGSBACKA_2020, "Total|1163", "Total|1613", [(13, 0)]),
        (KUNGSBACKA_2020, "Föräldrastöd|70", "Föräldrastöd|7", [(4, 0)]),
        (LAHOLM_2018, "Kringkostnader|92 6 7 17", "Kringkostnader|92 6 7 -17", [(0, 3)]),
        (LAHOLM_2018, "Psykisk hälsa|57", "Psykisk hälsa|75", [(5, 0)]),
        (HALMSTAD_2022, "Ofördelat|30", "Ofördelat|40", [(24, 0)]),
        (HALMSTAD_2022, "Totalt|1196", "Totalt|1186", [(25, 0)]),
        (HALMSTAD_2022, "Övriga driftkostnader|389", "Övriga driftkostnader|839", [(3, 0), (25, 0)]),
        ("A|863\nB|300\nTotalt|1173|total", "", "", [(2, 0)]),
    ],
)
def test_a_planted_error_is_found_where_it_stands(
    table: str, printed: str, instead: str, expected: list[tuple[int, int]]
) -> None:
    assert printed in table
    changed = table.replace(printed, instead, 1)
    columns = MAIN_COLUMNS if table.count(" ") > 20 else None
    assert broken(find(changed, columns)) == expected


def test_words_alone_do_not_make_a_sum_that_no_column_supports() -> None:
    found = find("A|650 126\nB|50 16\nTotal|999 555|total")
    assert found.sums == [] and kinds(found) == "iit"


def test_a_percentage_column_never_sums() -> None:
    found = find("A|863 54\nB|300 3\nTotalt|1163 41|total", [True, False])
    assert [each is None for each in found.sums[0].verdicts] == [False, True]
    assert broken(found) == []


amounts = st.decimals(min_value=1, max_value=900, places=2)
blocks = st.lists(
    st.lists(st.lists(amounts, min_size=3, max_size=3), min_size=2, max_size=6), min_size=2, max_size=5
)
telling_blocks = st.lists(
    st.lists(
        st.lists(st.decimals(min_value=20, max_value=900, places=2), min_size=3, max_size=3),
        min_size=2,
        max_size=6,
    ),
    min_size=2,
    max_size=5,
)
"""Figures so large that rounding can't make up for a row too many: of ones, any rows add up."""


def row(true: list[Decimal], role: str = "plain") -> RowFacts:
    whole = Decimal(1)
    figures = [Printed(amount.quantize(whole, ROUND_HALF_UP)) for amount in true]
    return RowFacts(role, 0, figures)  # type: ignore[arg-type]


def add(rows: list[list[Decimal]]) -> list[Decimal]:
    return [sum(column, Decimal(0)) for column in zip(*rows, strict=True)]


def table_of(parts: list[list[list[Decimal]]], *, before: bool) -> list[RowFacts]:
    rows: list[RowFacts] = []
    for block in parts:
        lines = [row(line) for line in block]
        rows += [row(add(block)), *lines] if before else [*lines, row(add(block), "subtotal")]
    return [*rows, row(add([add(block) for block in parts]), "total")]


@settings(max_examples=60, deadline=None)
@given(blocks)
def test_subtotals_after_their_parts_are_never_broken_by_rounding(parts: list[list[list[Decimal]]]) -> None:
    found = find_hierarchy(table_of(parts, before=False))
    assert broken(found) == []
    assert found.kinds[-1] == "total"


@settings(max_examples=60, deadline=None)
@given(blocks)
def test_groups_before_their_parts_are_never_broken_by_rounding(parts: list[list[list[Decimal]]]) -> None:
    assert broken(find_hierarchy(table_of(parts, before=True))) == []


@settings(max_examples=60, deadline=None)
@given(telling_blocks, st.integers(0, 2), st.integers(min_value=50, max_value=400))
def test_an_error_in_the_grand_total_is_found(
    parts: list[list[list[Decimal]]], column: int, off: int
) -> None:
    rows = table_of(parts, before=False)
    figures = list(rows[-1].figures)
    figure = figures[column]
    assert figure is not None
    figures[column] = Printed(figure.value + off)
    found = find_hierarchy([*rows[:-1], RowFacts("total", 0, figures)])
    assert (len(rows) - 1, column) in broken(found)


def test_a_table_of_sixty_rows_does_not_take_long() -> None:
    parts = [
        [[Decimal(7 * line + 13 * block + column * 31 % 97 + 1) for column in range(6)] for line in range(6)]
        for block in range(8)
    ]
    rows = table_of(parts, before=True)
    started = perf_counter()
    found = find_hierarchy(rows)
    # A quarter of a second leaves room for a slow machine; a search over subsets would take hours.
    assert perf_counter() - started < 0.25
    assert len(found.sums) == 9
