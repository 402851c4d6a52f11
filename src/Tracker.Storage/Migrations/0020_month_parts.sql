-- What several workers do of one month, and the month that is not over.

-- The forecasts of a metric's series, until all are there and the run is published from them.
CREATE TABLE tracker.month_parts (
    run_id bigint NOT NULL REFERENCES tracker.runs ON DELETE CASCADE,
    metric text NOT NULL,
    result json NOT NULL,                   -- as it was written, to the last digit
    PRIMARY KEY (run_id, metric)
);

-- The early signal as it was on the last days of the data; the latest is the published one.
CREATE TABLE tracker.month_to_date (
    day          date PRIMARY KEY,          -- the last that was read
    data_version bigint NOT NULL,
    computed_at  timestamptz NOT NULL DEFAULT now(),
    result       json NOT NULL
);
