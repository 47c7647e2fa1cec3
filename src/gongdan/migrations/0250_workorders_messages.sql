-- The second wall learns of messages from outside: like the answer of a service, they move an order on.

CREATE OR REPLACE FUNCTION order_act_refusal_v1(p_old order_row, p_types text[], p_new jsonb) RETURNS text
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
        'OrderTimerFired', 'ChildEnded', 'ServiceCalled', 'MessageReceived') THEN
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
        WHEN 'ServiceCalled' THEN v_status WHEN 'MessageReceived' THEN v_status
        ELSE 'open' END)
        OR (v_first IN ('OrderArchived', 'SignerRemoved', 'OrderTimerFired', 'ChildEnded', 'ServiceCalled', 'MessageReceived')
            AND v_status <> 'open' AND NOT (v_status = 'archived' AND p_old.reached = 5)) THEN
        RETURN format('%s does not make an order %s', v_first, v_status);
    END IF;
    IF v_first NOT IN ('OrderResubmitted', 'OrderAccepted', 'WorkCompleted', 'OrderVerified', 'OrderArchived',
        'OrderRejected', 'OrderReturned', 'OrderReopened', 'SignerRemoved', 'StepTakenBack', 'OrderJumped',
        'OrderTimerFired', 'ChildEnded', 'ServiceCalled', 'MessageReceived') AND v_rank <> p_old.stage_rank THEN
        RETURN format('%s does not move an order to another stage', v_first);
    END IF;
    IF v_rank > p_old.reached + 1 OR (v_rank > p_old.reached AND v_first IN ('OrderRejected', 'OrderReturned', 'OrderReopened', 'StepTakenBack')) THEN
        RETURN format('stage %s cannot be reached over a stage that was never entered', p_new ->> 'stage');
    END IF;
    RETURN NULL;
END $$;
