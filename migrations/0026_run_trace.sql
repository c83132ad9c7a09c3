-- Up Migration
-- The W3C trace context of the span that first started a run; what starts it again links its own trace to this one. Null where nobody collects traces.
ALTER TABLE runs ADD COLUMN traceparent TEXT;
