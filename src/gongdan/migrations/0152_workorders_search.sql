-- Words of comments are found beside those of the order itself, and words one typing mistake away.

ALTER TABLE order_search ADD COLUMN part bigint NOT NULL DEFAULT 0;
ALTER TABLE order_search DROP CONSTRAINT order_search_pkey,
    ADD PRIMARY KEY (tenant_id, generation, order_id, part);

-- The newest orders (at most p_limit) of which one part holds all of p_tokens, and of each array
-- in p_groups at least one token.
CREATE FUNCTION find_orders_v2(p_tenant uuid, p_generation integer, p_tokens text[], p_groups jsonb, p_limit integer)
RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = gongdan, pg_temp AS $$
DECLARE
    v_group jsonb;
    v_where text := '';
BEGIN
    IF p_tenant IS DISTINCT FROM nullif(current_setting('app.tenant', true), '')::uuid THEN
        RETURN;
    END IF;
    IF cardinality(p_tokens) > 0 THEN
        v_where := ' AND s.tokens @> $3';
    END IF;
    FOR v_group IN SELECT jsonb_array_elements(p_groups) LOOP
        v_where := v_where || format(' AND s.tokens && %L::text[]',
            ARRAY(SELECT jsonb_array_elements_text(v_group)));
    END LOOP;
    IF v_where = '' THEN
        RETURN;
    END IF;
    -- the hits first: with the LIMIT in sight the planner would rather walk all orders by age
    RETURN QUERY EXECUTE 'WITH hit AS MATERIALIZED (
        SELECT DISTINCT s.order_id FROM order_search s
        WHERE s.tenant_id = $1 AND s.generation = $2' || v_where || ')
    SELECT h.order_id FROM hit h ORDER BY h.order_id DESC LIMIT $4'
    USING p_tenant, p_generation, p_tokens, p_limit;
END $$;
REVOKE EXECUTE ON FUNCTION find_orders_v2 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_orders_v2 TO gongdan_app;
ALTER FUNCTION find_orders_v2 OWNER TO gongdan_searcher;

-- Lists of one customer's orders.
CREATE INDEX order_row_customer ON order_row (tenant_id, customer_id, updated_at DESC, id DESC) WHERE customer_id IS NOT NULL;
CREATE INDEX order_row_due ON order_row (tenant_id, due_at) WHERE due_at IS NOT NULL;
