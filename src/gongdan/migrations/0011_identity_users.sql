-- Organisation units, users and their roles. Plain tables: changes are told to the audit trail.

-- A tree with its materialised path (`/plant/east/`); codes never change, so paths don't either.
-- COLLATE "C": a B-tree range finds a whole subtree, without LIKE.
CREATE TABLE unit (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    id uuid NOT NULL,
    parent_id uuid,
    code text NOT NULL CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,38}$'),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
    path text COLLATE "C" NOT NULL,
    version integer NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, path),
    FOREIGN KEY (tenant_id, parent_id) REFERENCES unit (tenant_id, id)
);
CREATE INDEX unit_parent ON unit (tenant_id, parent_id);
SELECT isolate_by_tenant_v1('unit');
GRANT SELECT, INSERT, UPDATE, DELETE ON unit TO gongdan_app;
GRANT SELECT ON unit TO gongdan_worker;

-- `login_key` is the login casefolded: two logins never differ by letter case alone.
CREATE TABLE user_account (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    id uuid NOT NULL,
    login text NOT NULL,
    login_key text COLLATE "C" NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
    unit_id uuid,
    locale text NOT NULL CHECK (locale IN ('zh', 'en')),
    zone text NOT NULL,
    password_hash text NOT NULL,
    password_changed_at timestamptz NOT NULL,
    disabled_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, login_key),
    FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id)
);
CREATE INDEX user_account_unit ON user_account (tenant_id, unit_id);
SELECT isolate_by_tenant_v1('user_account');
GRANT SELECT, INSERT, UPDATE ON user_account TO gongdan_app;
GRANT SELECT (tenant_id, id, name, unit_id, locale, zone, disabled_at) ON user_account TO gongdan_worker;

-- The roles of a tenant's own; the shipped ones are part of the program and stand in no table.
CREATE TABLE role (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9-]{1,38}$'),
    name_zh text NOT NULL,
    name_en text NOT NULL,
    copied_from text,
    stands_for text,
    body jsonb NOT NULL,
    version integer NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, key)
);
SELECT isolate_by_tenant_v1('role');
GRANT SELECT, INSERT, UPDATE, DELETE ON role TO gongdan_app;
GRANT SELECT ON role TO gongdan_worker;

CREATE TABLE user_role (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role_key text NOT NULL,
    PRIMARY KEY (tenant_id, user_id, role_key),
    FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id)
);
CREATE INDEX user_role_holders ON user_role (tenant_id, role_key);
SELECT isolate_by_tenant_v1('user_role');
GRANT SELECT, INSERT, DELETE ON user_role TO gongdan_app;
GRANT SELECT ON user_role TO gongdan_worker;
