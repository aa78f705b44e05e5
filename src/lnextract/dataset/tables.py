"""The tables of the dataset, in an order in which each points only to earlier ones."""

from __future__ import annotations

from typing import Final

from lnextract.dataset.rows import documents, findings, language, money, rules
from lnextract.dataset.schema import Table

TABLES: Final = (
    Table(
        "boards",
        documents.Board,
        "Nämnderna, var och en med ett namn för alla år.",
        "The boards, each by one name for all years.",
        shared=True,
        order=("board_id",),
    ),
    Table(
        "documents",
        documents.Document,
        "Rapporter, årsredovisningar och bildspel som datamängden är gjord av.",
        "Reports, year reports and decks that the dataset is made of.",
    ),
    Table(
        "sections",
        documents.Section,
        "Rubrikerna och texten under dem.",
        "The headings and the text under them.",
    ),
    Table(
        "editions",
        documents.Edition,
        "För varje dokument: vilket som räknas i vyerna, där flera filer innehåller samma rapport.",
        "For each document: which one the views count, where several files hold the same report.",
        asked="editions",
    ),
    Table(
        "assignments",
        documents.Assignment,
        "Fokusområden och uppdrag som följs upp.",
        "Focus areas and assignments that are followed up.",
    ),
    Table(
        "activities",
        documents.Activity,
        "Aktiviteter och delaktiviteter.",
        "Activities.",
    ),
    Table(
        "indicators",
        documents.Indicator,
        "Indikatorer och verksamhetsmått med utfall och målvärde.",
        "Indicators with outcome and target.",
    ),
    Table(
        "claims",
        documents.Claim,
        "Belopp och andelar i löpande text; motstridiga uppgifter står kvar var för sig.",
        "Figures in running text; conflicting ones are kept side by side.",
    ),
    Table(
        "tables",
        money.PrintedTable,
        "De tryckta tabellerna.",
        "The printed tables.",
    ),
    Table(
        "codelists",
        rules.Code,
        "Vad koderna betyder.",
        "What the codes mean.",
        shared=True,
        order=("list_name", "position"),
    ),
    Table(
        "mappings",
        rules.Mapping,
        "Hur tryckta ord blev koder, med upphov och skäl.",
        "How printed words became codes, with author and reason.",
        shared=True,
        order=("kind", "canonical", "raw", "rule"),
    ),
    Table(
        "facts",
        money.Fact,
        "Vad beloppen handlar om: nämnd, rad, mått och tid. Flera ställen kan ange samma uppgift.",
        "What the amounts are about: board, line, concept and time. Several places may state one fact.",
        shared=True,
        order=("board_id", "line_key", "concept", "period_from", "period_to", "as_of"),
    ),
    Table(
        "amounts",
        money.Amount,
        "Varje tryckt tal i tabellerna, ett på varje rad, med plats i källan.",
        "Every printed number of the tables, one a row, with its place in the source.",
    ),
    Table(
        "bridges",
        money.Bridge,
        "Rader som en tabell inte trycker, som summan av dem den trycker, så att layouter kan jämföras.",
        "Lines that a table does not print, as the sum of those it does, so that layouts compare.",
    ),
    Table(
        "bridge_parts",
        money.BridgePart,
        "Beloppen som ingår i en sådan summa.",
        "The figures that such a sum is made of.",
    ),
    Table(
        "choices",
        money.Choice,
        "För varje uppgift: vilket av ställena som gäller, och om ställena är eniga.",
        "For each fact: which of the places is taken, and whether they agree.",
        asked="choices",
    ),
    Table(
        "findings",
        findings.FindingRow,
        "Kontroller av tryckta tal mot varandra, även de som håller.",
        "Checks of printed numbers against each other, those that hold too.",
    ),
    Table(
        "finding_operands",
        findings.FindingOperand,
        "Talen som en kontroll prövar mot.",
        "The numbers that a check tests against.",
    ),
    Table(
        "doubts",
        findings.DoubtRow,
        "Tvivel om läsningen, och vad som utelämnats.",
        "Doubts about the reading, and what was left out.",
    ),
    Table(
        "initiatives",
        language.InitiativeRow,
        "Insatser, var och en med ett namn och sina andra skrivsätt.",
        "Initiatives, each by one name with its other spellings.",
        shared=True,
        order=("name", "initiative_id"),
    ),
    Table(
        "partners",
        language.PartnerRow,
        "Organisationer som nämnderna arbetade med.",
        "Organisations that the boards worked with.",
        shared=True,
        order=("name", "partner_id"),
    ),
    Table(
        "events",
        language.EventRow,
        "Dialoger, konferenser och annat som ägde rum eller skulle göra det.",
        "Dialogues, conferences and what else took place, or was to.",
        shared=True,
        order=("board_id", "date_from", "kind", "name", "event_id"),
    ),
    Table(
        "mentions",
        language.MentionRow,
        "Varje ställe där något nämns, med meningen; motstridiga uppgifter står kvar per källa.",
        "Every place where something is named, with the sentence; conflicting claims are kept per source.",
    ),
    Table(
        "initiative_years",
        language.InitiativeYear,
        "Vilka år en nämnd skriver om en insats.",
        "In which years a board writes of an initiative.",
        asked="initiative_years",
    ),
    Table(
        "maskings",
        rules.Masking,
        "Vad som maskerats eller flaggats av hänsyn till personer, utan namnen.",
        "What was masked or flagged out of regard for persons, without the names.",
    ),
    Table(
        "corrections",
        rules.CorrectionRow,
        "Värden som en person har rättat.",
        "Values that a person put right.",
    ),
)
"""Every table, once."""

BY_NAME: Final = {table.name: table for table in TABLES}
