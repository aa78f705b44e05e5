"""Tables of figures in dumps as strangers print them: each test a kind of misreading that is mended."""

from __future__ import annotations

from pathlib import Path

import pytest

import lnextract
from lnextract.model.report import Report, Table

SURE = 0.8
INTRODUCTION = (
    "Uppföljningsrapport 2 2021\nLokal nämnd Laholm\n\n\n\n1 Inledning\n\n"
    "Nämnden har under perioden arbetat enligt sin plan och redovisar här hur de medel som\n"
    "har tilldelats har använts. Avvikelserna mot budget kommenteras under tabellen.\n\n2 Ekonomi\n\n"
)
CLOSING = "\n\nNämnden bedömer att verksamheten kan bedrivas inom de ramar som finns för året.\n"


def report_of(body: str, folder: Path, *, closed: bool = False) -> Report:
    """The report with a table in it. `closed`: all other lines end in a blank, as Word has it."""
    texts = [text.replace("\n", " \n") if closed else text for text in (INTRODUCTION, CLOSING)]
    file = folder / "report.txt"
    file.write_text(f"{texts[0]}{body}{texts[1]}", encoding="utf-8")
    (report,) = lnextract.read(file)
    return report


def table_of(body: str, folder: Path, *, closed: bool = False) -> Table:
    (table,) = report_of(body, folder, closed=closed).tables
    return table


def figures(table: Table) -> dict[str, list[str | None]]:
    """Printed figures by label; one in doubt with a question mark."""
    return {
        row.label: [
            None if cell is None else cell.text + "?" * (cell.confidence < SURE) for cell in row.cells
        ]
        for row in table.rows
    }


def heads(table: Table) -> list[str]:
    return [column.header for column in table.columns]


def test_two_figures_of_which_one_bears_its_unit_are_no_sum_in_a_label(tmp_path: Path) -> None:
    table = table_of(
        "Benämning % av budget Avvikelse mot budget\n\n"
        "Personal 36 - \nDialog 21 - \nBidrag 40 - \nKurser 70 - \nTräffar 0 1 tkr \nSumma 57 1 tkr \n",
        tmp_path,
        closed=True,
    )
    assert figures(table)["Träffar"] == ["0", "1 tkr"]
    assert figures(table)["Summa"] == ["57", "1 tkr"]


def test_a_row_named_by_a_word_of_heads_is_no_head(tmp_path: Path) -> None:
    table = table_of(
        "Kontoklass \nBudget \nPrognos \n2021 \nUtfall \n2020 \nÖvriga driftkostnader \n\n    \n\n"
        "Lokaler 15 15 236 \nDialog 8 8 7 \nSumma övriga driftkostnader 23 23 243 \n",
        tmp_path,
        closed=True,
    )
    assert heads(table) == ["Budget", "Prognos 2021", "Utfall 2020"]
    assert figures(table)["Övriga driftkostnader"] == [None, None, None]


def test_a_head_that_may_name_a_row_is_one_right_over_the_rows(tmp_path: Path) -> None:
    table = table_of(
        "Uppdrag\nÅrsprognos\nBudgetavvikelse\nPersonal −9 369 189\nDialog −9 120\nTotalt −9 378 309\n",
        tmp_path,
    )
    assert heads(table) == ["Årsprognos", "Budgetavvikelse"]
    assert figures(table)["Totalt"] == ["−9 378", "309"]


@pytest.mark.parametrize("head", ["Benämning Utfall 2020 Budget 2021 i tkr", "Uppdrag % Budget 2021 i tkr"])
def test_two_heads_and_a_unit_are_a_header_over_a_wrapped_label(head: str, tmp_path: Path) -> None:
    table = table_of(
        f"{head} \nArvoden och \nersättningar  27 \nDialog  265 \nTotalt 27 292 \n", tmp_path, closed=True
    )
    assert [len(cells) for cells in figures(table).values()] == [2, 2, 2]
    assert "Arvoden och ersättningar" in figures(table)


def test_amounts_with_their_unit_stand_below_no_percent(tmp_path: Path) -> None:
    """«Prognosavvikelse %» would be a column of percentages, but its figures are kronor."""
    table = table_of(
        "Område\nPrognos\nPrognosavvikelse\n%\nUtfall\n"
        "Dialog 12 tkr 1 tkr 4 tkr\nVarav resor 7 tkr 1 tkr 2 tkr\n",
        tmp_path,
    )
    assert heads(table)[1:3] == ["Prognosavvikelse", "%"]


