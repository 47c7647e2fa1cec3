-- Imports from the desk: a table that somebody uploaded, how its columns are read, how far it came.
-- The file itself lies encrypted with the files; no cell of it stands here.
CREATE TABLE import_run (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    file_id uuid NOT NULL,
    media_type text NOT NULL,
    digest text NOT NULL,
    columns text[] NOT NULL,
    plan jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('draft', 'checking', 'checked', 'running', 'done', 'failed')),
    rows integer NOT NULL CHECK (rows >= 0),
    seen integer NOT NULL DEFAULT 0,
    made integer NOT NULL DEFAULT 0,
    known integer NOT NULL DEFAULT 0,
    refused integer NOT NULL DEFAULT 0,
    fault text NOT NULL DEFAULT '',
    begun_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX import_run_of_user ON import_run (tenant_id, user_id, begun_at DESC, id DESC);
CREATE INDEX import_run_changed ON import_run (tenant_id, changed_at);
SELECT isolate_by_tenant_v1('import_run');
GRANT SELECT, INSERT, UPDATE, DELETE ON import_run TO gongdan_app;

-- What is wrong in which row and column: a code, never what stood there.
CREATE TABLE import_fault (
    tenant_id uuid NOT NULL,
    run_id uuid NOT NULL,
    line integer NOT NULL,
    column_name text NOT NULL,
    code text NOT NULL,
    PRIMARY KEY (tenant_id, run_id, line, column_name),
    FOREIGN KEY (tenant_id, run_id) REFERENCES import_run (tenant_id, id) ON DELETE CASCADE
);
SELECT isolate_by_tenant_v1('import_fault');
GRANT SELECT, INSERT, DELETE ON import_fault TO gongdan_app;

-- Who works on which run, and until when nobody else may: all that a worker sees across tenants.
CREATE TABLE import_turn (
    tenant_id uuid NOT NULL,
    run_id uuid NOT NULL,
    lease_owner text,
    lease_until timestamptz,
    PRIMARY KEY (tenant_id, run_id),
    FOREIGN KEY (tenant_id, run_id) REFERENCES import_run (tenant_id, id) ON DELETE CASCADE
);
SELECT isolate_by_tenant_v1('import_turn');
CREATE POLICY worker_finds ON import_turn FOR SELECT TO gongdan_worker USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON import_turn TO gongdan_app;
GRANT SELECT ON import_turn TO gongdan_worker;

-- Imports that wait for a worker, and are in nobody's hands.
CREATE FUNCTION imports_due_v1(p_limit integer) RETURNS TABLE (tenant_id uuid, run_id uuid)
LANGUAGE sql STABLE SET search_path = gongdan, pg_temp AS $$
    SELECT t.tenant_id, t.run_id FROM import_turn t
    WHERE t.lease_until IS NULL OR t.lease_until < clock_timestamp()
    ORDER BY t.run_id LIMIT p_limit
$$;
REVOKE EXECUTE ON FUNCTION imports_due_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION imports_due_v1 TO gongdan_worker;
