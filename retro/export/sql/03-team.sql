-- view: ground.reviews
-- The reviews of the window, of code on the team's branches and of specs; and whether each was
-- the first of its change's life.
SELECT e.edition, r.change, r.role, r.turn = 1 AS first,
    CASE WHEN r.spec THEN 'specs' ELSE 'code' END AS sort
FROM editions AS e
JOIN (
    SELECT change, spec, counted, role, happened,
        row_number() OVER (PARTITION BY change ORDER BY happened, place) AS turn
    FROM reviews
) AS r ON (r.spec OR r.counted) AND r.happened >= e.begins AND r.happened < e.ends

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
