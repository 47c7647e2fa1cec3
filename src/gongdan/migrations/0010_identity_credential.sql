-- Before a tenant is known there is one door: a hash that names it.
-- Tokens of sessions and API keys, and tenants' slugs, are looked up by their SHA-256.

CREATE TABLE credential (
    hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    tenant_id uuid NOT NULL REFERENCES tenant (id)
);
CREATE INDEX credential_tenant ON credential (tenant_id);
-- enabled but not forced: the owner's function looks across tenants, the app role never does
ALTER TABLE credential ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_only ON credential
    USING (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON credential TO gongdan_app;

-- The tenant that a hash stands for, or NULL.
CREATE FUNCTION credential_lookup_v1(p_hash bytea) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
    SELECT tenant_id FROM credential WHERE hash = p_hash;
$$;
REVOKE EXECUTE ON FUNCTION credential_lookup_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION credential_lookup_v1 TO gongdan_app;

-- The app role knows its own tenant only; workers go round all of them.
ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tenant_read ON tenant FOR SELECT TO gongdan_app
    USING (id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY own_tenant_change ON tenant FOR UPDATE TO gongdan_app
    USING (id = nullif(current_setting('app.tenant', true), '')::uuid);
CREATE POLICY new_tenant ON tenant FOR INSERT TO gongdan_app WITH CHECK (true);
CREATE POLICY any_tenant ON tenant FOR SELECT TO gongdan_worker, gongdan_searcher USING (true);
