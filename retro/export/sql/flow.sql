-- fact: flow.merged
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.merges" WHERE NOT spec GROUP BY edition
UNION ALL
SELECT edition, CASE owned_by WHEN 'bot' THEN 'bots' ELSE 'people' END, count(*)
FROM "ground.merges" WHERE NOT spec GROUP BY edition, owned_by

-- fact: flow.merged_by_people
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.merges"
WHERE NOT spec AND owned_by = 'person' GROUP BY edition

-- fact: flow.merged_by_milestone
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.merges" WHERE NOT spec GROUP BY edition
UNION ALL
SELECT p.edition, p.phase, count(m.change)
FROM phases AS p
LEFT JOIN "ground.merges" AS m ON m.edition = p.edition AND NOT m.spec
  AND substr(m.happened, 1, 10) BETWEEN p.first AND p.last
GROUP BY p.edition, p.phase

-- fact: flow.merged_after_freeze
SELECT edition, 'whole' AS part, count(*) AS value
FROM "ground.merges" JOIN calendar ON lower(name) = 'feature freeze'
WHERE NOT spec AND substr(happened, 1, 10) > day GROUP BY edition
UNION ALL
SELECT edition, CASE owned_by WHEN 'bot' THEN 'bots' ELSE 'people' END, count(*)
FROM "ground.merges" JOIN calendar ON lower(name) = 'feature freeze'
WHERE NOT spec AND substr(happened, 1, 10) > day GROUP BY edition, owned_by

-- fact: flow.time_to_first_review
SELECT edition, part, value FROM "ground.percentiles" WHERE fact = 'flow.time_to_first_review'

-- fact: flow.time_to_merge
SELECT edition, part, value FROM "ground.percentiles" WHERE fact = 'flow.time_to_merge'

-- fact: flow.days_to_merge_of_merged
SELECT edition, part, value FROM "ground.percentiles" WHERE fact = 'flow.days_to_merge_of_merged'

-- fact: flow.patch_sets
SELECT edition, part, value FROM "ground.percentiles" WHERE fact = 'flow.patch_sets'

-- fact: flow.where_days_went
SELECT edition, part, value FROM "ground.percentiles" WHERE fact = 'flow.where_days_went'
UNION ALL
SELECT edition, whom, min(share)
FROM (
    SELECT edition, whom, share, cume_dist() OVER (PARTITION BY edition, whom ORDER BY share) AS upto
    FROM "ground.shares" WHERE whom <> 'reviewers'
)
WHERE upto >= 0.5 - 1e-12 GROUP BY edition, whom
UNION ALL
SELECT edition, project, min(share)
FROM (
    SELECT edition, project, share,
        cume_dist() OVER (PARTITION BY edition, project ORDER BY share) AS upto,
        count(*) OVER (PARTITION BY edition, project) AS changes,
        min(project) OVER (PARTITION BY edition) < max(project) OVER (PARTITION BY edition) AS several
    FROM "ground.shares" WHERE whom = 'reviewers'
)
WHERE upto >= 0.5 - 1e-12 AND several AND changes >= 5 GROUP BY edition, project

-- fact: flow.rechecks
SELECT m.edition, 'whole' AS part, count(v.change) AS value
FROM "ground.merges" AS m
JOIN editions AS e ON e.edition = m.edition
JOIN events AS v ON v.change = m.change AND v.kind = 'recheck'
  AND v.role IN ('owner', 'core', 'other', 'person') AND v.happened < e.moment
WHERE NOT m.spec GROUP BY m.edition
UNION ALL
SELECT m.edition, 'without', count(*)
FROM "ground.merges" AS m
WHERE NOT m.spec AND NOT EXISTS (
    SELECT 1 FROM events AS v JOIN editions AS e ON e.edition = m.edition
    WHERE v.change = m.change AND v.kind = 'recheck' AND v.role IN ('owner', 'core', 'other', 'person')
      AND v.happened < e.moment
)
GROUP BY m.edition

-- fact: flow.bare_rechecks
SELECT e.edition, 'whole' AS part, avg(coalesce(v.detail, '') = 'bare') AS value
FROM editions AS e
JOIN events AS v ON v.kind = 'recheck' AND v.counted AND v.role IN ('owner', 'core', 'other', 'person')
  AND v.happened >= e.begins AND v.happened < e.ends
JOIN changes AS c ON c.change = v.change AND NOT c.spec
GROUP BY e.edition
UNION ALL
SELECT e.edition, 'bare', sum(coalesce(v.detail, '') = 'bare')
FROM editions AS e
JOIN events AS v ON v.kind = 'recheck' AND v.counted AND v.role IN ('owner', 'core', 'other', 'person')
  AND v.happened >= e.begins AND v.happened < e.ends
JOIN changes AS c ON c.change = v.change AND NOT c.spec
GROUP BY e.edition

-- fact: flow.stable_merged
SELECT e.edition, 'whole' AS part, count(*) AS value
FROM editions AS e
JOIN events AS v ON v.kind = 'merge' AND v.stable AND v.happened >= e.begins AND v.happened < e.ends
JOIN changes AS c ON c.change = v.change AND NOT c.spec
GROUP BY e.edition
UNION ALL
SELECT e.edition, CASE c.owned_by WHEN 'bot' THEN 'bots' ELSE 'people' END AS who, count(*)
FROM editions AS e
JOIN events AS v ON v.kind = 'merge' AND v.stable AND v.happened >= e.begins AND v.happened < e.ends
JOIN changes AS c ON c.change = v.change AND NOT c.spec
GROUP BY e.edition, who

-- fact: flow.stable_open
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.stood"
WHERE looked = 'moment' AND stable AND status = 'NEW' AND NOT private AND NOT spec
GROUP BY edition

-- fact: flow.stable_reviewed
SELECT e.edition, 'whole' AS part, count(DISTINCT r.change) AS value
FROM editions AS e
JOIN reviews AS r ON r.happened >= e.begins AND r.happened < e.ends AND NOT r.spec
JOIN states AS s ON s.change = r.change AND s.stable
  AND s.since < r.happened AND (s.until IS NULL OR s.until >= r.happened)
GROUP BY e.edition

-- fact: flow.gate_failures
SELECT edition, 'whole' AS part, count(*) AS value FROM "ground.refusals" WHERE NOT cascade
GROUP BY edition
UNION ALL
SELECT edition, 'cascades', count(*) FROM "ground.refusals" WHERE cascade GROUP BY edition
UNION ALL
SELECT edition, 'conflicts', count(*) FROM "ground.refusals" WHERE NOT cascade AND conflict
GROUP BY edition

-- fact: flow.review_cycle
SELECT edition, part, value FROM "ground.percentiles" WHERE fact = 'flow.review_cycle'

-- fact: flow.stable_time_to_first_review
SELECT edition, part, value FROM "ground.percentiles"
WHERE fact = 'flow.stable_time_to_first_review'
