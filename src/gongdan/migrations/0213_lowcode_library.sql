-- The tenant's field library: each change is a version of its own, and stays to be read.
CREATE TABLE library_field (
    tenant_id uuid NOT NULL,
    name text COLLATE "C" NOT NULL CHECK (name ~ '^[a-z][a-z0-9_]{0,39}$'),
    version integer NOT NULL CHECK (version > 0),
    body jsonb NOT NULL,
    removed boolean NOT NULL DEFAULT false,
    author_id uuid,
    kept_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, name, version)
);
SELECT isolate_by_tenant_v1('library_field');
GRANT SELECT, INSERT ON library_field TO gongdan_app;
