-- Who is told when the last complete month has significant movers, or when work dies.

CREATE TABLE tracker.alert_targets (
    target_id     text PRIMARY KEY,           -- no secret
    name          text NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('webhook', 'slack')),
    url           text NOT NULL,              -- of slack it is a secret too
    secret        text CHECK ((secret IS NULL) = (kind = 'slack')), -- signs what is sent, so it is kept as it is
    allow_private boolean NOT NULL,           -- whether it may be an address that is not public
    allow_http    boolean NOT NULL,           -- whether it may go without TLS
    created_at    timestamptz NOT NULL DEFAULT now()
);

-- What there is to tell, written in the transaction that makes it true, with the work that tells each target.
CREATE TABLE tracker.alerts (
    alert_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind      text NOT NULL CHECK (kind IN ('movers', 'dead')),
    subject   text NOT NULL UNIQUE,           -- 'run 12' or 'work 7': told once
    month     date CHECK (extract(day FROM month) = 1),
    sectors   text[] NOT NULL DEFAULT '{}',   -- of movers: a sector is told once a month
    content   jsonb NOT NULL,
    raised_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX alerts_month ON tracker.alerts (month);
