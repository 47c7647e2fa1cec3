-- What a triage model on trial says of new orders, beside the live one; nobody is shown it.
CREATE TABLE dispatch_triage_trial (
    tenant_id uuid NOT NULL,
    challenger integer NOT NULL CHECK (challenger > 0),
    order_id uuid NOT NULL,
    label text COLLATE "C" NOT NULL,
    confidence double precision NOT NULL,
    verdict text NOT NULL,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, challenger, order_id)
);
SELECT isolate_by_tenant_v1('dispatch_triage_trial');
GRANT SELECT, INSERT ON dispatch_triage_trial TO gongdan_app;

-- Until now a triage model spoke as soon as it was learned, and no step said so. Now steps say who
-- speaks: each model that is there reached all orders when it was made, and what was taken back
-- was taken back after that.
ALTER TABLE dispatch_model NO FORCE ROW LEVEL SECURITY;
ALTER TABLE dispatch_stage NO FORCE ROW LEVEL SECURITY;
CREATE TEMPORARY TABLE triage_steps ON COMMIT DROP AS
SELECT tenant_id, row_number() OVER (PARTITION BY tenant_id ORDER BY since, version, stage DESC) AS n,
       version, stage, since, author_id, reason
FROM (
    SELECT tenant_id, version, 'whole' AS stage, made_at AS since, NULL::uuid AS author_id, '' AS reason
    FROM dispatch_model
    UNION ALL
    SELECT tenant_id, version, stage, since, author_id, reason FROM dispatch_stage WHERE model = 'triage'
) AS steps;
DELETE FROM dispatch_stage WHERE model = 'triage';
INSERT INTO dispatch_stage (tenant_id, model, n, version, stage, since, author_id, reason)
SELECT tenant_id, 'triage', n, version, stage, since, author_id, reason FROM triage_steps;
ALTER TABLE dispatch_model FORCE ROW LEVEL SECURITY;
ALTER TABLE dispatch_stage FORCE ROW LEVEL SECURITY;
