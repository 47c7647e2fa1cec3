-- Comments pinned to places of a definition (`flow/nodes/verify`); a thread is its first comment.
CREATE TABLE definition_comment (
    tenant_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    thread uuid NOT NULL,
    place text COLLATE "C" NOT NULL CHECK (char_length(place) <= 300),
    author_id uuid,
    text text NOT NULL CHECK (char_length(text) BETWEEN 1 AND 4000),
    written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    resolved_at timestamptz,
    resolved_by uuid,
    PRIMARY KEY (tenant_id, key, id)
);
CREATE INDEX definition_comment_thread ON definition_comment (tenant_id, key, thread, id);
SELECT isolate_by_tenant_v1('definition_comment');
GRANT SELECT, INSERT, UPDATE (resolved_at, resolved_by) ON definition_comment TO gongdan_app;
