-- Open changes at the end of each day, from the packed records: what the ledger is held against.
WITH records AS (
  SELECT _number AS number, created, submitted, messages
  FROM read_json($changes, format = 'newline_delimited', columns = {
    _number: 'BIGINT', created: 'TIMESTAMP', submitted: 'TIMESTAMP',
    messages: 'STRUCT("date" TIMESTAMP, message VARCHAR)[]'
  })
),
told AS (
  SELECT number, created, submitted, unnest(messages, recursive := true) FROM records
),
steps AS (
  SELECT number, created AS moment, true AS opened FROM records
  UNION ALL
  SELECT number, coalesce(submitted, date), false FROM told WHERE message LIKE 'Change has been successfully merged%'
  UNION ALL
  SELECT number, date, false FROM told WHERE regexp_matches(message, '^(Patch Set \d+: )?Abandoned')
  UNION ALL
  SELECT number, date, true FROM told WHERE regexp_matches(message, '^(Patch Set \d+: )?Restored')
),
turns AS (
  SELECT moment, opened, lag(opened) OVER (PARTITION BY number ORDER BY moment) AS was FROM steps
),
daily AS (
  SELECT CAST(moment AS DATE) AS day, sum(CASE WHEN opened THEN 1 ELSE -1 END) AS step
  FROM turns WHERE opened IS DISTINCT FROM coalesce(was, false)
  GROUP BY day
),
days AS (
  SELECT CAST(unnest(generate_series(CAST($first AS DATE), CAST($last AS DATE), INTERVAL 1 DAY)) AS DATE) AS day
)
SELECT days.day, CAST(coalesce(sum(daily.step), 0) AS BIGINT) AS open
FROM days LEFT JOIN daily ON daily.day <= days.day
GROUP BY days.day ORDER BY days.day
