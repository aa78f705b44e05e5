"""Figures as Swedish text prints them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"


def swedish(value: Decimal, decimals: int = 0, unit: str | None = None) -> str:
    """`1163` → `1 163`, `-0.5` → `−0,5`, with the unit after a no-break space."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    digits = f"{abs(rounded):,.{decimals}f}".replace(",", NO_BREAK_SPACE).replace(".", ",")
    sign = MINUS if rounded < 0 else ""
    return f"{sign}{digits}{NO_BREAK_SPACE}{unit}" if unit else f"{sign}{digits}"
