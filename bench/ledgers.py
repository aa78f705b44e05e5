"""Random ledgers written as dumps and read back: how many are read right, doubted, or wrong in silence.

A ledger is `right` where every figure stands in its place and nothing is doubted, `unsure` where the report
says that it is, `doubted` where it says so but states a wrong figure for sure, `wrong` where it says nothing.

    python bench/ledgers.py [--each N] [--seed TEXT] [--style NAME] [--show KIND]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from ledger_judging import STYLES, read_back  # noqa: E402

KINDS = ("right", "unsure", "doubted", "wrong")
FAULTS_SHOWN = 5


def count_kinds(style: str, seed: str, each: int, shown: frozenset[str]) -> Counter[str]:
    """Read so many ledgers of a style; print those of a kind that is to be shown."""
    kinds: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        for number in range(each):
            verdict, dump = read_back(style, Random(f"{seed}{style}{number}"), Path(folder))
            kinds[verdict.kind] += 1
            if verdict.kind in shown:
                print(f"--- {verdict.kind}: {style} {number}", *verdict.faults[:FAULTS_SHOWN], sep="\n")
                print(dump.text)
    return kinds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--each", type=int, default=100, help="ledgers a style")
    parser.add_argument("--seed", default="bench", help="another one gives other ledgers")
    parser.add_argument("--style", choices=STYLES, action="append", help="only this style; can be repeated")
    parser.add_argument("--show", choices=KINDS, action="append", default=[], help="print ledgers of a kind")
    asked = parser.parse_args()
    table = Table("style", "ledgers", *KINDS)
    for column in table.columns[1:]:
        column.justify = "right"
    for style in asked.style or STYLES:
        kinds = count_kinds(style, asked.seed, asked.each, frozenset(asked.show))
        table.add_row(style, str(asked.each), *(str(kinds[kind]) for kind in KINDS))
    Console().print(table)


if __name__ == "__main__":
    main()
