"""How long two thousand checks of one report take, the search for the culprit apart.

    python bench/check_speed.py [--profile]

The report has random tables of accounts, each ten columns wide at most, none with a planted error. Processor
time of the fastest of several rounds.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
from pathlib import Path
from random import Random
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from accounts import random_accounts
from accounts_reports import report_of_accounts
from lnextract.checks.joint import settle
from lnextract.checks.reported import Reported
from lnextract.checks.run import find_rules
from lnextract.model.report import Report, Table

CHECKS = 2000
ROUNDS = 7


def report_with(checks: int) -> Report:
    """Tables until their own checks are so many."""
    tables: list[Table] = []
    made, seed = 0, 0
    report = report_of_accounts(random_accounts(Random(seed)))
    while made < checks:
        one = report_of_accounts(random_accounts(Random(seed)))
        made += len(one.findings)
        number = len(tables) + 1
        table = one.tables[0]
        columns = [
            column.model_copy(update={"id": f"t{number}c{at}"}) for at, column in enumerate(table.columns, 1)
        ]
        tables.append(table.model_copy(update={"id": f"t{number}", "columns": columns}))
        seed += 1
    return report.model_copy(update={"tables": tables, "findings": []})


def seconds(report: Report) -> tuple[int, float, float]:
    """Number of checks, time of making them, and of taking all together with the search for culprits."""
    begun = process_time()
    reported = Reported(report)
    made = [check for rule in find_rules() for check in rule.check(reported)]
    between = process_time()
    settle(made)
    return len(made), between - begun, process_time() - between


def main() -> None:
    report = report_with(CHECKS)
    if "--profile" in sys.argv:
        profile = cProfile.Profile()
        profile.runcall(seconds, report)
        pstats.Stats(profile).sort_stats("cumtime").print_stats(45)
    rounds = [seconds(report) for _ in range(ROUNDS)]
    count = rounds[0][0]
    making, settling = min(each[1] for each in rounds), min(each[2] for each in rounds)
    print(f"{len(report.tables)} tables, {count} checks")
    print(f"making {CHECKS} checks: {making / count * CHECKS:.3f} s")
    print(f"settling {CHECKS} checks: {settling / count * CHECKS:.3f} s")


if __name__ == "__main__":
    main()
