"""Random accounts of boards and municipalities, as tables whose true relations are known.

True amounts carry more digits than are printed; what is printed is rounded from them. So every relation
holds for some true amounts, and a checker that finds one broken is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Literal

Place = tuple[int, int]
"""Row and column of a figure, both from 0; header and labels not counted."""
Kind = Literal["sum", "row", "ratio"]

UNITS: tuple[tuple[str, int, int], ...] = (
    ("tkr", 0, 1),
    ("tkr", 0, 200),
    ("kr", 0, 1000),
    ("mnkr", 1, 1),
    ("mnkr", 3, 1),
)
"""Unit, decimals, factor on the amounts."""
ITEMS = (
    "Arvoden", "Kurs och konferens", "Friskvårdsgrupp", "Föräldrastöd", "Psykisk hälsa", "Dialog",
    "Lokaler", "Personalkostnader", "Material", "Köp av verksamhet", "Bidrag", "Förskola", "Grundskola",
    "Gymnasieskola", "Äldreomsorg", "Räddningstjänst", "Bibliotek", "Fritidsgårdar", "Gator och vägar",
    "Park", "Vatten och avlopp", "Avfall", "Miljötillsyn", "Plan och bygg", "IT", "Fastigheter",
    "Hemtjänst", "Särskilt boende", "Ungdomsmottagning", "Kommunikation", "Färdtjänst", "Näringsliv",
)  # fmt: skip
GROUPS = (
    "Politisk verksamhet", "Utvecklingsmedel", "Kultur och fritid", "Barn och utbildning", "Vård och omsorg",
    "Samhällsbyggnad", "Gemensam service",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """A column: a base amount, or what others make of it."""

    header: str
    key: str
    of: tuple[tuple[int, str], ...] = ()
    """Weights and keys of a sum or difference."""
    share: tuple[str, str] | None = None
    """Part and whole of a percentage."""
    counted: bool = False


SHAPES: dict[str, tuple[Head, ...]] = {
    "board": (
        Head("Budget 2021", "budget"),
        Head("Budget jan-aug", "plan"),
        Head("Utfall jan-aug", "outcome"),
        Head("Avvikelse period", "gap", of=((1, "plan"), (-1, "outcome"))),
        Head("Utfall %", "share", share=("outcome", "budget")),
        Head("Prognos", "forecast"),
        Head("Prognosavvikelse", "forecast_gap", of=((1, "budget"), (-1, "forecast"))),
    ),
    "annual": (
        Head("Bokslut 2020", "previous"),
        Head("Budget 2021", "budget"),
        Head("Bokslut 2021", "outcome"),
        Head("Avvikelse", "gap", of=((1, "budget"), (-1, "outcome"))),
    ),
    "net": (
        Head("Intäkter", "income"),
        Head("Kostnader", "cost"),
        Head("Nettokostnad", "net", of=((1, "cost"), (-1, "income"))),
    ),
    "net_signed": (
        Head("Intäkter", "income"),
        Head("Kostnader", "minus_cost", of=((-1, "cost"),)),
        Head("Netto", "net", of=((1, "income"), (-1, "cost"))),
    ),
    "net_budget": (
        Head("Intäkter", "income"),
        Head("Kostnader", "cost"),
        Head("Nettokostnad", "net", of=((1, "cost"), (-1, "income"))),
        Head("Budget", "budget"),
        Head("Budgetavvikelse", "gap", of=((1, "budget"), (-1, "cost"), (1, "income"))),
    ),
    "invest": (
        Head("Projektbudget", "project"),
        Head("Utfall totalt", "spent"),
        Head("Återstår", "left", of=((1, "project"), (-1, "spent"))),
        Head("Årets budget", "budget"),
        Head("Årets utfall", "outcome"),
        Head("Avvikelse", "gap", of=((1, "budget"), (-1, "outcome"))),
    ),
    "quarters": (
        Head("Kvartal 1", "q1"),
        Head("Kvartal 2", "q2"),
        Head("Kvartal 3", "q3"),
        Head("Kvartal 4", "q4"),
        Head("Helår", "year", of=((1, "q1"), (1, "q2"), (1, "q3"), (1, "q4"))),
    ),
    "change": (
        Head("Utfall 2020", "previous"),
        Head("Utfall 2021", "outcome"),
        Head("Förändring", "change", of=((1, "outcome"), (-1, "previous"))),
    ),
    "grants": (
        Head("Antal", "number", counted=True),
        Head("Beviljat", "granted"),
        Head("Utbetalt", "paid"),
    ),
    "statement": (
        Head("Bokslut 2020", "previous"),
        Head("Budget 2021", "budget"),
        Head("Bokslut 2021", "outcome"),
        Head("Prognos", "forecast"),
    ),
    "single": (Head("Utfall 2021", "outcome"),),
}


@dataclass(slots=True)
class AccountRow:
    label: str
    true: dict[str, Decimal]
    printed: list[Decimal | None]
    level: int = 0


@dataclass(frozen=True, slots=True)
class TrueRelation:
    """Σ weight·figure = 0, or a percentage (percent, part, whole)."""

    kind: Kind
    terms: tuple[tuple[Place, int], ...]

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(place for place, _ in self.terms)


@dataclass(slots=True)
class Accounts:
    shape: str
    heads: list[Head]
    rows: list[AccountRow]
    unit: str
    decimals: int
    indented: bool = False
    relations: list[TrueRelation] = field(default_factory=list)

    def half(self, column: int) -> Decimal:
        """Half of the last printed digit."""
        head = self.heads[column]
        if head.counted:
            return Decimal(0)
        return Decimal("0.5") if head.share else Decimal("0.5").scaleb(-self.decimals)

    def broken(self, relation: TrueRelation) -> bool:
        """Whether no true amounts could have been rounded to what is printed, for this relation alone."""
        figures = [self.rows[row].printed[column] for (row, column), _ in relation.terms]
        halves = [self.half(column) for (_, column), _ in relation.terms]
        if relation.kind == "ratio":
            percent, part, whole = (figure or Decimal(0) for figure in figures)
            quotients = [
                100 * (part + sign * halves[1]) / (whole + other * halves[2])
                for sign in (-1, 1)
                for other in (-1, 1)
                if whole + other * halves[2]
            ]
            return percent - halves[0] > max(quotients) or percent + halves[0] < min(quotients)
        weights = [weight for _, weight in relation.terms]
        off = sum(
            (weight * (figure or 0) for figure, weight in zip(figures, weights, strict=True)), Decimal(0)
        )
        return abs(off) > sum(abs(weight) * half for half, weight in zip(halves, weights, strict=True))


def random_accounts(random: Random, shape: str | None = None) -> Accounts:
    """A table of 3 to 25 rows in one of the shapes."""
    chosen = shape or random.choice(list(SHAPES))
    unit, decimals, factor = random.choice(UNITS)
    return _Making(random, chosen, unit, decimals, factor).accounts()


class _Making:
    def __init__(self, random: Random, shape: str, unit: str, decimals: int, factor: int) -> None:
        self.random, self.factor = random, factor
        heads = list(SHAPES[shape])
        if shape == "board":
            heads = self._some(heads)
        elif shape == "statement":
            heads = heads[: random.randint(1, len(heads))]
        self.made = Accounts(shape, heads, [], unit, decimals, indented=random.random() < 0.5)
        self.items = random.sample(ITEMS, len(ITEMS))
        self.groups = random.sample(GROUPS, len(GROUPS))
        self.most = random.choice((30, 100, 1000, 20000))
        self.blank_zero = random.choice((True, False))

    def accounts(self) -> Accounts:
        if self.made.shape == "statement":
            return self._statement()
        tops = []
        for _ in range(self.random.randint(2, 5)):
            if self.groups and self.random.random() < 0.5 and len(self.made.rows) < 14:
                tops.append(self._group())
            else:
                tops.append(self._leaf(0))
        total = self._add(self.random.choice(("Summa", "Totalt", "Total")), self._together(tops), 0)
        self._sum(total, tops)
        self._across()
        return self.made

    def _statement(self) -> Accounts:
        """Income, costs, and what is left: the net, or the surplus."""
        income, costs = (self._side(name) for name in ("intäkter", "kostnader"))
        surplus = self.random.random() < 0.5
        plus, minus = (income, costs) if surplus else (costs, income)
        first, second = self.made.rows[plus].true, self.made.rows[minus].true
        amounts = {key: first[key] - second[key] for key in first}
        net = self._add("Årets resultat" if surplus else "Nettokostnad", amounts, 0)
        for column in range(len(self.made.heads)):
            if all(self.made.rows[row].printed[column] is not None for row in (net, plus, minus)):
                terms = (((net, column), -1), ((plus, column), 1), ((minus, column), -1))
                self.made.relations.append(TrueRelation("row", terms))
        return self.made

    def _side(self, name: str) -> int:
        parts = [self._leaf(0) for _ in range(self.random.randint(2, 5))]
        total = self._add(f"Summa {name}", self._together(parts), 0)
        self._sum(total, parts)
        return total

    def _some(self, heads: list[Head]) -> list[Head]:
        """Without one or two of the columns, and without those that are made of them and not of others."""
        dropped = set(self.random.sample(range(len(heads)), self.random.randint(0, 2)))
        return [head for at, head in enumerate(heads) if at not in dropped]

    def _leaf(self, level: int) -> int:
        return self._add(self.items.pop(), self._amounts(), level)

    def _group(self) -> int:
        """A sum above its parts, or below them under a heading or none."""
        name = self.groups.pop()
        first = len(self.made.rows)
        # A sum above its parts in a lone column without indents shows by nothing at all, to a person neither.
        shows = len(self.made.heads) > 1 or self.made.indented
        if shows and self.random.random() < 0.5:
            at = self._add(name, {}, 0)
            parts = [self._leaf(1) for _ in range(self.random.randint(2, 4))]
            row = self.made.rows[at]
            row.true = self._together(parts)
            row.printed = self._print(row.true)
        else:
            if self.random.random() < 0.6:
                self._add(name, {}, 0)
            parts = [self._leaf(1) for _ in range(self.random.randint(2, 4))]
            at = self._add(f"Summa {name[0].lower()}{name[1:]}", self._together(parts), 0)
        assert at >= first
        self._sum(at, parts)
        return at

    def _add(self, label: str, true: dict[str, Decimal], level: int) -> int:
        self.made.rows.append(AccountRow(label, true, self._print(true), level))
        return len(self.made.rows) - 1

    def _amounts(self) -> dict[str, Decimal]:
        keys = ("budget", "forecast", "previous", "income", "cost", "project", "granted", "paid")
        true = {key: self._amount() for key in keys}
        true["plan"] = true["budget"] * 2 / 3 if self.random.random() < 0.7 else self._amount()
        true["outcome"] = Decimal(0) if self.random.random() < 0.12 else self._amount()
        true["spent"] = true["project"] * self.random.randint(0, 1100) / 1000
        for quarter in ("q1", "q2", "q3", "q4"):
            true[quarter] = self._amount()
        true["number"] = Decimal(self.random.randint(1, 90))
        if self.random.random() < 0.5:
            true["forecast"] = true["budget"]
        return true

    def _amount(self) -> Decimal:
        size = Decimal(self.most) * self.random.randint(1, 1000) / 1000
        return (size * self.random.randint(1, 1000) / 1000 * self.factor).quantize(Decimal("0.00001"))

    def _together(self, rows: Sequence[int]) -> dict[str, Decimal]:
        amounts = [self.made.rows[row].true for row in rows]
        return {key: sum((each[key] for each in amounts), Decimal(0)) for key in amounts[0]}

    def _print(self, true: dict[str, Decimal]) -> list[Decimal | None]:
        return [self._figure(head, true) if true else None for head in self.made.heads]

    def _figure(self, head: Head, true: dict[str, Decimal]) -> Decimal | None:
        if head.share:
            part, whole = (true[key] for key in head.share)
            return (100 * part / whole).quantize(Decimal(1), ROUND_HALF_UP) if whole else None
        terms = head.of or ((1, head.key),)
        amount = sum((weight * true[key] for weight, key in terms), Decimal(0))
        step = Decimal(1) if head.counted else Decimal(1).scaleb(-self.made.decimals)
        figure = amount.quantize(step, ROUND_HALF_UP) + 0
        return None if amount == 0 and self.blank_zero else figure

    def _sum(self, total: int, parts: Sequence[int]) -> None:
        for column, head in enumerate(self.made.heads):
            filled = [part for part in parts if self.made.rows[part].printed[column] is not None]
            if head.share is None and filled and self.made.rows[total].printed[column] is not None:
                terms = (((total, column), -1), *(((part, column), 1) for part in filled))
                self.made.relations.append(TrueRelation("sum", terms))

    def _across(self) -> None:
        places = {head.key: column for column, head in enumerate(self.made.heads)}
        places |= {"cost": places["minus_cost"]} if "minus_cost" in places else {}
        for column, head in enumerate(self.made.heads):
            keys = [key for _, key in head.of] or list(head.share or ())
            if len(keys) < 2 or any(key not in places for key in keys):
                continue
            operands = [places[key] for key in keys]
            turned = [-1 if self.made.heads[each].key == "minus_cost" else 1 for each in operands]
            weights = [weight * turn for (weight, _), turn in zip(head.of, turned, strict=False)] or [1, 1]
            for at, row in enumerate(self.made.rows):
                if all(row.printed[each] is not None for each in (column, *operands)):
                    pairs = zip(operands, weights, strict=True)
                    terms = (((at, column), -1), *(((at, each), weight) for each, weight in pairs))
                    kind: Kind = "ratio" if head.share else "row"
                    if kind == "row" or row.printed[operands[1]]:
                        self.made.relations.append(TrueRelation(kind, terms))


# --- planted errors ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Planted:
    place: Place
    slip: str
    before: Decimal
    after: Decimal
    broken: int
    """Relations that no rounding explains any more."""


def plant(accounts: Accounts, random: Random) -> Planted | None:
    """Change one figure so that at least one relation breaks; None where ten tries give none."""
    places = sorted({place for relation in accounts.relations for place in relation.places})
    for _ in range(10):
        row, column = random.choice(places)
        before = accounts.rows[row].printed[column]
        assert before is not None
        slip = random.choice(("swapped_digits", "one_digit", "lost_digit", "sign", "factor", "off"))
        after = _slipped(before, slip, random)
        accounts.rows[row].printed[column] = after
        touched = [each for each in accounts.relations if (row, column) in each.places]
        broken = [each for each in touched if accounts.broken(each)]
        if broken:
            return Planted((row, column), slip, before, after, len(broken))
        accounts.rows[row].printed[column] = before
    return None


def _slipped(figure: Decimal, slip: str, random: Random) -> Decimal:
    exponent = int(figure.as_tuple().exponent)
    digits = str(abs(int(figure.scaleb(-exponent))))
    if slip == "sign":
        return -figure
    if slip == "factor":
        return figure * 10
    if slip == "off":
        return figure + Decimal(random.choice((-1, 1)) * random.randint(3, 40)).scaleb(exponent)
    at = random.randrange(len(digits))
    if slip == "swapped_digits" and len(digits) > 1:
        at = random.randrange(len(digits) - 1)
        digits = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    elif slip == "lost_digit" and len(digits) > 1:
        digits = digits[:at] + digits[at + 1 :]
    else:
        digits = digits[:at] + str((int(digits[at]) + random.randint(1, 9)) % 10) + digits[at + 1 :]
    changed = Decimal(int(digits)).scaleb(exponent)
    return -changed if figure < 0 else changed
