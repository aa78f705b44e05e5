"""How much a broken check matters: its difference as a share of what the board may spend in the year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lnextract.model.finding import FigureRef, Finding, Severity
from lnextract.model.report import Report, Row, Table

Nature = Literal["wrong_sign", "changed_conclusion"]

PERCENT = "%"
BUDGET = "budget_year"
MONEY_TABLES = ("budget", "result", "forecast")
IN_TKR = {"kr": Decimal("0.001"), "tkr": Decimal(1), "mnkr": Decimal(1000)}


@dataclass(frozen=True, slots=True)
class Limits:
    """Shares of the board's budget of the year, as fractions of one."""

    notable: Decimal = Decimal("0.01")
    """A difference up to here is no more than a warning."""
    high: Decimal = Decimal("0.05")
    """A difference beyond here is an error, whatever the rule."""


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Weight:
    """What makes a broken check matter."""

    share: Decimal | None
    """Its difference in money as a fraction of the budget of the year; None where either is unknown."""
    nature: Nature | None
    """Whether it turns a sign or makes a deficit of a surplus."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount; in tkr where its unit is printed, else in a unit that stands nowhere."""

    amount: Decimal
    known: bool


def with_severities(
    findings: Sequence[Finding], reports: Sequence[Report], limits: Limits = LIMITS
) -> list[Finding]:
    """The findings with the severity that their difference asks for; those that hold are as before.

    Args:
        findings: as the rules drafted them: the severity of a broken one is its rule's own.
        reports: all that the findings speak of.
    """
    weights = weigh(findings, reports)
    return [
        finding.model_copy(update={"severity": _severity(finding.severity, weight, limits)})
        if finding.verdict == "broken"
        else finding
        for finding, weight in zip(findings, weights, strict=True)
    ]


def weigh(findings: Sequence[Finding], reports: Sequence[Report]) -> list[Weight]:
    """One weight a finding; nothing is known of those that are not broken."""
    by_name = {report.source.file: report for report in reports}
    budgets = {name: budget_of(report) for name, report in by_name.items()}
    return [
        Weight(_share(finding, by_name, budgets), _nature(finding))
        if finding.verdict == "broken"
        else Weight(None, None)
        for finding in findings
    ]


def budget_of(report: Report) -> Money | None:
    """The board's budget of the year: the largest printed in a total row, else in any row.

    A report without a total prints parts only; the largest part is less than the budget, so that a
    difference seems rather more than less.
    """
    amounts = list(_budgets(report))
    totals = [money for row, money in amounts if row.kind == "total"]
    found = _largest(totals) or _largest(money for _, money in amounts)
    return found if found is not None and found.amount else None


def _severity(own: Severity, weight: Weight, limits: Limits) -> Severity:
    if own == "info":
        return own  # a budget that was changed during the year is no mistake, however much it changed
    share = weight.share
    if weight.nature is not None or (share is not None and share > limits.high):
        return "error"
    if own == "error" and share is not None and share <= limits.notable:
        return "warning"
    return own


def _share(
    finding: Finding, reports: Mapping[str, Report], budgets: Mapping[str, Money | None]
) -> Decimal | None:
    figures = (finding.target, *finding.operands)
    budget = next((found for figure in figures if (found := budgets.get(figure.report))), None)
    if finding.difference is None or budget is None:
        return None
    money = _in_money(finding, finding.difference, reports)
    return abs(money.amount) / budget.amount if money and money.known == budget.known else None


def _in_money(finding: Finding, difference: Decimal, reports: Mapping[str, Report]) -> Money | None:
    """The difference of two amounts, or of a percentage what it means of the whole it is taken of."""
    if finding.unit != PERCENT:
        return _money(difference, finding.unit)
    whole = _whole(finding, reports)
    if whole is None:
        return None
    money = _money(whole.value, unit_of(whole, reports))
    return Money(money.amount * difference / 100, money.known) if money else None


def _whole(finding: Finding, reports: Mapping[str, Report]) -> FigureRef | None:
    """Of the operands of a percentage the one that is 100 %: a budget, else the last named."""
    places = [(operand, _column_measure(operand, reports)) for operand in finding.operands]
    budgets = [operand for operand, measure in places if (measure or "").startswith("budget")]
    return next(iter(budgets), finding.operands[-1] if finding.operands else None)


def _nature(finding: Finding) -> Nature | None:
    stated, computed = finding.stated, finding.computed
    if finding.candidates and finding.candidates[0].change == "sign":
        return "wrong_sign"
    if stated is None or computed is None:
        return None
    if not (stated < 0 < computed.low or computed.high < 0 < stated):
        return None
    return "wrong_sign" if computed.low <= -stated <= computed.high else "changed_conclusion"


def _money(value: Decimal, unit: str | None) -> Money | None:
    """None where the unit is one of something else than money."""
    if unit is None:
        return Money(value, known=False)
    return Money(value * IN_TKR[unit], known=True) if unit in IN_TKR else None


def _budgets(report: Report) -> Iterator[tuple[Row, Money]]:
    for table in report.tables:
        for index, column in enumerate(table.columns):
            if column.measure != BUDGET or table.kind not in MONEY_TABLES:
                continue
            for row in table.rows:
                cell = row.cells[index]
                if cell is not None and cell.value is not None:
                    money = _money(abs(cell.value), cell.unit or column.unit or table.unit)
                    if money is not None:
                        yield row, money


def _largest(amounts: Iterable[Money]) -> Money | None:
    """Amounts in a known unit go before those in none."""
    return max(amounts, key=lambda money: (money.known, money.amount), default=None)


def _table_of(figure: FigureRef, reports: Mapping[str, Report]) -> Table | None:
    report = reports.get(figure.report)
    return next((table for table in report.tables if table.id == figure.table), None) if report else None


def _column_measure(figure: FigureRef, reports: Mapping[str, Report]) -> str | None:
    table = _table_of(figure, reports)
    columns = table.columns if table else []
    return next((column.measure for column in columns if column.id == figure.column), None)


def unit_of(figure: FigureRef, reports: Mapping[str, Report]) -> str | None:
    """The unit that a figure is printed in; None where it stands nowhere.

    Args:
        reports: by name.
    """
    table = _table_of(figure, reports)
    if table is None:
        report = reports.get(figure.report)
        claims = report.claims if report else []
        return next((claim.unit for claim in claims if claim.span == figure.span), None)
    for index, column in enumerate(table.columns):
        if column.id == figure.column and figure.row is not None:
            cell = table.rows[figure.row].cells[index]
            return (cell.unit if cell else None) or column.unit or table.unit
    return table.unit
