-- Canned replies, and the answers of bulk requests that were sent with a key.

CREATE TABLE canned_reply (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    id uuid NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
    text text NOT NULL CHECK (char_length(text) BETWEEN 1 AND 4000),
    internal boolean NOT NULL,
    version integer NOT NULL DEFAULT 1,
    deleted_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX canned_reply_name ON canned_reply (tenant_id, name, id) WHERE deleted_at IS NULL;
SELECT isolate_by_tenant_v1('canned_reply');
GRANT SELECT, INSERT, UPDATE ON canned_reply TO gongdan_app;

-- The whole answer of one request about many orders: ids, versions and codes.
CREATE TABLE order_bulk (
    tenant_id uuid NOT NULL,
    actor text NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    answer bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, actor, route, key)
);
CREATE INDEX order_bulk_age ON order_bulk (tenant_id, created_at);
SELECT isolate_by_tenant_v1('order_bulk');
GRANT SELECT, INSERT, DELETE ON order_bulk TO gongdan_app;
