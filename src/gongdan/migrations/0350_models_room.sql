-- Models that were trained elsewhere: what they say of themselves, what a check found, how far
-- they have got. The file lies with the other files, encrypted.
CREATE TABLE plugged_model (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    version text COLLATE "C" NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    task text COLLATE "C" NOT NULL CHECK (task IN ('triage', 'scoring', 'detection')),
    manifest jsonb NOT NULL,
    file_id uuid NOT NULL,
    file_name text NOT NULL,
    size bigint NOT NULL,
    digest text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL
        CHECK (state IN ('checking', 'refused', 'checked', 'pilot', 'live', 'out')),
    report jsonb,
    faults integer NOT NULL DEFAULT 0,
    faults_in_row integer NOT NULL DEFAULT 0,
    last_fault text COLLATE "C" NOT NULL DEFAULT '',
    made_by uuid,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name, version)
);
CREATE INDEX plugged_model_listed ON plugged_model (tenant_id, name_key, id);
CREATE INDEX plugged_model_asked ON plugged_model (tenant_id, state) WHERE state IN ('pilot', 'live');
-- one speaks for a task
CREATE UNIQUE INDEX plugged_model_live ON plugged_model (tenant_id, task) WHERE state = 'live';
SELECT isolate_by_tenant_v1('plugged_model');
GRANT SELECT, INSERT, UPDATE ON plugged_model TO gongdan_app;

-- How far a model got, when, by whom (NULL: by itself) and why.
CREATE TABLE plugged_model_step (
    tenant_id uuid NOT NULL,
    model_id uuid NOT NULL,
    n integer NOT NULL,
    state text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL,
    author_id uuid,
    reason text NOT NULL,
    PRIMARY KEY (tenant_id, model_id, n),
    FOREIGN KEY (tenant_id, model_id) REFERENCES plugged_model (tenant_id, id)
);
SELECT isolate_by_tenant_v1('plugged_model_step');
GRANT SELECT, INSERT ON plugged_model_step TO gongdan_app;

-- What models on trial and at work said of orders, before anybody else had spoken.
CREATE TABLE plugged_said (
    tenant_id uuid NOT NULL,
    model_id uuid NOT NULL,
    order_id uuid NOT NULL,
    label text COLLATE "C" NOT NULL,
    confidence double precision NOT NULL,
    verdict text COLLATE "C" NOT NULL,
    fault text COLLATE "C" NOT NULL,
    ms double precision NOT NULL,
    said_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, model_id, order_id),
    FOREIGN KEY (tenant_id, model_id) REFERENCES plugged_model (tenant_id, id)
);
CREATE INDEX plugged_said_newest ON plugged_said (tenant_id, model_id, said_at DESC, order_id);
SELECT isolate_by_tenant_v1('plugged_said');
GRANT SELECT, INSERT ON plugged_said TO gongdan_app;

-- A job that checks a model at once, set with the row that waits for it.
CREATE FUNCTION set_model_job_v1(p_tenant uuid, p_id uuid, p_model uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    INSERT INTO job (tenant_id, id, kind, dedup_key, run_at, payload)
    VALUES (p_tenant, p_id, 'models.check', p_model::text, clock_timestamp(),
        jsonb_build_object('model', p_model))
    ON CONFLICT DO NOTHING;
END $$;
REVOKE EXECUTE ON FUNCTION set_model_job_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_model_job_v1 TO gongdan_app;
