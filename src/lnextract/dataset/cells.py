"""Values as text: the one form that every plain file of the dataset uses."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

DECIMALS: Final = 6
"""Of a number in every format."""
SMALLEST: Final = Decimal(1).scaleb(-DECIMALS)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def as_text(value: Any) -> str:
    """Plain numbers with a point, ISO dates, true and false; nothing where there is no value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return cleaned(value) if isinstance(value, str) else str(value)


def plain(value: Decimal) -> str:
    """Without exponent and zeros that say nothing: 1196, 0.3, -13; at most six decimals, as the database."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -DECIMALS:
        value = value.quantize(SMALLEST, ROUND_HALF_UP)
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def cleaned(text: str) -> str:
    """Without control characters, which no spreadsheet takes, and with one kind of line end."""
    return _CONTROLS.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
