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

-- Each target is told by an item of work of its own: tried again without telling the others twice.
CREATE FUNCTION tracker.tell_targets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tracker.work (kind, key, month, arguments, actor)
    SELECT 'alert', concat_ws(' ', 'alert', NEW.alert_id, target_id), NEW.month, jsonb_build_object('alert', NEW.alert_id, 'target', target_id), 'alerts'
    FROM tracker.alert_targets ORDER BY created_at, target_id;
    RETURN NULL;
END $$;
CREATE TRIGGER tell_targets AFTER INSERT ON tracker.alerts FOR EACH ROW EXECUTE FUNCTION tracker.tell_targets();

-- Work that dies raises one whichever way it died. What died for another item's sake is told by that one; an alert that could not be delivered is not told.
CREATE FUNCTION tracker.tell_death() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tracker.alerts (kind, subject, month, content)
    VALUES (
        'dead', concat_ws(' ', 'work', NEW.work_id, 'claim', NEW.fence), NEW.month,
        jsonb_build_object('work', NEW.work_id, 'kind', NEW.kind, 'month', to_char(NEW.month, 'YYYY-MM'), 'attempts', NEW.attempt, 'error', NEW.error))
    ON CONFLICT (subject) DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER tell_death AFTER UPDATE OF status ON tracker.work FOR EACH ROW
    WHEN (NEW.status = 'dead' AND OLD.status <> 'dead' AND NEW.parent_id IS NULL AND NEW.kind <> 'alert') EXECUTE FUNCTION tracker.tell_death();
