-- The ledger of work: what is to be done, who does it, and what came of it. It takes the place of tracker.run_requests.

CREATE TABLE tracker.work (
    work_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind        text NOT NULL,
    month       date CHECK (extract(day FROM month) = 1),
    arguments   jsonb NOT NULL DEFAULT '{}',  -- ids, dates and names
    key         text NOT NULL,                -- as long as an item is open, the same request is the same item
    priority    smallint NOT NULL DEFAULT 0,  -- the higher is claimed first
    parent_id   bigint REFERENCES tracker.work ON DELETE CASCADE,  -- waits until all of its children have ended
    after_id    bigint REFERENCES tracker.work ON DELETE SET NULL, -- has to have ended first
    status      text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'done', 'dead')),
    attempt     integer NOT NULL DEFAULT 0,   -- begun since it was added, retried or last waited for its children
    not_before  timestamptz NOT NULL DEFAULT now(),

    -- Counts the times that it was claimed. Who holds an older number cannot write any more.
    fence       bigint NOT NULL DEFAULT 0,
    worker      text,
    lease_until timestamptz,                  -- later it may be claimed by another; the clock is this server's

    steps       text[] NOT NULL DEFAULT '{}', -- what has been done, in words
    run_id           bigint REFERENCES tracker.runs ON DELETE SET NULL,
    drivers_id       bigint REFERENCES tracker.drivers ON DELETE SET NULL,
    decomposition_id bigint REFERENCES tracker.decompositions ON DELETE SET NULL,
    error       text,                         -- why the last attempt failed
    actor       text NOT NULL,                -- the id of a key, the command line, or the schedule
    created_at  timestamptz NOT NULL DEFAULT now(),
    started_at  timestamptz,
    finished_at timestamptz
);
CREATE UNIQUE INDEX work_key ON tracker.work (key) WHERE status IN ('queued', 'running');
CREATE INDEX work_open ON tracker.work (priority DESC, work_id) WHERE status IN ('queued', 'running');
CREATE INDEX work_children ON tracker.work (parent_id) WHERE parent_id IS NOT NULL;

-- Requests keep their numbers. Of several that are open for a month the first is the item; the others are answered by it.
INSERT INTO tracker.work (work_id, kind, month, key, status, steps, run_id, error, actor, created_at, finished_at)
    OVERRIDING SYSTEM VALUE
SELECT request_id, 'month', month, 'month ' || to_char(month, 'YYYY-MM'),
    CASE
        WHEN status IN ('queued', 'running') AND row_number() OVER (PARTITION BY month, status IN ('queued', 'running') ORDER BY request_id) = 1 THEN 'queued'
        WHEN status = 'done' THEN 'done'
        ELSE 'dead'
    END,
    steps, run_id, CASE WHEN status IN ('queued', 'running') THEN 'an earlier request for the month was open as well' ELSE error END, 'migration', requested_at, finished_at
FROM tracker.run_requests ORDER BY request_id;
UPDATE tracker.work SET error = NULL WHERE status = 'queued';
SELECT setval(pg_get_serial_sequence('tracker.work', 'work_id'), greatest((SELECT max(work_id) FROM tracker.work), 1), EXISTS (SELECT FROM tracker.work));
DROP TABLE tracker.run_requests;
