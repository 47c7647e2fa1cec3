-- To which hosts webhooks and connectors of a tenant may go; no row, or no host in it: to all that
-- the installation lets out.

CREATE TABLE outbound_host_list (
    tenant_id uuid PRIMARY KEY,
    hosts text[] NOT NULL CHECK (cardinality(hosts) <= 200),
    version bigint NOT NULL CHECK (version > 0)
);
SELECT isolate_by_tenant_v1('outbound_host_list');
GRANT SELECT, INSERT, UPDATE ON outbound_host_list TO gongdan_app;
GRANT SELECT ON outbound_host_list TO gongdan_worker;
