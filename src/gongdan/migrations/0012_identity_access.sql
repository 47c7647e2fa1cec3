-- What opens the door: sessions, API keys, and the back-off after failed log-ins.
-- Of tokens only the SHA-256 is kept: they are 256 bits of chance, so nothing slower is needed.

CREATE TABLE session (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
    agent text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, token_hash),
    FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id)
);
CREATE INDEX session_of_user ON session (tenant_id, user_id);
CREATE INDEX session_expiry ON session (tenant_id, expires_at);
SELECT isolate_by_tenant_v1('session');
GRANT SELECT, INSERT, DELETE ON session TO gongdan_app;

CREATE TABLE api_key (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    owner_id uuid NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
    token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
    scopes text[] NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, token_hash),
    FOREIGN KEY (tenant_id, owner_id) REFERENCES user_account (tenant_id, id)
);
CREATE INDEX api_key_owner ON api_key (tenant_id, owner_id);
SELECT isolate_by_tenant_v1('api_key');
GRANT SELECT, INSERT, UPDATE ON api_key TO gongdan_app;

-- Failures of a login, known or not (its hash only): both are told to wait in the same way.
CREATE TABLE login_attempt (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    login_hash bytea NOT NULL CHECK (octet_length(login_hash) = 32),
    failures integer NOT NULL,
    last_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, login_hash)
);
CREATE INDEX login_attempt_age ON login_attempt (tenant_id, last_at);
SELECT isolate_by_tenant_v1('login_attempt');
GRANT SELECT, INSERT, UPDATE, DELETE ON login_attempt TO gongdan_app;

-- Whom a token stands for, in one round trip: the tenant, the user, the roles and their bodies.
-- No row: unknown, expired, revoked, or the user is disabled. Runs with the caller's rights;
-- only the step from the hash to the tenant goes through the one door.
CREATE FUNCTION principal_by_token_v1(p_hash bytea, p_now timestamptz)
RETURNS TABLE (
    tenant_id uuid, user_id uuid, key_id uuid, session_id uuid, scopes text[], expires_at timestamptz,
    locale text, zone text, unit_path text, roles text[], own_roles jsonb)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE v_tenant uuid := credential_lookup_v1(p_hash);
BEGIN
    IF v_tenant IS NULL THEN RETURN; END IF;
    PERFORM set_config('app.tenant', v_tenant::text, true);
    RETURN QUERY
    WITH token AS (
        SELECT s.user_id, NULL::uuid AS key_id, s.id AS session_id, NULL::text[] AS scopes, s.expires_at
        FROM session s WHERE s.tenant_id = v_tenant AND s.token_hash = p_hash AND s.expires_at > p_now
        UNION ALL
        SELECT k.owner_id, k.id, NULL::uuid, k.scopes, k.expires_at
        FROM api_key k WHERE k.tenant_id = v_tenant AND k.token_hash = p_hash
            AND k.expires_at > p_now AND k.revoked_at IS NULL)
    SELECT v_tenant, t.user_id, t.key_id, t.session_id, t.scopes, t.expires_at, u.locale, u.zone,
        coalesce(n.path, ''),
        ARRAY(SELECT r.role_key FROM user_role r
              WHERE r.tenant_id = v_tenant AND r.user_id = t.user_id ORDER BY r.role_key),
        (SELECT jsonb_object_agg(o.key, o.body || jsonb_build_object('stands_for', o.stands_for))
         FROM role o JOIN user_role r ON r.tenant_id = v_tenant AND r.role_key = o.key
         WHERE o.tenant_id = v_tenant AND r.user_id = t.user_id)
    FROM token t
    JOIN user_account u ON u.tenant_id = v_tenant AND u.id = t.user_id AND u.disabled_at IS NULL
    LEFT JOIN unit n ON n.tenant_id = v_tenant AND n.id = u.unit_id;
END $$;
REVOKE EXECUTE ON FUNCTION principal_by_token_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION principal_by_token_v1 TO gongdan_app;
