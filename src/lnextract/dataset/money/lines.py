"""What each row of a money table is: account or purpose, and the line that it is in every year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lnextract.dataset.mapping_rows import by_judgement, by_vocabulary
from lnextract.dataset.money.hierarchy import account_path, ancestors
from lnextract.dataset.money.purposes import purpose_of
from lnextract.dataset.money.scope import TableScope
from lnextract.dataset.rows.rules import Mapping
from lnextract.knowledge.letters import squash
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.report import Row, Table

DEVELOPMENT = "development"
UNALLOCATED = "development.unallocated"
SUMS = ("subtotal", "total")


@dataclass(frozen=True, slots=True)
class Line:
    """What a row is. `key` names the line in every table and year; None where that can't be told."""

    account: str | None
    purpose: str | None
    second: str | None
    key: str | None
    mapping: Mapping | None
    """The rule that a row of `amounts` points to."""
    income: bool
    """Whether it is income, by its own account or one above it."""


def lines_of(table: Table, scope: TableScope, words: Vocabulary) -> list[Line]:
    """One a row, in order."""
    seen: Counter[str] = Counter()
    return [_line(table, index, scope, words, seen) for index in range(len(table.rows))]


def _line(table: Table, index: int, scope: TableScope, words: Vocabulary, seen: Counter[str]) -> Line:
    row = table.rows[index]
    account, mapping = _account(table, index, scope, words)
    income = _is_income(table, index, words)
    above = [table.rows[each].account for each in ancestors(table.rows, index)]
    in_development = scope.account == DEVELOPMENT or any(_within(each, DEVELOPMENT) for each in above)
    if in_development and row.label and row.kind == "item" and account in (None, UNALLOCATED):
        name = squash(row.label)
        seen[name] += 1
        number = f"#{seen[name]}" if seen[name] > 1 else ""
        found = purpose_of(row.label, words)
        key = f"{DEVELOPMENT}/{name}{number}"
        if found is None:
            return Line(account, None, None, key, mapping, income)
        return Line(account, found.purpose, found.second, key, found.mapping, income)
    return Line(account, None, None, account or _own_key(table, index, scope), mapping, income)


def _within(account: str | None, family: str) -> bool:
    return account is not None and (account == family or account.startswith(f"{family}."))


def _account(
    table: Table, index: int, scope: TableScope, words: Vocabulary
) -> tuple[str | None, Mapping | None]:
    """The row's account, where nothing in the table speaks against it."""
    row = table.rows[index]
    account = row.account or _summed_account(row, words)
    if account is None:
        return None, None
    restated = next((each for each in words.entries.restates if each.account == account), None)
    if restated is not None:
        rule = f"restates:{restated.account}"
        return restated.is_, by_judgement("restates", row.label, restated.is_, rule, restated)
    if account == "total":
        return _total(row, scope)
    if (
        not _has_kin(table, account, scope, words)
        or _contradicts(table, index, account, words)
        or _is_part_of_it(table, index, account)
    ):
        return None, None
    return account, by_vocabulary("account", row.label, account)


def _summed_account(row: Row, words: Vocabulary) -> str | None:
    """«Summa nämndverksamhet» is the account that «Nämndverksamhet» names."""
    _, _, rest = row.label.partition(" ")
    summed = row.kind in SUMS and words.label_role(row.label) in SUMS
    return words.account_of(rest) if summed and rest else None


def _is_part_of_it(table: Table, index: int, account: str) -> bool:
    """«Övriga intäkter» below «Summa intäkter» are some of them, unless they are the same figures again."""
    above = [table.rows[each] for each in ancestors(table.rows, index)]
    return any(each.account == account and not same_figures(each, table.rows[index]) for each in above)


def same_figures(first: Row, second: Row) -> bool:
    """Whether most columns that both fill say the same; one may differ, as when one of them is a mistake."""
    both = [
        (one.value, two.value)
        for one, two in zip(first.cells, second.cells, strict=True)
        if one is not None and two is not None
    ]
    alike = sum(one == two for one, two in both)
    return alike > 0 and len(both) - alike <= len(both) // 3


def _total(row: Row, scope: TableScope) -> tuple[str | None, Mapping | None]:
    """A total is of what the table is about, which a bare «Summa» does not tell."""
    if row.kind != "total" or scope.account is None:
        return None, None
    if scope.rule is None:
        return scope.account, by_vocabulary("account", row.label, scope.account)
    rule = f"scopes:{scope.rule.words[0]}"
    return scope.account, by_judgement("scope", row.label, scope.account, rule, scope.rule)


def _has_kin(table: Table, account: str, scope: TableScope, words: Vocabulary) -> bool:
    """«Övrigt» or «Kurser» is a part of politics only in company of other lines of a board like that."""
    family, dot, _ = account.partition(".")
    if not dot or scope.account == family:
        return True
    others = {row.account for row in table.rows if row.account not in (None, account)}
    return any(
        _within(other, family) or (words.accounts.parents.get(other or "") == "total" and other != "income")
        for other in others
    )


def _contradicts(table: Table, index: int, account: str, words: Vocabulary) -> bool:
    """A kind of cost below income: «Bidrag» and «Hyror» are words of both."""
    own = account_path(account, words)
    above = [table.rows[each].account for each in ancestors(table.rows, index)]
    return "cost" in own and "income" in above


def _is_income(table: Table, index: int, words: Vocabulary) -> bool:
    accounts = [table.rows[each].account for each in (index, *ancestors(table.rows, index))]
    return any("income" in account_path(account, words) for account in accounts)


def _own_key(table: Table, index: int, scope: TableScope) -> str | None:
    """A line of the board's own, such as a kind of school, by its label and those above it."""
    row = table.rows[index]
    if not scope.of_board or not row.label or row.kind == "total":
        return None
    above = [table.rows[each] for each in ancestors(table.rows, index)]
    path = [each.label for each in reversed(above) if each.kind != "total"]
    return "/".join(["rader", *(squash(label) for label in [*path, row.label])])
