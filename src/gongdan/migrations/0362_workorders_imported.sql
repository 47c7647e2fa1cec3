-- When imported orders came, as their history claims it: a projection, for those who plan by it.
CREATE TABLE imported_arrival (
    tenant_id uuid NOT NULL,
    generation integer NOT NULL,
    order_id uuid NOT NULL,
    came_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, generation, order_id)
);
CREATE INDEX imported_arrival_came ON imported_arrival (tenant_id, generation, came_at DESC, order_id);
SELECT isolate_by_tenant_v1('imported_arrival');
GRANT SELECT ON imported_arrival TO gongdan_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON imported_arrival TO gongdan_worker;
