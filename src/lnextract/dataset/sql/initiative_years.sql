SELECT mention.initiative_id, document.board_id, document.year, count(*), count(DISTINCT mention.doc_id),
    arg_min(mention.mention_id, (mention.doc_id, length(mention.mention_id), mention.mention_id))
FROM mentions AS mention
JOIN documents AS document USING (doc_id)
JOIN editions AS edition USING (doc_id)
WHERE edition.counted AND mention.initiative_id IS NOT NULL AND mention.ambiguous_keys IS NULL AND document.board_id IS NOT NULL AND document.year IS NOT NULL
GROUP BY ALL
ORDER BY mention.initiative_id, document.board_id, document.year
