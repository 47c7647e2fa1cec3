-- For whom work is done. Contact and address stand here as ciphertext under the customer's own
-- key; digests find an exact phone number or mail address and go when the customer is erased.
CREATE TABLE customer (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL CHECK (char_length(code) BETWEEN 1 AND 64),
    code_key text COLLATE "C" NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    name_key text COLLATE "C" NOT NULL,
    sealed bytea NOT NULL,
    phone_digest bytea CHECK (octet_length(phone_digest) = 32),
    email_digest bytea CHECK (octet_length(email_digest) = 32),
    latitude double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180),
    active boolean NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, code_key),
    CHECK ((latitude IS NULL) = (longitude IS NULL))
);
CREATE INDEX customer_by_code ON customer (tenant_id, code_key, id);
CREATE INDEX customer_by_name ON customer (tenant_id, name_key);
CREATE INDEX customer_by_phone ON customer (tenant_id, phone_digest) WHERE phone_digest IS NOT NULL;
CREATE INDEX customer_by_email ON customer (tenant_id, email_digest) WHERE email_digest IS NOT NULL;
-- what was retired is rare: without this its list would read everything
CREATE INDEX customer_retired ON customer (tenant_id, code_key, id) WHERE NOT active;
SELECT isolate_by_tenant_v1('customer');
GRANT SELECT, INSERT, UPDATE ON customer TO gongdan_app;
GRANT SELECT (tenant_id, id, code, name, latitude, longitude, active) ON customer TO gongdan_worker;
