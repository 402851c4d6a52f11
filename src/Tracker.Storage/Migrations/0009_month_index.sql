-- What a month publishes beside its movers: its sectors, what they have in common, and what its tests are worth.

ALTER TABLE tracker.movers
    ADD COLUMN money double precision,          -- the impact in money; null where the actual is zero, and of runs before this column came
    ADD COLUMN share_of_panel double precision, -- its size in per cent of what the panel spent
    ADD COLUMN treated date[] NOT NULL DEFAULT '{}',           -- past months that were shocks and left out of the fit
    ADD COLUMN members text[] NOT NULL DEFAULT '{}',           -- of the combination
    ADD COLUMN weights double precision[] NOT NULL DEFAULT '{}'; -- of the members, in their order

CREATE TABLE tracker.sectors (
    run_id bigint NOT NULL REFERENCES tracker.runs ON DELETE CASCADE,
    sector text NOT NULL,
    rank integer NOT NULL,
    index double precision NOT NULL,
    metric text NOT NULL,                       -- the one that is furthest off
    cii double precision NOT NULL,              -- its index: the test is of its size
    p double precision,                         -- null where the history is too short for a test
    q double precision,
    significant boolean NOT NULL,
    metrics integer NOT NULL,                   -- in the index
    movers integer NOT NULL,                    -- of them significant by themselves
    PRIMARY KEY (run_id, sector),
    UNIQUE (run_id, rank)
);

CREATE TABLE tracker.common_shocks (
    run_id bigint NOT NULL REFERENCES tracker.runs ON DELETE CASCADE,
    metric text NOT NULL,
    position integer NOT NULL,                  -- in the order of the metrics
    shift double precision NOT NULL,            -- on the metric's scale
    sectors integer NOT NULL,                   -- in the median
    cii double precision,                       -- null with too few sectors
    p double precision,
    q double precision,
    alarms integer,                             -- past own residuals with p at or below the nominal rate
    scores integer,                             -- past own residuals
    PRIMARY KEY (run_id, metric)
);
