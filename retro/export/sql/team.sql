-- fact: priorities.planned
SELECT edition, 'whole' AS part, count(*) AS value FROM typed WHERE kind = 'priority' GROUP BY edition

-- fact: priorities.missed
SELECT edition, 'whole' AS part, count(*) AS value FROM typed
WHERE kind = 'priority' AND outcome = 'missed' GROUP BY edition

-- fact: handoff.next_goals
SELECT edition, 'whole' AS part, count(*) AS value FROM typed WHERE kind = 'goal' GROUP BY edition

-- fact: handoff.delegations
SELECT edition, 'whole' AS part, count(*) AS value FROM typed WHERE kind = 'duty' GROUP BY edition

-- fact: community.cores
SELECT t.edition, 'whole' AS part, t.cores AS value
FROM core_team AS t JOIN editions AS e ON e.edition = t.edition
WHERE t.since < e.moment AND (t.until IS NULL OR t.until >= e.moment)

-- fact: community.cores_at_start
SELECT t.edition, 'whole' AS part, t.cores AS value
FROM core_team AS t JOIN editions AS e ON e.edition = t.edition
WHERE t.since < e.begins AND (t.until IS NULL OR t.until >= e.begins)

-- fact: community.share_by_non_cores by role
SELECT edition, 'whole' AS part, avg(role = 'other') AS value
FROM "ground.reviews" WHERE sort = 'code' GROUP BY edition
UNION ALL
SELECT edition, 'specs', avg(role = 'other')
FROM "ground.reviews" WHERE sort = 'specs' GROUP BY edition

-- fact: community.core_reviews by role
SELECT edition, 'whole' AS part, count(*) AS value
FROM "ground.reviews" WHERE sort = 'code' AND role = 'core' GROUP BY edition

-- fact: watch.*
SELECT edition, 'watch.' || watch AS fact, 'whole' AS part, sum(status = 'NEW') AS value
FROM watched GROUP BY edition, watch
UNION ALL
SELECT w.edition, 'watch.' || w.watch, 'opened', count(*)
FROM watched AS w JOIN editions AS e ON e.edition = w.edition
WHERE w.created >= e.begins AND w.created < e.ends GROUP BY w.edition, w.watch
UNION ALL
SELECT w.edition, 'watch.' || w.watch, 'merged', count(*)
FROM watched AS w JOIN editions AS e ON e.edition = w.edition
WHERE w.merged >= e.begins AND w.merged < e.ends GROUP BY w.edition, w.watch
UNION ALL
SELECT w.edition, 'watch.' || w.watch, 'abandoned', count(*)
FROM watched AS w JOIN editions AS e ON e.edition = w.edition
WHERE w.status = 'ABANDONED' AND w.updated >= e.begins AND w.updated < e.ends
GROUP BY w.edition, w.watch

-- fact: backlog.clean_up.*
SELECT a.edition, 'backlog.clean_up.' || a.day AS fact, 'whole' AS part, a.number - b.number AS value
FROM "ground.clean_ups" AS a
JOIN "ground.clean_ups" AS b ON b.edition = a.edition AND b.day = a.day AND b.looked = 'before'
WHERE a.looked = 'after'
UNION ALL
SELECT edition, 'backlog.clean_up.' || day, looked, number FROM "ground.clean_ups"

-- fact: rhythm.review_days
SELECT e.edition, 'whole' AS part, count(DISTINCT r.day) AS value
FROM editions AS e
JOIN rhythm AS r ON r.edition = e.edition AND r.kind = 'review day'
WHERE r.day BETWEEN substr(e.begins, 1, 10) AND e.as_of
  AND r.day <= (SELECT day FROM calendar WHERE kind = 'cycle' AND name = 'release')
GROUP BY e.edition
UNION ALL
SELECT p.edition, p.phase, count(DISTINCT r.day)
FROM phases AS p
JOIN editions AS e ON e.edition = p.edition
LEFT JOIN rhythm AS r ON r.edition = p.edition AND r.kind = 'review day'
  AND r.day BETWEEN p.first AND p.last AND r.day <= e.as_of
GROUP BY p.edition, p.phase

-- fact: priorities.focus
SELECT r.edition, 'whole' AS part, avg(c.priority) AS value
FROM "ground.reviews" AS r JOIN changes AS c ON c.change = r.change
WHERE r.sort = 'code' GROUP BY r.edition
UNION ALL
SELECT r.edition, 'reviews of specs', avg(c.priority)
FROM "ground.reviews" AS r JOIN changes AS c ON c.change = r.change
WHERE r.sort = 'specs' GROUP BY r.edition
UNION ALL
SELECT m.edition, CASE WHEN m.spec THEN 'merges of specs' ELSE 'merges of code' END AS sort,
    avg(c.priority)
FROM "ground.merges" AS m JOIN changes AS c ON c.change = m.change
GROUP BY m.edition, sort

-- fact: community.groups
SELECT edition, 'whole' AS part, count(*) AS value FROM typed WHERE kind = 'group' GROUP BY edition

-- fact: community.first_reviews_by_non_cores by role
SELECT edition, 'whole' AS part, avg(role = 'other') AS value
FROM "ground.reviews" WHERE first AND sort = 'code' GROUP BY edition
UNION ALL
SELECT edition, 'specs', avg(role = 'other')
FROM "ground.reviews" WHERE first AND sort = 'specs' GROUP BY edition

-- fact: community.days_without_core_review by role
SELECT edition, 'whole' AS part, max(gap) AS value
FROM (
    SELECT edition,
        julianday(day) - julianday(lag(day) OVER (PARTITION BY edition ORDER BY day)) - 1 AS gap
    FROM (
        SELECT DISTINCT e.edition, substr(r.happened, 1, 10) AS day
        FROM editions AS e
        JOIN reviews AS r ON r.role = 'core' AND r.happened >= e.begins AND r.happened < e.ends
        UNION SELECT edition, date(begins, '-1 day') FROM editions
        UNION SELECT edition, date(ends, '-1 second', '+1 day') FROM editions
    )
)
GROUP BY edition

-- fact: community.cores_usual
SELECT edition, 'whole' AS part, cores AS value
FROM (
    SELECT edition, cores,
        row_number() OVER (PARTITION BY edition ORDER BY count(*) DESC, cores DESC) AS rank
    FROM "ground.sizes" GROUP BY edition, cores
)
WHERE rank = 1

-- fact: community.cores_per_hundred_merges
SELECT t.edition, 'whole' AS part, 100.0 * t.cores / count(*) AS value
FROM core_team AS t
JOIN editions AS e ON e.edition = t.edition
JOIN "ground.merges" AS m ON m.edition = t.edition AND NOT m.spec
WHERE t.since < e.moment AND (t.until IS NULL OR t.until >= e.moment)
GROUP BY t.edition, t.cores
