-- Every amount with the names that people look for.
CREATE VIEW amounts_in_words AS
SELECT board.name AS board, document.year, document.doc_type, document.report_number, amount.label,
    amount.header_raw, amount.value_raw, amount.unit, amount.amount_cost_tkr, amount.deviation_tkr, account.sv AS konto,
    purpose.sv AS andamal, amount.role, amount.measure, amount.period_from, amount.period_to, document.file,
    amount.page, amount.line, coalesce(choice.amount_id = amount.amount_id, FALSE) AS chosen, choice.agreement,
    amount.amount_id, amount.fact_id, amount.doc_id
FROM amounts AS amount
JOIN documents AS document USING (doc_id)
LEFT JOIN boards AS board USING (board_id)
LEFT JOIN codelists AS account ON account.list_name = 'account' AND account.code = amount.account
LEFT JOIN codelists AS purpose ON purpose.list_name = 'purpose' AND purpose.code = amount.purpose
LEFT JOIN choices AS choice ON choice.fact_id = amount.fact_id;

-- The chosen statement of each fact, with the document that makes it.
CREATE VIEW chosen_facts AS
SELECT fact.*, board.name AS board, choice.amount_cost_tkr, choice.deviation_tkr, choice.basis, choice.layout,
    choice.agreement, choice.statements, choice.bridge_id IS NOT NULL AS bridged, choice.amount_id, choice.bridge_id,
    document.doc_id, document.file, document.doc_type, document.report_number, amount.value_raw, amount.label,
    amount.page, amount.line,
    CASE
        WHEN fact.months = 12 AND fact.as_of IS NULL THEN 'year'
        WHEN document.report_number BETWEEN 1 AND 3 THEN 'ur' || document.report_number
        ELSE 'part'
    END AS cycle
FROM facts AS fact
JOIN choices AS choice USING (fact_id)
JOIN boards AS board ON board.board_id = fact.board_id
LEFT JOIN amounts AS amount ON amount.amount_id = choice.amount_id
LEFT JOIN bridges AS bridge ON bridge.bridge_id = choice.bridge_id
JOIN documents AS document ON document.doc_id = coalesce(amount.doc_id, bridge.doc_id);

-- Series by board and account. A line must not be drawn into a point that has a break_before.
CREATE VIEW series_by_account AS
WITH points AS (
    SELECT *, lag(months) OVER series AS months_before, lag(basis) OVER series AS basis_before,
        lag(layout) OVER series AS layout_before, lag(year) OVER series AS year_before,
        lag(bridged) OVER series AS bridged_before
    FROM chosen_facts
    WHERE account = line_key AND amount_cost_tkr IS NOT NULL
    WINDOW series AS (PARTITION BY board_id, account, concept, cycle ORDER BY period_to, as_of)
), marked AS (
    SELECT *, nullif(concat_ws(' ',
        CASE WHEN months <> months_before THEN 'months' END,
        CASE WHEN basis <> basis_before THEN 'basis' END,
        CASE WHEN layout <> layout_before THEN 'layout' END,
        CASE WHEN bridged <> bridged_before THEN 'bridge' END,
        CASE WHEN year > year_before + 1 THEN 'years_missing' END), '') AS break_before
    FROM points
)
SELECT board_id, board, account, concept, cycle, year, months, period_from, period_to, as_of, amount_cost_tkr, basis,
    layout, bridged, agreement, statements, break_before,
    sum((break_before IS NOT NULL)::INTEGER) OVER (
        PARTITION BY board_id, account, concept, cycle ORDER BY period_to, as_of
    )::INTEGER AS segment,
    value_raw, file, page, line, doc_id, amount_id, bridge_id, fact_id
FROM marked
ORDER BY board_id, account, concept, cycle, period_to, as_of;

-- Development money by purpose. The lines of one table are added, never those of several: the same money stands in
-- several tables and reports. The table is chosen by the rule of `choices`, among those with the most lines.
CREATE VIEW money_per_purpose AS
WITH lines AS (
    SELECT fact.board_id, fact.concept, fact.period_from, fact.period_to, fact.year, fact.months, fact.as_of,
        amount.purpose, amount.amount_cost_tkr, amount.amount_id, amount.table_id, amount.doc_id, amount.half_width_tkr,
        amount.measure LIKE '%prev_year' AS of_next_year, amount.page, amount.line,
        coalesce(amount.label, '') || ' ' || amount.value_raw AS printed, amount.row_no
    FROM amounts AS amount
    JOIN facts AS fact USING (fact_id)
    WHERE fact.line_key LIKE 'development/%' AND amount.role IN ('detail', 'of_which')
        AND amount.amount_cost_tkr IS NOT NULL
), sources AS (
    SELECT lines.board_id, lines.concept, lines.period_from, lines.period_to, lines.as_of, lines.table_id,
        row_number() OVER (
            PARTITION BY lines.board_id, lines.concept, lines.period_from, lines.period_to, lines.as_of
            ORDER BY CASE any_value(document.doc_type) WHEN 'presentation' THEN 2 WHEN 'other' THEN 1 ELSE 0 END,
                bool_or(lines.of_next_year)::INTEGER,
                any_value(document.period_to) DESC NULLS LAST,
                count(*) DESC,
                max(lines.half_width_tkr),
                CASE any_value(document.file_kind) WHEN 'text' THEN 1 WHEN 'scan' THEN 2 ELSE 0 END,
                lines.doc_id, length(lines.table_id), lines.table_id
        ) AS place
    FROM lines JOIN documents AS document USING (doc_id)
    GROUP BY lines.board_id, lines.concept, lines.period_from, lines.period_to, lines.as_of, lines.table_id, lines.doc_id
)
SELECT lines.board_id, board.name AS board, lines.concept, lines.year, lines.months, lines.period_from, lines.period_to,
    lines.as_of, lines.purpose, code.sv AS andamal, code.en AS purpose_en, code.position, sum(lines.amount_cost_tkr) AS amount_cost_tkr,
    count(*) AS lines, string_agg(lines.printed, '; ' ORDER BY lines.row_no) AS printed,
    arg_min(lines.amount_id, lines.row_no) AS first_amount_id, arg_min(lines.page, lines.row_no) AS page,
    arg_min(lines.line, lines.row_no) AS line, lines.table_id, document.doc_id, document.file
