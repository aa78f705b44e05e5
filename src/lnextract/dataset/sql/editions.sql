-- Which documents are one report (a PDF and its text dump, a report within a bundle), and which of them views count.
-- Two are one report if board, kind, number, year and period are the same, and at least half of the headings of the one
-- that has fewer stand in the other too. Of these the one is counted that the first of these rules prefers:
--   1 the PDF before its text dump, a scan last; 2 the one with more headings; 3 the first by key.
WITH headings AS (
    SELECT DISTINCT doc_id, regexp_replace(lower(heading), '[^[:alpha:]]', '', 'g') AS heading
    FROM sections WHERE heading IS NOT NULL
), ranked AS (
    SELECT document.*, coalesce(counted.headings, 0) AS headings,
        row_number() OVER (
            ORDER BY CASE document.file_kind WHEN 'text' THEN 1 WHEN 'scan' THEN 2 ELSE 0 END,
                coalesce(counted.headings, 0) DESC, document.doc_id
        ) AS place
    FROM documents AS document
    LEFT JOIN (SELECT doc_id, count(*) AS headings FROM headings GROUP BY doc_id) AS counted USING (doc_id)
), preferred AS (
    SELECT one.doc_id, other.doc_id AS preferred_id, other.place
    FROM ranked AS one
    JOIN ranked AS other ON other.board_id = one.board_id AND other.year = one.year AND other.doc_type = one.doc_type
        AND other.report_number IS NOT DISTINCT FROM one.report_number
        AND other.period_from IS NOT DISTINCT FROM one.period_from
        AND other.period_to IS NOT DISTINCT FROM one.period_to
        AND other.place < one.place
    JOIN headings AS here ON here.doc_id = one.doc_id
    JOIN headings AS there ON there.doc_id = other.doc_id AND there.heading = here.heading
    GROUP BY one.doc_id, other.doc_id, other.place, one.headings, other.headings
    HAVING 2 * count(*) >= least(one.headings, other.headings)
), first AS (
    SELECT doc_id, arg_min(preferred_id, place) AS preferred_id FROM preferred GROUP BY doc_id
)
SELECT document.doc_id, coalesce(first.preferred_id, document.doc_id), first.preferred_id IS NULL
FROM documents AS document
LEFT JOIN first USING (doc_id)
ORDER BY document.rowid
