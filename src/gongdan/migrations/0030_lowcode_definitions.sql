-- Published definitions: bodies are written once and never changed or removed.
CREATE TABLE definition (
    tenant_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,63}$'),
    version integer NOT NULL CHECK (version > 0),
    sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
    body bytea NOT NULL CHECK (octet_length(body) <= 1048576 AND sha256(body) = sha256),
    title jsonb NOT NULL,
    status text NOT NULL CHECK (status IN ('published', 'retired')),
    body_of integer NOT NULL DEFAULT 0,
    author_id uuid,
    note text NOT NULL CHECK (char_length(note) <= 2000),
    published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    retired_at timestamptz,
    PRIMARY KEY (tenant_id, key, version),
    CHECK ((status = 'retired') = (retired_at IS NOT NULL))
);
CREATE UNIQUE INDEX definition_one_published ON definition (tenant_id, key) WHERE status = 'published';
SELECT isolate_by_tenant_v1('definition');
GRANT SELECT, INSERT, UPDATE (status, retired_at) ON definition TO gongdan_app;
GRANT SELECT ON definition TO gongdan_worker;

-- Grants already keep the app from it; this keeps everybody else from it too, migrations included.
CREATE FUNCTION guard_definition_v1() RETURNS trigger
LANGUAGE plpgsql SET search_path = gongdan, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a published definition is never removed';
    END IF;
    IF (OLD.tenant_id, OLD.key, OLD.version, OLD.sha256, OLD.body, OLD.body_of, OLD.published_at)
        IS DISTINCT FROM
       (NEW.tenant_id, NEW.key, NEW.version, NEW.sha256, NEW.body, NEW.body_of, NEW.published_at)
       OR (OLD.status = 'retired' AND NEW.status <> 'retired') THEN
        RAISE EXCEPTION 'a published definition never changes';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER definition_is_immutable BEFORE UPDATE OR DELETE ON definition
    FOR EACH ROW EXECUTE FUNCTION guard_definition_v1();

-- The one draft of a key: worked on until it is published.
CREATE TABLE definition_draft (
    tenant_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,63}$'),
    edition integer NOT NULL CHECK (edition > 0),
    sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
    body bytea NOT NULL CHECK (octet_length(body) <= 1048576 AND sha256(body) = sha256),
    title jsonb NOT NULL,
    author_id uuid,
    note text NOT NULL CHECK (char_length(note) <= 2000),
    saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, key)
);
SELECT isolate_by_tenant_v1('definition_draft');
GRANT SELECT, INSERT, UPDATE, DELETE ON definition_draft TO gongdan_app;
