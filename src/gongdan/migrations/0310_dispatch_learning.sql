-- What a decision is judged by later: which weights took it, and in which group of orders it stands.
ALTER TABLE dispatch_decision
    ADD COLUMN weights integer NOT NULL DEFAULT 0,
    ADD COLUMN priority smallint;

-- Weights that were learned from outcomes; 0 are those that come with the program. Never changed.
CREATE TABLE dispatch_weights (
    tenant_id uuid NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    body jsonb NOT NULL,
    sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
    parent integer NOT NULL CHECK (parent >= 0),
    orders integer NOT NULL,
    first_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, version)
);
SELECT isolate_by_tenant_v1('dispatch_weights');
GRANT SELECT, INSERT ON dispatch_weights TO gongdan_app;

-- How far each model has got, step by step: who let it go on or took it back, why, and on what.
CREATE TABLE dispatch_stage (
    tenant_id uuid NOT NULL,
    model text NOT NULL CHECK (model IN ('weights', 'triage')),
    n integer NOT NULL CHECK (n > 0),
    version integer NOT NULL CHECK (version >= 0),
    stage text NOT NULL CHECK (stage IN ('shadow', 'tenth', 'whole', 'retired')),
    since timestamptz NOT NULL,
    author_id uuid,
    reason text NOT NULL,
    PRIMARY KEY (tenant_id, model, n)
);
SELECT isolate_by_tenant_v1('dispatch_stage');
GRANT SELECT, INSERT ON dispatch_stage TO gongdan_app;

-- Orders that were given out while a challenger was tried, each once a stage: with what chance
-- either would have done the same, what was expected of both, and what came of it.
CREATE TABLE dispatch_trial (
    tenant_id uuid NOT NULL,
    challenger integer NOT NULL,
    stage text NOT NULL,
    order_id uuid NOT NULL,
    made_at timestamptz NOT NULL,
    logged double precision NOT NULL CHECK (logged > 0),
    champion_chance double precision NOT NULL,
    challenger_chance double precision NOT NULL,
    expected double precision NOT NULL,
    champion_expected double precision NOT NULL,
    challenger_expected double precision NOT NULL,
    champion_first uuid,
    challenger_first uuid,
    priority smallint NOT NULL,
    unit_id uuid,
    due_at timestamptz,
    good double precision,
    late boolean,
    blameless boolean,
    PRIMARY KEY (tenant_id, challenger, stage, order_id)
);
CREATE INDEX dispatch_trial_order ON dispatch_trial (tenant_id, order_id) WHERE good IS NULL;
SELECT isolate_by_tenant_v1('dispatch_trial');
GRANT SELECT, INSERT, UPDATE ON dispatch_trial TO gongdan_app;

-- Alarms: errors of a model grew, of one category or of all.
CREATE TABLE dispatch_drift (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    subject text NOT NULL CHECK (subject IN ('triage', 'outcome')),
    category text COLLATE "C" NOT NULL,
    heard_at timestamptz NOT NULL,
    events integer NOT NULL,
    before double precision NOT NULL,
    now double precision NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX dispatch_drift_newest ON dispatch_drift (tenant_id, heard_at DESC);
SELECT isolate_by_tenant_v1('dispatch_drift');
GRANT SELECT, INSERT ON dispatch_drift TO gongdan_app;

-- Outcomes in the order in which they came to be known are what weights and alarms read.
CREATE INDEX dispatch_decision_came ON dispatch_decision (tenant_id, made_at DESC) WHERE good IS NOT NULL;

-- A job that learns: in the night (key 'nightly'), or when somebody asks (key 'asked'); once each.
CREATE FUNCTION set_learn_job_v1(p_tenant uuid, p_id uuid, p_key text, p_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    INSERT INTO job (tenant_id, id, kind, dedup_key, run_at, payload)
    VALUES (p_tenant, p_id, 'dispatch.learn', p_key, p_at, '{}')
    ON CONFLICT DO NOTHING;
END $$;
REVOKE EXECUTE ON FUNCTION set_learn_job_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_learn_job_v1 TO gongdan_app;
