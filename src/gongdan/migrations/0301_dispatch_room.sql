-- How orders of a type (and category, '' for all) find their person; each version stays to be read.
CREATE TABLE dispatch_policy (
    tenant_id uuid NOT NULL,
    type_key text COLLATE "C" NOT NULL,
    category text COLLATE "C" NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    mode text NOT NULL CHECK (mode IN ('manual', 'pool', 'recommend', 'automatic', 'pilot')),
    threshold double precision NOT NULL CHECK (threshold BETWEEN 0 AND 1),
    author_id uuid,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, type_key, category, version)
);
SELECT isolate_by_tenant_v1('dispatch_policy');
GRANT SELECT, INSERT ON dispatch_policy TO gongdan_app;

-- What an order's text is about: proposed by a model, decided by a person. No text stands here.
CREATE TABLE dispatch_triage (
    tenant_id uuid NOT NULL,
    order_id uuid NOT NULL,
    label text COLLATE "C" NOT NULL,
    confidence double precision NOT NULL,
    verdict text NOT NULL,
    origin text NOT NULL,
    model text NOT NULL,
    decided text COLLATE "C" NOT NULL DEFAULT '',
    made_at timestamptz NOT NULL,
    learned_at timestamptz,
    PRIMARY KEY (tenant_id, order_id)
);
CREATE INDEX dispatch_triage_learned ON dispatch_triage (tenant_id, learned_at, order_id)
    WHERE learned_at IS NOT NULL;
SELECT isolate_by_tenant_v1('dispatch_triage');
GRANT SELECT, INSERT, UPDATE ON dispatch_triage TO gongdan_app;

-- Every decision about who gets an order, with what was known then; outcomes come later.
CREATE TABLE dispatch_decision (
    tenant_id uuid NOT NULL,
    order_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('assigned', 'accepted', 'overridden', 'pilot', 'held', 'away')),
    type_key text COLLATE "C" NOT NULL,
    category text COLLATE "C" NOT NULL,
    policy integer NOT NULL,
    chosen_id uuid,
    propensity double precision NOT NULL,
    why text NOT NULL,
    candidates jsonb NOT NULL,
    made_at timestamptz NOT NULL,
    agreed boolean,
    good double precision,
    expected double precision,
    blameless boolean,
    minutes double precision,
    PRIMARY KEY (tenant_id, order_id, id)
);
CREATE INDEX dispatch_decision_newest ON dispatch_decision (tenant_id, made_at DESC, id DESC);
CREATE INDEX dispatch_decision_pilot ON dispatch_decision (tenant_id, type_key, category) WHERE kind = 'pilot';
CREATE INDEX dispatch_decision_chosen ON dispatch_decision (tenant_id, chosen_id) WHERE chosen_id IS NOT NULL;
SELECT isolate_by_tenant_v1('dispatch_decision');
GRANT SELECT, INSERT, UPDATE ON dispatch_decision TO gongdan_app;

-- What came of somebody's orders of one category: tries that count, and how many were good.
CREATE TABLE dispatch_record (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    category text COLLATE "C" NOT NULL,
    tries double precision NOT NULL,
    good double precision NOT NULL,
    touched_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id, category)
);
CREATE INDEX dispatch_record_touched ON dispatch_record (tenant_id, touched_at);
SELECT isolate_by_tenant_v1('dispatch_record');
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch_record TO gongdan_app;

-- Models that were learned: the whole artefact, from how many orders of which time, and its hash.
CREATE TABLE dispatch_model (
    tenant_id uuid NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    body bytea NOT NULL,
    sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
    origin text NOT NULL,
    orders integer NOT NULL,
    first_at timestamptz,
    last_at timestamptz,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, version)
);
SELECT isolate_by_tenant_v1('dispatch_model');
GRANT SELECT, INSERT, DELETE ON dispatch_model TO gongdan_app;

-- A job for the instant at which somebody is away, set with the absence itself.
CREATE FUNCTION set_away_job_v1(p_tenant uuid, p_absence uuid, p_user uuid, p_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    INSERT INTO job (tenant_id, id, kind, dedup_key, run_at, payload)
    VALUES (p_tenant, p_absence, 'dispatch.away', p_absence::text, p_at,
        jsonb_build_object('user', p_user, 'absence', p_absence))
    ON CONFLICT DO NOTHING;
END $$;
REVOKE EXECUTE ON FUNCTION set_away_job_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_away_job_v1 TO gongdan_app;

-- What a tenant says of a category itself; the others are as they come with the program.
CREATE TABLE dispatch_category (
    tenant_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,39}$'),
    version integer NOT NULL CHECK (version > 0),
    body jsonb NOT NULL,
    PRIMARY KEY (tenant_id, key)
);
SELECT isolate_by_tenant_v1('dispatch_category');
GRANT SELECT, INSERT, UPDATE ON dispatch_category TO gongdan_app;