FROM lines
JOIN sources ON sources.table_id = lines.table_id AND sources.place = 1 AND sources.board_id = lines.board_id
    AND sources.concept = lines.concept AND sources.period_from = lines.period_from
    AND sources.period_to = lines.period_to AND sources.as_of IS NOT DISTINCT FROM lines.as_of
JOIN boards AS board ON board.board_id = lines.board_id
JOIN documents AS document ON document.doc_id = lines.doc_id
LEFT JOIN codelists AS code ON code.list_name = 'purpose' AND code.code = lines.purpose
GROUP BY ALL
ORDER BY lines.board_id, lines.period_to, lines.months, lines.concept, lines.as_of, code.position NULLS LAST;

-- Which years each initiative is named in, board by board.
CREATE VIEW initiatives_over_time AS
SELECT initiative.name AS initiative, board.name AS board, found.year, found.mentions, found.documents,
    min(found.year) OVER (PARTITION BY found.initiative_id) AS first_year_seen,
    max(found.year) OVER (PARTITION BY found.initiative_id) AS last_year_seen,
    initiative.purpose, initiative.predecessor, found.initiative_id, found.board_id, found.first_mention_id
FROM initiative_years AS found
JOIN initiatives AS initiative USING (initiative_id)
JOIN boards AS board USING (board_id)
ORDER BY initiative.name, board.board_id, found.year;

-- What does not add up.
CREATE VIEW findings_broken AS
SELECT board.name AS board, document.year, document.doc_type, document.report_number, finding.rule, finding.between, finding.severity,
    finding.cause, finding.message_sv, finding.message_en, finding.stated_raw, finding.computed, finding.difference,
    finding.unit, document.file, finding.page, finding.line, finding.amount_id, finding.finding_id, finding.doc_id
FROM findings AS finding
JOIN documents AS document USING (doc_id)
JOIN editions AS edition USING (doc_id)
LEFT JOIN boards AS board USING (board_id)
WHERE finding.verdict = 'broken' AND edition.counted
ORDER BY finding.doc_id, finding.finding_id;

-- Facts that several places state differently, each place with its number.
CREATE VIEW facts_in_conflict AS
SELECT board.name AS board, fact.line_key, fact.concept, fact.period_from, fact.period_to, choice.agreement,
    amount.value_raw, coalesce(amount.amount_cost_tkr, amount.deviation_tkr) AS tkr,
    choice.amount_id = amount.amount_id AS chosen, document.file, amount.page, amount.line, amount.label,
    amount.header_raw, amount.amount_id, fact.fact_id
FROM choices AS choice
JOIN facts AS fact USING (fact_id)
JOIN boards AS board USING (board_id)
JOIN amounts AS amount USING (fact_id)
JOIN documents AS document USING (doc_id)
WHERE choice.agreement IN ('conflict', 'revised')
ORDER BY board.board_id, fact.line_key, fact.concept, fact.period_to, amount.doc_id, amount.amount_id;

-- What several documents say of one event, each with its own number; what two files of one report say alike stands once.
CREATE VIEW claims_by_source AS
SELECT event.name AS event, event.kind, event.date_from, event.date_to, mention.claim_value, mention.claim_unit,
    mention.approximate, mention.status, mention.quote, document.file, mention.page, mention.line, document.dated,
    event.event_id, mention.mention_id
FROM mentions AS mention
JOIN events AS event USING (event_id)
JOIN documents AS document USING (doc_id)
JOIN editions AS edition ON edition.doc_id = mention.doc_id
WHERE edition.counted OR NOT EXISTS (
    SELECT 1 FROM mentions AS same
    WHERE same.doc_id = edition.counted_id AND same.kind = mention.kind AND same.name = mention.name
        AND same.claim_value IS NOT DISTINCT FROM mention.claim_value
)
ORDER BY event.event_id, mention.mention_id;
