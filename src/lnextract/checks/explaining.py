"""What the rules say of themselves, for lists, pages and editors."""

from __future__ import annotations

import inspect

from lnextract.checks import joint
from lnextract.checks.run import find_rules

JOINT = """Relations that can't hold together: each of them could be rounded so, but not all at once.

No single check fails here. The smallest set of relations in conflict is named, and what the likeliest figure
would have to be."""


def rule_texts() -> dict[str, str]:
    """By name of the rule, sorted: a sentence, then what else there is to know."""
    texts = {rule.NAME: inspect.cleandoc(rule.__doc__ or "") for rule in find_rules()}
    return dict(sorted({**texts, joint.NAME: JOINT}.items()))
