-- view: ground.moments
-- When each edition looks: at its moment, at the start, and around clean-up days.
SELECT edition, 'moment' AS looked, NULL AS day, moment AS at FROM editions
UNION ALL
SELECT edition, 'start', NULL, begins FROM editions
UNION ALL
SELECT e.edition, d.looked, r.day, strftime('%Y-%m-%dT00:00:00', r.day, d.later) AS at
FROM editions AS e
JOIN rhythm AS r ON r.edition = e.edition AND r.kind = 'clean-up day'
JOIN (
    SELECT 'before' AS looked, '+0 days' AS later UNION ALL SELECT 'after', '+2 days'
    UNION ALL SELECT 'later', '+31 days'
) AS d
WHERE strftime('%Y-%m-%dT00:00:00', r.day, d.later) <= e.moment

-- view: ground.stood
-- Each change as it stood when an edition looked.
SELECT e.edition, e.looked, e.day, e.at, c.project, c.spec, c.owned_by, c.created, s.*
FROM "ground.moments" AS e
JOIN states AS s ON s.since < e.at AND (s.until IS NULL OR s.until >= e.at)
JOIN changes AS c ON c.change = s.change

-- view: ground.starved
-- The verified backlog whose last review, or creation, lies 30 days back or more.
SELECT *, last_review IS NULL AS never
FROM "ground.stood"
WHERE NOT spec AND verified
  AND julianday(at) - julianday(coalesce(last_review, created)) >= 30 - 1e-9

-- view: ground.fates
-- What became, by the edition's moment, of what was starved when it looked before.
SELECT h.edition, h.looked, h.day, h.change,
    CASE
        WHEN s.status = 'MERGED' THEN 'merged'
        WHEN s.status = 'ABANDONED' AND s.last_review >= h.at THEN 'abandoned_reviewed'
        WHEN s.status = 'ABANDONED' THEN 'abandoned_unreviewed'
        WHEN s.last_review >= h.at THEN 'reviewed'
        WHEN s.verified THEN 'starved'
        ELSE 'set_back'
    END AS fate
FROM "ground.starved" AS h
JOIN "ground.stood" AS s ON s.edition = h.edition AND s.looked = 'moment' AND s.change = h.change

-- view: ground.clean_ups
-- How many changes were open around each clean-up day.
SELECT edition, day, looked, count(*) AS number FROM "ground.stood"
WHERE day IS NOT NULL AND waits_for IS NOT NULL AND NOT spec GROUP BY edition, day, looked

-- view: ground.merges
-- The merges of each edition's window, on branches that count.
SELECT e.edition, v.change, v.happened, c.project, c.spec, c.owned_by, c.created
FROM editions AS e
JOIN events AS v ON v.kind = 'merge' AND v.counted AND v.happened >= e.begins AND v.happened < e.ends
JOIN changes AS c ON c.change = v.change

-- view: ground.before
-- Abandons and restores of the window, with the state of the change just before.
SELECT e.edition, v.kind, v.happened, v.role, c.spec, c.owned_by, c.created, s.*
FROM editions AS e
JOIN events AS v ON v.kind IN ('abandon', 'restore') AND v.happened >= e.begins AND v.happened < e.ends
JOIN changes AS c ON c.change = v.change
JOIN states AS s
  ON s.change = v.change AND s.since < v.happened AND (s.until IS NULL OR s.until >= v.happened)
WHERE s.counted

-- view: ground.abandons
SELECT * FROM "ground.before" WHERE kind = 'abandon' AND status = 'NEW' AND NOT spec

-- view: ground.opened
-- The changes of code that were opened in the window, by people and bots.
SELECT e.edition, c.change
FROM editions AS e
JOIN changes AS c ON c.created >= e.begins AND c.created < e.ends AND NOT c.spec
JOIN states AS s ON s.change = c.change AND s.since = c.created AND s.counted AND NOT s.private

-- view: ground.new
-- The changes of code that people created in the window, with the branch that they began on.
SELECT e.edition, e.moment, c.change, c.created, s.counted, s.stable
FROM editions AS e
JOIN changes AS c ON c.created >= e.begins AND c.created < e.ends
JOIN states AS s ON s.change = c.change
  AND s.since = (SELECT min(since) FROM states WHERE change = c.change)
WHERE NOT c.spec AND c.owned_by = 'person'

