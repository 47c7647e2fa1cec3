-- Customer links: addresses by which somebody without an account follows one order. Of a token only
-- the SHA-256 is kept. A visit is a link to no order yet: it lets a stranger upload and report once.

CREATE TABLE customer_link (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    id uuid NOT NULL,
    purpose text NOT NULL CHECK (purpose IN ('follow', 'look', 'check', 'visit')),
    origin text NOT NULL CHECK (origin IN ('staff', 'report', 'recovery', 'copy', 'visit')),
    order_id uuid CHECK ((order_id IS NULL) = (purpose = 'visit')),
    order_number text NOT NULL DEFAULT '',
    party_id uuid,                      -- as whom its holder speaks in the order's flow
    signature integer,                  -- a check: which signature of the order, from 0
    token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
    issued_by uuid,
    locale text NOT NULL CHECK (locale IN ('zh', 'en')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    used_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, token_hash)
);
CREATE INDEX customer_link_order ON customer_link (tenant_id, order_id, id) WHERE order_id IS NOT NULL;
CREATE INDEX customer_link_expiry ON customer_link (tenant_id, expires_at);
SELECT isolate_by_tenant_v1('customer_link');
GRANT SELECT, INSERT, UPDATE, DELETE ON customer_link TO gongdan_app;

-- One-time codes. `challenge_hash` is of a secret that only the asker holds, and is part of what
-- `code_hash` is made of: six digits alone could be guessed by whoever reads this table.
CREATE TABLE link_code (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    challenge_hash bytea NOT NULL CHECK (octet_length(challenge_hash) = 32),
    order_id uuid NOT NULL,
    code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
    tries smallint NOT NULL DEFAULT 0,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (tenant_id, challenge_hash)
);
CREATE INDEX link_code_expiry ON link_code (tenant_id, expires_at);
SELECT isolate_by_tenant_v1('link_code');
GRANT SELECT, INSERT, UPDATE, DELETE ON link_code TO gongdan_app;

-- How a tenant's portal stands: without a row nobody reports through it.
CREATE TABLE portal_setting (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    reports_open boolean NOT NULL,
    order_type text NOT NULL,
    unit_id uuid,
    link_days integer NOT NULL CHECK (link_days BETWEEN 1 AND 366),
    PRIMARY KEY (tenant_id)
);
SELECT isolate_by_tenant_v1('portal_setting');
GRANT SELECT, INSERT, UPDATE ON portal_setting TO gongdan_app;

-- Which link a token's hash stands for, in one round trip; no row: unknown, expired or revoked.
-- Runs with the caller's rights: only the step from the hash to the tenant goes through the one door.
CREATE FUNCTION link_by_token_v1(p_hash bytea, p_now timestamptz) RETURNS SETOF customer_link
LANGUAGE plpgsql AS $$
DECLARE v_tenant uuid := credential_lookup_v1(p_hash);
BEGIN
    IF v_tenant IS NULL THEN RETURN; END IF;
    PERFORM set_config('app.tenant', v_tenant::text, true);
    UPDATE customer_link SET used_at = p_now
    WHERE tenant_id = v_tenant AND token_hash = p_hash AND expires_at > p_now AND revoked_at IS NULL
        AND (used_at IS NULL OR used_at < p_now - interval '1 minute');
    RETURN QUERY SELECT * FROM customer_link l
    WHERE l.tenant_id = v_tenant AND l.token_hash = p_hash AND l.expires_at > p_now AND l.revoked_at IS NULL;
END $$;
REVOKE EXECUTE ON FUNCTION link_by_token_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION link_by_token_v1 TO gongdan_app;
