"""Words around the findings, in Swedish and in English."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Swedish, English)
    "title": ("Kontroll av siffror", "Check of figures"),
    "error": ("fel", "error"),
    "warning": ("varning", "warning"),
    "notice": ("anmärkning", "notice"),
    "info": ("upplysning", "info"),
    "source": ("papperet motsäger sig självt", "the paper contradicts itself"),
    "extraction": ("kan vara fel avläst, se efter i källan", "may be misread, look at the source"),
    "unknown": ("orsak okänd", "cause unknown"),
    "wrong_sign": ("fel tecken", "wrong sign"),
    "changed_conclusion": ("vänder över- och underskott", "turns surplus and deficit"),
    "where": ("plats", "where"),
    "off_by": ("fel med", "off by"),
    "finding": ("vad som inte stämmer", "what does not add up"),
    "also": ("följer med", "fails with it"),
    "page": ("sida", "page"),
    "line": ("rad", "line"),
    "table": ("tabell", "table"),
    "of_budget": ("av årets budget", "of the year's budget"),
    "to": ("till", "to"),
    "checks": ("kontroller", "checks"),
    "one_check": ("kontroll", "check"),
    "broken": ("stämmer inte", "broken"),
    "holds": ("stämmer", "hold"),
    "holds_within_rounding": ("stämmer inom avrundningen", "hold within rounding"),
    "not_checkable": ("kan inte prövas", "not checkable"),
    "suppressed": ("låts stå", "suppressed"),
    "until": ("till och med", "until"),
    "swapped_digits": ("omkastade siffror", "digits swapped"),
    "lost_digit": ("en siffra har fallit bort", "a digit lost"),
    "extra_digit": ("en siffra för mycket", "a digit too many"),
    "one_digit": ("en siffra fel", "one digit wrong"),
    "sign": ("fel tecken", "wrong sign"),
    "factor": ("fel storleksordning", "wrong order of magnitude"),
    "stale_total": ("summan är inte omräknad", "the total was not recalculated"),
    "other": ("annat fel", "some other slip"),
    "no_operands": ("inga siffror att pröva mot", "no figures to test against"),
    "units_differ": ("olika enheter", "units differ"),
    "unit_unknown": ("enheten är okänd", "unit unknown"),
    "nothing_of": ("andel av noll", "share of nothing"),
    "unmapped": ("kolumnen är okänd", "column not understood"),
    "not_meant": ("samband inte belagt", "relation not established"),
}
LANGUAGES = ("sv", "en")


def word(key: str, lang: str) -> str:
    """The word or phrase in one of `LANGUAGES`."""
    return WORDS[key][LANGUAGES.index(lang)]