-- view: ground.cohort
SELECT * FROM "ground.new" WHERE counted

-- view: ground.first_reviews_of_new
-- How long each new change waited for its first review, or was followed.
SELECT edition, change, counted, stable, created, coalesce(reviewed <= closed, 0) AS happened,
    CASE WHEN reviewed <= closed THEN reviewed ELSE closed END AS ended
FROM (
    SELECT h.*,
        (
            SELECT min(happened) FROM reviews
            WHERE change = h.change AND happened < h.moment
        ) AS reviewed,
        coalesce(
            (
                SELECT min(happened) FROM events
                WHERE change = h.change AND kind IN ('merge', 'abandon') AND happened < h.moment
            ),
            h.moment
        ) AS closed
    FROM "ground.new" AS h
)

-- view: ground.first_reviews
SELECT * FROM "ground.first_reviews_of_new" WHERE counted

-- view: ground.stable_first_reviews
SELECT * FROM "ground.first_reviews_of_new" WHERE stable

-- view: ground.lives
-- Where the life of each change by people that was merged in the window went, in days.
SELECT m.edition, m.change, m.happened, m.project, coalesce(w.whom, 'away') AS whom,
    sum(max(julianday(min(coalesce(s.until, m.happened), m.happened)) - julianday(s.since), 0)) AS days
FROM "ground.merges" AS m
JOIN states AS s ON s.change = m.change AND s.since < m.happened
LEFT JOIN (
    SELECT 'reviewable' AS waits_for, 'reviewers' AS whom
    UNION ALL SELECT 'waiting on author', 'author'
    UNION ALL SELECT 'failing CI', 'author'
    UNION ALL SELECT 'work in progress', 'author'
    UNION ALL SELECT 'blocked', 'author'
    UNION ALL SELECT 'waiting on CI', 'ci'
    UNION ALL SELECT 'approved', 'approved'
) AS w ON w.waits_for = s.waits_for
WHERE NOT m.spec AND m.owned_by = 'person'
GROUP BY m.edition, m.change, m.happened, m.project, whom

-- view: ground.shares
-- The share that each kind of waiting had in a life, zero where it had none.
SELECT l.edition, l.change, l.happened, l.project, k.whom,
    coalesce(sum(CASE WHEN l.whom = k.whom THEN l.days END), 0) / sum(l.days) AS share
FROM "ground.lives" AS l
CROSS JOIN (
    SELECT 'reviewers' AS whom UNION ALL SELECT 'author' UNION ALL SELECT 'ci'
    UNION ALL SELECT 'approved' UNION ALL SELECT 'away'
) AS k
GROUP BY l.edition, l.change, l.happened, l.project, k.whom
HAVING sum(l.days) > 0

-- view: ground.bugs
-- The bugs that were no duplicates, with how they stood as an edition looked.
SELECT e.edition, e.begins, e.ends, e.moment, b.project, b.bug, b.created, b.visible, b.left_new,
    b.importance, b.security, b.tags, b.milestone, b.perhaps_duplicate, b.duplicate_since,
    s.since, s.standing, s.status
FROM editions AS e
JOIN bugs AS b ON b.edition = e.edition
JOIN bug_states AS s ON s.edition = b.edition AND s.project = b.project AND s.bug = b.bug
  AND s.since < e.moment AND (s.until IS NULL OR s.until >= e.moment)

-- view: ground.closings
-- The bugs that came to stand as they did when the window ended during it.
SELECT e.edition, b.project, b.bug, s.since, s.standing, s.status
FROM editions AS e
JOIN bugs AS b ON b.edition = e.edition AND NOT b.perhaps_duplicate AND b.duplicate_since IS NULL
JOIN bug_states AS s ON s.edition = b.edition AND s.project = b.project AND s.bug = b.bug
  AND s.since < e.ends AND (s.until IS NULL OR s.until >= e.ends)
WHERE s.since >= e.begins

-- view: ground.waits
-- Each wait behind a median, in days; what is only known to be longer has not happened.
SELECT edition, fact, CASE WHEN fact IN ('flow.patch_sets', 'flow.where_days_went') THEN value
    ELSE round(value * 86400.0, 3) / 86400.0 END AS value, happened
