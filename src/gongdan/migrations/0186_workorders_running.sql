-- How many orders run which version of a definition: counted from the index, however many are archived.
CREATE INDEX order_row_running ON order_row (tenant_id, type_key, definition_version)
    WHERE status IN ('open', 'suspended');
