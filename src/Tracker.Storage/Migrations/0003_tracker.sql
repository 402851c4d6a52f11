-- The run ledger and the movers of each run.

CREATE TABLE tracker.runs (
    run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,

    -- The key: the same month, data, options and program are one run, whoever asks for it and however often.
    kind text NOT NULL,
    month date NOT NULL CHECK (extract(day FROM month) = 1),
    data_version bigint NOT NULL,
    configuration_hash text NOT NULL,
    code_version text NOT NULL,

    -- The options in full, for people.
    configuration text NOT NULL,
    seed bigint NOT NULL,
    status text NOT NULL CHECK (status IN ('pending', 'running', 'done', 'failed')),
    -- Counts the times that the run was taken up. Who holds an older number cannot write any more.
    fence bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    heartbeat_at timestamptz,
    finished_at timestamptz,
    error text,

    -- What the run found; null until it is done.
    series integer,
    significant integer,
    panel_size integer,
    joined integer,
    "left" integer,
    stayed integer,
    population double precision,
    calibration integer,
    fitted_months integer,

    UNIQUE (kind, month, data_version, configuration_hash, code_version)
);

CREATE INDEX runs_published ON tracker.runs (kind, month, data_version DESC, finished_at DESC) WHERE status = 'done';

CREATE TABLE tracker.movers (
    run_id bigint NOT NULL REFERENCES tracker.runs ON DELETE CASCADE,
    sector text NOT NULL,
    metric text NOT NULL,
    rank integer NOT NULL,
    cii double precision NOT NULL,
    -- Null where the history is too short for a test.
    p double precision,
    q double precision,
    significant boolean NOT NULL,
    actual double precision NOT NULL,
    forecast double precision NOT NULL,
    lo80 double precision NOT NULL,
    hi80 double precision NOT NULL,
    lo95 double precision NOT NULL,
    hi95 double precision NOT NULL,
    impact double precision NOT NULL,
    percent_change double precision,
    own double precision NOT NULL,
    common double precision NOT NULL,
    model text NOT NULL,
    scale text NOT NULL,
    sigma double precision NOT NULL,
    backtest_errors integer NOT NULL,
    PRIMARY KEY (run_id, sector, metric),
    UNIQUE (run_id, rank)
);

CREATE TABLE tracker.not_applicable (
    run_id bigint NOT NULL REFERENCES tracker.runs ON DELETE CASCADE,
    sector text NOT NULL,
    metric text NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (run_id, sector, metric)
);
