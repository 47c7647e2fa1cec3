-- What work is done on: machines, rooms, vehicles. `..._key` are folded for sorting and search.
CREATE TABLE asset (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL CHECK (char_length(code) BETWEEN 1 AND 64),
    code_key text COLLATE "C" NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    name_key text COLLATE "C" NOT NULL,
    kind text NOT NULL CHECK (char_length(kind) <= 64),
    place text NOT NULL CHECK (char_length(place) <= 400),
    latitude double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180),
    parent_id uuid,
    customer_id uuid,
    active boolean NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, code_key),
    FOREIGN KEY (tenant_id, parent_id) REFERENCES asset (tenant_id, id),
    CHECK ((latitude IS NULL) = (longitude IS NULL))
);
CREATE INDEX asset_by_code ON asset (tenant_id, code_key, id);
CREATE INDEX asset_by_name ON asset (tenant_id, name_key);
CREATE INDEX asset_by_parent ON asset (tenant_id, parent_id, code_key, id);
CREATE INDEX asset_by_customer ON asset (tenant_id, customer_id, code_key, id);
-- what was retired is rare: without this its list would read everything
CREATE INDEX asset_retired ON asset (tenant_id, code_key, id) WHERE NOT active;
SELECT isolate_by_tenant_v1('asset');
GRANT SELECT, INSERT, UPDATE ON asset TO gongdan_app;
GRANT SELECT ON asset TO gongdan_worker;
