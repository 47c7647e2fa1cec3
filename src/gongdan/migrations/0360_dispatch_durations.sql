-- How long the work of orders took, by type and by what they were about ('': all of the type).
CREATE TABLE dispatch_duration (
    tenant_id uuid NOT NULL,
    type_key text COLLATE "C" NOT NULL,
    category text COLLATE "C" NOT NULL,
    order_id uuid NOT NULL,
    minutes double precision NOT NULL CHECK (minutes > 0),
    ended_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, type_key, category, order_id)
);
CREATE INDEX dispatch_duration_newest ON dispatch_duration (tenant_id, type_key, category, ended_at DESC);
SELECT isolate_by_tenant_v1('dispatch_duration');
GRANT SELECT, INSERT ON dispatch_duration TO gongdan_app;

-- Which types and categories there are: what is usual is asked of each by the newest alone.
CREATE TABLE dispatch_duration_kind (
    tenant_id uuid NOT NULL,
    type_key text COLLATE "C" NOT NULL,
    category text COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, type_key, category)
);
SELECT isolate_by_tenant_v1('dispatch_duration_kind');
GRANT SELECT, INSERT ON dispatch_duration_kind TO gongdan_app;
