-- Which statement of each fact is taken. The rule, the first that tells two statements apart:
--   1 printed before made of other lines; 2 a report before slides; 3 a year's own report before the next one's
--   comparison; 4 the latest report; 5 a table cut by assignment before one cut by class of account; 6 a figure that
--   no check within its report puts in question; 7 the most exact figure; 8 the PDF before its text dump; 9 the first printed.
WITH stated AS (
    SELECT amount.fact_id, amount.amount_id, NULL AS bridge_id, amount.amount_cost_tkr, amount.deviation_tkr,
        amount.basis, amount.half_width_tkr, amount.doc_id, amount.table_id, amount.row_no, amount.column_no,
        amount.measure LIKE '%prev_year' AS of_next_year,
        EXISTS (
            SELECT 1 FROM findings AS finding
            WHERE finding.amount_id = amount.amount_id AND finding.verdict = 'broken' AND NOT finding.between
        ) AS doubted
    FROM amounts AS amount WHERE amount.fact_id IS NOT NULL
    UNION ALL
    SELECT fact_id, NULL, bridge_id, amount_cost_tkr, deviation_tkr, basis, half_width_tkr, doc_id, table_id, 0, 0,
        FALSE, FALSE
    FROM bridges
), placed AS (
    SELECT stated.*, printed.layout, document.period_to AS told_at,
        coalesce(stated.amount_cost_tkr, stated.deviation_tkr) AS number,
        coalesce(stated.half_width_tkr, 0) AS half,
        row_number() OVER (
            PARTITION BY stated.fact_id
            ORDER BY (stated.bridge_id IS NOT NULL)::INTEGER,
                CASE document.doc_type WHEN 'presentation' THEN 2 WHEN 'other' THEN 1 ELSE 0 END,
                stated.of_next_year::INTEGER,
                document.period_to DESC NULLS LAST,
                (printed.layout <> 'uppdrag')::INTEGER,
                stated.doubted::INTEGER,
                coalesce(stated.half_width_tkr, 0),
                CASE document.file_kind WHEN 'text' THEN 1 WHEN 'scan' THEN 2 ELSE 0 END,
                stated.doc_id, length(stated.table_id), stated.table_id, stated.row_no, stated.column_no
        ) AS place
    FROM stated
    JOIN tables AS printed USING (table_id)
    JOIN documents AS document ON document.doc_id = stated.doc_id
), by_report AS (
    SELECT fact_id, told_at, max(number - half) <= min(number + half) AS agrees, count(*) AS places
    FROM placed GROUP BY fact_id, told_at
), compared AS (
    SELECT fact_id, count(*) AS places, min(number) AS low, max(number) AS high,
        max(number - half) <= min(number + half) AS agrees
    FROM placed GROUP BY fact_id
)
SELECT chosen.fact_id, chosen.amount_id, chosen.bridge_id, chosen.amount_cost_tkr, chosen.deviation_tkr,
    chosen.basis, chosen.layout, compared.places,
    CASE
        WHEN compared.places = 1 THEN 'single'
        WHEN compared.low = compared.high THEN 'equal'
        WHEN compared.agrees THEN 'within_rounding'
        WHEN (SELECT bool_and(agrees) FROM by_report WHERE by_report.fact_id = chosen.fact_id) THEN 'revised'
        ELSE 'conflict'
    END,
    compared.low, compared.high
FROM placed AS chosen
JOIN compared USING (fact_id)
JOIN facts AS fact USING (fact_id)
WHERE chosen.place = 1
ORDER BY fact.board_id, fact.line_key, fact.concept, fact.period_from, fact.period_to, fact.as_of NULLS FIRST
