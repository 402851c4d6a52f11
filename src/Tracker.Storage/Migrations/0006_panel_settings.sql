-- What holds for the panel as a whole: one row, set by the first load, checked by all later ones.

CREATE TABLE warehouse.panel (
    only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    time_zone text NOT NULL,                -- IANA; days and months, and so the partitions of events, begin and end in it
    currency  text                          -- ISO 4217; null as long as no load has named one
);

-- Whatever was loaded before this table came was in UTC.
INSERT INTO warehouse.panel (time_zone) SELECT 'UTC' WHERE EXISTS (SELECT FROM warehouse.loads);
