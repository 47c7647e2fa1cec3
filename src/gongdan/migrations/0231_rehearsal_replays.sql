-- Orders of the past put through a draft: how far it came, and what differs, by reason.
-- No value of an order stands here: only which orders are examples of which difference.
CREATE TABLE replay (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    key text NOT NULL,
    version integer NOT NULL CHECK (version >= 0),
    sha256 text NOT NULL,
    body bytea NOT NULL CHECK (octet_length(body) <= 1048576),
    wanted jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'done', 'stopped')),
    total integer NOT NULL CHECK (total >= 0),
    seen integer NOT NULL DEFAULT 0,
    next_cursor text NOT NULL DEFAULT '',
    found jsonb NOT NULL,
    begun_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX replay_of_user ON replay (tenant_id, user_id, begun_at DESC, id DESC);
CREATE INDEX replay_changed ON replay (tenant_id, changed_at);
SELECT isolate_by_tenant_v1('replay');
GRANT SELECT, INSERT, UPDATE, DELETE ON replay TO gongdan_app;

-- Who works on which replay, and until when nobody else may: all that a worker sees across tenants.
CREATE TABLE replay_turn (
    tenant_id uuid NOT NULL,
    replay_id uuid NOT NULL,
    lease_owner text,
    lease_until timestamptz,
    PRIMARY KEY (tenant_id, replay_id),
    FOREIGN KEY (tenant_id, replay_id) REFERENCES replay (tenant_id, id) ON DELETE CASCADE
);
SELECT isolate_by_tenant_v1('replay_turn');
CREATE POLICY worker_finds ON replay_turn FOR SELECT TO gongdan_worker USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON replay_turn TO gongdan_app;
GRANT SELECT ON replay_turn TO gongdan_worker;

-- Replays that wait for a worker, and are in nobody's hands.
CREATE FUNCTION replays_due_v1(p_limit integer) RETURNS TABLE (tenant_id uuid, replay_id uuid)
LANGUAGE sql STABLE SET search_path = gongdan, pg_temp AS $$
    SELECT t.tenant_id, t.replay_id FROM replay_turn t
    WHERE t.lease_until IS NULL OR t.lease_until < clock_timestamp()
    ORDER BY t.replay_id LIMIT p_limit
$$;
REVOKE EXECUTE ON FUNCTION replays_due_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION replays_due_v1 TO gongdan_worker;
