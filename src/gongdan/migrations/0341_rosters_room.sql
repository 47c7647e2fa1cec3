-- How a tenant rosters: kinds of shift, limits, places; and its version.
CREATE TABLE roster_settings (
    tenant_id uuid NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    body jsonb NOT NULL,
    PRIMARY KEY (tenant_id)
);
SELECT isolate_by_tenant_v1('roster_settings');
GRANT SELECT, INSERT, UPDATE ON roster_settings TO gongdan_app;

-- How many people are needed in some hours of the week, by a planner's word.
CREATE TABLE roster_correction (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    place text COLLATE "C" NOT NULL,
    skill text COLLATE "C" NOT NULL,
    days smallint[] NOT NULL,
    begins smallint NOT NULL,
    ends smallint NOT NULL CHECK (ends > begins),
    people smallint NOT NULL CHECK (people >= 0),
    made_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
SELECT isolate_by_tenant_v1('roster_correction');
GRANT SELECT, INSERT, DELETE ON roster_correction TO gongdan_app;

-- What somebody would like on a day: a kind of shift, or ('') to be off.
CREATE TABLE roster_wish (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    day date NOT NULL,
    id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, user_id, day)
);
CREATE INDEX roster_wish_day ON roster_wish (tenant_id, day);
SELECT isolate_by_tenant_v1('roster_wish');
GRANT SELECT, INSERT, UPDATE, DELETE ON roster_wish TO gongdan_app;

-- Rosters: what was asked for, what was found, what a planner keeps as it is.
CREATE TABLE roster (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    unit_id uuid,
    unit_path text COLLATE "C" NOT NULL,
    first date NOT NULL,
    days smallint NOT NULL CHECK (days BETWEEN 7 AND 28),
    state text NOT NULL CHECK (state IN ('draft', 'published', 'superseded')),
    search text NOT NULL CHECK (search IN ('waiting', 'searching', 'done', 'failed')),
    seconds smallint NOT NULL,
    version integer NOT NULL,
    begun_at timestamptz,
    period jsonb,
    found jsonb,
    locked jsonb NOT NULL,
    wrong jsonb NOT NULL,
    repairs uuid,
    made_at timestamptz NOT NULL,
    published_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX roster_newest ON roster (tenant_id, made_at DESC, id DESC);
CREATE INDEX roster_published ON roster (tenant_id, first) WHERE state = 'published';
SELECT isolate_by_tenant_v1('roster');
GRANT SELECT, INSERT, UPDATE, DELETE ON roster TO gongdan_app;

-- Who searches for which roster, and until when nobody else may: all that a worker sees across tenants.
CREATE TABLE roster_turn (
    tenant_id uuid NOT NULL,
    roster_id uuid NOT NULL,
    lease_owner text,
    lease_until timestamptz,
    PRIMARY KEY (tenant_id, roster_id),
    FOREIGN KEY (tenant_id, roster_id) REFERENCES roster (tenant_id, id) ON DELETE CASCADE
);
SELECT isolate_by_tenant_v1('roster_turn');
CREATE POLICY worker_finds ON roster_turn FOR SELECT TO gongdan_worker USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON roster_turn TO gongdan_app;
GRANT SELECT ON roster_turn TO gongdan_worker;

-- Rosters that wait for a worker, and are in nobody's hands.
CREATE FUNCTION rosters_due_v1(p_limit integer) RETURNS TABLE (tenant_id uuid, roster_id uuid)
LANGUAGE sql STABLE SET search_path = gongdan, pg_temp AS $$
    SELECT t.tenant_id, t.roster_id FROM roster_turn t
    WHERE t.lease_until IS NULL OR t.lease_until < clock_timestamp()
    ORDER BY t.roster_id LIMIT p_limit
$$;
REVOKE EXECUTE ON FUNCTION rosters_due_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rosters_due_v1 TO gongdan_worker;
