-- A person may lay a dead letter aside, with a reason, and take that back while nothing went on
-- without it. A letter that was laid aside is closed like one that was sent again (`resent_at`),
-- so that whoever counts or lists open letters needs to know nothing of it.

ALTER TABLE dead_letter
    ADD COLUMN discarded_at timestamptz,
    ADD COLUMN discarded_by uuid,
    ADD COLUMN reason text CHECK (char_length(reason) BETWEEN 1 AND 500);
CREATE INDEX dead_letter_discarded ON dead_letter (tenant_id, discarded_at) WHERE discarded_at IS NOT NULL;

-- Lay a letter aside: 'discarded', 'gone' (none that lies there), 'needed' (a projection has to
-- hear every event). The events behind a reaction's letter go on without it.
CREATE FUNCTION discard_v1(p_tenant uuid, p_letter uuid, p_by uuid, p_reason text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
DECLARE v dead_letter%ROWTYPE;
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    SELECT * INTO v FROM dead_letter d
    WHERE d.tenant_id = p_tenant AND d.id = p_letter AND d.resent_at IS NULL FOR UPDATE;
    IF NOT FOUND THEN RETURN 'gone'; END IF;
    IF v.follower = 'projection' THEN RETURN 'needed'; END IF;
    UPDATE dead_letter d SET resent_at = clock_timestamp(), discarded_at = clock_timestamp(),
        discarded_by = p_by, reason = p_reason
    WHERE d.tenant_id = p_tenant AND d.id = p_letter;
    IF v.follower = 'reaction' THEN
        UPDATE outbox o SET heard = o.heard || v.name, attempts = 0, retry_at = clock_timestamp()
        WHERE o.tenant_id = p_tenant AND o.stream_id = v.stream_id AND o.seq = v.seq;
    END IF;
    RETURN 'discarded';
END $$;
REVOKE EXECUTE ON FUNCTION discard_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION discard_v1 TO gongdan_app;

-- Take a letter back that was laid aside; false where there is none, or its stream went on.
CREATE FUNCTION restore_letter_v1(p_tenant uuid, p_letter uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    UPDATE dead_letter d SET resent_at = NULL, discarded_at = NULL, discarded_by = NULL, reason = NULL
    WHERE d.tenant_id = p_tenant AND d.id = p_letter AND d.discarded_at IS NOT NULL AND d.follower = 'job';
    RETURN FOUND;
END $$;
REVOKE EXECUTE ON FUNCTION restore_letter_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION restore_letter_v1 TO gongdan_app;
