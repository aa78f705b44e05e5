"""Verdicts on a stratified sample → the share of wrong cells, with 95 % intervals.

- Of a stratum: the exact interval for a finite population, by inverting the hypergeometric test (Buonaccorsi
  1987, «A note on confidence intervals for proportions in finite populations», The American Statistician
  41:215-218). A stratum that was looked through wholly has no interval left.
- Of all: each stratum's share weighted by its size; the variance of a stratified sample without replacement
  (Cochran 1977, section 5.6) gives the size that a plain sample as informative would have (Korn and Graubard
  1998, «Confidence intervals for proportions with small expected number of positive counts estimated from
  survey data», Survey Methodology 24:193-201), and that size the Wilson interval, which Franco, Little, Louis
  and Slud (2019, Journal of Survey Statistics and Methodology 7:334-364) recommend.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, inf, lgamma

from lnextract.evaluate.intervals import LEVEL, wilson
from lnextract.model.estimate import ErrorEstimate, Rate, Stratum, StratumEstimate

WHAT = (
    "Share of table cells that do not say what stands on the page: another figure, another unit, another row "
    "or column, or an empty cell where something is printed. Rows and tables that were missed are not among "
    "them; `lnextract evaluate` measures those."
)
METHOD = (
    "Stratified random sample without replacement, looked through by a person. Strata: exact hypergeometric "
    "intervals (Buonaccorsi 1987). All: weighted by stratum size, Wilson interval with the effective sample "
    "size (Korn and Graubard 1998; Franco et al. 2019), finite population correction included."
)
DIGITS = 3
"""Of a percentage."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What a person found in one stratum."""

    name: str
    stratum: Stratum
    population: int
    sampled: int
    wrong: int
    unclear: int = 0
    """Not among `wrong`."""

    @property
    def counted(self) -> int:
        """Wrong and unclear: what nobody can find on the page is not proven right."""
        return self.wrong + self.unclear


def estimate(strata: Sequence[Verdicts]) -> ErrorEstimate:
    """The error estimate.

    Raises:
        ValueError: no stratum, or one of which nothing or more than there is was sampled.
    """
    for each in strata:
        if not 0 < each.sampled <= each.population or not 0 <= each.counted <= each.sampled:
            raise ValueError(f"{each.name}: {each.counted} of {each.sampled} of {each.population}")
    if not strata:
        raise ValueError("no stratum")
    return ErrorEstimate(
        what=WHAT,
        method=METHOD,
        confidence_level=LEVEL,
        population=sum(each.population for each in strata),
        sampled=sum(each.sampled for each in strata),
        wrong=sum(each.counted for each in strata),
        unclear=sum(each.unclear for each in strata),
        rate=_rate(*overall(strata)),
        strata=[
            StratumEstimate(
                name=each.name,
                stratum=each.stratum,
                population=each.population,
                sampled=each.sampled,
                wrong=each.counted,
                unclear=each.unclear,
                rate=_rate(each.counted / each.sampled, *of_stratum(each)),
            )
            for each in strata
        ],
    )


def overall(strata: Sequence[Verdicts]) -> tuple[float, float, float]:
    """Share of all cells that are wrong, with its interval (0 to 1)."""
    everything = sum(each.population for each in strata)
    share = variance = even = 0.0
    for each in strata:
        weight, of = each.population / everything, each.counted / each.sampled
        not_seen = 1 - each.sampled / each.population
        share += weight * of
        even += weight**2 * not_seen / each.sampled
        if each.sampled > 1:
            variance += weight**2 * not_seen * of * (1 - of) / (each.sampled - 1)
    if not even:  # everything was looked at
        return share, share, share
    # Strata in which all or none were found wrong show no spread; then the size is that of even shares, which
    # is also the most that is believed: a few cells a stratum say little of the variance.
    size = min(share * (1 - share) / variance if variance else inf, 1 / even)
    return share, *wilson(share * size, size)


def of_stratum(stratum: Verdicts) -> tuple[float, float]:
    """The interval (0 to 1) of the share in one stratum: every number of wrong cells that is not unlikely."""
    population, sampled, wrong = stratum.population, stratum.sampled, stratum.counted
    tail = (1 - LEVEL) / 2
    fewest, most = wrong, population - sampled + wrong

    def few_enough(true: int) -> bool:  # so many wrong ones are not unlikely few
        return sum(_chances(range(0, wrong + 1), true, sampled, population)) > tail

    def many_enough(true: int) -> bool:
        return sum(_chances(range(wrong, sampled + 1), true, sampled, population)) > tail

    low, end = fewest, most
    while low < end:  # the smallest number of which so many are not unlikely many
        middle = (low + end) // 2
        low, end = (low, middle) if many_enough(middle) else (middle + 1, end)
    high, begin = most, fewest
    while begin < high:  # the largest of which so few are not unlikely few
        middle = (begin + high + 1) // 2
        begin, high = (middle, high) if few_enough(middle) else (begin, middle - 1)
    return low / population, high / population


def _chances(found: Iterable[int], true: int, sampled: int, population: int) -> Iterable[float]:
    """Of each number of wrong cells in the sample, where `true` are wrong among all (hypergeometric)."""
    every = _log_choose(population, sampled)
    for number in found:
        if number <= true and sampled - number <= population - true:
            ways = _log_choose(true, number) + _log_choose(population - true, sampled - number)
            yield exp(ways - every)


def _log_choose(of: int, chosen: int) -> float:
    return lgamma(of + 1) - lgamma(chosen + 1) - lgamma(of - chosen + 1)


def _rate(share: float, low: float, high: float) -> Rate:
    percent, lowest, highest = (round(100 * each, DIGITS) for each in (share, low, high))
    return Rate(percent=percent, low=lowest, high=highest)
