-- view: ground.first_words
-- The first review of each change's life, where it was given in the window.
SELECT e.edition, r.change, r.spec, r.role
FROM editions AS e
JOIN (
    SELECT change, spec, role, happened,
        row_number() OVER (PARTITION BY change ORDER BY happened, place) AS turn
    FROM reviews
) AS r ON r.turn = 1 AND r.happened >= e.begins AND r.happened < e.ends

-- view: ground.sizes
-- How many core reviewers there were as each day of the window ended.
WITH RECURSIVE days (edition, moment, ends, day) AS (
    SELECT edition, moment, ends, date(begins) FROM editions WHERE begins < ends
    UNION ALL
    SELECT edition, moment, ends, date(day, '+1 day') FROM days
    WHERE date(day, '+1 day') <= date(ends, '-1 second')
)
SELECT d.edition, d.day, t.cores
FROM days AS d
JOIN core_team AS t ON t.edition = d.edition
  AND t.since < min(strftime('%Y-%m-%dT00:00:00', d.day, '+1 day'), d.ends)
  AND (t.until IS NULL OR t.until >= min(strftime('%Y-%m-%dT00:00:00', d.day, '+1 day'), d.ends))
