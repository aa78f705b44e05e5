"""Names of places in the page that marks lead to."""

from __future__ import annotations

import re


def anchor(kind: str, key: str) -> str:
    """The id of a row in the page: letters, digits and hyphens."""
    return f"{kind}-{re.sub(r'[^0-9A-Za-zåäöÅÄÖ]+', '-', key)}"
