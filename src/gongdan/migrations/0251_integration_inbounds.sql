-- Inbounds: doors by which callers outside start orders or lead them on.

CREATE TABLE inbound (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,39}$'),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
    does jsonb NOT NULL,
    proof text NOT NULL CHECK (proof IN ('signature', 'bearer')),
    key_at text NOT NULL CHECK (char_length(key_at) <= 300),
    tolerance integer NOT NULL CHECK (tolerance BETWEEN 30 AND 3600),
    per_minute integer NOT NULL CHECK (per_minute BETWEEN 1 AND 6000),
    most_bytes integer NOT NULL CHECK (most_bytes BETWEEN 256 AND 524288),
    active boolean NOT NULL,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    version bigint NOT NULL CHECK (version > 0),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, key)
);
SELECT isolate_by_tenant_v1('inbound');
GRANT SELECT, INSERT, UPDATE, DELETE ON inbound TO gongdan_app;

-- What callers prove themselves by, wrapped: the key of signatures, or the hash of a bearer token.
-- Two are valid while one takes over.
CREATE TABLE inbound_secret (
    tenant_id uuid NOT NULL,
    inbound_id uuid NOT NULL,
    id uuid NOT NULL,
    kek_version integer NOT NULL,
    wrapped bytea NOT NULL,
    valid_until timestamptz,
    PRIMARY KEY (tenant_id, inbound_id, id),
    FOREIGN KEY (tenant_id, inbound_id) REFERENCES inbound (tenant_id, id) ON DELETE CASCADE
);
SELECT isolate_by_tenant_v1('inbound_secret');
GRANT SELECT, INSERT, UPDATE, DELETE ON inbound_secret TO gongdan_app;

-- The last deliveries: how each ended and why; of a body no value, only which places it had.
CREATE TABLE inbound_arrival (
    tenant_id uuid NOT NULL,
    inbound_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('started', 'advanced', 'repeated', 'refused')),
    code text NOT NULL,
    field text NOT NULL,
    facts jsonb NOT NULL,
    key text NOT NULL,
    size integer NOT NULL,
    order_id uuid,
    number text NOT NULL,
    shape text[] NOT NULL,
    PRIMARY KEY (tenant_id, inbound_id, id),
    FOREIGN KEY (tenant_id, inbound_id) REFERENCES inbound (tenant_id, id) ON DELETE CASCADE
);
SELECT isolate_by_tenant_v1('inbound_arrival');
GRANT SELECT, INSERT, DELETE ON inbound_arrival TO gongdan_app;
