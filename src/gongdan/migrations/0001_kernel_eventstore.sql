-- The event store: streams of events, each event chained to the one before by its hash.
-- Everything that an acknowledged command leaves behind is written by one call of append_v1.

-- Tenants stand outside row level security: they are the thing that isolates.
-- owner: identity
CREATE TABLE tenant (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,38}$'),
    name text NOT NULL,
    locale text NOT NULL DEFAULT 'zh',
    zone text NOT NULL DEFAULT 'Asia/Shanghai',
    created_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, UPDATE ON tenant TO gongdan_app;
GRANT SELECT ON tenant TO gongdan_worker, gongdan_searcher;

-- Switch on and force row level security on a table: no tenant set means no rows.
CREATE FUNCTION isolate_by_tenant_v1(p_table regclass) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', p_table);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', p_table);
    EXECUTE format(
        'CREATE POLICY tenant_only ON %s USING '
        '(tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', p_table);
END $$;
REVOKE EXECUTE ON FUNCTION isolate_by_tenant_v1(regclass) FROM PUBLIC;

-- One row a stream: its head, and the folded state that spares reading its events again.
CREATE TABLE stream (
    tenant_id uuid NOT NULL,
    stream_id uuid NOT NULL,
    kind text NOT NULL,
    version bigint NOT NULL,
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    last_recorded_at timestamptz NOT NULL,
    fold_version integer NOT NULL,
    state bytea NOT NULL,
    PRIMARY KEY (tenant_id, stream_id)
) WITH (fillfactor = 80);
SELECT isolate_by_tenant_v1('stream');

-- The history itself. `body` holds the exact canonical bytes that were hashed, never jsonb.
CREATE TABLE event (
    tenant_id uuid NOT NULL,
    stream_id uuid NOT NULL,
    seq bigint NOT NULL CHECK (seq > 0),
    event_id uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    type text NOT NULL,
    command_id uuid,
    body bytea NOT NULL,
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (tenant_id, stream_id, seq)
);
-- A command acts once on a stream, for ever; its id stands on the first of its events.
CREATE UNIQUE INDEX event_command ON event (tenant_id, stream_id, command_id)
    WHERE command_id IS NOT NULL;
SELECT isolate_by_tenant_v1('event');

CREATE FUNCTION refuse_history_change_v1() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an event is never changed or removed; a correction is a new event'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER event_is_for_ever BEFORE UPDATE OR DELETE ON event
    FOR EACH ROW EXECUTE FUNCTION refuse_history_change_v1();
CREATE TRIGGER events_are_for_ever BEFORE TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change_v1();

-- What still has to be told: one row an event until every follower of the outbox heard it.
-- `position` is NULL until the sequencer gave the event its place in the tenant's log.
CREATE TABLE outbox (
    tenant_id uuid NOT NULL,
    stream_id uuid NOT NULL,
    seq bigint NOT NULL,
    slot smallint NOT NULL,
    recorded_at timestamptz NOT NULL,
    position bigint,
    attempts smallint NOT NULL DEFAULT 0,
    retry_at timestamptz,
    PRIMARY KEY (tenant_id, stream_id, seq)
) WITH (fillfactor = 70);
CREATE INDEX outbox_unsequenced ON outbox (tenant_id, recorded_at) WHERE position IS NULL;
CREATE INDEX outbox_sequenced ON outbox (tenant_id, slot, position) WHERE position IS NOT NULL;
SELECT isolate_by_tenant_v1('outbox');

-- The same request sent twice has one effect; the answer is rebuilt from stream and version.
CREATE TABLE idempotency (
    tenant_id uuid NOT NULL,
    actor text NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    status smallint NOT NULL,
    stream_id uuid NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, actor, route, key)
);
CREATE INDEX idempotency_age ON idempotency (tenant_id, created_at);
SELECT isolate_by_tenant_v1('idempotency');

-- Background work and timers: rows with a due time, leased by workers.
-- `dedup_key` names a timer within its stream, so that it can be moved or called off.
CREATE TABLE job (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    dedup_key text NOT NULL,
    run_at timestamptz NOT NULL,
    payload jsonb NOT NULL,
    attempts smallint NOT NULL DEFAULT 0,
    lease_owner text,
    lease_until timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, kind, dedup_key)
);
CREATE INDEX job_due ON job (tenant_id, run_at);
SELECT isolate_by_tenant_v1('job');

GRANT SELECT ON stream, event, outbox, idempotency, job TO gongdan_app, gongdan_worker;

