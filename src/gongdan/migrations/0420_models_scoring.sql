-- What models that score candidates said where people chose somebody: at which place the chosen one
-- stood by them, and by whatever decided without them (0: not among those they were asked about).
-- Who that was stands with the order alone. `silent`: nobody had heard the model.
CREATE TABLE plugged_choice (
    tenant_id uuid NOT NULL,
    model_id uuid NOT NULL,
    choice_id uuid NOT NULL,
    order_id uuid NOT NULL,
    candidates integer NOT NULL CHECK (candidates > 1),
    place integer NOT NULL CHECK (place BETWEEN 0 AND candidates),
    deciding_place integer NOT NULL CHECK (deciding_place BETWEEN 0 AND candidates),
    silent boolean NOT NULL,
    fault text COLLATE "C" NOT NULL,
    ms double precision NOT NULL,
    said_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, model_id, choice_id),
    FOREIGN KEY (tenant_id, model_id) REFERENCES plugged_model (tenant_id, id)
);
CREATE INDEX plugged_choice_newest
    ON plugged_choice (tenant_id, model_id, said_at DESC, choice_id);
SELECT isolate_by_tenant_v1('plugged_choice');
GRANT SELECT, INSERT ON plugged_choice TO gongdan_app;

-- Deleted: its file is gone with its key; its way, and what it said, stay to be read.
ALTER TABLE plugged_model DROP CONSTRAINT plugged_model_state_check;
ALTER TABLE plugged_model ADD CONSTRAINT plugged_model_state_check
    CHECK (state IN ('checking', 'refused', 'checked', 'pilot', 'live', 'out', 'deleted'));

-- A job that asks models about a choice, once for each choice.
CREATE FUNCTION set_choice_job_v1(
    p_tenant uuid, p_id uuid, p_choice uuid, p_order uuid, p_among text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
BEGIN
    PERFORM set_config('app.tenant', p_tenant::text, true);
    INSERT INTO job (tenant_id, id, kind, dedup_key, run_at, payload)
    VALUES (p_tenant, p_id, 'models.choice', p_choice::text, clock_timestamp(),
        jsonb_build_object('order', p_order, 'among', p_among))
    ON CONFLICT DO NOTHING;
END $$;
REVOKE EXECUTE ON FUNCTION set_choice_job_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_choice_job_v1 TO gongdan_app;
