"""Random accounts of boards and municipalities: false alarms, planted errors found, culprits named.

    python bench/checks.py [TABLES]

Each table is checked as made (nothing may be broken) and with one figure changed beyond what rounding
explains (it must be found). Prints one line a shape.

A change is no planted error where the paper alone can't prove it: the figure lies in no relation that words,
indents or other columns show (`tests/accounts_proof.py` says when). That is so in a lone column mostly: a sum
that is wrong there shows by nothing which rows it is of. What is called broken then is counted all the same
where it does not speak of the changed figure. `unproven` counts these.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from accounts import SHAPES, plant, random_accounts
from accounts_proof import provable
from accounts_reports import place_of, places_of, report_of_accounts

TABLES = 10_000


def main(tables: int) -> None:
    counts = {shape: Counter[str]() for shape in SHAPES}
    for number in range(tables):
        shape = list(SHAPES)[number % len(SHAPES)]
        count_one(shape, number, counts[shape])
    print(
        f"{'shape':<12}{'tables':>8}{'relations':>11}{'tested':>9}{'alarms':>8}{'planted':>9}{'found':>9}"
        f"{'named 1st':>11}{'of':>7}{'candidate':>11}{'of':>7}{'false':>7}{'unproven':>10}"
    )
    for shape, count in counts.items():
        print(
            f"{shape:<12}{count['tables']:>8}{count['relations']:>11}{count['tested']:>9}{count['alarms']:>8}"
            f"{count['planted']:>9}{count['found']:>9}{count['first']:>11}{count['in two']:>7}"
            f"{count['candidate']:>11}{count['in one']:>7}{count['false']:>7}{count['unproven']:>10}"
        )


def count_one(shape: str, seed: int, count: Counter[str]) -> None:
    random = Random(seed)
    accounts = random_accounts(random, shape)
    clean = report_of_accounts(accounts)
    count["tables"] += 1
    count["relations"] += len(accounts.relations)
    tested = {places_of(each, clean) for each in clean.findings if each.verdict != "not_checkable"}
    count["tested"] += sum(frozenset(relation.places) in tested for relation in accounts.relations)
    alarms = [each for each in clean.findings if each.verdict == "broken"]
    count["alarms"] += len(alarms)
    if alarms:
        print("ALARM", shape, seed, alarms[0].message.en)
    planted = plant(accounts, random)
    if planted is None:
        return
    report = report_of_accounts(accounts)
    broken = [each for each in report.findings if each.verdict == "broken"]
    hit = [each for each in broken if planted.place in places_of(each, report)]
    count["false"] += len(broken) - len(hit)
    if not provable(accounts, planted.place):
        count["unproven"] += 1
        return
    count["planted"] += 1
    count["found"] += bool(hit)
    if not hit or len(broken) > len(hit):
        print(
            "MISSED" if not hit else "FALSE",
            shape,
            seed,
            planted,
            [each.message.en for each in broken if each not in hit][:2],
        )
    if planted.broken > 1:
        count["in two"] += 1
        named = bool(broken) and place_of(broken[0].target, report) == planted.place
        count["first"] += named
    else:
        count["in one"] += 1
        count["candidate"] += any(
            place_of(candidate.figure, report) == planted.place
            for each in hit
            for candidate in each.candidates
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TABLES)
