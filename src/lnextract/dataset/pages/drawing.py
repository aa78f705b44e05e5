"""Vega-Lite charts as SVG text that stands in the page by itself."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

VEGA_LITE: Final = "https://vega.github.io/schema/vega-lite/v5.json"
CONFIG: Final = {
    "font": "Liberation Sans, Arial, Helvetica, sans-serif",
    "background": "white",
    "view": {"stroke": "#d0d7de"},
    "axis": {"labelFontSize": 11, "titleFontSize": 11, "gridColor": "#eef1f4", "labelLimit": 260},
    "legend": {"orient": "bottom", "labelFontSize": 11, "title": None, "labelLimit": 300},
    "header": {"labelFontSize": 12, "labelFontWeight": "bold", "title": None},
}
SWEDISH_NUMBERS: Final = {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", " kr"]}
_TO_A_SITE: Final = re.compile(r'href="[^"#]*#')
"""vl-convert makes a link within the page one to a site."""
Values = Sequence[Mapping[str, Any]]


def draw(spec: Mapping[str, Any], values: Values, name: str) -> str:
    """A chart of the values as SVG. `name` keeps the ids of several charts in one page apart."""
    import vl_convert

    whole = {"$schema": VEGA_LITE, "config": CONFIG, **spec, "data": {"values": list(values)}}
    svg = vl_convert.vegalite_to_svg(json.dumps(whole), format_locale=SWEDISH_NUMBERS)
    return _named(svg, name)


def _named(svg: str, name: str) -> str:
    svg = re.sub(r'(?<=\sid=")([^"]+)', rf"{name}-\1", svg)
    svg = re.sub(r"(?<=url\(#)([^)]+)", rf"{name}-\1", svg)
    return _TO_A_SITE.sub('href="#', svg)
