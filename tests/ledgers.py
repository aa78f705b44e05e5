"""Random ledgers, as a follow-up report prints them.

A ledger knows its true amounts; what is printed is rounded from these.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Literal

Key = Literal[
    "budget_year",
    "budget_period",
    "outcome_period",
    "pct",
    "deviation_period",
    "forecast",
    "deviation_forecast",
    "prev",
]
Amounts = dict[str, Decimal]

WORDINGS: dict[Key, tuple[str, ...]] = {
    "budget_year": (
        "Budget 2021",
        "Budget",
        "Årsbudget",
        "Budget helår",
        "Årsbudget 2021",
        "Budget 2021 i tkr",
    ),
    "budget_period": ("Budget jan-aug", "Periodbudget", "Ack budget", "Budget jan-aug 2021", "Budget period"),
    "outcome_period": ("Utfall jan-aug", "Utfall", "Ack utfall", "Utfall jan-aug 2021", "Utfall period"),
    "pct": ("Utfall %", "Utfall (%)", "%", "Förbrukat %", "% av budget"),
    "deviation_period": ("Avvikelse", "Avvikelse [periodiserad]", "Ack avvikelse", "Budgetavvikelse", "Diff"),
    "forecast": ("Prognos", "Prognos 2021", "Årsprognos", "Prognos helår", "Helårsprognos"),
    "deviation_forecast": (
        "Avvikelse B-P",
        "Prognosavvikelse",
        "Prog. avvikelse mot budget 2021",
        "Avvikelse prognos",
    ),
    "prev": ("Föreg år", "Utfall 2020", "Bokslut 2020", "Utfall föreg år"),
}
LABEL_HEADS = ("Uppdrag", "Verksamhet", "Ansvarsområde", "Kontoklass", "Benämning", "Område")
ITEMS = (
    "Arvoden och ersättningar", "Kurs och konferens", "Kringkostnader", "Friskvårdsgrupp", "Dialog",
    "Psykisk hälsa", "Små barns språkutveckling", "Fysisk aktivitet på recept, FaR",
    "Att leda in i framtiden", "Healthy Cities", "Egenträning för personer med nedsatt rörlighet",
    "Främjande arbete med skolan som arena", "Lokaler och hyror", "Ofördelat", "Så mår vi i Halland",
    "Personal", "Material och tjänster", "Kunskapsuppdrag om tillit och spridning", "Övrigt",
    "Intäkter", "Köp av verksamhet", "Föräldrar emellan", "Äldre", "Kommunikationsmaterial", "IT",
    "Bidrag",
)  # fmt: skip
NUMBERED_ITEMS = (
    "Projekt 3",
    "Covid-19",
    "Agenda 2030",
    "Insatser 2021",
    "Hus 12",
    "Trygghet 24",
    "Skola F-6",
)
GROUPS = (
    "Politiker",
    "Utvecklingsmedel folkhälsa",
    "Personalkostnader",
    "Övriga driftkostnader",
    "Kultur och fritid",
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How figures and rows are printed."""

    blanks: bool
    """Every cell is closed by one blank, an empty one too; else empty cells leave nothing."""
    wrapped: bool = False
    """Labels are wrapped over lines before the figures."""
    own_line: bool = False
    """The figures of a wrapped label stand on the line after it."""
    gaps: float = 0.0
    """Share of rows that a blank line follows."""
    header_lines: bool = False
    """The header is printed cell by cell over lines."""
    group: str = " "
    minus: str = "-"
    percent: str = " %"
    unit: str = ""
    dash: str = ""
    """What is printed for zero; nothing = the digit."""
    decimals: int = 0
    filled: bool = False
    """No cell is empty."""


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    key: Key
    header: str


@dataclass(slots=True)
class LedgerRow:
    """A row; `printed` holds one figure a column, None = empty. A heading has none."""

    label: str
    true: Amounts
    printed: list[Decimal | None] = field(default_factory=list)

    @property
    def heading(self) -> bool:
        return not self.true


@dataclass(slots=True)
class RandomLedger:
    label_head: str
    columns: list[LedgerColumn]
    rows: list[LedgerRow]


# --- the ledger -------------------------------------------------------------------------------------------


def random_ledger(random: Random, manner: Manner) -> RandomLedger:
    """2 to 18 rows under 2 to 8 columns in any order."""
    keys: list[Key] = random.sample(list(WORDINGS), random.randint(2, len(WORDINGS)))
    columns = [LedgerColumn(key, random.choice(WORDINGS[key])) for key in keys]
    making = _Making(random, columns, manner)
    return RandomLedger(random.choice(LABEL_HEADS), columns, making.rows())


