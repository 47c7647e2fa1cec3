-- Saved views of the list: a name for a query, private or shared, and how each person keeps them.

CREATE TABLE order_view (
    tenant_id uuid NOT NULL REFERENCES tenant (id),
    id uuid NOT NULL,
    owner_id uuid NOT NULL,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
    query text NOT NULL CHECK (char_length(query) <= 2000),
    shared text NOT NULL CHECK (shared = '' OR shared = 'all' OR shared LIKE 'role:%'),
    version integer NOT NULL DEFAULT 1,
    deleted_at timestamptz,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX order_view_owner ON order_view (tenant_id, owner_id) WHERE deleted_at IS NULL;
CREATE INDEX order_view_shared ON order_view (tenant_id, shared) WHERE deleted_at IS NULL AND shared <> '';
SELECT isolate_by_tenant_v1('order_view');
GRANT SELECT, INSERT, UPDATE ON order_view TO gongdan_app;

-- In which order one person keeps the views that he sees, and which of them opens first.
CREATE TABLE order_view_use (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    view_id uuid NOT NULL,
    place integer NOT NULL,
    is_default boolean NOT NULL,
    PRIMARY KEY (tenant_id, user_id, view_id),
    FOREIGN KEY (tenant_id, view_id) REFERENCES order_view (tenant_id, id)
);
SELECT isolate_by_tenant_v1('order_view_use');
GRANT SELECT, INSERT, UPDATE, DELETE ON order_view_use TO gongdan_app;
