-- The version by which new orders start, in one round trip (sets the tenant itself).
CREATE FUNCTION newest_definition_v1(p_tenant uuid, p_key text) RETURNS integer
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    RETURN (SELECT d.version FROM definition d
        WHERE d.tenant_id = p_tenant AND d.key = p_key AND d.status = 'published');
END $$;
