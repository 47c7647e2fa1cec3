-- Running orders go over to another version of their definition: each by an event of its own, many
-- of them as one migration that a worker carries out.

-- The second wall learns of the one act that may set another node under an order, and no stage ahead.
ALTER FUNCTION order_refusal_v1(order_row, text[], jsonb) RENAME TO order_act_refusal_v1;
CREATE FUNCTION order_refusal_v1(p_old order_row, p_types text[], p_new jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF p_types <> '{OrderMigrated}' OR p_old.id IS NULL THEN
        RETURN order_act_refusal_v1(p_old, p_types, p_new);
    END IF;
    IF p_old.status NOT IN ('open', 'suspended') OR p_new ->> 'status' IS DISTINCT FROM p_old.status THEN
        RETURN format('OrderMigrated does not follow on an order that is %s', p_old.status);
    END IF;
    IF p_new ->> 'type_key' IS DISTINCT FROM p_old.type_key THEN
        RETURN 'OrderMigrated does not make an order one of another type';
    END IF;
    IF coalesce(array_position('{report,accept,execute,verify,archive}'::text[], p_new ->> 'stage'), 6) > p_old.reached THEN
        RETURN format('stage %s cannot be reached over a stage that was never entered', p_new ->> 'stage');
    END IF;
    RETURN NULL;
END $$;

-- the orders of one version, page by page; it counts them as well
DROP INDEX order_row_running;
CREATE INDEX order_row_running ON order_row (tenant_id, type_key, definition_version, id)
    WHERE status IN ('open', 'suspended');

-- The states of running orders of a version, in the order of their ids.
CREATE FUNCTION running_states_v1(p_tenant uuid, p_key text, p_version integer, p_after uuid, p_limit integer)
RETURNS TABLE (id uuid, version bigint, fold_version integer, state bytea)
LANGUAGE sql STABLE AS $$
    SELECT r.id, s.version, s.fold_version, s.state
    FROM (SELECT o.id FROM order_row o
        WHERE o.tenant_id = p_tenant AND o.type_key = p_key AND o.definition_version = p_version
            AND o.status IN ('open', 'suspended') AND o.id > p_after
        ORDER BY o.id LIMIT p_limit) r
    JOIN stream s ON s.tenant_id = p_tenant AND s.stream_id = r.id
    ORDER BY r.id
$$;

-- A migration of all running orders of a version. `phase`: over, or back again.
CREATE TABLE order_migration (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    key text NOT NULL,
    from_version integer NOT NULL,
    to_version integer NOT NULL,
    node_map jsonb NOT NULL,
    reason text NOT NULL,
    actor jsonb NOT NULL,
    phase text NOT NULL CHECK (phase IN ('over', 'back')),
    state text NOT NULL CHECK (state IN ('running', 'paused', 'cancelled', 'done')),
    begun_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
-- of one type at most one migration is under way
CREATE UNIQUE INDEX order_migration_under_way ON order_migration (tenant_id, key)
    WHERE state IN ('running', 'paused');
CREATE INDEX order_migration_of_key ON order_migration (tenant_id, key, begun_at DESC, id DESC);
SELECT isolate_by_tenant_v1('order_migration');
GRANT SELECT, INSERT, UPDATE ON order_migration TO gongdan_app;

-- What came of each of its orders: a code and a node, never what the order says.
CREATE TABLE order_migration_row (
    tenant_id uuid NOT NULL,
    migration_id uuid NOT NULL,
    order_id uuid NOT NULL,
    outcome text NOT NULL DEFAULT 'waiting'
        CHECK (outcome IN ('waiting', 'moved', 'needs_map', 'blocked', 'ended', 'back', 'stayed')),
    code text NOT NULL DEFAULT '',
    node text NOT NULL DEFAULT '',
    PRIMARY KEY (tenant_id, migration_id, order_id),
    FOREIGN KEY (tenant_id, migration_id) REFERENCES order_migration (tenant_id, id)
);
CREATE INDEX order_migration_row_outcome ON order_migration_row (tenant_id, migration_id, outcome, order_id);
SELECT isolate_by_tenant_v1('order_migration_row');
GRANT SELECT, INSERT, UPDATE ON order_migration_row TO gongdan_app;

-- Which migration waits for a worker, and in whose hands it is: all that a worker sees across tenants.
CREATE TABLE order_migration_turn (
    tenant_id uuid NOT NULL,
    migration_id uuid NOT NULL,
    lease_owner text,
    lease_until timestamptz,
    PRIMARY KEY (tenant_id, migration_id),
    FOREIGN KEY (tenant_id, migration_id) REFERENCES order_migration (tenant_id, id)
);
SELECT isolate_by_tenant_v1('order_migration_turn');
CREATE POLICY worker_finds ON order_migration_turn FOR SELECT TO gongdan_worker USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON order_migration_turn TO gongdan_app;
GRANT SELECT ON order_migration_turn TO gongdan_worker;

CREATE FUNCTION migrations_due_v1(p_limit integer) RETURNS TABLE (tenant_id uuid, migration_id uuid)
LANGUAGE sql STABLE SET search_path = gongdan, pg_temp AS $$
    SELECT t.tenant_id, t.migration_id FROM order_migration_turn t
    WHERE t.lease_until IS NULL OR t.lease_until < clock_timestamp()
    ORDER BY t.migration_id LIMIT p_limit
$$;
REVOKE EXECUTE ON FUNCTION migrations_due_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION migrations_due_v1 TO gongdan_worker;
