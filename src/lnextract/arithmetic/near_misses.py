"""Sums that would close but for one figure written wrong: evidence that the sum is meant all the same."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import log2

from lnextract.arithmetic.ledger import UNIT, Entry, Ledger, Reading
from lnextract.arithmetic.relations import Printed
from lnextract.arithmetic.slips import slipped_values


def slip_bits(ledger: Ledger, reading: Reading) -> float | None:
    """How unlikely it is by chance that a slip in each broken column explains it; None where one does not."""
    bits = 0.0
    stated = {entry[0]: entry for entry in ledger.entries[reading.total]}
    for slot, total in stated.items():
        parts = [entry for part in reading.parts for entry in ledger.entries[part] if entry[0] == slot]
        if not parts:
            continue
        off = total[1] - sum(value for _, value, _ in parts)
        slack = total[2] + sum(half for _, _, half in parts)
        if abs(off) > slack:
            found = _explained(total, parts, off, slack)
            if found is None:
                return None
            bits += found
    return bits


def _explained(total: Entry, parts: Sequence[Entry], off: int, slack: int) -> float | None:
    """Bits of the slip that closes a column: the window it had to hit, less all slips that could be tried."""
    tried = 0
    hit = False
    # A part that rises by d lowers the gap by d; the total raises it.
    for value, sought in [(total[1], total[1] - off), *((value, value + off) for _, value, _ in parts)]:
        for other in _slipped(value):
            tried += 1
            hit = hit or abs(other - sought) <= slack
    if not hit:
        return None
    size = max(abs(total[1]), *(abs(value) for _, value, _ in parts))
    return log2(max(size / max(UNIT, 2 * slack), 1.0)) - log2(max(tried, 1))


def _slipped(value: int) -> list[int]:
    """In half units of the last digit, as the ledger counts."""
    return [int(each) * UNIT for each in slipped_values(Printed(Decimal(value // UNIT))) if each == int(each)]
