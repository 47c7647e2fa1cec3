-- Who holds an order where several do: all who sign one step, or have steps beside one another.
-- And the second wall learns of ways that are no step of one person: a step among several, a step
-- taken back, a jump, a timer, the end of a child.

ALTER TABLE order_row
    ADD COLUMN awaited_ids uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN beside_ranks smallint[] NOT NULL DEFAULT '{}';     -- stages of open steps other than `stage`
-- few orders wait for several: the index stays small
CREATE INDEX order_row_awaited ON order_row (tenant_id, updated_at DESC, id DESC) WHERE cardinality(awaited_ids) > 0;

CREATE OR REPLACE FUNCTION order_refusal_v1(p_old order_row, p_types text[], p_new jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    v_first text := p_types[1];
    v_rank smallint := array_position('{report,accept,execute,verify,archive}'::text[], p_new ->> 'stage');
    v_status text := p_new ->> 'status';
    v_done smallint;
BEGIN
    IF v_rank IS NULL OR v_status IS NULL THEN
        RETURN 'a row names one of the five stages and a status';
    END IF;
    IF p_old IS NULL OR p_old.id IS NULL THEN
        IF v_first = 'OrderReported' AND cardinality(p_types) = 1 AND v_rank <= 2 AND v_status = 'open' THEN
            RETURN NULL;
        ELSIF v_first = 'OrderImported' AND array_remove(p_types[2:], 'ImportedActRecorded') = '{}' THEN
            RETURN NULL;
        END IF;
        RETURN 'an order begins with its report';
    END IF;
    IF cardinality(p_types) <> 1 THEN
        RETURN 'an order takes one act at a time';
    END IF;
    IF v_first NOT IN ('OrderAmended', 'OrderResubmitted', 'OrderAccepted', 'WorkCompleted', 'OrderVerified',
        'OrderArchived', 'OrderAssigned', 'OrderClaimed', 'OrderTransferred', 'OrderRejected', 'OrderReturned',
        'OrderSuspended', 'OrderResumed', 'OrderCancelled', 'OrderReopened', 'OrderMerged', 'OrderUnmerged',
        'OrderDelegated', 'OrderHandedBack', 'SignersAdded', 'SignerRemoved', 'StepTakenBack', 'OrderJumped',
        'OrderTimerFired', 'ChildEnded') THEN
        IF v_first IN ('OrderReported', 'OrderImported', 'ImportedActRecorded') THEN
            RETURN format('%s does not follow on an order', v_first);
        END IF;
        IF (v_rank, v_status, p_new ->> 'node', (p_new ->> 'round')::integer, p_new ->> 'holder_id')
            IS DISTINCT FROM (p_old.stage_rank, p_old.status, p_old.node, p_old.round, p_old.holder_id::text) THEN
            RETURN format('%s moves nothing of an order', v_first);
        END IF;
        RETURN NULL;
    END IF;
    IF (p_old.status = 'cancelled')
        OR (p_old.status = 'archived' AND v_first <> 'OrderReopened')
        OR (p_old.status <> 'archived' AND v_first = 'OrderReopened')
        OR (p_old.status = 'suspended' AND v_first NOT IN ('OrderResumed', 'OrderCancelled', 'OrderAmended', 'OrderMerged'))
        OR (p_old.status = 'merged') <> (v_first = 'OrderUnmerged')
        OR (p_old.status <> 'suspended' AND v_first = 'OrderResumed') THEN
        RETURN format('%s does not follow on an order that is %s', v_first, p_old.status);
    END IF;
    -- where steps stand beside one another, the row's stage is that of the earliest
    v_done := CASE v_first
        WHEN 'OrderResubmitted' THEN 1 WHEN 'OrderAccepted' THEN 2 WHEN 'WorkCompleted' THEN 3
        WHEN 'OrderVerified' THEN 4 WHEN 'OrderArchived' THEN 5 ELSE p_old.stage_rank END;
    IF v_done <> p_old.stage_rank AND v_done <> ALL (p_old.beside_ranks) THEN
        RETURN format('%s does not follow on stage %s', v_first, p_old.stage);
    END IF;
    IF v_first = 'OrderUnmerged' AND v_status IN ('open', 'suspended') AND v_rank = p_old.stage_rank THEN
        RETURN NULL;
    END IF;
    IF v_status <> (CASE v_first
        WHEN 'OrderSuspended' THEN 'suspended' WHEN 'OrderCancelled' THEN 'cancelled'
        WHEN 'OrderAmended' THEN p_old.status WHEN 'OrderMerged' THEN 'merged'
        WHEN 'OrderArchived' THEN v_status
        WHEN 'SignerRemoved' THEN v_status WHEN 'OrderTimerFired' THEN v_status WHEN 'ChildEnded' THEN v_status
        ELSE 'open' END)
        OR (v_first IN ('OrderArchived', 'SignerRemoved', 'OrderTimerFired', 'ChildEnded')
            AND v_status <> 'open' AND NOT (v_status = 'archived' AND p_old.reached = 5)) THEN
        RETURN format('%s does not make an order %s', v_first, v_status);
    END IF;
    IF v_first NOT IN ('OrderResubmitted', 'OrderAccepted', 'WorkCompleted', 'OrderVerified', 'OrderArchived',
        'OrderRejected', 'OrderReturned', 'OrderReopened', 'SignerRemoved', 'StepTakenBack', 'OrderJumped',
        'OrderTimerFired', 'ChildEnded') AND v_rank <> p_old.stage_rank THEN
        RETURN format('%s does not move an order to another stage', v_first);
    END IF;
    IF v_rank > p_old.reached + 1 OR (v_rank > p_old.reached AND v_first IN ('OrderRejected', 'OrderReturned', 'OrderReopened', 'StepTakenBack')) THEN
        RETURN format('stage %s cannot be reached over a stage that was never entered', p_new ->> 'stage');
    END IF;
    RETURN NULL;
END $$;

-- append_v1 and the order's list row, as one act.
CREATE OR REPLACE FUNCTION append_order_v1(
    p_tenant uuid, p_stream uuid, p_kind text, p_expected bigint, p_facts_now timestamptz,
    p_event_ids uuid[], p_types text[], p_bodies bytea[], p_command_id uuid,
    p_fold_version integer, p_state bytea, p_jobs jsonb,
    p_actor text, p_route text, p_key text, p_request_hash bytea, p_status smallint, p_row jsonb)
RETURNS TABLE (outcome text, stream_id uuid, version bigint, status smallint, recorded_at timestamptz[], hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_old order_row%ROWTYPE;
    v_new order_row%ROWTYPE;
    v_refusal text;
    v_done record;
    v_external text := coalesce(p_row ->> 'external_id', '');
BEGIN
    IF p_kind <> 'order' THEN
        RAISE EXCEPTION 'append_order_v1 writes orders only' USING ERRCODE = 'insufficient_privilege';
    END IF;
    FOR i IN 1 .. cardinality(p_types) LOOP
        IF (convert_from(p_bodies[i], 'UTF8')::json ->> 'type') IS DISTINCT FROM p_types[i] THEN
            RAISE EXCEPTION 'order % refuses: a body is no %', p_stream, p_types[i] USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
    IF p_expected = 0 AND v_external <> '' THEN
        -- two importers of one file: the second waits here, then finds the order of the first
        PERFORM set_config('app.tenant', p_tenant::text, true),
            pg_advisory_xact_lock(hashtextextended(p_tenant || v_external, 0));
        SELECT r.version INTO version FROM order_row r WHERE r.tenant_id = p_tenant AND r.external_id = v_external AND r.external_id <> '';
        IF FOUND THEN
            RETURN QUERY SELECT 'version_conflict', p_stream, version, NULL::smallint, NULL::timestamptz[], NULL::bytea;
            RETURN;
        END IF;
    END IF;
    SELECT * INTO v_done FROM append_v1(
        p_tenant, p_stream, p_kind, p_expected, p_facts_now, p_event_ids, p_types, p_bodies,
        p_command_id, p_fold_version, p_state, p_jobs,
        p_actor, p_route, p_key, p_request_hash, p_status);
    IF v_done.outcome = 'appended' THEN
        SELECT * INTO v_old FROM order_row r WHERE r.tenant_id = p_tenant AND r.id = p_stream;
        v_refusal := order_refusal_v1(v_old, p_types, p_row);
        IF v_refusal IS NOT NULL THEN
            RAISE EXCEPTION 'order % refuses: %', p_stream, v_refusal USING ERRCODE = 'check_violation';
        END IF;
        v_new := jsonb_populate_record(NULL::order_row, p_row);
        v_new.tenant_id := p_tenant;
        v_new.id := p_stream;
        v_new.version := v_done.version;
        v_new.helper_ids := coalesce(v_new.helper_ids, '{}');
        v_new.watcher_ids := coalesce(v_new.watcher_ids, '{}');
        v_new.awaited_ids := coalesce(v_new.awaited_ids, '{}');
        v_new.beside_ranks := coalesce(v_new.beside_ranks, '{}');
        v_new.reached := greatest(coalesce(v_old.reached, 0::smallint), v_new.stage_rank);
        v_new.updated_at := v_done.recorded_at[cardinality(v_done.recorded_at)];
        v_new.reported_at := coalesce(v_old.reported_at, v_done.recorded_at[1]);
        v_new.waiting_since := CASE
            WHEN v_old.id IS NOT NULL AND (v_old.node, v_old.status, v_old.holder_id, v_old.round)
                IS NOT DISTINCT FROM (v_new.node, v_new.status, v_new.holder_id, v_new.round)
            THEN v_old.waiting_since ELSE v_new.updated_at END;
        IF v_old.id IS NULL THEN
            INSERT INTO order_row VALUES (v_new.*);
        ELSE
            UPDATE order_row r SET (
                number, type_key, definition_version, title, stage, stage_rank, reached, status, urgency, impact,
                priority, reporter_id, assignee_id, holder_id, candidate_roles, unit_id, unit_path, asset_id,
                customer_id, place, tags, due_at, node, next_act, round, subject_id, version, updated_at, waiting_since,
                helper_ids, watcher_ids, awaited_ids, beside_ranks, parent_id, merged_into)
            = (SELECT v_new.number, v_new.type_key, v_new.definition_version, v_new.title, v_new.stage, v_new.stage_rank,
                v_new.reached, v_new.status, v_new.urgency, v_new.impact, v_new.priority, v_new.reporter_id,
                v_new.assignee_id, v_new.holder_id, v_new.candidate_roles, v_new.unit_id, v_new.unit_path, v_new.asset_id,
                v_new.customer_id, v_new.place, v_new.tags, v_new.due_at, v_new.node, v_new.next_act, v_new.round,
                v_new.subject_id, v_new.version, v_new.updated_at, v_new.waiting_since,
                v_new.helper_ids, v_new.watcher_ids, v_new.awaited_ids, v_new.beside_ranks, v_new.parent_id, v_new.merged_into)
            WHERE r.tenant_id = p_tenant AND r.id = p_stream;
        END IF;
    END IF;
    RETURN QUERY SELECT v_done.outcome, v_done.stream_id, v_done.version, v_done.status, v_done.recorded_at, v_done.hash;
END $$;
REVOKE EXECUTE ON FUNCTION append_order_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_order_v1 TO gongdan_app, gongdan_worker;
