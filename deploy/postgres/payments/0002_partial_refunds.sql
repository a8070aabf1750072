-- A payment may be given back in parts, each under a key of its own.

ALTER TABLE simulated_payments ADD COLUMN refund text;   -- the refund's key; null for what is no refund

INSERT INTO schema_versions (component, version) VALUES ('payments', 2);
