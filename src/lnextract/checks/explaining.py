"""What the rules say of themselves, for lists, pages and editors."""

from __future__ import annotations

import inspect

from lnextract.checks import joint
from lnextract.checks.run import Rule, RuleBetween, find_rules, find_rules_between

JOINT = """Relations that can't hold together: each of them could be rounded so, but not all at once.

No single check fails here. The smallest set of relations in conflict is named, and what the likeliest figure
would have to be."""


def rule_texts() -> dict[str, str]:
    """By name of the rule, sorted: a sentence, then what else there is to know.

    A rule that is there within reports and between them says first what it does within.
    """
    texts = {joint.NAME: JOINT}
    rules: list[Rule | RuleBetween] = [*find_rules(), *find_rules_between()]
    for rule in rules:
        own = inspect.cleandoc(rule.__doc__ or "")
        texts[rule.NAME] = f"{texts[rule.NAME]}\n\n{own}" if rule.NAME in texts else own
    return dict(sorted(texts.items()))
