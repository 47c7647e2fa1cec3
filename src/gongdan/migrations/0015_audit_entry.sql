-- One row for each deed of the trail, by which it is found; what happened stands in the event.

CREATE TABLE audit_entry (
    tenant_id uuid NOT NULL,
    event_id uuid NOT NULL,
    stream_id uuid NOT NULL,
    seq bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor_id uuid,
    act text NOT NULL,
    object_kind text,
    object_id uuid,
    outcome text NOT NULL,
    PRIMARY KEY (tenant_id, event_id),
    FOREIGN KEY (tenant_id, stream_id, seq) REFERENCES event (tenant_id, stream_id, seq)
);
CREATE INDEX audit_entry_time ON audit_entry (tenant_id, recorded_at, event_id);
CREATE INDEX audit_entry_actor ON audit_entry (tenant_id, actor_id, recorded_at, event_id);
CREATE INDEX audit_entry_object ON audit_entry (tenant_id, object_kind, object_id, recorded_at, event_id);
CREATE INDEX audit_entry_act ON audit_entry (tenant_id, act, recorded_at, event_id);
SELECT isolate_by_tenant_v1('audit_entry');
GRANT SELECT ON audit_entry TO gongdan_app, gongdan_worker;

-- Append one deed and its row; takes the arguments of append_v1 and the row as JSON:
-- {"actor_id", "act", "object_kind", "object_id", "outcome"}.
CREATE FUNCTION append_audit_v1(
    p_tenant uuid, p_stream uuid, p_kind text, p_expected bigint, p_facts_now timestamptz,
    p_event_ids uuid[], p_types text[], p_bodies bytea[], p_command_id uuid,
    p_fold_version integer, p_state bytea, p_jobs jsonb,
    p_actor text, p_route text, p_key text, p_request_hash bytea, p_status smallint, p_row jsonb)
RETURNS TABLE (outcome text, stream_id uuid, version bigint, status smallint, recorded_at timestamptz[], hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
#variable_conflict use_column
DECLARE v record;
BEGIN
    IF p_kind <> 'audit' OR cardinality(p_event_ids) <> 1 THEN
        RAISE EXCEPTION 'an audit stream takes one deed at a time' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    SELECT * INTO v FROM append_v1(
        p_tenant, p_stream, p_kind, p_expected, p_facts_now, p_event_ids, p_types, p_bodies,
        p_command_id, p_fold_version, p_state, p_jobs,
        p_actor, p_route, p_key, p_request_hash, p_status);
    IF v.outcome = 'appended' THEN
        INSERT INTO audit_entry (tenant_id, event_id, stream_id, seq, recorded_at,
            actor_id, act, object_kind, object_id, outcome)
        VALUES (p_tenant, p_event_ids[1], p_stream, v.version, v.recorded_at[1],
            (p_row ->> 'actor_id')::uuid, p_row ->> 'act',
            p_row ->> 'object_kind', (p_row ->> 'object_id')::uuid, p_row ->> 'outcome');
    END IF;
    outcome := v.outcome; stream_id := v.stream_id; version := v.version;
    status := v.status; recorded_at := v.recorded_at; hash := v.hash;
    RETURN NEXT;
END $$;
REVOKE EXECUTE ON FUNCTION append_audit_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_audit_v1 TO gongdan_app, gongdan_worker;
