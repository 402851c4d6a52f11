-- What the service keeps of requests, and what tells it whether a key that it knows is still good.

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

-- One row: counts what was done to keys, in the transaction that does it. As long as it stands, a key that was looked up is as it was.
CREATE TABLE tracker.api_key_changes (
    one     boolean PRIMARY KEY DEFAULT true CHECK (one),
    changes bigint NOT NULL
);
INSERT INTO tracker.api_key_changes (changes) VALUES (0);

CREATE FUNCTION tracker.count_api_key_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tracker.api_key_changes SET changes = changes + 1;
    RETURN NULL;
END $$;
CREATE TRIGGER api_keys_changed AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE OF key_id, hash, name, role, created_at, expires_at, revoked_at
    ON tracker.api_keys FOR EACH STATEMENT EXECUTE FUNCTION tracker.count_api_key_change();
