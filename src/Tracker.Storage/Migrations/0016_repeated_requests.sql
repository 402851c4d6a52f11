-- Requests that a client may repeat: what was answered to the first with a key of the client's own (the header Idempotency-Key).

CREATE TABLE tracker.repeatable_requests (
    actor        text NOT NULL,               -- the id of an API key: another's keys are other ones
    repeat_key   text NOT NULL,
    request_hash bytea NOT NULL,              -- SHA-256 of method, path and body
    began_at     timestamptz NOT NULL DEFAULT now(),

    -- Null as long as the first is being answered.
    status       integer,
    location     text,
    body         bytea,

    PRIMARY KEY (actor, repeat_key)
);
CREATE INDEX repeatable_requests_age ON tracker.repeatable_requests (began_at);
