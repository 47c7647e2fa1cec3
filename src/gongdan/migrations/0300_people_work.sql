-- How somebody works (levels, territories, shifts, tools, capacity); NULL: nothing was said.
-- `touched_at` is when anything changed that those who give out work must know.
ALTER TABLE person
    ADD COLUMN working jsonb,
    ADD COLUMN touched_at timestamptz NOT NULL DEFAULT clock_timestamp();
CREATE INDEX person_touched ON person (tenant_id, touched_at);

-- When somebody is away. Why is not written down: an illness is nobody's business here.
CREATE TABLE person_absence (
    tenant_id uuid NOT NULL,
    person_id uuid NOT NULL,
    id uuid NOT NULL,
    begins timestamptz NOT NULL,
    ends timestamptz CHECK (ends > begins),
    sudden boolean NOT NULL,
    PRIMARY KEY (tenant_id, person_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id)
);
CREATE INDEX person_absence_ends ON person_absence (tenant_id, ends);
SELECT isolate_by_tenant_v1('person_absence');
GRANT SELECT, INSERT, DELETE ON person_absence TO gongdan_app;

-- What people say is wrong about them; their words and the answer only as ciphertext.
CREATE TABLE person_contest (
    tenant_id uuid NOT NULL,
    person_id uuid NOT NULL,
    id uuid NOT NULL,
    about text NOT NULL,
    sealed bytea NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('open', 'corrected', 'kept')),
    made_at timestamptz NOT NULL,
    answered_at timestamptz,
    answered_by uuid,
    PRIMARY KEY (tenant_id, person_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id)
);
CREATE INDEX person_contest_open ON person_contest (tenant_id, made_at, id) WHERE outcome = 'open';
SELECT isolate_by_tenant_v1('person_contest');
GRANT SELECT, INSERT, DELETE, UPDATE (sealed, outcome, answered_at, answered_by) ON person_contest TO gongdan_app;
