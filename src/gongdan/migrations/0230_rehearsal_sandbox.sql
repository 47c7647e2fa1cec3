-- Drafts that somebody tries: the body as it was, what was done, and nothing that came of it.
-- A row is its user's own, and is forgotten a day after anything was done with it.
CREATE TABLE rehearsal (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    key text NOT NULL,
    version integer NOT NULL CHECK (version >= 0),
    sha256 text NOT NULL,
    body bytea NOT NULL CHECK (octet_length(body) <= 1048576),
    script jsonb NOT NULL,
    edition integer NOT NULL CHECK (edition >= 1),
    begun_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX rehearsal_of_user ON rehearsal (tenant_id, user_id, changed_at DESC, id DESC);
CREATE INDEX rehearsal_changed ON rehearsal (tenant_id, changed_at);
SELECT isolate_by_tenant_v1('rehearsal');
GRANT SELECT, INSERT, UPDATE, DELETE ON rehearsal TO gongdan_app;
