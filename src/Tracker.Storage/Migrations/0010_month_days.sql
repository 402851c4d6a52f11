-- What the days of a month say beside its index.

ALTER TABLE tracker.movers
    ADD COLUMN calendar text NOT NULL DEFAULT 'none', -- 'adjusted' where the make-up of the months' days was taken out before the fit
    ADD COLUMN days_index double precision,           -- 100 × (days above − days below the 68.26% band) / days; null where the metric has no daily forecast
    ADD COLUMN depth_index double precision;          -- how far outside, of the most that counts, in per cent
