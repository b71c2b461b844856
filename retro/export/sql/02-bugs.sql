-- view: ground.bugs_at_start
SELECT e.edition, b.project, b.bug, s.standing
FROM editions AS e
JOIN bugs AS b ON b.edition = e.edition
  AND (b.duplicate_since IS NULL OR b.duplicate_since >= e.begins)
JOIN bug_states AS s ON s.edition = b.edition AND s.project = b.project AND s.bug = b.bug
  AND s.since < e.begins AND (s.until IS NULL OR s.until >= e.begins)
