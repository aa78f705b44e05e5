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
    "swapped_digits": ("två siffror har bytt plats", "two digits swapped"),
    "lost_digit": ("en siffra har fallit bort", "a digit lost"),
    "extra_digit": ("en siffra för mycket", "a digit too many"),
    "one_digit": ("en siffra är fel", "one digit wrong"),
    "sign": ("fel tecken", "wrong sign"),
    "factor": ("fel enhet eller flyttat decimaltecken", "wrong unit or decimal mark"),
    "stale_total": ("en delpost är inte medräknad", "a part was not counted in"),
    "one_of_these": ("Allt stämmer om ett av dessa ändras:", "Everything holds if one of these is changed:"),
    "instead_of": ("i stället för", "instead of"),
    "more": ("till", "more"),
    "no_operands": ("inga siffror att pröva mot", "no figures to test against"),
    "units_differ": ("olika enheter", "units differ"),
    "unit_unknown": ("enheten är okänd", "unit unknown"),
    "nothing_of": ("andel av noll", "share of nothing"),
    "unmapped": ("kolumnen är okänd", "column not understood"),
    "not_meant": ("samband inte belagt", "relation not established"),
    "one_cause": ("ställe att rätta", "place to put right"),
    "causes": ("ställen att rätta", "places to put right"),
    "nothing_broken": ("Inget motsägs", "Nothing is contradicted"),
    "in": ("i", "in"),
    "one_report": ("rapport", "report"),
    "reports": ("rapporter", "reports"),
    "to_put_right": ("Att rätta", "To put right"),
    "key_target": ("siffran som ifrågasätts", "the figure in question"),
    "key_follows": ("stämmer inte till följd av det", "fails because of it"),
    "key_suspect": ("kan vara felet i stället", "may be the mistake instead"),
    "key_operand": ("siffror den prövas mot", "figures it is tested against"),
    "rows_left_out": ("rader utelämnade", "rows left out"),
    "not_checkable_title": ("Kontroller som inte kunde göras", "Checks that could not be made"),
    "suppressed_title": ("Fel som låts stå", "Mistakes that are let stand"),
    "reason": ("skäl", "reason"),
    "author": ("av", "by"),
    "reports_title": ("Granskade rapporter", "Reports checked"),
    "report": ("rapport", "report"),
    "file": ("fil", "file"),
    "failures_title": ("Filer som inte kunde granskas", "Files that could not be checked"),
    "about": (
        "Varje tryckt siffra står för det spann av belopp som kan ha avrundats till den. En kontroll stämmer "
        "inte bara om inga belopp kan ha gett de siffror som är tryckta.",
        "Each printed figure stands for the range of amounts that may have been rounded to it. A check is "
        "broken only if no amounts could have given the figures that are printed.",
    ),
}
LANGUAGES = ("sv", "en")


def word(key: str, lang: str) -> str:
    """The word or phrase in one of `LANGUAGES`."""
    return WORDS[key][LANGUAGES.index(lang)]
