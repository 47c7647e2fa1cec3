-- Plans of days: being made, drafts, published, superseded. No names and no homes stand here.
CREATE TABLE day_plan (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    day date NOT NULL,
    unit_id uuid,
    state text NOT NULL CHECK (state IN ('planning', 'failed', 'draft', 'published', 'superseded')),
    version integer NOT NULL CHECK (version > 0),
    based_on uuid,
    author_id uuid NOT NULL,
    body jsonb NOT NULL,
    made_at timestamptz NOT NULL,
    published_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX day_plan_newest ON day_plan (tenant_id, day, made_at DESC, id DESC);
-- one is in work and one holds, for a day and a team
CREATE UNIQUE INDEX day_plan_in_work ON day_plan (tenant_id, day, coalesce(unit_id, tenant_id))
    WHERE state IN ('planning', 'failed', 'draft');
CREATE UNIQUE INDEX day_plan_published ON day_plan (tenant_id, day, coalesce(unit_id, tenant_id))
    WHERE state = 'published';
SELECT isolate_by_tenant_v1('day_plan');
GRANT SELECT, INSERT, UPDATE ON day_plan TO gongdan_app;

-- A job that plans a day at once, set with the row that waits for it.
CREATE FUNCTION set_plan_job_v1(p_tenant uuid, p_plan uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    INSERT INTO job (tenant_id, id, kind, dedup_key, run_at, payload)
    VALUES (p_tenant, p_plan, 'planning.plan', p_plan::text, clock_timestamp(),
        jsonb_build_object('plan', p_plan))
    ON CONFLICT DO NOTHING;
END $$;
REVOKE EXECUTE ON FUNCTION set_plan_job_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_plan_job_v1 TO gongdan_app;
