"""95 % intervals for shares."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

LEVEL = 0.95
"""How often such an interval holds the true share."""


def wilson(right: float, of: float, level: float = LEVEL) -> tuple[float, float]:
    """The score interval of a share (0 to 1), which also holds for few elements and for shares of 0 and 1.

    Source: Wilson, E. B. (1927), «Probable inference, the law of succession, and statistical inference»,
    Journal of the American Statistical Association 22:209-212; recommended by Brown, Cai and DasGupta (2001),
    «Interval estimation for a binomial proportion», Statistical Science 16:101-133.

    Args:
        right, of: counts, or effective ones of a sample that is not plain.

    Raises:
        ValueError: `of` is 0, or `right` is no part of it.
    """
    if not 0 <= right <= of or not of:
        raise ValueError(f"no share: {right} of {of}")
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    # At both ends the interval reaches the end itself, but for what a float loses.
    return (0.0 if right == 0 else middle - half), (1.0 if right == of else middle + half)
