-- Finding orders: words and filterable fields, projected from the events by position.
-- Row level security would switch off the GIN index (`@>` is not leakproof), so the words lie
-- in a table of the searcher, reached only through a function that names the tenant itself.

CREATE TABLE order_search (
    tenant_id uuid NOT NULL,
    generation integer NOT NULL,
    order_id uuid NOT NULL,
    tokens text[] NOT NULL,
    PRIMARY KEY (tenant_id, generation, order_id)
);
-- each token begins with its tenant, so that one posting list never mixes tenants
-- without a pending list, which every search would read through, and the planner fear
CREATE INDEX order_search_tokens ON order_search USING gin (tokens) WITH (fastupdate = off);
ALTER TABLE order_search ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON order_search USING
    (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON order_search TO gongdan_worker;

-- The newest orders (at most p_limit) whose words hold all of p_tokens.
CREATE FUNCTION find_orders_v1(p_tenant uuid, p_generation integer, p_tokens text[], p_limit integer)
RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
BEGIN
    IF p_tenant IS DISTINCT FROM nullif(current_setting('app.tenant', true), '')::uuid THEN
        RETURN;
    END IF;
    -- the hits first: with the LIMIT in sight the planner would rather walk all orders by age
    RETURN QUERY WITH hit AS MATERIALIZED (
        SELECT s.order_id FROM order_search s
        WHERE s.tenant_id = p_tenant AND s.generation = p_generation AND s.tokens @> p_tokens)
    SELECT h.order_id FROM hit h ORDER BY h.order_id DESC LIMIT p_limit;
END $$;
REVOKE EXECUTE ON FUNCTION find_orders_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_orders_v1 TO gongdan_app;

CREATE TABLE order_field (
    tenant_id uuid NOT NULL,
    generation integer NOT NULL,
    name text NOT NULL COLLATE "C",
    value text NOT NULL COLLATE "C",
    order_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, generation, name, value, order_id)
);
CREATE INDEX order_field_order ON order_field (tenant_id, generation, order_id);
SELECT isolate_by_tenant_v1('order_field');
GRANT SELECT ON order_field TO gongdan_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON order_field TO gongdan_worker;

ALTER TABLE order_search OWNER TO gongdan_searcher;
ALTER FUNCTION find_orders_v1 OWNER TO gongdan_searcher;

-- An order's head and the times of its row, in one round trip (sets the tenant itself).
CREATE FUNCTION order_head_v1(p_tenant uuid, p_order uuid)
RETURNS TABLE (version bigint, fold_version integer, state bytea,
    reported_at timestamptz, updated_at timestamptz, waiting_since timestamptz)
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    RETURN QUERY SELECT s.version, s.fold_version, s.state, r.reported_at, r.updated_at, r.waiting_since
    FROM stream s JOIN order_row r ON r.tenant_id = s.tenant_id AND r.id = s.stream_id
    WHERE s.tenant_id = p_tenant AND s.stream_id = p_order;
END $$;

CREATE INDEX order_row_reported ON order_row (tenant_id, reported_at DESC, id DESC);
