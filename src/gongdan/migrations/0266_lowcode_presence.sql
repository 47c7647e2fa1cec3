-- Who has a definition's designer open, and at which place; told again every 20 s, forgotten after a minute.
CREATE TABLE definition_presence (
    tenant_id uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    user_id uuid NOT NULL,
    place text COLLATE "C" NOT NULL CHECK (char_length(place) <= 300),
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key, user_id)
);
SELECT isolate_by_tenant_v1('definition_presence');
GRANT SELECT, INSERT, UPDATE (place, seen_at), DELETE ON definition_presence TO gongdan_app;
