-- Old idempotency keys are swept; the application's role can't delete them at will.
CREATE FUNCTION sweep_idempotency_v1(p_tenant uuid, p_before timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
DECLARE v_swept bigint;
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    -- a key is promised for 30 days, whatever the caller wishes
    DELETE FROM idempotency i WHERE i.tenant_id = p_tenant
        AND i.created_at < least(p_before, now() - interval '30 days');
    GET DIAGNOSTICS v_swept = ROW_COUNT;
    RETURN v_swept;
END $$;
REVOKE EXECUTE ON FUNCTION sweep_idempotency_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sweep_idempotency_v1 TO gongdan_app;
