-- When somebody comes, as published plans say: what customers are told where nothing was agreed.
CREATE TABLE planned_visit (
    tenant_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    order_id uuid NOT NULL,
    user_id uuid NOT NULL,
    begins_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, plan_id, order_id)
);
CREATE INDEX planned_visit_order ON planned_visit (tenant_id, order_id, begins_at);
CREATE INDEX planned_visit_begins ON planned_visit (tenant_id, begins_at);
CREATE INDEX planned_visit_user ON planned_visit (tenant_id, user_id);
SELECT isolate_by_tenant_v1('planned_visit');
GRANT SELECT, INSERT, DELETE ON planned_visit TO gongdan_app;
