-- Sums of the events, written while they stream in. A month is replaced as a whole.

CREATE SCHEMA mart;

CREATE TABLE mart.months (
    month      date PRIMARY KEY,
    events     bigint NOT NULL,
    last_day   date NOT NULL,               -- the latest day with an event
    activity   bytea NOT NULL               -- bit i of byte i / 8: consumer i has an event in the month
);

CREATE TABLE mart.sector_month (
    month        date NOT NULL,
    sector_id    smallint NOT NULL,
    gross_cents  bigint NOT NULL,
    refund_cents bigint NOT NULL,
    purchases    bigint NOT NULL,
    visits       bigint NOT NULL,
    buyers       bigint NOT NULL,
    PRIMARY KEY (month, sector_id)
);

-- Unweighted; weights are applied on read, by cell. Without population targets there is one cell, 0.
CREATE TABLE mart.sector_day (
    day          date NOT NULL,
    sector_id    smallint NOT NULL,
    cell         integer NOT NULL DEFAULT 0,
    gross_cents  bigint NOT NULL,
    refund_cents bigint NOT NULL,
    purchases    bigint NOT NULL,
    visits       bigint NOT NULL,
    events       bigint NOT NULL,           -- visits, purchases and refunds
    PRIMARY KEY (day, sector_id, cell)
);

-- Consumer × sector × month as arrays of equal length: a row per cell would take 100 bytes a cell and longer to write than the events.
-- A bucket is 4,096 consecutive consumers.
CREATE TABLE mart.cells (
    month        date NOT NULL,
    sector_id    smallint NOT NULL,
    bucket       integer NOT NULL,
    consumer_ids integer[] COMPRESSION lz4 NOT NULL,
    events       integer[] COMPRESSION lz4 NOT NULL,
    gross_cents  bigint[] COMPRESSION lz4 NOT NULL,
    refund_cents bigint[] COMPRESSION lz4 NOT NULL,
    purchases    integer[] COMPRESSION lz4 NOT NULL,
    visits       integer[] COMPRESSION lz4 NOT NULL
) PARTITION BY RANGE (month);

CREATE VIEW mart.consumer_sector_month AS
SELECT c.month, c.sector_id, u.consumer_id, u.events, u.gross_cents, u.refund_cents, u.purchases, u.visits
FROM mart.cells c,
     unnest(c.consumer_ids, c.events, c.gross_cents, c.refund_cents, c.purchases, c.visits)
         AS u (consumer_id, events, gross_cents, refund_cents, purchases, visits);
