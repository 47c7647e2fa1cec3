-- What administrators need: the first run, one-time passwords, units that move and rest, traces of use.

-- An installation without a tenant is set up by whoever holds the token that `gongdan up` printed.
-- It stands in no tenant, as there is none; only its SHA-256 is kept, and only these functions see it.
CREATE TABLE setup_token (
    hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    expires_at timestamptz NOT NULL
);
ALTER TABLE setup_token ENABLE ROW LEVEL SECURITY;

-- Whether nobody has set this installation up yet.
CREATE FUNCTION setup_is_open_v1() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
    SELECT NOT EXISTS (SELECT 1 FROM tenant);
$$;

-- Keep a new token in place of all others; false where there is a tenant already.
CREATE FUNCTION setup_offer_v1(p_hash bytea, p_until timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
BEGIN
    DELETE FROM setup_token;
    IF NOT setup_is_open_v1() THEN RETURN false; END IF;
    INSERT INTO setup_token (hash, expires_at) VALUES (p_hash, p_until);
    RETURN true;
END $$;

-- Until when a token stands, or NULL.
CREATE FUNCTION setup_stands_v1(p_hash bytea, p_now timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
    SELECT expires_at FROM setup_token WHERE hash = p_hash AND expires_at > p_now;
$$;

-- Use a token up, with the transaction in which it is used; two at once: the second waits, and is too late.
CREATE FUNCTION setup_use_v1(p_hash bytea, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
BEGIN
    DELETE FROM setup_token WHERE hash = p_hash AND expires_at > p_now;
    RETURN FOUND AND setup_is_open_v1();
END $$;
REVOKE EXECUTE ON FUNCTION setup_is_open_v1, setup_offer_v1, setup_stands_v1, setup_use_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION setup_is_open_v1, setup_offer_v1, setup_stands_v1, setup_use_v1 TO gongdan_app;

-- A password that somebody else chose is good for one thing: to choose one's own.
ALTER TABLE user_account ADD COLUMN must_change_password boolean NOT NULL DEFAULT false;

-- Archived: no longer offered to anybody; names and paths stay, as orders and people bear them.
ALTER TABLE unit ADD COLUMN archived_at timestamptz;
-- A unit moves with all below it; whatever bears the path from before stays in their reach.
CREATE TABLE unit_former_path (
    tenant_id uuid NOT NULL,
    path text COLLATE "C" NOT NULL,
    unit_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, path),
    FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX unit_former_path_unit ON unit_former_path (tenant_id, unit_id);
SELECT isolate_by_tenant_v1('unit_former_path');
GRANT SELECT, INSERT, DELETE ON unit_former_path TO gongdan_app;

-- When a token was last seen, to within some minutes: what is never used can be revoked.
ALTER TABLE session ADD COLUMN last_seen_at timestamptz;
ALTER TABLE api_key ADD COLUMN last_used_at timestamptz;
GRANT UPDATE (last_seen_at) ON session TO gongdan_app;

-- Whom a token stands for: as before, and the paths that the user's unit and those below it had once.
CREATE FUNCTION principal_by_token_v2(p_hash bytea, p_now timestamptz)
RETURNS TABLE (
    tenant_id uuid, user_id uuid, key_id uuid, session_id uuid, scopes text[], expires_at timestamptz,
    locale text, zone text, unit_path text, roles text[], own_roles jsonb,
    former_paths text[], must_change_password boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE v_tenant uuid := credential_lookup_v1(p_hash);
BEGIN
    IF v_tenant IS NULL THEN RETURN; END IF;
    PERFORM set_config('app.tenant', v_tenant::text, true);
    UPDATE session s SET last_seen_at = p_now
        WHERE s.tenant_id = v_tenant AND s.token_hash = p_hash
            AND (s.last_seen_at IS NULL OR s.last_seen_at < p_now - interval '5 minutes');
    UPDATE api_key k SET last_used_at = p_now
        WHERE k.tenant_id = v_tenant AND k.token_hash = p_hash AND k.revoked_at IS NULL
            AND k.expires_at > p_now
            AND (k.last_used_at IS NULL OR k.last_used_at < p_now - interval '5 minutes');
    RETURN QUERY
    SELECT p.tenant_id, p.user_id, p.key_id, p.session_id, p.scopes, p.expires_at, p.locale, p.zone,
        p.unit_path, p.roles, p.own_roles,
        ARRAY(SELECT f.path FROM unit n JOIN unit_former_path f ON f.tenant_id = v_tenant AND f.unit_id = n.id
              WHERE n.tenant_id = v_tenant AND p.unit_path <> ''
                  AND n.path >= p.unit_path AND n.path < left(p.unit_path, -1) || '0'
              ORDER BY f.path),
        u.must_change_password AND p.session_id IS NOT NULL
    FROM principal_by_token_v1(p_hash, p_now) p
    JOIN user_account u ON u.tenant_id = v_tenant AND u.id = p.user_id;
END $$;
REVOKE EXECUTE ON FUNCTION principal_by_token_v2 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION principal_by_token_v2 TO gongdan_app;
