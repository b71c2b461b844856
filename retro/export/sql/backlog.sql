-- fact: backlog.open
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.stood"
WHERE looked = 'moment' AND waits_for IS NOT NULL AND NOT spec GROUP BY edition

-- fact: backlog.open_at_start
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.stood"
WHERE looked = 'start' AND waits_for IS NOT NULL AND NOT spec GROUP BY edition

-- fact: backlog.by_state
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.stood"
WHERE looked = 'moment' AND waits_for IS NOT NULL AND NOT spec GROUP BY edition
UNION ALL
SELECT edition, CASE waits_for WHEN 'work in progress' THEN 'wip' WHEN 'failing CI' THEN 'failing'
    WHEN 'waiting on author' THEN 'author' WHEN 'waiting on CI' THEN 'ci' ELSE waits_for END,
    count(*)
FROM "ground.stood" WHERE looked = 'moment' AND waits_for IS NOT NULL AND NOT spec
GROUP BY edition, waits_for

-- fact: backlog.specs
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.stood"
WHERE looked = 'moment' AND waits_for IS NOT NULL AND spec GROUP BY edition
UNION ALL
SELECT edition, CASE waits_for WHEN 'work in progress' THEN 'wip' WHEN 'failing CI' THEN 'failing'
    WHEN 'waiting on author' THEN 'author' WHEN 'waiting on CI' THEN 'ci' ELSE waits_for END,
    count(*)
FROM "ground.stood" WHERE looked = 'moment' AND waits_for IS NOT NULL AND spec
GROUP BY edition, waits_for

-- fact: backlog.verified
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.stood"
WHERE looked = 'moment' AND verified AND NOT spec GROUP BY edition
UNION ALL
SELECT edition, CASE waits_for WHEN 'waiting on author' THEN 'author' ELSE 'reviewer' END AS turn,
    count(*)
FROM "ground.stood" WHERE looked = 'moment' AND verified AND NOT spec GROUP BY edition, turn

-- fact: backlog.verified_at_start
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.stood"
WHERE looked = 'start' AND verified AND NOT spec GROUP BY edition
UNION ALL
SELECT edition, CASE waits_for WHEN 'waiting on author' THEN 'author' ELSE 'reviewer' END AS turn,
    count(*)
FROM "ground.stood" WHERE looked = 'start' AND verified AND NOT spec GROUP BY edition, turn

-- fact: backlog.verified_reviewed_since
SELECT s.edition, 'whole' AS part, avg(coalesce(s.last_review >= e.since, 0)) AS value
FROM "ground.stood" AS s
JOIN (
    SELECT edition, max(strftime('%Y-01-01', ends, '-1 second'), substr(begins, 1, 10)) AS since
    FROM editions
) AS e USING (edition)
WHERE s.looked = 'moment' AND s.verified AND NOT s.spec GROUP BY s.edition

-- fact: backlog.age
SELECT edition, part, value FROM "ground.percentiles" WHERE fact = 'backlog.age'

-- fact: backlog.patch_set_age
SELECT edition, part, value FROM "ground.percentiles" WHERE fact = 'backlog.patch_set_age'

-- fact: backlog.starved
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.starved"
WHERE looked = 'moment' GROUP BY edition
UNION ALL
SELECT edition, CASE WHEN never THEN 'never' ELSE 'before' END AS seen, count(*)
FROM "ground.starved" WHERE looked = 'moment' GROUP BY edition, seen

-- fact: backlog.starved_at_start
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.starved"
WHERE looked = 'start' GROUP BY edition
UNION ALL
SELECT edition, CASE WHEN never THEN 'never' ELSE 'before' END AS seen, count(*)
FROM "ground.starved" WHERE looked = 'start' GROUP BY edition, seen

-- fact: backlog.starved_fate
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.fates"
WHERE looked = 'start' GROUP BY edition
UNION ALL
SELECT edition, fate, count(*) FROM "ground.fates" WHERE looked = 'start' GROUP BY edition, fate

-- fact: backlog.starved_fate.*
SELECT edition, 'backlog.starved_fate.' || day AS fact, 'whole' AS part, count(*) AS value
FROM "ground.fates" WHERE looked = 'before' GROUP BY edition, day
UNION ALL
SELECT edition, 'backlog.starved_fate.' || day, fate, count(*)
FROM "ground.fates" WHERE looked = 'before' GROUP BY edition, day, fate

-- fact: backlog.abandoned
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.abandons" GROUP BY edition
UNION ALL
SELECT edition, CASE role WHEN 'owner' THEN 'owner' WHEN 'ci' THEN 'bot' WHEN 'bot' THEN 'bot'
    WHEN 'core' THEN 'other' WHEN 'other' THEN 'other' WHEN 'person' THEN 'other' ELSE 'nobody' END AS who, count(*)
FROM "ground.abandons" GROUP BY edition, who

-- fact: backlog.starved_abandoned
SELECT edition, 'whole' AS part,
    sum(verified AND julianday(happened) - julianday(coalesce(last_review, created)) >= 30 - 1e-9) AS value
FROM "ground.abandons" GROUP BY edition
UNION ALL
SELECT edition, CASE role WHEN 'owner' THEN 'owner' WHEN 'ci' THEN 'bot' WHEN 'bot' THEN 'bot'
    WHEN 'core' THEN 'other' WHEN 'other' THEN 'other' WHEN 'person' THEN 'other' ELSE 'nobody' END AS who,
    sum(verified AND julianday(happened) - julianday(coalesce(last_review, created)) >= 30 - 1e-9)
FROM "ground.abandons" GROUP BY edition, who

-- fact: backlog.opened
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.opened" GROUP BY edition
UNION ALL
SELECT o.edition, CASE c.owned_by WHEN 'bot' THEN 'bots' ELSE 'people' END, count(*)
FROM "ground.opened" AS o JOIN changes AS c USING (change) GROUP BY o.edition, c.owned_by

-- fact: backlog.closure_ratio
SELECT o.edition, 'whole' AS part,
    CAST(
        (SELECT count(*) FROM "ground.merges" WHERE edition = o.edition AND NOT spec)
        + (SELECT count(*) FROM "ground.abandons" WHERE edition = o.edition) AS REAL
    ) / count(*) AS value
FROM "ground.opened" AS o GROUP BY o.edition
UNION ALL
SELECT edition, 'opened', count(*) FROM "ground.opened" GROUP BY edition
UNION ALL
SELECT edition, 'merged', count(*) FROM "ground.merges" WHERE NOT spec GROUP BY edition
UNION ALL
SELECT edition, 'abandoned', count(*) FROM "ground.abandons" GROUP BY edition
UNION ALL
SELECT edition, 'restored', count(*) FROM "ground.before"
WHERE kind = 'restore' AND status = 'ABANDONED' AND NOT spec GROUP BY edition
