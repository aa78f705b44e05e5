"""Rules for persons: what is masked before a row leaves, and the log of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from lnextract.dataset.ids import hashed
from lnextract.dataset.rows.rules import Masking
from lnextract.dataset.schema import Table
from lnextract.dataset.tables import BY_NAME
from lnextract.knowledge.vocabulary import Vocabulary

if TYPE_CHECKING:
    from lnextract.language.masking import Masked
    from lnextract.language.people import Person


@dataclass(frozen=True, slots=True)
class PersonRules:
    """What the user switched. Third persons, addresses and numbers are masked whatever stands here."""

    show_officials: bool = False
    mask_politicians: bool = False
    keep_persons: bool = False
    """Whether mentions of politicians, and of officials where these are shown, are rows of `mentions`."""


def masked_rows(
    rows: Mapping[str, Sequence[Any]],
    doc_id: str,
    known: Sequence[Person],
    words: Vocabulary,
    rules: PersonRules,
) -> dict[str, list[Any]]:
    """The rows with persons masked in every column of prose, and rows of `maskings` that tell of it."""
    from lnextract.language.masking import MaskingOptions, mask

    options = MaskingOptions(officials=not rules.show_officials, politicians=rules.mask_politicians)

    @cache
    def masked(text: str) -> Masked:
        return mask(text, words, known, options)

    done: dict[str, list[Any]] = {"maskings": []}
    for name, several in rows.items():
        table = BY_NAME[name]
        columns = [column.name for column in table.columns if column.says.prose]
        done[name] = [_masked_row(row, columns, masked) for row in several] if columns else list(several)
        for row in several if columns else ():
            done["maskings"].extend(_log(table, row, columns, doc_id, masked))
    return done


def _masked_row(row: Any, columns: Sequence[str], masked: Any) -> Any:
    texts = {column: value for column in columns if (value := getattr(row, column)) is not None}
    changed = {column: masked(text).text for column, text in texts.items() if masked(text).log}
    return dataclasses.replace(row, **changed) if changed else row


def _log(table: Table, row: Any, columns: Sequence[str], doc_id: str, masked: Any) -> Iterator[Masking]:
    for column in columns:
        text = getattr(row, column)
        if text is None:
            continue
        for part in masked(text).log:
            key = ".".join(str(getattr(row, name)) for name in table.key)
            yield Masking(
                masking_id=hashed("masking", doc_id, table.name, key, column, part.start, part.rule),
                doc_id=doc_id,
                table_name=table.name,
                row_key=key,
                column_name=column,
                rule=part.rule,
                role=part.role,
                replaced=part.replacement is not None,
            )
