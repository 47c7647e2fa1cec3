-- Webhooks: who wants to hear of orders, with which secrets, and how far each has been told.

CREATE TABLE webhook (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    url text NOT NULL CHECK (char_length(url) BETWEEN 1 AND 2000),
    types text[] NOT NULL,
    active boolean NOT NULL,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    version bigint NOT NULL CHECK (version > 0),
    PRIMARY KEY (tenant_id, id)
);
SELECT isolate_by_tenant_v1('webhook');
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook TO gongdan_app;
GRANT SELECT ON webhook TO gongdan_worker;

-- Secrets lie wrapped under the tenant's key-encryption key; two are valid while one takes over.
CREATE TABLE webhook_secret (
    tenant_id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    id uuid NOT NULL,
    kek_version integer NOT NULL,
    wrapped bytea NOT NULL,
    valid_until timestamptz,
    PRIMARY KEY (tenant_id, webhook_id, id),
    FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhook (tenant_id, id) ON DELETE CASCADE
);
SELECT isolate_by_tenant_v1('webhook_secret');
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_secret TO gongdan_app;
GRANT SELECT ON webhook_secret TO gongdan_worker;

-- How far a webhook was told: `position` is the next place of the tenant's log to be looked at.
-- A parked one waits for a person. The lease says who delivers, and until when nobody else may.
-- No address and no secret stand here, so that a worker can look for work across tenants.
CREATE TABLE webhook_cursor (
    tenant_id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    active boolean NOT NULL,
    parked boolean NOT NULL DEFAULT false,
    position bigint NOT NULL CHECK (position >= 0),
    attempts smallint NOT NULL DEFAULT 0,
    retry_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    deliveries bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, webhook_id),
    FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhook (tenant_id, id) ON DELETE CASCADE
) WITH (fillfactor = 50);
SELECT isolate_by_tenant_v1('webhook_cursor');
CREATE POLICY worker_finds ON webhook_cursor FOR SELECT TO gongdan_worker USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_cursor TO gongdan_app;
GRANT SELECT, UPDATE ON webhook_cursor TO gongdan_worker;

-- The last attempts of each webhook: answers and times, never what was sent.
CREATE TABLE webhook_delivery (
    tenant_id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    number bigint NOT NULL,
    message_id uuid NOT NULL,
    type text NOT NULL,
    order_id uuid,
    position bigint,
    attempt smallint NOT NULL,
    status smallint,
    milliseconds integer NOT NULL,
    error text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, webhook_id, number),
    FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhook (tenant_id, id) ON DELETE CASCADE
);
SELECT isolate_by_tenant_v1('webhook_delivery');
GRANT SELECT, INSERT, DELETE ON webhook_delivery TO gongdan_app, gongdan_worker;

-- Webhooks that have not been told of the whole log, may be tried now, and are in nobody's hands.
CREATE FUNCTION webhooks_due_v1(p_limit integer) RETURNS TABLE (tenant_id uuid, webhook_id uuid)
LANGUAGE sql STABLE SET search_path = gongdan, pg_temp AS $$
    SELECT c.tenant_id, c.webhook_id
    FROM webhook_cursor c JOIN log_head h ON h.tenant_id = c.tenant_id
    WHERE c.active AND NOT c.parked AND c.position < h.size
        AND (c.retry_at IS NULL OR c.retry_at <= clock_timestamp())
        AND (c.lease_until IS NULL OR c.lease_until < clock_timestamp())
    ORDER BY c.retry_at NULLS FIRST, c.tenant_id, c.webhook_id LIMIT p_limit
$$;
REVOKE EXECUTE ON FUNCTION webhooks_due_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION webhooks_due_v1 TO gongdan_worker;
