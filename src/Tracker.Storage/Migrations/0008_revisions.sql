-- What a run says of the month's loads, and what changed against the run that was published before it.

ALTER TABLE tracker.runs
    ADD COLUMN provisional boolean,          -- the loads of the month look incomplete; null until it is done, and of runs before this column came
    ADD COLUMN completeness text,            -- what was compared, what was expected and what came
    ADD COLUMN revised_run_id bigint REFERENCES tracker.runs ON DELETE SET NULL, -- the run published before, where results differ from it
    ADD COLUMN revised_because text;         -- what is different: which loads, options, program

-- A series whose results differ; null where one of the two runs does not have it.
CREATE TABLE tracker.revisions (
    run_id       bigint NOT NULL REFERENCES tracker.runs ON DELETE CASCADE,
    sector       text NOT NULL,
    metric       text NOT NULL,
    old_cii      double precision,
    new_cii      double precision,
    old_rank     integer,
    new_rank     integer,
    old_actual   double precision,
    new_actual   double precision,
    old_forecast double precision,
    new_forecast double precision,
    PRIMARY KEY (run_id, sector, metric)
);