class _Making:
    def __init__(self, random: Random, columns: Sequence[LedgerColumn], manner: Manner) -> None:
        self.random, self.columns, self.manner = random, columns, manner
        self.most = Decimal(random.choice((50, 100, 500, 2_000, 20_000, 200_000, 5_000_000)))
        if manner.decimals:
            self.most = min(self.most, Decimal(5_000))
        self.sign = -1 if random.random() < 0.1 else 1
        self.labels = random.sample(ITEMS, len(ITEMS))
        if manner.blanks and random.random() < 0.15:
            # Without the blanks of empty cells nobody can tell «Hus 12» from «Hus» and a figure.
            self.labels.insert(0, random.choice(NUMBERED_ITEMS))
        self.groups = random.sample(GROUPS, len(GROUPS))
        self.hidden = {key for key in WORDINGS if random.random() < 0.12 and not manner.filled}
        """Columns that parts of groups leave empty."""

    def rows(self) -> list[LedgerRow]:
        found: list[LedgerRow] = []
        tops: list[Amounts] = []
        for _ in range(self.random.choice((1, 2, 2, 3, 4, 5, 7))):
            if self.random.random() < 0.4 and len(found) < 10 and self.groups:
                rows, total = self._group()
            else:
                rows, total = self._item()
            if len(found) + len(rows) < 18:
                found.extend(rows)
                tops.append(total)
        if len(tops) > 1 or len(found) < 2:
            label = self.random.choice(("Total", "Totalt", "Summa"))
            found.append(self._printed(LedgerRow(label, _sum(tops)), frozenset()))
        for row in found:
            self._tell_apart(row)
        return found

    def _tell_apart(self, row: LedgerRow) -> None:
        """«Hus 12» before «345» is «Hus» before «12 345» to any reader: such a label gets another name."""
        first = row.printed[0]
        digits = f"{abs(first):,f}".split(".")[0].split(",")[0] if first is not None else "000"
        if row.label in NUMBERED_ITEMS and len(digits) == 3:
            row.label = self.labels.pop()

    def _group(self) -> tuple[list[LedgerRow], Amounts]:
        """A row before its parts, a heading and «Summa» after them, or both heading and sum row."""
        name = self.groups.pop()
        parts = [self._leaf() for _ in range(self.random.randint(2, 5))]
        total = _sum([part.true for part in parts])
        lines = [self._printed(part, self._omitted() | self.hidden) for part in parts]
        if self.random.random() < 0.5:
            return [self._printed(LedgerRow(name, total), frozenset()), *lines], total
        heading = [LedgerRow(name, {}, [None] * len(self.columns))] if self.random.random() < 0.6 else []
        closing = self._printed(LedgerRow(f"Summa {name[0].lower()}{name[1:]}", total), frozenset())
        return [*heading, *lines, closing], total

    def _item(self) -> tuple[list[LedgerRow], Amounts]:
        row = self._leaf()
        amounts = row.true
        rows = [self._printed(row, self._omitted())]
        if self.random.random() < 0.12:
            share = Decimal(self.random.randint(1, 9)) / 10
            part = {key: amount * share for key, amount in amounts.items()}
            label = self.random.choice(("Varav intecknade", "varav personal", "Varav arvoden"))
            rows.append(self._printed(LedgerRow(label, part), self._omitted()))
        return rows, amounts

    def _leaf(self) -> LedgerRow:
        """True amounts of one account, in the unit in which the table is printed."""
        random = self.random
        budget = self._round(self._amount()) if random.random() < 0.9 or self.manner.filled else Decimal(0)
        period = budget * 8 / 12 if random.random() < 0.7 else self._amount()
        outcome = Decimal(0) if random.random() < 0.15 else period * Decimal(random.randint(0, 1400)) / 1000
        forecast = (
            budget
            if random.random() < 0.6
            else self._round(budget * Decimal(random.randint(700, 1300)) / 1000)
        )
        prev = self._amount() if random.random() < 0.9 else Decimal(0)
        amounts = {
            "budget_year": budget,
            "budget_period": period,
            "outcome_period": outcome,
            "forecast": forecast,
            "prev": prev,
        }
        sign = -self.sign if random.random() < 0.06 else self.sign
        return LedgerRow(self.labels.pop(0), {key: amount * sign for key, amount in amounts.items()})

    def _amount(self) -> Decimal:
        """From nothing up to the ledger's size, small amounts as likely as large ones."""
        size = self.most ** (Decimal(self.random.randint(0, 1000)) / 1000)
        return (size * Decimal(self.random.randint(1, 1000)) / 1000).quantize(Decimal("0.01"))

    def _round(self, amount: Decimal) -> Decimal:
        step = Decimal("0.1") if self.manner.decimals else Decimal(5) if amount > 20 else Decimal(1)
        return max((amount / step).quantize(Decimal(1), ROUND_HALF_UP), Decimal(1)) * step

    def _omitted(self) -> frozenset[str]:
        """Columns that one row leaves empty: nothing has been spent, or only a budget is set."""
        chance = self.random.random()
        if chance < 0.7 or self.manner.filled:
            return frozenset()
        if chance < 0.85:
            return frozenset({"outcome_period", "pct"})
        if chance < 0.93:
            return frozenset(WORDINGS) - {"budget_year", "budget_period"}
        return frozenset({self.random.choice(list(WORDINGS))})

    def _printed(self, row: LedgerRow, omitted: frozenset[str] | set[str]) -> LedgerRow:
        if omitted and all(column.key in omitted for column in self.columns):
            omitted = frozenset()
        row.printed = [
            None if column.key in omitted else _figure(column.key, row.true, self.manner.decimals)
            for column in self.columns
        ]
        if all(figure is None for figure in row.printed):
            row.true = {}
        return row


def _sum(parts: Sequence[Amounts]) -> Amounts:
    return {key: sum((part[key] for part in parts), Decimal(0)) for key in parts[0]} if parts else {}


def _figure(key: Key, true: Amounts, decimals: int) -> Decimal | None:
    """The figure of a column, rounded from true amounts; None where it can't be computed."""
    if key == "pct":
        if not true["budget_year"]:
            return None
        return (100 * true["outcome_period"] / true["budget_year"]).quantize(Decimal(1), ROUND_HALF_UP)
    computed: dict[str, Callable[[], Decimal]] = {
        "deviation_period": lambda: true["budget_period"] - true["outcome_period"],
        "deviation_forecast": lambda: true["budget_year"] - true["forecast"],
    }
    amount = computed[key]() if key in computed else true[key]
    return amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0
