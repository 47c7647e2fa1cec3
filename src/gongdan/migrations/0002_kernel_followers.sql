-- What follows the event store: the tenant's log and its Merkle tree, projections, the outbox
-- relay, jobs, and the dead letters of all three.

-- How far a tenant's log goes. Its row lock is the sequencer's lease: it dies with its holder.
-- `signed` is the size of the newest checkpoint; a new epoch begins after a restore that lost events.
CREATE TABLE log_head (
    tenant_id uuid NOT NULL,
    epoch integer NOT NULL DEFAULT 1,
    size bigint NOT NULL DEFAULT 0,
    signed bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id)
) WITH (fillfactor = 50);
SELECT isolate_by_tenant_v1('log_head');
GRANT SELECT ON log_head TO gongdan_app;
GRANT SELECT, INSERT, UPDATE ON log_head TO gongdan_worker;

-- The place of each event in its tenant's log: gap-free from 0, kept in order inside a stream.
CREATE TABLE log_entry (
    tenant_id uuid NOT NULL,
    position bigint NOT NULL CHECK (position >= 0),
    stream_id uuid NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (tenant_id, position),
    UNIQUE (tenant_id, stream_id, seq)
);
SELECT isolate_by_tenant_v1('log_entry');
GRANT SELECT ON log_entry TO gongdan_app;
GRANT SELECT, INSERT ON log_entry TO gongdan_worker;
CREATE TRIGGER log_entry_is_for_ever BEFORE UPDATE OR DELETE ON log_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_history_change_v1();
CREATE TRIGGER log_entries_are_for_ever BEFORE TRUNCATE ON log_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change_v1();

-- The tree as C2SP tlog-tiles cut it: up to 256 hashes of 32 bytes a tile.
CREATE TABLE log_tile (
    tenant_id uuid NOT NULL,
    epoch integer NOT NULL,
    level smallint NOT NULL,
    index bigint NOT NULL,
    hashes bytea NOT NULL CHECK (octet_length(hashes) BETWEEN 32 AND 8192 AND octet_length(hashes) % 32 = 0),
    PRIMARY KEY (tenant_id, epoch, level, index)
);
SELECT isolate_by_tenant_v1('log_tile');
GRANT SELECT ON log_tile TO gongdan_app;
GRANT SELECT, INSERT, UPDATE ON log_tile TO gongdan_worker;

CREATE TABLE checkpoint (
    tenant_id uuid NOT NULL,
    epoch integer NOT NULL,
    size bigint NOT NULL,
    note text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, epoch, size)
);
SELECT isolate_by_tenant_v1('checkpoint');
GRANT SELECT ON checkpoint TO gongdan_app;
GRANT SELECT, INSERT ON checkpoint TO gongdan_worker;

-- A projection's tables carry `generation`; views read the live one. Rebuilding makes the next
-- generation beside it and changes over when it has caught up.
-- `position` counts the entries applied; a parked one waits for a person.
CREATE TABLE projection (
    tenant_id uuid NOT NULL,
    name text NOT NULL,
    generation integer NOT NULL,
    version integer NOT NULL,
    position bigint NOT NULL DEFAULT 0,
    live boolean NOT NULL,
    parked boolean NOT NULL DEFAULT false,
    attempts smallint NOT NULL DEFAULT 0,
    retry_at timestamptz,
    PRIMARY KEY (tenant_id, name, generation)
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX projection_live ON projection (tenant_id, name) WHERE live;
SELECT isolate_by_tenant_v1('projection');
GRANT SELECT ON projection TO gongdan_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON projection TO gongdan_worker;

-- Who relays which slot of a tenant, and until when nobody else may.
CREATE TABLE outbox_slot (
    tenant_id uuid NOT NULL,
    slot smallint NOT NULL CHECK (slot BETWEEN 0 AND 63),
    lease_owner text NOT NULL,
    lease_until timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, slot)
) WITH (fillfactor = 50);
SELECT isolate_by_tenant_v1('outbox_slot');
GRANT SELECT, INSERT, UPDATE ON outbox_slot TO gongdan_worker;

-- `heard` names the reactions that are done with the event, so that a retry spares them.
-- retry_at: NULL = ready, a time = failed and to be tried again then, infinity = parked, or
-- waiting behind an earlier event of its stream. Rows that wait leave the index of the ready ones.
ALTER TABLE outbox ADD COLUMN heard text[] NOT NULL DEFAULT '{}';
DROP INDEX outbox_sequenced;
CREATE INDEX outbox_ready ON outbox (tenant_id, slot, position) WHERE position IS NOT NULL AND retry_at IS NULL;
CREATE INDEX outbox_waiting ON outbox (tenant_id, retry_at) WHERE retry_at IS NOT NULL;
GRANT UPDATE (position, attempts, retry_at, heard), DELETE ON outbox TO gongdan_worker;

