-- Connectors: services outside that processes call. Secrets lie apart, wrapped, and go out only.

CREATE TABLE connector (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,39}$'),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
    base_url text NOT NULL CHECK (char_length(base_url) BETWEEN 1 AND 2000),
    auth jsonb NOT NULL,
    paths text[] NOT NULL,
    seconds smallint NOT NULL CHECK (seconds BETWEEN 1 AND 30),
    per_minute integer NOT NULL CHECK (per_minute BETWEEN 1 AND 6000),
    active boolean NOT NULL,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    version bigint NOT NULL CHECK (version > 0),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, key)
);
SELECT isolate_by_tenant_v1('connector');
GRANT SELECT, INSERT, UPDATE, DELETE ON connector TO gongdan_app;
GRANT SELECT ON connector TO gongdan_worker;

CREATE TABLE connector_secret (
    tenant_id uuid NOT NULL,
    connector_id uuid NOT NULL,
    kek_version integer NOT NULL,
    wrapped bytea NOT NULL,
    PRIMARY KEY (tenant_id, connector_id),
    FOREIGN KEY (tenant_id, connector_id) REFERENCES connector (tenant_id, id) ON DELETE CASCADE
);
SELECT isolate_by_tenant_v1('connector_secret');
GRANT SELECT, INSERT, UPDATE, DELETE ON connector_secret TO gongdan_app;
GRANT SELECT ON connector_secret TO gongdan_worker;

-- The last calls of each connector: what was called and how it ended, never what was said.
CREATE TABLE connector_call (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    connector_id uuid NOT NULL,
    order_id uuid,
    node text NOT NULL,
    method text NOT NULL,
    path text NOT NULL,
    attempt smallint NOT NULL,
    status smallint,
    milliseconds integer NOT NULL,
    error text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, connector_id) REFERENCES connector (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX connector_call_last ON connector_call (tenant_id, connector_id, at DESC, id DESC);
SELECT isolate_by_tenant_v1('connector_call');
GRANT SELECT, INSERT, DELETE ON connector_call TO gongdan_app, gongdan_worker;