FROM (
    SELECT edition, 'backlog.age' AS fact, julianday(at) - julianday(created) AS value,
        1 AS happened
    FROM "ground.stood" WHERE looked = 'moment' AND verified AND NOT spec
    UNION ALL
    SELECT edition, 'backlog.patch_set_age', julianday(at) - julianday(uploaded), 1
    FROM "ground.stood" WHERE looked = 'moment' AND verified AND NOT spec
    UNION ALL
    SELECT edition, 'flow.time_to_first_review', julianday(ended) - julianday(created), happened
    FROM "ground.first_reviews"
    UNION ALL
    SELECT h.edition, 'flow.time_to_merge',
        julianday(coalesce(min(v.happened), h.moment)) - julianday(h.created),
        min(v.happened) IS NOT NULL
    FROM "ground.cohort" AS h
    LEFT JOIN events AS v ON v.change = h.change AND v.kind = 'merge' AND v.happened < h.moment
    GROUP BY h.edition, h.change
    UNION ALL
    SELECT edition, 'flow.days_to_merge_of_merged', julianday(happened) - julianday(created), 1
    FROM "ground.merges" WHERE owned_by = 'person' AND NOT spec
    UNION ALL
    SELECT m.edition, 'flow.patch_sets',
        (
            SELECT count(*) FROM events AS u
            WHERE u.change = m.change AND u.kind = 'upload' AND u.happened <= m.happened
        ), 1
    FROM "ground.merges" AS m WHERE m.owned_by = 'person' AND NOT m.spec
    UNION ALL
    SELECT edition, 'flow.where_days_went', share, 1 FROM "ground.shares" WHERE whom = 'reviewers'
    UNION ALL
    SELECT u.edition, 'flow.review_cycle',
        julianday(coalesce(min(a.happened), u.moment)) - julianday(u.happened),
        min(a.happened) IS NOT NULL
    FROM (
        SELECT e.edition, e.moment, v.change, v.place, v.patch_set, v.happened
        FROM editions AS e
        JOIN events AS v ON v.kind = 'upload' AND v.counted
          AND v.happened >= e.begins AND v.happened < e.ends
        JOIN changes AS c ON c.change = v.change AND NOT c.spec AND c.owned_by = 'person'
    ) AS u
    LEFT JOIN events AS a ON a.change = u.change AND a.place > u.place AND a.happened < u.moment
      AND (
        a.kind IN ('upload', 'merge', 'abandon')
        OR (a.kind = 'review' AND a.patch_set = u.patch_set)
      )
    GROUP BY u.edition, u.change, u.place
    UNION ALL
    SELECT edition, 'flow.stable_time_to_first_review', julianday(ended) - julianday(created),
        happened
    FROM "ground.stable_first_reviews"
    UNION ALL
    SELECT e.edition, 'bugs.time_to_triage',
        julianday(coalesce(b.left_new, e.moment)) - julianday(b.created), b.left_new IS NOT NULL
    FROM editions AS e JOIN bugs AS b ON b.edition = e.edition
    WHERE b.created >= e.begins AND b.created < e.ends
      AND NOT b.perhaps_duplicate AND b.duplicate_since IS NULL
)

-- view: ground.curves
-- Kaplan and Meier's estimate: the share still waiting after each time that something happened.
SELECT edition, fact, value, things,
    CASE WHEN min(1.0 - events / at_risk) OVER past <= 0 THEN 0.0
    ELSE exp(sum(ln(max(1.0 - events / at_risk, 1e-300))) OVER past) END AS still
FROM (
    SELECT edition, fact, value, CAST(sum(happened) AS REAL) AS events,
        sum(count(*)) OVER (PARTITION BY edition, fact ORDER BY value DESC) AS at_risk,
        sum(count(*)) OVER (PARTITION BY edition, fact) AS things
    FROM "ground.waits" GROUP BY edition, fact, value
)
WHERE events > 0
WINDOW past AS (PARTITION BY edition, fact ORDER BY value)

-- view: ground.percentiles
-- The least value that so many per cent do not exceed; of fewer than five there is none.
SELECT c.edition, c.fact, p.part, min(c.value) AS value
FROM "ground.curves" AS c
JOIN (
    SELECT 'whole' AS part, 0.5 AS share UNION ALL SELECT 'p15', 0.15 UNION ALL SELECT 'p85', 0.85
) AS p ON c.still <= 1 - p.share + 1e-12
WHERE c.things >= 5
GROUP BY c.edition, c.fact, p.part
