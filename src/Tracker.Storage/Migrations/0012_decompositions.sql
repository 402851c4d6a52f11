-- Why metrics changed: mix and behaviour, by segment. A request is answered once; new ones are audited against what is here.

CREATE TABLE tracker.decompositions (
    decomposition_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,

    -- The mover.
    month date NOT NULL CHECK (extract(day FROM month) = 1),
    sector text NOT NULL,
    metric text NOT NULL,

    -- The key of the answer: the request with all that decides it, the data and the program.
    data_version bigint NOT NULL,
    configuration_hash text NOT NULL,
    code_version text NOT NULL,

    -- The request in full, for people.
    configuration text NOT NULL,
    seed bigint NOT NULL,

    reference text NOT NULL,                    -- expected, or a month as yyyy-MM
    attributes text[] NOT NULL,                 -- what the segments are of
    created_at timestamptz NOT NULL DEFAULT now(),
    result jsonb NOT NULL,

    UNIQUE (month, sector, metric, data_version, configuration_hash, code_version)
);
