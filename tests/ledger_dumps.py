"""The text dump that an extractor would make of a report with a ledger in it.

The dump remembers where it wrote each figure, so that a reading can be judged by its places alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from ledgers import LedgerColumn, LedgerRow, Manner, RandomLedger

PARAGRAPHS = (
    "Nämnden har i användandet av tilldelade medel utgått ifrån övergripande mål och de "
    "prioriteringar som beslutats av fullmäktige. Nedan presenteras det ekonomiska resultatet för "
    "varje ansvarsområde och därefter kommenteras de största avvikelserna mot den budget som "
    "nämnden har fastställt i sin verksamhetsplan.",
    "Arbetet har bedrivits i nära samverkan med kommunens förvaltningar, föreningslivet och andra "
    "aktörer som möter invånarna i vardagen. Flera av aktiviteterna har flyttats fram till "
    "hösten, vilket innebär att en del av kostnaderna uppstår senare än planerat. Nämnden har "
    "fortsatt en god dialog med berörda verksamheter.",
    "Överskottet beror i huvudsak på att sammanträden har hållits på distans och att resor därför "
    "har uteblivit. Nämnden bedömer att verksamheten kan bedrivas inom de ramar som finns och att "
    "de insatser som har beslutats genomförs under återstoden av verksamhetsåret i enlighet med "
    "den plan som nämnden har antagit.",
)
CELL_BREAKS = {"Budgetavvikelse": ("Budgetav", "vikelse"), "Prognosavvikelse": ("Prognos", "avvikelse")}
LABEL_WIDTH = 22
PROSE_WIDTH = 86


@dataclass(frozen=True, slots=True)
class Place:
    """A figure as the dump prints it."""

    label: str
    column: int
    text: str
    value: Decimal


@dataclass(slots=True)
class Dump:
    text: str
    places: dict[int, Place]
    """By offset of the first character."""


def write_dump(ledger: RandomLedger, manner: Manner, random: Random) -> Dump:
    """A small report with the ledger as its only table."""
    writer = _Writer(manner, random)
    writer.line("Uppföljningsrapport 2 2021")
    writer.line("Lokal nämnd Laholm")
    writer.blank_lines(4)
    for heading in ("1 Inledning", "2 Verksamhet", "3 Ekonomi"):
        writer.line(heading)
        writer.blank_lines(1)
        writer.paragraph(random.choice(PARAGRAPHS))
    writer.line("3.1 Resultat per ansvarsområde")
    writer.blank_lines(1)
    writer.paragraph(PARAGRAPHS[0])
    if random.random() < 0.5:
        writer.line(
            "Tabell 1. Uppföljning per ansvarsområde. Belopp i " + ("mnkr" if manner.decimals else "tkr")
        )
    writer.header(ledger)
    for row in ledger.rows:
        writer.row(row, ledger.columns)
    writer.blank_lines(1)
    writer.paragraph(PARAGRAPHS[2])
    writer.line("4 Framåtblick")
    writer.blank_lines(1)
    writer.paragraph(PARAGRAPHS[1])
    return Dump("".join(writer.pieces), writer.places)


class _Writer:
    def __init__(self, manner: Manner, random: Random) -> None:
        self.manner, self.random = manner, random
        self.pieces: list[str] = []
        self.at = 0
        self.places: dict[int, Place] = {}
        self.close = " " if manner.blanks else ""

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.at += len(text)

    def line(self, text: str) -> None:
        self.put(f"{text}{self.close}\n")

    def blank_lines(self, count: int) -> None:
        self.put("\n" * count)

    def paragraph(self, text: str) -> None:
        for line in wrap(text, PROSE_WIDTH):
            self.line(line)
        self.blank_lines(1)

    def header(self, ledger: RandomLedger) -> None:
        heads = [ledger.label_head, *(column.header for column in ledger.columns)]
        if not self.manner.header_lines:
            self.line(" ".join(heads))
            return
        apart = self.random.random() < 0.6
        for head in heads:
            self._head(head)
            if apart and self.random.random() < 0.7:
                self.blank_lines(1)

    def _head(self, head: str) -> None:
        """One cell of a narrow column; a break inside a word leaves no blank."""
        if head in CELL_BREAKS and self.manner.blanks and self.random.random() < 0.5:
            first, second = CELL_BREAKS[head]
            self.put(f"{first}\n")
            self.line(second)
            return
        for line in wrap(head, 10 if self.random.random() < 0.6 else 30):
            self.line(line)

    def row(self, row: LedgerRow, columns: Sequence[LedgerColumn]) -> None:
        lines = wrap(row.label, LABEL_WIDTH) if self.manner.wrapped else [row.label]
        for line in lines[:-1]:
            self.line(line)
        self.put(lines[-1])
        if row.heading:
            self._empty_cells(len(columns))
        else:
            if self.manner.own_line and len(lines) > 1:
                self.put(f"{self.close}\n")
                if self.random.random() < 0.5:
                    self.blank_lines(1)
            else:
                self.put(" ")
            self._figures(row, columns)
        self.put("\n")
        if self.random.random() < self.manner.gaps:
            self.blank_lines(1)

    def _empty_cells(self, count: int) -> None:
        """A heading's cells: on its line, on a line of their own, or merged into one."""
        if not self.manner.blanks:
            return
        chance = self.random.random()
        self.put(" " + " " * count if chance < 0.6 else " " if chance < 0.7 else " \n\n" + " " * count)

    def _figures(self, row: LedgerRow, columns: Sequence[LedgerColumn]) -> None:
        first = True
        for at, (column, figure) in enumerate(zip(columns, row.printed, strict=True)):
            if figure is None:
                self.put(self.close)
                continue
            if not first and not self.manner.blanks:
                self.put(" ")
            first = False
            text = spelled(figure, self.manner, percent=column.key == "pct")
            self.places[self.at] = Place(row.label, at, text, figure)
            self.put(text + self.close)


def wrap(text: str, width: int) -> list[str]:
    """Words on lines of at most so many characters, where they fit."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def spelled(figure: Decimal, manner: Manner, *, percent: bool) -> str:
    """A figure as the manner prints it."""
    if figure == 0 and manner.dash and not percent:
        return manner.dash
    digits = f"{abs(figure):,f}".replace(",", "\0").replace(".", ",").replace("\0", manner.group)
    unit = manner.percent if percent else manner.unit
    if figure >= 0:
        return digits + unit
    return f"({digits}){unit}" if manner.minus == "(" else f"{manner.minus}{digits}{unit}"
