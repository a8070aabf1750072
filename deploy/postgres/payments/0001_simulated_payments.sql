-- The ledger of the simulated payment gateway, one row a step. It stands for a provider's own books, outside of the store.

CREATE TABLE simulated_payments (
    key text NOT NULL,                    -- order and attempt
    step integer NOT NULL,
    at timestamptz NOT NULL,
    payment_id text NOT NULL,
    state text NOT NULL,
    order_id uuid NOT NULL,
    amount bigint NOT NULL,               -- minor units
    currency text NOT NULL,
    reason text,
    PRIMARY KEY (key, step)
);

INSERT INTO schema_versions (component, version) VALUES ('payments', 1);