def test_years_below_a_last_head_make_the_header_doubtful(tmp_path: Path) -> None:
    table = table_of(
        "Verksamhet\nBokslut 2020\nAck budget\nPrognos 2021\nBudget\n2021\nDialog 6.827 5.100 4.200\n"
        "Kurser 812 905 870\nSumma 7.639 6.005 5.070\n",
        tmp_path,
    )
    assert all(cell is None or cell.endswith("?") for cells in figures(table).values() for cell in cells)


def test_a_forecast_that_is_the_budget_does_not_show_where_a_figure_stands(tmp_path: Path) -> None:
    """The forecasts are the budgets, so that 45 fits the percentage in either column."""
    report = report_of(
        "Kontoklass Bokslut 2020 Utfall % Budget 2021 Prognos\n"
        "Kultur 358 143 46 308 308\nKöp av tjänster 658 223 38 595 595\nResor 689 139 34 407 407\n"
        "Lokaler 712 402 61 659 700\nDialog 333 310 689 45\n",
        tmp_path,
    )
    assert figures(report.tables[0])["Dialog"][3:] in (["45?", None], [None, "45?"])
    assert any(doubt.code == "unproven_reading" for doubt in report.warnings)


def test_a_row_with_more_readings_than_are_told_apart_is_doubted(tmp_path: Path) -> None:
    table = table_of(
        "Uppdrag Utfall Utfall 2020 Prognos Periodbudget Prognosavvikelse Budget 2021 Avvikelse Bokslut "
        "2019\n"
        "Dialog 165 849 1 592 885 496 553 151 945 744 830 330 705 114 220\n"
        "Kurser 545 770 27 319 135 546 090 122 120 319 135 320 111 220 450\n",
        tmp_path,
    )
    assert all(cell is None or cell.endswith("?") for cell in figures(table)["Dialog"])


def test_brackets_are_no_units(tmp_path: Path) -> None:
    table = table_of(
        "Område Utfall (%) Budget jan-aug Budgetavvikelse Årsprognos\n"
        "Fysisk aktivitet 0 (12,7) (12,7) (2.571,9)\nSpråkutveckling 0 (1,2) (1,2) (1,5)\n"
        "Totalt 0 (13,9) (13,9) (2.573,4)\n",
        tmp_path,
    )
    assert heads(table)[0] == "Utfall (%)"


def test_rows_are_read_so_that_the_total_adds_up(tmp_path: Path) -> None:
    """Empty cells left nothing; only together do the rows show which."""
    table = table_of(
        "Ändamål Budget Utfall Avvikelse Årsbudget Prognos\nArvoden och sammanträden 105 98 7 420 401\n"
        "Konferenser och resor 20 19 81 70\nFolkhälsoanslag 325 241 84 1 300 1 300\n"
        "Hälsofrämjande skola 115 115 459 459\nDialogarbete 50 50 200 180\nSumma 615 358 257 2 460 2 410\n",
        tmp_path,
    )
    read = {label: [cell and cell.rstrip("?") for cell in cells] for label, cells in figures(table).items()}
    assert read["Konferenser och resor"] == ["20", "19", None, "81", "70"]
    assert read["Summa"] == ["615", "358", "257", "2 460", "2 410"]


def test_a_total_proves_rows_with_several_groupings(tmp_path: Path) -> None:
    table = table_of(
        "Uppdrag Budget helår Utfall jan-april Prognos helår Avvikelse\nArvoden 610 171 560 50\n"
        "Dialog 140 0 90 50\nPsykisk hälsa 450 148 450 0\nBarn och unga 380 133 380 0\n"
        "Totalt 1 580 452 1 480 100\n",
        tmp_path,
    )
    assert figures(table)["Arvoden"] == ["610", "171", "560", "50"]
    assert figures(table)["Psykisk hälsa"] == ["450", "148", "450", "0"]


def test_an_empty_cell_of_the_second_column_of_words_is_no_empty_figure(tmp_path: Path) -> None:
    report = report_of(
        "Ansvar Verksamhet Årsbudget Ack budget Ack utfall Avvikelse \nNämnd Arvoden 480 320 291 29 \n"
        "Nämnd Kurser 60 40 12 28 \nFolkhälsa Psykisk hälsa 300 200 187 13 \n"
        "Folkhälsa Föräldrastöd 400 267 246 21 \nTotalt  1 240 827 736 91 \n",
        tmp_path,
        closed=True,
    )
    assert figures(report.tables[0])["Totalt"] == ["1 240", "827", "736", "91"]
    assert any("«Ansvar» ends and «Verksamhet» begins" in doubt.message for doubt in report.warnings)