-- Append events to one stream: the only way in which history is written.
--
-- Answers one row: `outcome` is `appended`, `version_conflict` (version = the actual one),
-- `duplicate_command` (version = the one it made), `replayed` or `key_reused` (idempotency;
-- status, stream and version of the first answer) or `clock_skew`. Nothing but `appended`
-- writes anything. No EXCEPTION block: it would roll set_config back and hide the rows.
--
-- p_jobs: [{"op":"schedule","id":..,"kind":..,"key":..,"run_at":..,"payload":{..}} | {"op":"cancel","kind":..,"key":..}]
CREATE FUNCTION append_v1(
    p_tenant uuid, p_stream uuid, p_kind text, p_expected bigint, p_facts_now timestamptz,
    p_event_ids uuid[], p_types text[], p_bodies bytea[], p_command_id uuid,
    p_fold_version integer, p_state bytea, p_jobs jsonb,
    p_actor text, p_route text, p_key text, p_request_hash bytea, p_status smallint,
    OUT outcome text, OUT stream_id uuid, OUT version bigint, OUT status smallint,
    OUT recorded_at timestamptz[], OUT hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_prev bytea := decode(repeat('00', 32), 'hex');
    v_version bigint := 0;
    v_last timestamptz := '-infinity';
    v_kind text;
    v_first idempotency%ROWTYPE;
    v_hash bytea;
    v_hashes bytea[] := '{}';
    v_times timestamptz[] := '{}';
    v_slot smallint := get_byte(uuid_send(p_stream), 15) % 64;
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    stream_id := p_stream;

    SELECT s.version, s.hash, s.last_recorded_at, s.kind INTO v_version, v_prev, v_last, v_kind
    FROM stream s WHERE s.tenant_id = p_tenant AND s.stream_id = p_stream FOR UPDATE;
    IF NOT FOUND THEN
        v_version := 0; v_prev := decode(repeat('00', 32), 'hex'); v_last := '-infinity';
    ELSIF v_kind <> p_kind THEN
        outcome := 'version_conflict'; version := v_version; RETURN;
    END IF;

    IF p_key IS NOT NULL THEN
        SELECT * INTO v_first FROM idempotency i
        WHERE i.tenant_id = p_tenant AND i.actor = p_actor AND i.route = p_route AND i.key = p_key;
        IF FOUND THEN
            outcome := CASE WHEN v_first.request_hash = p_request_hash THEN 'replayed' ELSE 'key_reused' END;
            stream_id := v_first.stream_id; version := v_first.version; status := v_first.status;
            RETURN;
        END IF;
    END IF;
    IF p_command_id IS NOT NULL THEN
        SELECT e.seq INTO version FROM event e
        WHERE e.tenant_id = p_tenant AND e.stream_id = p_stream AND e.command_id = p_command_id;
        IF FOUND THEN outcome := 'duplicate_command'; RETURN; END IF;
    END IF;
    IF v_version <> p_expected THEN
        outcome := 'version_conflict'; version := v_version; RETURN;
    END IF;
    IF abs(extract(epoch FROM clock_timestamp() - p_facts_now)) > 5 THEN
        outcome := 'clock_skew'; version := v_version; RETURN;
    END IF;

    version := v_version + cardinality(p_event_ids);
    IF p_key IS NOT NULL THEN
        -- a twin that was sent at the same moment waits here, then finds the first answer
        INSERT INTO idempotency (tenant_id, actor, route, key, request_hash, status, stream_id, version)
        VALUES (p_tenant, p_actor, p_route, p_key, p_request_hash, p_status, p_stream, version)
        ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            SELECT * INTO v_first FROM idempotency i
            WHERE i.tenant_id = p_tenant AND i.actor = p_actor AND i.route = p_route AND i.key = p_key;
            outcome := CASE WHEN v_first.request_hash = p_request_hash THEN 'replayed' ELSE 'key_reused' END;
            stream_id := v_first.stream_id; version := v_first.version; status := v_first.status;
            RETURN;
        END IF;
    END IF;

    v_last := greatest(clock_timestamp(), v_last + interval '1 microsecond');
    v_hash := v_prev;
    FOR i IN 1 .. cardinality(p_event_ids) LOOP
        v_times := v_times || v_last;
        v_hash := sha256('\x01'::bytea || v_hash || uuid_send(p_tenant) || uuid_send(p_stream)
            || int8send(v_version + i) || uuid_send(p_event_ids[i])
            || int8send((extract(epoch FROM v_last) * 1000000)::bigint) || sha256(p_bodies[i]));
        v_hashes := v_hashes || v_hash;
        v_last := v_last + interval '1 microsecond';
    END LOOP;

    IF v_version = 0 THEN
        INSERT INTO stream (tenant_id, stream_id, kind, version, hash, last_recorded_at, fold_version, state)
        VALUES (p_tenant, p_stream, p_kind, version, v_hash, v_times[cardinality(v_times)], p_fold_version, p_state)
        ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            -- two made the same new stream; a key taken above belongs to this loser: give it back
            DELETE FROM idempotency i WHERE i.tenant_id = p_tenant AND i.actor = p_actor
                AND i.route = p_route AND i.key = p_key AND i.stream_id = p_stream;
            SELECT s.version INTO version FROM stream s
            WHERE s.tenant_id = p_tenant AND s.stream_id = p_stream;
            outcome := 'version_conflict'; RETURN;
        END IF;
    ELSE
        UPDATE stream s SET version = append_v1.version, hash = v_hash,
            last_recorded_at = v_times[cardinality(v_times)], fold_version = p_fold_version, state = p_state
        WHERE s.tenant_id = p_tenant AND s.stream_id = p_stream;
    END IF;

    INSERT INTO event (tenant_id, stream_id, seq, event_id, recorded_at, type, command_id, body, hash)
    SELECT p_tenant, p_stream, v_version + n, event_id, recorded_at, type,
           CASE WHEN n = 1 THEN p_command_id END, body, hash
    FROM unnest(p_event_ids, v_times, p_types, p_bodies, v_hashes) WITH ORDINALITY
        AS e (event_id, recorded_at, type, body, hash, n);
    INSERT INTO outbox (tenant_id, stream_id, seq, slot, recorded_at)
    SELECT p_tenant, p_stream, v_version + n, v_slot, t FROM unnest(v_times) WITH ORDINALITY AS e (t, n);

    IF p_jobs IS NOT NULL THEN
        DELETE FROM job j USING jsonb_array_elements(p_jobs) AS x
        WHERE x ->> 'op' = 'cancel' AND j.tenant_id = p_tenant
            AND j.kind = x ->> 'kind' AND j.dedup_key = x ->> 'key';
        INSERT INTO job (tenant_id, id, kind, dedup_key, run_at, payload)
        SELECT p_tenant, (x ->> 'id')::uuid, x ->> 'kind', x ->> 'key', (x ->> 'run_at')::timestamptz, x -> 'payload'
        FROM jsonb_array_elements(p_jobs) AS x WHERE x ->> 'op' = 'schedule'
        ON CONFLICT (tenant_id, kind, dedup_key) DO UPDATE
            SET run_at = excluded.run_at, payload = excluded.payload, attempts = 0, lease_until = NULL;
    END IF;
    outcome := 'appended'; status := p_status; recorded_at := v_times; hash := v_hash;
END $$;
REVOKE EXECUTE ON FUNCTION append_v1 FROM PUBLIC;

-- Append to a stream of a kind that keeps no rows beside its events (audit, definitions, log epochs).
-- Kinds that keep such rows bring a function of their own, so that none is written without its row.
CREATE FUNCTION append_plain_v1(
    p_tenant uuid, p_stream uuid, p_kind text, p_expected bigint, p_facts_now timestamptz,
    p_event_ids uuid[], p_types text[], p_bodies bytea[], p_command_id uuid,
    p_fold_version integer, p_state bytea, p_jobs jsonb,
    p_actor text, p_route text, p_key text, p_request_hash bytea, p_status smallint)
RETURNS TABLE (outcome text, stream_id uuid, version bigint, status smallint, recorded_at timestamptz[], hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
BEGIN
    IF p_kind NOT IN ('audit', 'definition', 'log', 'test') THEN
        RAISE EXCEPTION 'streams of kind % are written through the function of their room', p_kind
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY SELECT a.* FROM append_v1(
        p_tenant, p_stream, p_kind, p_expected, p_facts_now, p_event_ids, p_types, p_bodies,
        p_command_id, p_fold_version, p_state, p_jobs,
        p_actor, p_route, p_key, p_request_hash, p_status) AS a;
END $$;
REVOKE EXECUTE ON FUNCTION append_plain_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_plain_v1 TO gongdan_app, gongdan_worker;

-- Load a stream's folded state in one round trip (sets the tenant itself).
CREATE FUNCTION load_stream_v1(p_tenant uuid, p_stream uuid)
RETURNS TABLE (kind text, version bigint, fold_version integer, state bytea, hash bytea, last_recorded_at timestamptz)
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    RETURN QUERY SELECT s.kind, s.version, s.fold_version, s.state, s.hash, s.last_recorded_at
    FROM stream s WHERE s.tenant_id = p_tenant AND s.stream_id = p_stream;
END $$;

-- Human numbers come from blocks that each process leases: gaps are allowed, a hot counter row is not.
CREATE TABLE number_block (
    tenant_id uuid NOT NULL,
    series text NOT NULL,
    next bigint NOT NULL,
    PRIMARY KEY (tenant_id, series)
);
SELECT isolate_by_tenant_v1('number_block');
GRANT SELECT ON number_block TO gongdan_app;

-- Lease `p_size` numbers of a series; answers the first of them.
CREATE FUNCTION lease_numbers_v1(p_tenant uuid, p_series text, p_size integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
DECLARE v_first bigint;
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    INSERT INTO number_block AS b (tenant_id, series, next) VALUES (p_tenant, p_series, 1 + p_size)
    ON CONFLICT (tenant_id, series) DO UPDATE SET next = b.next + p_size
    RETURNING next - p_size INTO v_first;
    RETURN v_first;
END $$;
REVOKE EXECUTE ON FUNCTION lease_numbers_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lease_numbers_v1 TO gongdan_app;