-- What could not be done after all attempts, kept until a person sends it again.
-- `error` names the fault and its place in the code, never a value (no personal data).
CREATE TABLE dead_letter (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    follower text NOT NULL CHECK (follower IN ('reaction', 'projection', 'job')),
    name text NOT NULL,
    stream_id uuid,
    seq bigint,
    job_key text,
    run_at timestamptz,
    payload jsonb,
    error text NOT NULL,
    attempts smallint NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    resent_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX dead_letter_open ON dead_letter (tenant_id, failed_at) WHERE resent_at IS NULL;
SELECT isolate_by_tenant_v1('dead_letter');
GRANT SELECT ON dead_letter TO gongdan_app;
GRANT INSERT ON dead_letter TO gongdan_worker;

-- The worker finds tenants with work by routing columns alone; to touch a row it sets the tenant.
-- Columns are granted one by one: a payload is never seen without its tenant.
REVOKE SELECT ON outbox, job FROM gongdan_worker;
GRANT SELECT (tenant_id, stream_id, seq, slot, recorded_at, position, attempts, retry_at, heard)
    ON outbox TO gongdan_worker;
GRANT SELECT (tenant_id, id, kind, dedup_key, run_at, attempts, lease_owner, lease_until) ON job TO gongdan_worker;
GRANT UPDATE (lease_owner, lease_until), DELETE ON job TO gongdan_worker;
GRANT SELECT (tenant_id, id, follower, name, attempts, failed_at, resent_at) ON dead_letter TO gongdan_worker;
CREATE POLICY worker_finds ON dead_letter FOR SELECT TO gongdan_worker USING (true);
CREATE POLICY worker_finds ON outbox FOR SELECT TO gongdan_worker USING (true);
CREATE POLICY worker_finds ON job FOR SELECT TO gongdan_worker USING (true);
CREATE POLICY worker_finds ON log_head FOR SELECT TO gongdan_worker USING (true);
CREATE POLICY worker_finds ON projection FOR SELECT TO gongdan_worker USING (true);

-- Tenants with events that have no place in the log yet (one index probe a tenant, however many events).
CREATE FUNCTION tenants_to_sequence_v1() RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = gongdan, pg_temp AS $$
    WITH RECURSIVE found (tenant) AS (
        (SELECT o.tenant_id FROM outbox o WHERE o.position IS NULL ORDER BY o.tenant_id LIMIT 1)
        UNION ALL
        SELECT (SELECT o.tenant_id FROM outbox o WHERE o.position IS NULL AND o.tenant_id > f.tenant
                ORDER BY o.tenant_id LIMIT 1)
        FROM found f WHERE f.tenant IS NOT NULL)
    SELECT tenant FROM found WHERE tenant IS NOT NULL
$$;

-- Tenants whose log is longer than its newest checkpoint.
CREATE FUNCTION tenants_to_sign_v1() RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = gongdan, pg_temp AS $$
    SELECT h.tenant_id FROM log_head h WHERE h.size > h.signed
$$;

-- Tenants with events that are ready for their reactions, or due to be tried again.
CREATE FUNCTION tenants_to_relay_v1() RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = gongdan, pg_temp AS $$
    WITH RECURSIVE ready (tenant) AS (
        (SELECT o.tenant_id FROM outbox o WHERE o.position IS NOT NULL AND o.retry_at IS NULL
         ORDER BY o.tenant_id LIMIT 1)
        UNION ALL
        SELECT (SELECT o.tenant_id FROM outbox o
                WHERE o.position IS NOT NULL AND o.retry_at IS NULL AND o.tenant_id > r.tenant
                ORDER BY o.tenant_id LIMIT 1)
        FROM ready r WHERE r.tenant IS NOT NULL),
    waiting (tenant) AS (
        (SELECT o.tenant_id FROM outbox o WHERE o.retry_at IS NOT NULL ORDER BY o.tenant_id LIMIT 1)
        UNION ALL
        SELECT (SELECT o.tenant_id FROM outbox o WHERE o.retry_at IS NOT NULL AND o.tenant_id > w.tenant
                ORDER BY o.tenant_id LIMIT 1)
        FROM waiting w WHERE w.tenant IS NOT NULL)
    SELECT tenant FROM ready WHERE tenant IS NOT NULL
    UNION
    SELECT tenant FROM waiting w WHERE (
        SELECT true FROM outbox o WHERE o.tenant_id = w.tenant AND o.retry_at <= clock_timestamp() LIMIT 1)
$$;

-- Tenants with jobs of these kinds that are due and free.
CREATE FUNCTION tenants_with_due_jobs_v1(p_kinds text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = gongdan, pg_temp AS $$
    -- a probe with LIMIT, not EXISTS: the planner might answer that by reading all jobs of all tenants
    SELECT t.id FROM tenant t WHERE (
        SELECT true FROM job j WHERE j.tenant_id = t.id AND j.run_at <= clock_timestamp()
            AND j.kind = ANY (p_kinds) AND (j.lease_until IS NULL OR j.lease_until < clock_timestamp())
        LIMIT 1)
$$;

-- Tenants whose projection `p_name` at `p_version` is missing or behind the log, and may go on.
CREATE FUNCTION tenants_to_project_v1(p_name text, p_version integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = gongdan, pg_temp AS $$
    SELECT h.tenant_id FROM log_head h WHERE NOT EXISTS (
        SELECT 1 FROM projection p
        WHERE p.tenant_id = h.tenant_id AND p.name = p_name AND p.version >= p_version)
    UNION
    SELECT p.tenant_id FROM projection p JOIN log_head h ON h.tenant_id = p.tenant_id
    WHERE p.name = p_name AND p.version = p_version AND NOT p.parked AND (p.position < h.size OR NOT p.live)
        AND (p.retry_at IS NULL OR p.retry_at <= clock_timestamp())
$$;

-- How far the followers are behind, over all tenants: for metrics, once in some seconds.
CREATE FUNCTION follower_gauges_v1(
    OUT unplaced bigint, OUT oldest_unplaced_seconds double precision, OUT untold bigint, OUT parked_events bigint,
    OUT unsigned_tenants bigint, OUT unprojected bigint, OUT parked_projections bigint,
    OUT due_jobs bigint, OUT dead_letters bigint)
LANGUAGE plpgsql STABLE SET search_path = gongdan, pg_temp AS $$
BEGIN
    SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(o.recorded_at)), 0)
        INTO unplaced, oldest_unplaced_seconds FROM outbox o WHERE o.position IS NULL;
    SELECT count(*) INTO untold FROM outbox o WHERE o.position IS NOT NULL;
    SELECT count(*) INTO parked_events FROM outbox o WHERE o.retry_at = 'infinity' AND o.attempts > 0;
    SELECT count(*) INTO unsigned_tenants FROM log_head h WHERE h.size > h.signed;
    SELECT coalesce(sum(h.size - p.position) FILTER (WHERE p.live), 0), count(*) FILTER (WHERE p.parked)
        INTO unprojected, parked_projections
        FROM projection p JOIN log_head h ON h.tenant_id = p.tenant_id;
    SELECT count(*) INTO due_jobs FROM job j WHERE j.run_at <= clock_timestamp();
    SELECT count(*) INTO dead_letters FROM dead_letter d WHERE d.resent_at IS NULL;
END $$;

-- Lease due jobs of some kinds. An attempt counts from its lease, so that a job which kills
-- its worker runs out of attempts too. A lease that ran out comes back by itself.
CREATE FUNCTION lease_jobs_v1(p_tenant uuid, p_owner text, p_kinds text[], p_limit integer, p_lease interval)
RETURNS TABLE (id uuid, kind text, dedup_key text, run_at timestamptz, payload text, attempts smallint, lease_until timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    RETURN QUERY
    WITH due AS (
        SELECT d.id FROM job d
        WHERE d.tenant_id = p_tenant AND d.run_at <= clock_timestamp() AND d.kind = ANY (p_kinds)
            AND (d.lease_until IS NULL OR d.lease_until < clock_timestamp())
        ORDER BY d.run_at LIMIT p_limit FOR UPDATE SKIP LOCKED)
    UPDATE job j SET lease_owner = p_owner, lease_until = clock_timestamp() + p_lease, attempts = j.attempts + 1
    FROM due WHERE j.tenant_id = p_tenant AND j.id = due.id
    RETURNING j.id, j.kind, j.dedup_key, j.run_at, j.payload::text, j.attempts, j.lease_until;
END $$;
REVOKE EXECUTE ON FUNCTION lease_jobs_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lease_jobs_v1 TO gongdan_worker;

-- Send a dead letter again; false where there is none that still lies there.
CREATE FUNCTION resend_v1(p_tenant uuid, p_letter uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
DECLARE v dead_letter%ROWTYPE;
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    UPDATE dead_letter d SET resent_at = clock_timestamp()
    WHERE d.tenant_id = p_tenant AND d.id = p_letter AND d.resent_at IS NULL RETURNING * INTO v;
    IF NOT FOUND THEN RETURN false; END IF;
    CASE v.follower
        WHEN 'reaction' THEN
            UPDATE outbox o SET attempts = 0, retry_at = clock_timestamp()
            WHERE o.tenant_id = p_tenant AND o.stream_id = v.stream_id AND o.seq = v.seq;
        WHEN 'projection' THEN
            UPDATE projection p SET parked = false, attempts = 0, retry_at = NULL
            WHERE p.tenant_id = p_tenant AND p.name = v.name AND p.parked;
        WHEN 'job' THEN
            -- where the same timer was set anew meanwhile, the new one stands
            INSERT INTO job (tenant_id, id, kind, dedup_key, run_at, payload)
            VALUES (p_tenant, v.id, v.name, v.job_key, v.run_at, v.payload)
            ON CONFLICT DO NOTHING;
    END CASE;
    RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION resend_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION resend_v1 TO gongdan_app, gongdan_worker;
