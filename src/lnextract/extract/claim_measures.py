"""What a figure in running text measures, from the words of its clause.

Three questions are put to the words: which kind of figure (outcome, budget, deviation, …), of which time
(period, year, forecast, year before), and which measure of the contract that is. Where the words leave a
question open the answer is null: a claim without a measure is still a claim, one with a wrong measure
accuses the author of an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lnextract.model.report import Measure, Unit

Kind = Literal["deviation", "outcome", "result", "budget", "forecast", "change", "grant"]
Scope = Literal["period", "year", "forecast", "prev", "alien"]

_VERSUS = (
    r"(?:\s+(?:mot|från|gentemot|än|i\s+förhållande\s+till|jämfört\s+med)\s+(?:\w+\s+){0,2}?\w*budget\w*)?"
)
KIND = re.compile(
    rf"(?P<deviation>(?:\w+-?)?avvikels\w*{_VERSUS}|\bavvik(?:er|it|a)\b{_VERSUS}|\w*(?:över|under)skott\w*{_VERSUS}"
    rf"|\b(?:positivt|negativt)\s+(?:utfall|resultat){_VERSUS}"
    r"|\b(?:plus|minus)(?=\s*$)|\b\w*differens\w*"
    r"|\b(?:över|under)(?:skr[ie]d|stig|steg)\w*(?:\s+\w+){0,2}?\s+(?:budget|ram|anslag|plan)\w*"
    r"|\b(?:lägre|högre|bättre|sämre)\s+(?:utfall\s+)?än\s+(?:\w+\s+){0,2}?(?:\w*budget|planera|beräkna|ram|anslag)\w*"
    r"|\båterstå\w*|\bkvarstå\w*|\bkvarvarande\b)"
    r"|(?P<budget>\w*budget\w*|\b(?:region|kommun|drift)bidrag\w*|\banslag\w*|\btilldela\w*\s+(?:ram|medel|anslag)\w*"
    r"|\b(?:budget|drift)ram\w*|\bdisponera\w*)"
    r"|(?P<outcome>\w*utfall\w*|\w*förbruk\w*|\bupparbet\w*|\bnettokostnad\w*)"
    r"|(?P<result>\b(?:period)?resultat(?:et)?\b)"
    r"|(?P<forecast>\w*prognos\w*)"
    r"|(?P<change>\b(?:öka[trd]?|minska[trd]?)\s+med\b|\b\w*(?:ökning|minskning)\w*)"
    r"|(?P<grant>\bbevilj\w*|\bbidr(?:ar|agit|og|a|ag)\b|\bav(?:satt|sätt|satte)\w*|\bfinansier\w*|\bsponsr\w*"
    r"|\bersätt\w*|\bkosta\w*|\bköp\w*)",
    re.IGNORECASE,
)
# «100 tkr lägre än budget»: what stands right after the figure says more than the word before it.
COMPARED = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:(?:lägre|högre|bättre|sämre|mer|mindre)\s+(?:än\s+)?(?P<than>[^.,;:]*)"
    r"|(?:under|över)\s+(?:\w+\s+){0,2}?\w*(?:budget|anslag|ram|plan)\w*"
    r"|(?:stort\s+|i\s+)?(?:över|under)skott\w*|(?:i\s+)?(?:positiv|negativ)\s+\w*avvikelse\b"
    r"|(?:kvar|återstår)\b)",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\w*budget|planera|beräkna|ram\b|ramen|anslag|tilldela|prognos|förvänta", re.IGNORECASE
)
_EARLIER = re.compile(r"föreg|förra|fjol|samma\s+period|20\d\d", re.IGNORECASE)
# Words after the figure, used where none before it tell: «har 265 tkr förbrukats», «22 % av budgeten».
AFTER = re.compile(
    r"(?P<outcome>\bförbruk\w*|\banvän(?:t|ts|da)\b|\butnyttja\w*|\bupparbet\w*|\bi\s+utfall\b"
    r"|\A\s*\)?\s*av\s+(?:\w+\s+){0,3}?\w*(?:budget|anslag)\w*)"
    r"|(?P<budget>\bi\s+budget\b|\bbudgetera[dt]\w*)"
    r"|(?P<forecast>\bprognostisera\w*|\bprognosticera\w*)"
    r"|(?P<deviation>\b(?:över|under)skott\w*)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:inte|ej)\b", re.IGNORECASE)
_MONTH = (
    r"jan(?:uari)?|feb(?:ruari)?|mars|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sep(?:t|tember)?|okt(?:ober)?"
    r"|nov(?:ember)?"
)
SCOPE = re.compile(
    r"(?P<prev>\bföreg\w*\.?\s+års?\b|\bförra\s+årets?\b|\bfjol\w*)"
    r"|(?P<forecast>\w*prognos\w*|\bberäknas?\b|\bberäknat\b|\bförvänt\w*|\bväntas\b|\bbedöms\b"
    r"|\bkommer\s+(?:\w+\s+){0,2}?att\b|\bår(?:s|ets\s+)slut\w*|\bverksamhetsårets\s+slut\b)"
    rf"|(?P<period>\b\w*period\w*|\b(?:{_MONTH})\b|\bt\.?\s?o\.?\s?m\b|\btill\s+och\s+med\b|\bhittills\b|\back\w*"
    r"|\btertial\w*|\bdelår\w*|\bkvartal\w*|\bmånad\w*)"
    r"|(?P<year>\b\w*helår\w*|\bårets\b|\bhela\s+året\b|\bför\s+året\b|\bårs(?:budget|utfall|resultat|avvikelse)\w*)"
    r"|(?P<named>\b(?:under|för|år|bokslut\w*|utfall\w*|budget\w*)\s+(?P<y1>20\d\d)\b"
    r"|\b(?P<y2>20\d\d)\s+(?:års|var|blev)\b)",
    re.IGNORECASE,
)
# A figure that its author calls a rough one can't be held against a table.
ROUGH = re.compile(
    r"\b(?:ca|cirka|c:a|circa|drygt|knappt|omkring|ungefär|runt|nästan|närmare|uppemot|upp\s+till|minst|högst|maximalt"
    r"|(?:mer|mindre)\s+än|en\s+bit\s+över)\.?\s*(?:plus|minus)?\s*\Z",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:jämför\w*|mot|periodisera\w*)\b", re.IGNORECASE)
_OF_BUDGET = re.compile(r"budget|anslag|förbruk|\b(?:tkr|mnkr|kr)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before the sentence is read."""

    year: int | None = None
    """The report's year."""
    full_year: bool = False
    """A bokslut: what it says of no named time is said of the year."""
    forecast_heading: bool = False
    """The section is on the forecast."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words round a figure."""

    before: str
    """From the clause's beginning, or the figure before, to the figure."""
    after: str
    """From the figure to the clause's end or the next figure."""
    sentence_before: str
    sentence_after: str
    sign: str
    """Printed directly at the figure: «+», a minus, or empty."""


