-- Tables become orders, assets or customers; which rows are entries that were there already.
ALTER TABLE import_run
    ADD COLUMN target text NOT NULL DEFAULT 'orders' CHECK (target IN ('orders', 'assets', 'customers')),
    ADD COLUMN changed integer NOT NULL DEFAULT 0;

-- What a row was known by and what becomes of the entry; nothing of what stood in the row.
CREATE TABLE import_match (
    tenant_id uuid NOT NULL,
    run_id uuid NOT NULL,
    line integer NOT NULL,
    entry_id uuid NOT NULL,
    known_by text NOT NULL CHECK (known_by IN ('code', 'phone')),
    outcome text NOT NULL CHECK (outcome IN ('kept', 'same', 'changed')),
    PRIMARY KEY (tenant_id, run_id, line),
    FOREIGN KEY (tenant_id, run_id) REFERENCES import_run (tenant_id, id) ON DELETE CASCADE
);
SELECT isolate_by_tenant_v1('import_match');
GRANT SELECT, INSERT, DELETE ON import_match TO gongdan_app;
