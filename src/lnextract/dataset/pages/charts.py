"""The four pictures, as Vega-Lite: plain enough for paper, every mark with a link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from lnextract.dataset.pages.drawing import Values, draw

YEAR_STEP, ROW_STEP = 46, 20
"""Points of one year along, and of one line down."""
SERIES_WIDTH, SERIES_HEIGHT = 300, 170
HEADROOM = 14
"""Points above the highest mark: the reason of a break stands there."""
MARKS: Final = ("Budget helår", "Utfall helår", "Utfall UR1", "Utfall UR2", "Utfall annan period")
COLOURS: Final = ("#24292f", "#0a5e9c", "#d1721b", "#8a3fa0", "#5d7a1f")
"""Dark enough on white; each has a shape of its own, so that a copy without colour can be read."""
SHAPES: Final = ("square", "circle", "triangle-up", "diamond", "cross")
VERDICTS: Final = ("Håller", "Håller inom avrundningen", "Håller inte", "Går inte att pröva")
_LINK: Final = {"field": "länk", "type": "nominal"}
_LEADS: Final = {"href": _LINK, "tooltip": {"field": "text", "type": "nominal"}}
"""A mark with a link and what it says."""
VERDICT_COLOURS: Final = ("#b7d3e6", "#6ea6cc", "#b3261e", "#c9cdd2")


def _along(years: Sequence[int], orient: str = "bottom") -> dict[str, Any]:
    """The years along, those without figures too: a gap must look like one."""
    axis = {"labelAngle": 0, "orient": orient, "labelOverlap": "parity"}
    return {"field": "år", "type": "ordinal", "title": None, "axis": axis, "scale": {"domain": list(years)}}


def series_chart(values: Values, years: Sequence[int], name: str) -> str:
    """Budget and outcome by account: lines within a segment, an open gap and a dashed rule at each break."""
    spec = {
        "facet": {"column": {"field": "rad", "type": "nominal", "sort": None, "header": {"title": None}}},
        "spec": {
            "width": SERIES_WIDTH,
            "height": SERIES_HEIGHT,
            "layer": [*_marks(years), *_breaks(years)],
        },
        "resolve": {"scale": {"y": "independent", "x": "shared"}},
    }
    return draw(spec, values, name)


def _marks(years: Sequence[int]) -> list[dict[str, Any]]:
    place = {
        "x": _along(years),
        "y": {
            "field": "tkr",
            "type": "quantitative",
            "title": "tkr",
            "axis": {"format": ",.0f"},
            "scale": {"zero": True, "padding": HEADROOM},
        },
        "color": _by_series(COLOURS),
    }
    line = {
        "mark": {"type": "line", "strokeWidth": 1.5},
        "encoding": {**place, "detail": {"field": "segment"}},
    }
    point = {
        "mark": {"type": "point", "filled": True, "size": 55, "opacity": 1},
        "encoding": {**place, **_LEADS, "shape": _by_series(SHAPES)},
    }
    return [line, point]


def _by_series(looks: Sequence[str]) -> dict[str, Any]:
    return {"field": "serie", "type": "nominal", "scale": {"domain": MARKS, "range": looks}}


def _breaks(years: Sequence[int]) -> list[dict[str, Any]]:
    broken = {"filter": "datum.brott != null"}
    once = {"aggregate": [{"op": "min", "field": "brott", "as": "brott"}], "groupby": ["år"]}
    rule = {
        "transform": [broken],
        "mark": {"type": "rule", "strokeDash": [3, 3], "color": "#8c959f", "xOffset": -YEAR_STEP / 4},
        "encoding": {"x": _along(years), **_LEADS},
    }
    reason = {
        "transform": [broken, once],
        "mark": {"type": "text", "align": "left", "dx": -9, "dy": 8, "fontSize": 9, "color": "#57606a"},
        "encoding": {"x": _along(years), "y": {"value": 0}, "text": {"field": "brott"}},
    }
    return [rule, reason]


def purpose_chart(values: Values, years: Sequence[int], name: str) -> str:
    """A table of numbers, shaded by size: purposes down, years along."""
    base = {
        "x": _along(years, "top"),
        "y": {"field": "ändamål", "type": "nominal", "sort": {"field": "ordning"}, "title": None},
        "href": _LINK,
    }
    shade = {
        "field": "tkr",
        "type": "quantitative",
        "scale": {"scheme": "blues", "domainMin": 0},
        "legend": None,
    }
    spec = {
        "width": {"step": YEAR_STEP},
        "height": {"step": ROW_STEP},
        "layer": [
            {"mark": {"type": "rect", "stroke": "white"}, "encoding": {**base, "color": shade}},
            {
                "mark": {"type": "text", "fontSize": 11},
                "encoding": {
                    **base,
                    "text": {"field": "tkr", "format": ",.0f"},
                    "color": {"condition": {"test": "datum.mörk", "value": "white"}, "value": "#24292f"},
                },
            },
        ],
    }
    return draw(spec, values, name)


def initiatives_chart(values: Values, years: Sequence[int], name: str) -> str:
    """Years in which a board writes of an initiative; the larger the mark, the more places."""
    along = _along(years, "top")
    place = {"field": "insats", "type": "nominal", "title": None, "sort": {"field": "första", "op": "min"}}
    span = {
        "mark": {"type": "rule", "color": "#8c959f"},
        "encoding": {"x": {**along, "field": "första"}, "x2": {"field": "sista"}, "y": place},
    }
    size = {"field": "ställen", "type": "quantitative", "scale": {"range": [40, 240]}, "legend": None}
    point = {
        "mark": {"type": "point", "filled": True, "color": "#0a5e9c", "opacity": 1},
        "encoding": {"x": along, "y": place, "size": size, **_LEADS},
    }
    spec = {"width": {"step": YEAR_STEP}, "height": {"step": ROW_STEP}, "layer": [span, point]}
    return draw(spec, values, name)


def findings_chart(values: Values, name: str) -> str:
    """Checks made by board and verdict; what is broken is a bar of its own that leads to its row."""
    spec = {
        "width": 520,
        "height": {"step": 24},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "nämnd", "type": "nominal", "title": None, "sort": None},
            "x": {
                "field": "antal",
                "type": "quantitative",
                "title": "antal kontroller",
                "axis": {"format": ",.0f"},
            },
            "color": {
                "field": "utfall",
                "type": "nominal",
                "scale": {"domain": VERDICTS, "range": VERDICT_COLOURS},
            },
            "order": {"field": "ordning"},
            **_LEADS,
        },
    }
    return draw(spec, values, name)
