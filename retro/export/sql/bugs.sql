-- fact: bugs.reported
SELECT e.edition, 'whole' AS part, count(*) AS value
FROM editions AS e JOIN bugs AS b ON b.edition = e.edition
WHERE b.created >= e.begins AND b.created < e.ends
  AND NOT b.perhaps_duplicate AND b.duplicate_since IS NULL
GROUP BY e.edition

-- fact: bugs.fixed
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.closings"
WHERE standing = 'fixed' GROUP BY edition

-- fact: bugs.closed_otherwise
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.closings"
WHERE standing = 'otherwise closed' GROUP BY edition
UNION ALL
SELECT edition, coalesce(status, 'not known which') AS how, count(*) FROM "ground.closings"
WHERE standing = 'otherwise closed' GROUP BY edition, how

-- fact: bugs.open
SELECT edition, 'whole' AS part, sum(standing = 'open') AS value FROM "ground.bugs"
WHERE duplicate_since IS NULL GROUP BY edition
UNION ALL
SELECT edition, standing, count(*) FROM "ground.bugs"
WHERE duplicate_since IS NULL AND standing IN ('open', 'unknown') GROUP BY edition, standing

-- fact: bugs.open_at_start
SELECT edition, 'whole' AS part, sum(standing = 'open') AS value FROM "ground.bugs_at_start" GROUP BY edition
UNION ALL
SELECT edition, standing, count(*) FROM "ground.bugs_at_start"
WHERE standing IN ('open', 'unknown') GROUP BY edition, standing

-- fact: bugs.by_importance
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.bugs"
WHERE standing = 'open' AND duplicate_since IS NULL GROUP BY edition
UNION ALL
SELECT edition, coalesce(importance, 'Undecided') AS how, count(*) FROM "ground.bugs"
WHERE standing = 'open' AND duplicate_since IS NULL GROUP BY edition, how

-- fact: bugs.untriaged
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.bugs"
WHERE standing = 'open' AND duplicate_since IS NULL AND left_new IS NULL GROUP BY edition

-- fact: bugs.time_to_triage
SELECT edition, part, value FROM "ground.percentiles" WHERE fact = 'bugs.time_to_triage'

-- fact: bugs.fixed_since_m3
SELECT edition, 'whole' AS part, count(*) AS value
FROM "ground.closings" JOIN calendar ON name = 'M-3'
WHERE standing = 'fixed' AND substr(since, 1, 10) > day GROUP BY edition

-- fact: bugs.fixed_by_milestone
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.closings"
WHERE standing = 'fixed' GROUP BY edition
UNION ALL
SELECT p.edition, p.phase, count(b.bug)
FROM phases AS p
LEFT JOIN "ground.closings" AS b ON b.edition = p.edition AND b.standing = 'fixed'
  AND substr(b.since, 1, 10) BETWEEN p.first AND p.last
GROUP BY p.edition, p.phase

-- fact: bugs.closed_in_mass
SELECT edition, 'whole' AS part, sum(number) AS value
FROM (
    SELECT edition, count(*) AS number FROM "ground.closings"
    WHERE standing IN ('fixed', 'otherwise closed')
    GROUP BY edition, project, standing, substr(since, 1, 10) HAVING count(*) >= 20
)
GROUP BY edition
UNION ALL
SELECT edition, project || ' ' || standing || ' ' || substr(since, 1, 10) AS day, count(*)
FROM "ground.closings" WHERE standing IN ('fixed', 'otherwise closed')
GROUP BY edition, day HAVING count(*) >= 20

-- fact: bugs.security
SELECT e.edition, 'whole' AS part, count(*) AS value
FROM editions AS e JOIN bugs AS b ON b.edition = e.edition
WHERE b.security AND b.visible >= e.begins AND b.visible < e.ends
  AND NOT b.perhaps_duplicate AND b.duplicate_since IS NULL
GROUP BY e.edition

-- fact: bugs.tag.lite-spec
SELECT e.edition, 'whole' AS part, count(*) AS value
FROM editions AS e JOIN bugs AS b ON b.edition = e.edition
WHERE ' ' || b.tags || ' ' LIKE '% lite-spec %' AND b.created >= e.begins AND b.created < e.ends
  AND NOT b.perhaps_duplicate AND b.duplicate_since IS NULL
GROUP BY e.edition

-- fact: bugs.open_rc1
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.bugs"
WHERE standing = 'open' AND duplicate_since IS NULL AND ' ' || tags LIKE '%-rc-potential%'
GROUP BY edition
