-- view: ground.refusals
-- The votes of the window by which the gating CI refused an approved change.
SELECT e.edition, v.change, v.happened,
    EXISTS (
        SELECT 1 FROM events AS x WHERE x.change = v.change AND x.happened = v.happened
          AND x.kind = 'failure of a change below'
    ) AS cascade,
    EXISTS (
        SELECT 1 FROM events AS x WHERE x.change = v.change AND x.happened = v.happened
          AND x.kind = 'merge failure'
    ) AS conflict
FROM editions AS e
JOIN events AS v ON v.kind = 'vote' AND v.role = 'ci' AND v.label = e.ci_label AND v.value <= -2
  AND v.happened >= e.begins AND v.happened < e.ends
JOIN changes AS c ON c.change = v.change AND NOT c.spec
JOIN states AS s ON s.change = v.change AND s.since < v.happened
  AND (s.until IS NULL OR s.until >= v.happened)
WHERE s.patch_set = v.patch_set AND s.counted AND s.approved
