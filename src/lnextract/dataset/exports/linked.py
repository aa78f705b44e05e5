"""`dcat.jsonld` (DCAT-AP-SE) and `prov.jsonld` (PROV-O): what the dataset is, what amounts came from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lnextract import __version__
from lnextract.dataset.exports.datapackage import DESCRIPTION, NAME, TITLE
from lnextract.dataset.store import Store
from lnextract.dataset.tables import TABLES

DCAT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
PROV: Final = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "derived": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "generated": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
}
FILE_TYPES: Final = "http://publications.europa.eu/resource/authority/file-type/"
THEME: Final = "http://publications.europa.eu/resource/authority/data-theme/GOVE"


@dataclass(frozen=True, slots=True)
class Publication:
    """What only the publisher knows. Left out where it is not given: nothing is invented."""

    url: str = "./"
    """Address that the files will have, with a slash at the end."""
    publisher: str | None = None
    license: str | None = None
    """Address of the licence."""
    contact: str | None = None
    """E-mail address of the contact point."""


def write_dcat(store: Store, folder: Path, publication: Publication) -> None:
    """A catalog with one dataset; CSV, Parquet and the others are distributions of it."""
    publisher = publication.publisher or _publisher(store)
    licence = {"dcterms:license": {"@id": publication.license}} if publication.license else {}
    agent = {"@id": "#publisher", "@type": "foaf:Agent", "foaf:name": publisher or "okänd"}
    contact = {
        "@type": "vcard:Organization",
        "vcard:fn": publisher or "okänd",
        "vcard:hasEmail": {"@id": f"mailto:{publication.contact}"},
    }
    dataset = {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dcterms:title": {"@value": TITLE, "@language": "sv"},
        "dcterms:description": _descriptions(),
        "dcterms:identifier": NAME,
        "dcterms:publisher": {"@id": "#publisher"},
        "dcterms:accessRights": {
            "@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
        },
        "dcat:theme": {"@id": THEME},
        "dcat:keyword": [{"@value": word, "@language": "sv"} for word in ("ekonomi", "folkhälsa", "nämnder")],
        **_temporal(store),
        **({"dcat:contactPoint": contact} if publication.contact else {}),
        "dcat:distribution": [dict(each, **licence) for each in _distributions(publication.url)],
    }
    catalog = {
        "@id": "#catalog",
        "@type": "dcat:Catalog",
        "dcterms:title": {"@value": TITLE, "@language": "sv"},
        "dcterms:description": _descriptions(),
        "dcterms:publisher": {"@id": "#publisher"},
        **licence,
        "dcat:dataset": {"@id": "#dataset"},
    }
    graph = {"@context": DCAT, "@graph": [catalog, dataset, agent]}
    (folder / "dcat.jsonld").write_text(
        json.dumps(graph, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )


def _descriptions() -> list[dict[str, str]]:
    swedish, _, english = DESCRIPTION.partition("\n\n")
    return [{"@value": swedish, "@language": "sv"}, {"@value": english, "@language": "en"}]


def _publisher(store: Store) -> str | None:
    """The region that most of the documents are of."""
    row = store.connection.execute(
        "SELECT region FROM documents JOIN boards USING (board_id) WHERE region IS NOT NULL "
        "GROUP BY region ORDER BY count(*) DESC, region LIMIT 1"
    ).fetchone()
    return str(row[0]) if row else None


def _temporal(store: Store) -> dict[str, Any]:
    first, last = store.connection.execute(
        "SELECT min(period_from), max(period_to) FROM documents"
    ).fetchone() or (
        None,
        None,
    )
    if first is None:
        return {}
    days = {"dcat:startDate": first.isoformat(), "dcat:endDate": last.isoformat()}
    typed = {name: {"@value": day, "@type": "xsd:date"} for name, day in days.items()}
    return {"dcterms:temporal": {"@type": "dcterms:PeriodOfTime", **typed}}


def _distributions(url: str) -> Iterator[dict[str, Any]]:
    for ending, title in (("csv", "CSV"), ("parquet", "Parquet")):
        files = [{"@id": f"{url}{table.name}.{ending}"} for table in TABLES]
        yield _distribution(f"#{ending}", title, {"@id": f"{url}datapackage.json"}, files, ending)
    for name, title, kind in (
        ("historiebeskrivning.xlsx", "Excel", "XLSX"),
        ("historiebeskrivning.duckdb", "DuckDB", "BIN"),
        ("index.html", "Webbsida", "HTML"),
    ):
        place = {"@id": f"{url}{name}"}
        yield _distribution(f"#{kind.lower()}", title, place, [place], kind)


def _distribution(
    key: str, title: str, access: dict[str, str], files: list[dict[str, str]], kind: str
) -> dict[str, Any]:
    return {
        "@id": key,
        "@type": "dcat:Distribution",
        "dcterms:title": {"@value": title, "@language": "sv"},
        "dcat:accessURL": access,
        "dcat:downloadURL": files,
        "dcterms:format": {"@id": f"{FILE_TYPES}{kind.upper()}"},
    }


def write_prov(store: Store, folder: Path) -> None:
    """Each amount derived from a page of a file, generated by one run; a line an entity.

    The run has versions but no time: the same reports give the same bytes.
    """
    with (folder / "prov.jsonld").open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {json.dumps(PROV)},\n"@graph": [\n{_json(_run())}')
        for entity in _entities(store):
            file.write(f",\n{_json(entity)}")
        file.write("\n]}\n")


def _json(entity: dict[str, Any]) -> str:
    return json.dumps(entity, ensure_ascii=False)


def _run() -> dict[str, Any]:
    return {
        "@id": "#run",
        "@type": "prov:Activity",
        "prov:wasAssociatedWith": {
            "@id": "#lnextract",
            "@type": "prov:SoftwareAgent",
            "rdfs:label": f"lnextract {__version__}",
        },
    }


def _entities(store: Store) -> Iterator[dict[str, Any]]:
    for doc_id, file, sha256, extractor in store.ask_rows(
        "SELECT doc_id, file, file_sha256, extractor FROM documents"
    ):
        yield {"@id": f"urn:sha256:{sha256}", "@type": "prov:Entity", "rdfs:label": file}
        yield {
            "@id": f"#document/{doc_id}",
            "@type": "prov:Entity",
            "derived": f"urn:sha256:{sha256}",
            "rdfs:comment": extractor,
        }
    places = (
        "SELECT amount_id, doc_id, file_sha256, amounts.page, line FROM amounts JOIN documents USING (doc_id)"
    )
    for amount_id, doc_id, sha256, page, line in store.ask_rows(f"{places} ORDER BY amounts.rowid"):
        place = f"page={page}" if page is not None else f"line={line}"
        yield {
            "@id": f"#amount/{amount_id}",
            "@type": "prov:Entity",
            "derived": [f"#document/{doc_id}", f"urn:sha256:{sha256}#{place}"],
            "generated": "#run",
        }
    for row in store.ask_rows("SELECT correction_id, author FROM corrections"):
        yield {
            "@id": f"#correction/{row[0]}",
            "@type": "prov:Entity",
            "prov:wasAttributedTo": {"@type": "prov:Person", "rdfs:label": row[1]},
        }
