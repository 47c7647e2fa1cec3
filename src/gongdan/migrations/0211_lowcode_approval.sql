-- Who must agree before a definition is published, and who did. A rule for the empty key holds for
-- every definition of the tenant.
CREATE TABLE definition_approval_rule (
    tenant_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    roles text[] NOT NULL CHECK (cardinality(roles) BETWEEN 1 AND 10),
    PRIMARY KEY (tenant_id, key)
);
SELECT isolate_by_tenant_v1('definition_approval_rule');
GRANT SELECT, INSERT, UPDATE, DELETE ON definition_approval_rule TO gongdan_app;

-- An edition never comes twice for a key: what was said of one is said of one body for ever.
CREATE TABLE definition_approval (
    tenant_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    edition integer NOT NULL,
    roles text[] NOT NULL,
    asked_by uuid,
    note text NOT NULL CHECK (char_length(note) <= 2000),
    asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, key, edition)
);
SELECT isolate_by_tenant_v1('definition_approval');
GRANT SELECT, INSERT ON definition_approval TO gongdan_app;

CREATE TABLE definition_approval_answer (
    tenant_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    edition integer NOT NULL,
    role text NOT NULL,
    approved boolean NOT NULL,
    by_id uuid NOT NULL,
    reason text NOT NULL CHECK (char_length(reason) <= 2000),
    answered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, key, edition, role)
);
SELECT isolate_by_tenant_v1('definition_approval_answer');
GRANT SELECT, INSERT ON definition_approval_answer TO gongdan_app;

-- Whoever worked on a draft does not approve it.
ALTER TABLE definition_draft ADD COLUMN editors uuid[] NOT NULL DEFAULT '{}';
