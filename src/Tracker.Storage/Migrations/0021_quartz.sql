-- The scheduler's own: it makes its tables here, and nothing else rests on them.
CREATE SCHEMA IF NOT EXISTS quartz;
