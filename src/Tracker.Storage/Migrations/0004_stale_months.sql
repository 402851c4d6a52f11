-- Published months whose data has changed since: a later load touched them. They are computed anew by the next run.

CREATE VIEW tracker.stale_months AS
SELECT month, min(load_id) AS load_id
FROM (SELECT month, max(data_version) AS data_version FROM tracker.runs WHERE kind = 'month' AND status = 'done' GROUP BY month) AS published
JOIN warehouse.load_months USING (month)
WHERE load_id > data_version
GROUP BY month;
