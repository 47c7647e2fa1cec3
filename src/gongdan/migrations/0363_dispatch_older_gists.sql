-- Orders from before gists were kept get theirs: a job a tenant, batch after batch, by order id.
CREATE FUNCTION set_gist_job_v1(p_tenant uuid, p_id uuid, p_after uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    INSERT INTO job (tenant_id, id, kind, dedup_key, run_at, payload)
    VALUES (p_tenant, p_id, 'dispatch.gists', p_after::text, clock_timestamp(),
        jsonb_build_object('after', p_after))
    ON CONFLICT DO NOTHING;
END $$;
REVOKE EXECUTE ON FUNCTION set_gist_job_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_gist_job_v1 TO gongdan_app;

SELECT set_gist_job_v1(id, gen_random_uuid(), '00000000-0000-0000-0000-000000000000') FROM tenant;
