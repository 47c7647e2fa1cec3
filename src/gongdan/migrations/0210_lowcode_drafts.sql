-- The last editions of each draft, so that two people's edits can be merged over what both saw.
CREATE TABLE definition_draft_edition (
    tenant_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    edition integer NOT NULL CHECK (edition > 0),
    body bytea NOT NULL CHECK (octet_length(body) <= 1048576),
    author_id uuid,
    saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, key, edition)
);
SELECT isolate_by_tenant_v1('definition_draft_edition');
GRANT SELECT, INSERT, DELETE ON definition_draft_edition TO gongdan_app;

-- What somebody wanted to save and could not, because others had changed the same places.
CREATE TABLE definition_draft_aside (
    tenant_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    author_id uuid NOT NULL,
    seen integer NOT NULL,
    body bytea NOT NULL CHECK (octet_length(body) <= 1048576),
    saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, key, author_id)
);
SELECT isolate_by_tenant_v1('definition_draft_aside');
GRANT SELECT, INSERT, UPDATE, DELETE ON definition_draft_aside TO gongdan_app;
