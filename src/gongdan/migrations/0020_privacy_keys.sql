-- One data key a person, wrapped by a key that is kept outside this database. Destroying it
-- (wrapped becomes NULL) erases the person; the row stays, so that nobody is sealed for again.
CREATE TABLE subject_key (
    tenant_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    version smallint NOT NULL DEFAULT 1 CHECK (version > 0),
    wrapped bytea,
    kek_version integer NOT NULL CHECK (kek_version > 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    destroyed_at timestamptz,
    PRIMARY KEY (tenant_id, subject_id, version),
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);
-- rotation asks for what an older master wrapped
CREATE INDEX subject_key_wrapping ON subject_key (tenant_id, kek_version, subject_id)
    WHERE wrapped IS NOT NULL;
SELECT isolate_by_tenant_v1('subject_key');
GRANT SELECT, INSERT ON subject_key TO gongdan_app, gongdan_worker;
GRANT UPDATE (wrapped, kek_version, destroyed_at) ON subject_key TO gongdan_app, gongdan_worker;

CREATE FUNCTION refuse_key_return_v1() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a destroyed key never comes back' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER subject_key_stays_destroyed BEFORE UPDATE ON subject_key
    FOR EACH ROW WHEN (OLD.destroyed_at IS NOT NULL) EXECUTE FUNCTION refuse_key_return_v1();

-- The key of a tenant's digests: never changes itself, or no digest would be found again.
CREATE TABLE blinding_key (
    tenant_id uuid PRIMARY KEY,
    wrapped bytea NOT NULL,
    kek_version integer NOT NULL CHECK (kek_version > 0),
    created_at timestamptz NOT NULL DEFAULT now()
);
SELECT isolate_by_tenant_v1('blinding_key');
GRANT SELECT, INSERT ON blinding_key TO gongdan_app, gongdan_worker;
GRANT UPDATE (wrapped, kek_version) ON blinding_key TO gongdan_app, gongdan_worker;

-- By which digest (HMAC-SHA256 of a normal form) a person is known again; gone on erasure.
CREATE TABLE subject_identity (
    tenant_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('phone', 'email')),
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    subject_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, kind, digest)
);
CREATE INDEX subject_identity_subject ON subject_identity (tenant_id, subject_id);
SELECT isolate_by_tenant_v1('subject_identity');
GRANT SELECT, INSERT, UPDATE, DELETE ON subject_identity TO gongdan_app, gongdan_worker;

-- All keys of some subjects, in one round trip (sets the tenant itself).
CREATE FUNCTION subject_keys_v1(p_tenant uuid, p_subjects uuid[])
RETURNS TABLE (subject_id uuid, version smallint, wrapped bytea, kek_version integer)
LANGUAGE plpgsql SET search_path = gongdan, pg_temp AS $$
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    RETURN QUERY SELECT k.subject_id, k.version, k.wrapped, k.kek_version
    FROM subject_key k WHERE k.tenant_id = p_tenant AND k.subject_id = ANY (p_subjects);
END $$;

-- Store the first key of a subject; answers the newest row that stands, whoever was first.
CREATE FUNCTION add_subject_v1(p_tenant uuid, p_subject uuid, p_wrapped bytea, p_kek_version integer)
RETURNS TABLE (subject_id uuid, version smallint, wrapped bytea, kek_version integer)
LANGUAGE plpgsql SET search_path = gongdan, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    INSERT INTO subject_key (tenant_id, subject_id, wrapped, kek_version)
    VALUES (p_tenant, p_subject, p_wrapped, p_kek_version) ON CONFLICT DO NOTHING;
    RETURN QUERY SELECT k.subject_id, k.version, k.wrapped, k.kek_version
    FROM subject_key k WHERE k.tenant_id = p_tenant AND k.subject_id = p_subject
    ORDER BY k.version DESC LIMIT 1;
END $$;

-- The subject to whom identities lead: the first known one decides. Where p_learn, identities
-- not yet known are added to it, and p_new (if given) becomes the subject where none is known.
CREATE FUNCTION subject_of_v1(
    p_tenant uuid, p_kinds text[], p_digests bytea[], p_learn boolean,
    p_new uuid, p_wrapped bytea, p_kek_version integer)
RETURNS TABLE (subject_id uuid, version smallint, wrapped bytea, kek_version integer)
LANGUAGE plpgsql SET search_path = gongdan, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_subject uuid;
    v_known integer;
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    SELECT count(*), (array_agg(i.subject_id ORDER BY g.place))[1] INTO v_known, v_subject
    FROM unnest(p_kinds, p_digests) WITH ORDINALITY AS g (kind, digest, place)
    JOIN subject_identity i ON i.tenant_id = p_tenant AND i.kind = g.kind AND i.digest = g.digest;
    v_subject := coalesce(v_subject, p_new);
    IF v_subject IS NULL THEN RETURN; END IF;

    IF p_learn AND v_known < cardinality(p_kinds) THEN
        INSERT INTO subject_identity (tenant_id, kind, digest, subject_id)
        SELECT p_tenant, g.kind, g.digest, v_subject FROM unnest(p_kinds, p_digests) AS g (kind, digest)
        ON CONFLICT DO NOTHING;
    END IF;
    IF v_subject = p_new THEN
        -- a twin may have been first with the deciding identity: then all of mine are its
        SELECT i.subject_id INTO v_subject FROM subject_identity i
        WHERE i.tenant_id = p_tenant AND i.kind = p_kinds[1] AND i.digest = p_digests[1];
        UPDATE subject_identity i SET subject_id = v_subject
        WHERE i.tenant_id = p_tenant AND i.subject_id = p_new AND v_subject <> p_new;
    END IF;
    IF v_subject = p_new THEN
        INSERT INTO subject_key (tenant_id, subject_id, wrapped, kek_version)
        VALUES (p_tenant, p_new, p_wrapped, p_kek_version) ON CONFLICT DO NOTHING;
    END IF;
    RETURN QUERY SELECT k.subject_id, k.version, k.wrapped, k.kek_version
    FROM subject_key k WHERE k.tenant_id = p_tenant AND k.subject_id = v_subject
    ORDER BY k.version DESC LIMIT 1;
END $$;

-- Erase a person: the key and the digests go, a row says that it was so; channels hear of it.
CREATE FUNCTION destroy_subject_v1(p_tenant uuid, p_subject uuid) RETURNS void
LANGUAGE plpgsql SET search_path = gongdan, pg_temp AS $$
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    INSERT INTO subject_key (tenant_id, subject_id, wrapped, kek_version, destroyed_at)
    VALUES (p_tenant, p_subject, NULL, 1, now()) ON CONFLICT DO NOTHING;
    UPDATE subject_key k SET wrapped = NULL, destroyed_at = now()
    WHERE k.tenant_id = p_tenant AND k.subject_id = p_subject AND k.destroyed_at IS NULL;
    DELETE FROM subject_identity i WHERE i.tenant_id = p_tenant AND i.subject_id = p_subject;
    PERFORM pg_notify('gongdan_subject_destroyed', p_tenant || ' ' || p_subject);
END $$;