def measure_of(
    words: Surroundings, unit: Unit | None, setting: Setting, previous: Measure | None
) -> Measure | None:
    """The measure of a figure; `previous` is that of the figure before it in the sentence."""
    if unit in ("st", None) or ROUGH.search(words.before):
        return None
    inherited = _inherited(words, unit, previous)
    if inherited is not None:
        return inherited
    kind = _kind(words)
    if kind is None or kind == "grant":
        return None
    if unit == "%":
        return _share(kind, words, setting)
    scope = _scope(words, setting)
    return None if scope == "alien" else _MEASURES[kind](scope, words, setting)


def _inherited(words: Surroundings, unit: Unit | None, previous: Measure | None) -> Measure | None:
    """«265 tkr (22 %)», «264 tkr respektive 1 tkr»."""
    if unit == "%" and re.fullmatch(
        r"\s*(?:eller|\(|,\s*eller|,\s*(?:vilket\s+)?motsvarar)?\s*", words.before
    ):
        if previous in ("outcome_period", "outcome_year"):
            return "outcome_pct"
        return None
    if unit != "%" and re.search(r"\brespektive\s*\Z", words.before, re.IGNORECASE):
        return previous
    return None


def _kind(words: Surroundings) -> Kind | None:
    compared = COMPARED.match(words.after)
    if compared is not None:
        than = compared["than"]
        if than is None or _EXPECTED.search(than):
            return "deviation"
        if _EARLIER.search(than):
            return "change"
    last = None
    for last in KIND.finditer(words.before):  # noqa: B007 -- the nearest one is wanted
        pass
    if last is not None:
        kind = _named(last)
        return "deviation" if kind == "result" and words.sign else kind
    found = AFTER.search(words.after)
    if found is None or _DENIED.search(words.after[: found.start()]):
        return None
    return _named(found)


