-- The service: who may use it, what they asked for and said, and the record of it.

CREATE TABLE tracker.api_keys (
    key_id       text PRIMARY KEY,            -- no secret
    hash         bytea NOT NULL UNIQUE,       -- SHA-256 of the key; 256 random bits need no slow hash
    name         text NOT NULL,
    role         text NOT NULL CHECK (role IN ('reader', 'analyst', 'operator')),
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz                  -- to the minute
);

-- Every write, in the transaction that makes it.
CREATE TABLE tracker.audit (
    audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL DEFAULT now(),
    actor    text NOT NULL,                   -- the id of a key, or the command line
    action   text NOT NULL,
    subject  text NOT NULL
);

-- Months that someone asked to have computed. Who computes one holds an advisory lock in his session, as of a run.
CREATE TABLE tracker.run_requests (
    request_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    month        date NOT NULL CHECK (extract(day FROM month) = 1),
    status       text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'done', 'failed')),
    steps        text[] NOT NULL DEFAULT '{}',
    run_id       bigint REFERENCES tracker.runs ON DELETE SET NULL,
    error        text,
    requested_at timestamptz NOT NULL DEFAULT now(),
    finished_at  timestamptz
);
-- Asking again for what waits is the same request.
CREATE UNIQUE INDEX run_requests_waiting ON tracker.run_requests (month) WHERE status = 'queued';
CREATE INDEX run_requests_open ON tracker.run_requests (request_id) WHERE status IN ('queued', 'running');

-- What researchers say of movers. The last word on a series of a month counts; the earlier ones stay.
CREATE TABLE tracker.annotations (
    annotation_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    month         date NOT NULL CHECK (extract(day FROM month) = 1),
    sector        text NOT NULL,
    metric        text NOT NULL,
    run_id        bigint REFERENCES tracker.runs ON DELETE SET NULL, -- the published run that was judged
    verdict       text NOT NULL CHECK (verdict IN ('confirmed', 'dismissed')),
    reason        text NOT NULL,
    author        text NOT NULL,              -- the id of a key
    created_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX annotations_series ON tracker.annotations (month, sector, metric);
