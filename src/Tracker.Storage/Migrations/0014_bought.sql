-- What consumers of a sector bought when a metric moved: merchants, brands, products and words. A request is answered once.

CREATE TABLE tracker.bought (
    bought_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,

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

    reference text NOT NULL,                    -- a month as yyyy-MM
    attributes text[] NOT NULL,                 -- the kinds of items that the data names
    created_at timestamptz NOT NULL DEFAULT now(),
    result jsonb NOT NULL,

    UNIQUE (month, sector, metric, data_version, configuration_hash, code_version)
);
