-- What the panel is weighted to, and the sums by weighting cell: consumers who share their values of the attributes that the targets name.

-- Tables of the population: the rows of a month whose cells have the same attributes are one table; several are margins.
CREATE TABLE warehouse.population (
    month  date NOT NULL,
    cell   jsonb NOT NULL,                  -- {"region": "west", …}
    people double precision NOT NULL CHECK (people >= 0),
    PRIMARY KEY (month, cell)
);

-- Numbers from 1. Cell 0 is everybody where there are no targets, else those of whom no such attribute is known.
CREATE TABLE warehouse.weighting_cells (
    cell       integer PRIMARY KEY CHECK (cell > 0),
    attributes jsonb NOT NULL UNIQUE        -- an unknown value is absent
);

-- Follows from warehouse.consumer_attributes: a value counts from the month in which it becomes valid.
CREATE TABLE mart.consumer_cells (
    consumer_id integer NOT NULL,
    from_month  date NOT NULL,              -- -infinity where the file gives no date
    cell        integer NOT NULL,
    PRIMARY KEY (consumer_id, from_month)
);

ALTER TABLE mart.sector_month ADD COLUMN cell integer NOT NULL DEFAULT 0;
ALTER TABLE mart.sector_month DROP CONSTRAINT sector_month_pkey, ADD PRIMARY KEY (month, sector_id, cell);

ALTER TABLE tracker.runs
    ADD COLUMN weighting text,              -- exact, above-limit, contradictory, outside-targets; no-targets
    ADD COLUMN weighting_gap double precision,
    ADD COLUMN effective_sample_size double precision,
    ADD COLUMN largest_weight double precision,
    ADD COLUMN trimmed integer,
    ADD COLUMN outside_targets integer,
    ADD COLUMN merged_cells text;           -- a line for each
