"""`index.html`: one file that needs no network, readable on a screen and on paper."""

from __future__ import annotations

from html import escape
from importlib import resources
from pathlib import Path
from typing import Final

from lnextract import __version__
from lnextract.dataset.exports.datapackage import DESCRIPTION, TITLE
from lnextract.dataset.pages.findings_part import findings_part
from lnextract.dataset.pages.initiatives_part import initiatives_part
from lnextract.dataset.pages.listings import number
from lnextract.dataset.pages.money_part import purposes_part, series_part
from lnextract.dataset.pages.subjects import Subjects, subjects_of
from lnextract.dataset.store import Store

PARTS: Final = (
    ("insatser", "Insatser genom åren", initiatives_part),
    ("serier", "Budget och utfall", series_part),
    ("andamal", "Pengar per ändamål", purposes_part),
    ("kontroller", "Kontroller av talen", findings_part),
)
"""Anchor, heading, and what makes the part."""
COUNTED: Final = (
    ("documents", "dokument"),
    ("boards", "nämnder"),
    ("amounts", "tryckta belopp"),
    ("facts", "uppgifter"),
    ("mentions", "omnämnanden"),
    ("findings", "kontroller"),
)


def write_page(store: Store, folder: Path) -> None:
    """The page with its pictures, and the rows that their marks lead to."""
    subjects = subjects_of(store)
    style = (resources.files("lnextract.dataset.pages") / "page.css").read_text(encoding="utf-8")
    parts = "\n".join(
        f'<section id="{name}">\n<h2>{escape(heading)}</h2>\n{make(store, subjects)}\n</section>'
        for name, heading, make in PARTS
    )
    page = (
        f'<!DOCTYPE html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(TITLE)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"{_head(store, subjects)}\n{parts}\n</body>\n</html>\n"
    )
    (folder / "index.html").write_text(page, encoding="utf-8")


def _head(store: Store, subjects: Subjects) -> str:
    swedish = DESCRIPTION.partition("\n\n")[0]
    counts = "".join(
        f"<div><dt>{label}</dt><dd>{number(store.decimal_count(name))}</dd></div>" for name, label in COUNTED
    )
    links = " ".join(f'<a href="#{name}">{escape(heading)}</a>' for name, heading, _ in PARTS)
    left_out = (
        f"<p>Sidan visar de {len(subjects.boards)} nämnder som har flest dokument; "
        f"{subjects.left_out} till finns i tabellerna.</p>"
        if subjects.left_out
        else ""
    )
    return (
        f"<h1>{escape(TITLE)}</h1>\n<p>{escape(swedish)}</p>\n"
        f'<dl class="facts">{counts}</dl>\n<nav>{links}</nav>\n'
        "<p>Klicka på ett märke i en bild för att komma till raden med källa, sida och talet som det står. "
        f"Gjord med lnextract {__version__}; allt på sidan finns i tabellerna bredvid den.</p>\n{left_out}"
    )
