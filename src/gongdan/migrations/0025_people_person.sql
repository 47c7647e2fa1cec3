-- Who does the work. The phone number stands here as ciphertext under the person's own key.
CREATE TABLE person (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
    name_key text COLLATE "C" NOT NULL,
    unit_id uuid,
    unit_path text COLLATE "C" NOT NULL,
    skills text[] NOT NULL,
    sealed bytea NOT NULL,
    active boolean NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, user_id)
);
CREATE INDEX person_by_name ON person (tenant_id, name_key, id);
CREATE INDEX person_by_unit ON person (tenant_id, unit_id, name_key, id);
CREATE INDEX person_by_path ON person (tenant_id, unit_path, name_key, id);
-- what was retired is rare: without this its list would read everything
CREATE INDEX person_retired ON person (tenant_id, name_key, id) WHERE NOT active;
SELECT isolate_by_tenant_v1('person');
GRANT SELECT, INSERT, UPDATE ON person TO gongdan_app;
GRANT SELECT (tenant_id, id, user_id, name, unit_id, unit_path, skills, active) ON person TO gongdan_worker;

-- One row a skill: a B-tree finds who has it (GIN would be switched off by row level security).
CREATE TABLE person_skill (
    tenant_id uuid NOT NULL,
    skill_key text COLLATE "C" NOT NULL,
    person_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, skill_key, person_id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id)
);
CREATE INDEX person_skill_person ON person_skill (tenant_id, person_id);
SELECT isolate_by_tenant_v1('person_skill');
GRANT SELECT, INSERT, DELETE ON person_skill TO gongdan_app;
GRANT SELECT ON person_skill TO gongdan_worker;
