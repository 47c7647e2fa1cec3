-- A policy counts for a unit with all below it, and for a share of the orders (by their id).
ALTER TABLE dispatch_policy
    ADD COLUMN unit_id uuid,
    ADD COLUMN share integer NOT NULL DEFAULT 100 CHECK (share BETWEEN 1 AND 100);

-- Of which type and unit the order was; whether whoever gave it out let the category stand; and
-- why it teaches nothing, once it has ended ('': it may teach).
ALTER TABLE dispatch_triage
    ADD COLUMN type_key text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN unit_id uuid,
    ADD COLUMN stood boolean NOT NULL DEFAULT false,
    ADD COLUMN left_out text COLLATE "C" NOT NULL DEFAULT ''
        CHECK (left_out IN ('', 'cancelled', 'too_short', 'personal_only', 'duplicate', 'nobody_said'));
CREATE INDEX dispatch_triage_seen ON dispatch_triage (tenant_id, type_key, made_at DESC, order_id);
