"""What the dataset rests on: code lists, mapping rules, corrections made by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from lnextract.dataset.schema import Says


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a code list."""

    list_name: Annotated[str, Says("Kodlistan", "The code list", key=True)]
    code: Annotated[str, Says("Värdet", "The value", key=True)]
    position: Annotated[int, Says("Plats i listan", "Position in the list")]
    sv: Annotated[str, Says("Betydelse på svenska", "Meaning in Swedish")]
    en: Annotated[str, Says("Betydelse på engelska", "Meaning in English")]
    parent: Annotated[str | None, Says("Värdet som detta är en del av", "The value that this is a part of")]


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a printed word became a key."""

    mapping_id: Annotated[
        str, Says("Nyckel: av slag, tryckt text och värde", "Key: of kind, printed text and value", key=True)
    ]
    kind: Annotated[str, Says("Vad som översätts", "What is mapped", codes="mapping_kind")]
    raw: Annotated[str, Says("Texten som den står", "The text as printed", prose=True)]
    canonical: Annotated[str, Says("Värdet", "The value")]
    mapped_by: Annotated[str, Says("Regel eller person", "Rule or person", codes="mapped_by")]
    rule: Annotated[str, Says("Regeln", "The rule")]
    author: Annotated[str, Says("Vem som skrev regeln", "Who wrote the rule")]
    reason: Annotated[str, Says("Varför", "Why", format="text")]
    version: Annotated[str, Says("Regelns version", "Version of the rule")]


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A value put right by a person."""

    correction_id: Annotated[str, Says("Nyckel", "Key", key=True)]
    doc_id: Annotated[
        str | None,
        Says(
            "Dokumentet; tomt där det inte finns i datamängden",
            "The document; empty where it is not in the dataset",
            to="documents",
        ),
    ]
    file_sha256: Annotated[str, Says("Filens sha256", "The file's sha256")]
    target: Annotated[str, Says("Stället", "The place")]
    expected: Annotated[str | None, Says("Vad som lästes", "What was read", prose=True)]
    value: Annotated[str | None, Says("Vad som står på sidan", "What stands on the page", prose=True)]
    applied: Annotated[
        bool,
        Says(
            "Passade och gäller; annars står skälet i doubts",
            "It fits and is applied; else doubts has the reason",
        ),
    ]
    author: Annotated[str, Says("Vem", "Who")]
    corrected_at: Annotated[str, Says("När", "When")]
    reason: Annotated[str, Says("Varför", "Why", prose=True, format="text")]


@dataclass(frozen=True, slots=True)
class Masking:
    """One thing that was masked, or flagged for a person to look at. It holds no name."""

    masking_id: Annotated[str, Says("Nyckel", "Key", key=True)]
    doc_id: Annotated[str, Says("Dokumentet", "The document", to="documents")]
    table_name: Annotated[str, Says("Tabellen där det stod", "The table that it stood in")]
    row_key: Annotated[str, Says("Radens nyckel", "Key of the row")]
    column_name: Annotated[str, Says("Kolumnen", "The column")]
    rule: Annotated[str, Says("Regeln", "The rule", codes="masking_rule")]
    role: Annotated[str | None, Says("Personens roll som den står", "Role of the person as printed")]
    replaced: Annotated[
        bool,
        Says(
            "Ersatt; annars bara flaggat för granskning före publicering",
            "Replaced; else only flagged for a look before publication",
        ),
    ]
