-- Persons erased: who asked, why, how far it went. Holds ids and codes, nothing of the person.
CREATE TABLE erasure (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    subject_id uuid NOT NULL,
    id uuid NOT NULL,
    reason text NOT NULL,
    asked_by uuid,
    asked_at timestamptz NOT NULL,
    cleared jsonb NOT NULL DEFAULT '{}',
    done_at timestamptz,
    keys_gone_at timestamptz,
    PRIMARY KEY (tenant_id, subject_id)
);
CREATE INDEX erasure_asked ON erasure (tenant_id, asked_at, subject_id);
SELECT isolate_by_tenant_v1('erasure');
GRANT SELECT, INSERT ON erasure TO gongdan_app;
GRANT UPDATE (cleared, done_at, keys_gone_at) ON erasure TO gongdan_app;

-- Persons whose data must stay for now: a lawsuit, an authority's order.
CREATE TABLE legal_hold (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    subject_id uuid NOT NULL,
    reason text NOT NULL,
    placed_by uuid,
    placed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, subject_id)
);
SELECT isolate_by_tenant_v1('legal_hold');
GRANT SELECT, INSERT, DELETE ON legal_hold TO gongdan_app;

-- What persons agreed to, and took back. A row is never changed but by its withdrawal.
CREATE TABLE consent (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    id uuid NOT NULL,
    subject_id uuid NOT NULL,
    purpose text NOT NULL,
    text_version integer NOT NULL CHECK (text_version > 0),
    language text NOT NULL CHECK (language IN ('zh', 'en')),
    channel text NOT NULL CHECK (channel IN ('desk', 'portal', 'phone', 'paper', 'api')),
    given_at timestamptz NOT NULL,
    recorded_by uuid,
    withdrawn_at timestamptz,
    withdrawn_channel text CHECK (withdrawn_channel IN ('desk', 'portal', 'phone', 'paper', 'api')),
    PRIMARY KEY (tenant_id, id),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_channel IS NULL))
);
CREATE UNIQUE INDEX consent_stands ON consent (tenant_id, subject_id, purpose) WHERE withdrawn_at IS NULL;
CREATE INDEX consent_subject ON consent (tenant_id, subject_id, given_at);
SELECT isolate_by_tenant_v1('consent');
GRANT SELECT, INSERT ON consent TO gongdan_app;
GRANT UPDATE (withdrawn_at, withdrawn_channel) ON consent TO gongdan_app;

-- Retention: what one person proposed to let go, and another approved. `planned` names subjects.
CREATE TABLE retention_run (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    id uuid NOT NULL,
    cut_off timestamptz NOT NULL,
    planned uuid[] NOT NULL,
    proposed_by uuid NOT NULL,
    proposed_at timestamptz NOT NULL,
    approved_by uuid,
    approved_at timestamptz,
    erased integer,
    done_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    CHECK (approved_by IS NULL OR approved_by <> proposed_by)
);
CREATE INDEX retention_run_time ON retention_run (tenant_id, proposed_at, id);
SELECT isolate_by_tenant_v1('retention_run');
GRANT SELECT, INSERT ON retention_run TO gongdan_app;
GRANT UPDATE (approved_by, approved_at, erased, done_at) ON retention_run TO gongdan_app;