def _named(match: re.Match[str]) -> Kind:
    return match.lastgroup  # type: ignore[return-value]


def _share(kind: Kind, words: Surroundings, setting: Setting) -> Measure | None:
    near = words.before + " " + words.after
    whole = words.sentence_before + " " + words.sentence_after
    if (
        kind not in ("outcome", "budget")
        or not _OF_BUDGET.search(whole)
        or _scope(words, setting) == "forecast"
    ):
        return None
    return (
        "outcome_pct"
        if kind == "outcome" or re.search(r"(?i)\bav\s+(?:\w+\s+){0,2}?\w*budget", near)
        else None
    )


def _scope(words: Surroundings, setting: Setting) -> Scope | None:
    """The time of which the clause speaks, else the sentence, else the section; None where none is named."""
    for before, after in (
        (words.before, words.after),
        (words.sentence_before, words.sentence_after),
    ):
        scope = _named_scope(before, after, setting)
        if scope is not None:
            return scope
    return "forecast" if setting.forecast_heading else None


def _named_scope(before: str, after: str, setting: Setting) -> Scope | None:
    nearest: re.Match[str] | None = None
    for match in SCOPE.finditer(before):
        # «prognosen för helåret» stays a forecast, «samma period föregående år» the year before.
        if nearest is None or match.lastgroup != "year" or nearest.lastgroup not in ("forecast", "prev"):
            nearest = match
    nearest = nearest or SCOPE.search(after)
    if nearest is None:
        return None
    if nearest.lastgroup in ("y1", "y2", "named"):
        return _scope_of_year(int(nearest["y1"] or nearest["y2"]), setting)
    return nearest.lastgroup  # type: ignore[return-value]


def _scope_of_year(year: int, setting: Setting) -> Scope:
    if setting.year is None or year == setting.year:
        return "year"
    return "prev" if year == setting.year - 1 else "alien"


def _outcome(scope: Scope | None, words: Surroundings, setting: Setting) -> Measure | None:
    if scope == "prev":
        return "outcome_prev_year"
    if scope == "forecast":
        return "forecast_year"
    if setting.full_year:
        return "outcome_period" if scope == "period" else "outcome_year"
    if _named_scope(words.before, words.after, setting) == "year":
        return "forecast_year" if _helår(words) else None
    return "outcome_period"


def _helår(words: Surroundings) -> bool:
    return "helår" in (words.before + words.after).lower()


def _deviation(scope: Scope | None, words: Surroundings, setting: Setting) -> Measure | None:
    if scope == "prev":
        return "deviation_prev_year"
    if scope == "forecast":
        return "deviation_forecast"
    if scope == "year" or (scope is None and setting.full_year):
        return "deviation_year" if setting.full_year else "deviation_forecast"
    return "deviation_period"


def _budget(scope: Scope | None, words: Surroundings, setting: Setting) -> Measure | None:
    own = _named_scope(words.before, words.after, setting)
    if own == "prev":
        return "budget_prev_year"
    if own == "period" or (own is None and scope == "period" and _AGAINST.search(words.before)):
        return "budget_year" if setting.full_year else "budget_period"
    return "budget_year"


def _forecast(scope: Scope | None, words: Surroundings, setting: Setting) -> Measure | None:
    return "forecast_year" if scope in ("forecast", "year", None) else None


def _change(scope: Scope | None, words: Surroundings, setting: Setting) -> Measure | None:
    return "change"


_MEASURES = {
    "outcome": _outcome,
    "result": _outcome,
    "deviation": _deviation,
    "budget": _budget,
    "forecast": _forecast,
    "change": _change,
}
