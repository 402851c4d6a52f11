-- What came in: consumers with dated attributes, events by month, the words they use, and the books of every load.
-- Fit for distribution by consumer_id (Citus): keys of large tables contain it, no foreign key points from a small table to a large one.

CREATE SCHEMA warehouse;
CREATE SCHEMA staging;

CREATE TABLE warehouse.loads (
    load_id          integer PRIMARY KEY,
    data_version     integer NOT NULL,      -- this load where it changed something, else the version it found
    source           text NOT NULL,         -- name of the folder
    started_at       timestamptz NOT NULL,
    finished_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    rows_read        bigint NOT NULL,
    accepted         bigint NOT NULL,       -- corrected rows among them
    corrected        bigint NOT NULL,
    rejected         bigint NOT NULL,
    duplicates       bigint NOT NULL,
    accepted_cents   bigint NOT NULL,       -- amounts with the sign of the file
    rejected_cents   bigint NOT NULL,
    duplicate_cents  bigint NOT NULL,
    consumers_new    integer NOT NULL,
    consumers_changed integer NOT NULL,
    CHECK (rows_read = accepted + rejected + duplicates)
);

CREATE SEQUENCE warehouse.load_ids AS integer;

-- The months that a load touched. A published month with a later load here is stale.
CREATE TABLE warehouse.load_months (
    load_id   integer NOT NULL REFERENCES warehouse.loads,
    month     date NOT NULL,
    accepted  bigint NOT NULL,
    removed   bigint NOT NULL,              -- rows of the month replaced by a correction
    PRIMARY KEY (load_id, month)
);

CREATE TABLE warehouse.rejects (
    load_id  integer NOT NULL REFERENCES warehouse.loads,
    file     text NOT NULL,
    line     bigint NOT NULL,
    "column" text,                          -- null where the row as a whole is at fault
    reason   text NOT NULL,
    raw      text NOT NULL                  -- the first 1,000 characters of the row
);
CREATE INDEX ON warehouse.rejects (load_id);

CREATE TABLE warehouse.sectors (
    sector_id smallint PRIMARY KEY,
    name      text NOT NULL UNIQUE
);

CREATE TABLE warehouse.taxonomy (
    category  text PRIMARY KEY,
    sector_id smallint NOT NULL REFERENCES warehouse.sectors
);

-- Merchants, brands and products; events carry the number, 0 where there is none.
CREATE TABLE warehouse.labels (
    kind     smallint NOT NULL CHECK (kind BETWEEN 1 AND 3), -- 1 merchant, 2 brand, 3 product
    label_id integer NOT NULL CHECK (label_id > 0),
    label    text NOT NULL,
    PRIMARY KEY (kind, label_id)
);

CREATE TABLE warehouse.consumers (
    consumer_id integer PRIMARY KEY,
    external_id text NOT NULL               -- the id in the files; it never leaves the service
);

CREATE TABLE warehouse.consumer_attributes (
    consumer_id integer NOT NULL,
    valid_from  date NOT NULL,              -- -infinity where the file gives no date
    attributes  jsonb NOT NULL,             -- {"region": "west", …}; an unknown value is absent
    PRIMARY KEY (consumer_id, valid_from)
);

CREATE TABLE warehouse.calendar (
    name      text NOT NULL,
    starts_on date NOT NULL,
    ends_on   date NOT NULL,
    kind      text NOT NULL CHECK (kind IN ('holiday', 'event', 'outage')),
    PRIMARY KEY (name, starts_on),
    CHECK (ends_on >= starts_on)
);

CREATE TABLE warehouse.events (
    occurred_at  timestamptz NOT NULL,
    amount_cents bigint NOT NULL,           -- above 0 for a purchase, below 0 for a refund, 0 for a visit
    event_key    bigint NOT NULL,           -- hash of event_id (odd) or, without one, of the content (even)
    content      bigint NOT NULL,           -- hash of all that the row says
    quantity     double precision NOT NULL,
    consumer_id  integer NOT NULL,
    merchant_id  integer NOT NULL,
    brand_id     integer NOT NULL,
    product_id   integer NOT NULL,
    load_id      integer NOT NULL,
    sector_id    smallint NOT NULL,
    kind         smallint NOT NULL          -- 0 visit, 1 purchase, 2 refund
) PARTITION BY RANGE (occurred_at);
