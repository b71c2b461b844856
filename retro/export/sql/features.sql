-- fact: features.approved
SELECT edition, 'whole' AS part, count(*) AS value FROM features WHERE specified OR accepted
GROUP BY edition
UNION ALL
SELECT edition, CASE WHEN specified THEN 'specs' ELSE 'blueprints' END AS how, count(*)
FROM features WHERE specified OR accepted GROUP BY edition, how

-- fact: features.landed
SELECT edition, 'whole' AS part, count(*) AS value FROM features WHERE outcome = 'landed'
GROUP BY edition

-- fact: features.deferred
SELECT edition, 'whole' AS part, count(*) AS value FROM features WHERE outcome = 'deferred'
GROUP BY edition

-- fact: features.open_at_end
SELECT edition, 'whole' AS part, count(*) AS value FROM features WHERE outcome = 'open'
GROUP BY edition

-- fact: features.unknown
SELECT edition, 'whole' AS part, count(*) AS value FROM features
WHERE outcome = 'unknown' AND (specified OR accepted) GROUP BY edition

-- fact: features.given_up
SELECT edition, 'whole' AS part, count(*) AS value FROM features
WHERE outcome IN ('dropped', 'superseded', 'obsolete') GROUP BY edition
UNION ALL
SELECT edition, outcome, count(*) FROM features
WHERE outcome IN ('dropped', 'superseded', 'obsolete') GROUP BY edition, outcome

-- fact: features.proposed
SELECT edition, 'whole' AS part, count(*) AS value FROM features GROUP BY edition
UNION ALL
SELECT edition, 'proposed', count(*) FROM features GROUP BY edition
UNION ALL
SELECT edition, 'approved', count(*) FROM features WHERE specified OR accepted GROUP BY edition
UNION ALL
SELECT edition, 'landed', sum(outcome = 'landed') FROM features GROUP BY edition
HAVING sum(outcome = 'unknown' AND (specified OR accepted)) = 0

-- fact: features.refused
SELECT edition, 'whole' AS part, count(*) AS value FROM features WHERE outcome = 'refused'
GROUP BY edition

-- fact: features.withdrawn
SELECT edition, 'whole' AS part, count(*) AS value FROM features WHERE outcome = 'withdrawn'
GROUP BY edition

-- fact: features.undecided
SELECT edition, 'whole' AS part, count(*) AS value FROM features WHERE outcome = 'undecided'
GROUP BY edition

-- fact: features.conflicts
SELECT edition, 'whole' AS part, count(*) AS value FROM features WHERE conflicts GROUP BY edition

-- fact: features.approved_after_freeze
SELECT f.edition, 'whole' AS part, count(*) AS value
FROM features AS f
JOIN typed AS t ON t.edition = f.edition AND t.kind = 'freeze' AND lower(t.title) = 'spec freeze'
WHERE substr(f.approved, 1, 10) > t.day GROUP BY f.edition

-- fact: features.spec_freeze
SELECT edition, 'whole' AS part, day AS value FROM typed
WHERE kind = 'freeze' AND lower(title) = 'spec freeze' GROUP BY edition HAVING min(place)

-- fact: features.ffe
SELECT edition, 'whole' AS part, count(*) AS value FROM typed WHERE kind = 'exception' GROUP BY edition

-- fact: features.freeze_notice_days
SELECT edition, 'whole' AS part, julianday(day) - julianday(outcome) AS value FROM typed
WHERE kind = 'freeze' AND lower(title) = 'spec freeze' GROUP BY edition HAVING min(place)

-- fact: features.merged_after_freeze
SELECT m.edition, 'whole' AS part, count(*) AS value
FROM "ground.merges" AS m
JOIN changes AS c ON c.change = m.change AND c.blueprint
JOIN calendar AS f ON lower(f.name) = 'feature freeze'
WHERE NOT m.spec AND substr(m.happened, 1, 10) > f.day GROUP BY m.edition
UNION ALL
SELECT m.edition, CASE m.owned_by WHEN 'bot' THEN 'bots' ELSE 'people' END AS who, count(*)
FROM "ground.merges" AS m
JOIN changes AS c ON c.change = m.change AND c.blueprint
JOIN calendar AS f ON lower(f.name) = 'feature freeze'
WHERE NOT m.spec AND substr(m.happened, 1, 10) > f.day GROUP BY m.edition, who
