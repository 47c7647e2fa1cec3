-- The text of an order as hashed grams (buckets and counts, no text): what is alike is found by it.
CREATE TABLE dispatch_gist (
    tenant_id uuid NOT NULL,
    order_id uuid NOT NULL,
    grams bytea NOT NULL,
    touched_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, order_id)
);
CREATE INDEX dispatch_gist_touched ON dispatch_gist (tenant_id, touched_at DESC, order_id);
SELECT isolate_by_tenant_v1('dispatch_gist');
GRANT SELECT, INSERT, UPDATE ON dispatch_gist TO gongdan_app;