KEPT_IN_PLACE = """\
                               Budget     Utfall     Årsbudget    Prognos    Avvikelse
                            jan-april  jan-april          2023       2023

    Nämnd                         310                                 930
    Bibliotek                   8 540      8 611        25 620     25 720         -100
    Kulturskola                 4 100                   12 300                     300
    Fritidsgårdar               3 760      3 655        11 280     11 080          200
    Anläggningar                9 900     10 204        29 700     29 700            0
"""


def test_columns_kept_in_place_speak(tmp_path: Path) -> None:
    table = table_of(KEPT_IN_PLACE, tmp_path)
    assert heads(table) == [
        "Budget jan-april", "Utfall jan-april", "Årsbudget 2023", "Prognos 2023", "Avvikelse",
    ]  # fmt: skip
    assert figures(table)["Nämnd"] == ["310", None, None, "930", None]
    assert figures(table)["Kulturskola"] == ["4 100", None, "12 300", None, "300"]


def test_months_with_their_year_stand_below_the_heads_that_bear_them(tmp_path: Path) -> None:
    table = table_of(
        " Utfall Budget Avvikelse Budget Prognos Avvikelse\n aug 2017 aug 2017 2017 2017\n"
        "Förskola 61 204 60 310 -894 90 465 91 500 -1 035\n"
        "Grundskola 118 920 116 444 -2 476 174 666 177 900 -3 234\n"
        "Summa 180 124 176 754 -3 370 265 131 269 400 -4 269\n",
        tmp_path,
    )
    assert heads(table) == [
        "Utfall aug 2017", "Budget aug 2017", "Avvikelse", "Budget 2017", "Prognos 2017", "Avvikelse",
    ]  # fmt: skip


def test_months_in_digits_below_heads_are_no_row(tmp_path: Path) -> None:
    table = table_of(
        "Konto Benämning Utfall \n201808 \nBudget \n201808 \nAvvik- \nelse \n \n"
        "40 Personalkostnader 812 860 48 \n46 Köp av tjänster 301 333 32 \n Summa 1 113 1 193 80 \n",
        tmp_path,
        closed=True,
    )
    assert heads(table) == ["Utfall 201808", "Budget 201808", "Avvikelse"]
    assert figures(table)["Summa"] == ["1 113", "1 193", "80"]


def test_the_unit_in_a_heading_is_that_of_its_table(tmp_path: Path) -> None:
    table = table_of(
        "2.1 Driftredovisning (mnkr)\n\nVerksamhet Budget Utfall\nFörskola 61 62\nSkola 118 116\n", tmp_path
    )
    assert table.unit == "mnkr"


def test_a_day_is_no_spanner(tmp_path: Path) -> None:
    table = table_of(
        "Presentation 3 juni 2021\n\nUppdrag Budget helår Utfall Prognos Avvikelse\nArvoden 610 171 560 50\n"
        "Dialog 140 0 90 50\nTotalt 750 171 650 100\n",
        tmp_path,
    )
    assert heads(table) == ["Budget helår", "Utfall", "Prognos", "Avvikelse"]


def test_a_figure_on_a_line_of_its_own_is_no_page_number(tmp_path: Path) -> None:
    table = table_of(
        "Uppdrag \nBokslut 2020 \nUtfall \nPrognos \nKultur och fritid \n\n   \n\n\n\nSmå barns \n"
        "språkutveckling \n\n  17 \n\nDialog   70 \n\nSumma kultur och fritid 10 4 91 \n",
        tmp_path,
        closed=True,
    )
    assert figures(table)["Små barns språkutveckling"] == [None, None, "17"]


def test_a_sign_of_percent_is_no_head_of_labels(tmp_path: Path) -> None:
    table = table_of(
        "Område % Budget jan-aug Prognos helår\nHealthy Cities 23\nDriftkostnader 52 434 657\n"
        "Äldre 53 433 650\nTotalt 54 461 692\n",
        tmp_path,
    )
    assert heads(table) == ["%", "Budget jan-aug", "Prognos helår"]
