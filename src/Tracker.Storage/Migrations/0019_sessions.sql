-- People who are signed in to the pages with a key. A session ends with its key.

CREATE TABLE tracker.sessions (
    hash       bytea PRIMARY KEY,             -- SHA-256 of what the cookie holds: 256 random bits
    key_id     text NOT NULL REFERENCES tracker.api_keys ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
);
