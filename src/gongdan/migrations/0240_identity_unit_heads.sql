-- Who heads a unit: whom assignee rules mean by "the manager", level by level up the tree.
ALTER TABLE unit ADD COLUMN manager_id uuid;
ALTER TABLE unit ADD CONSTRAINT unit_manager FOREIGN KEY (tenant_id, manager_id)
    REFERENCES user_account (tenant_id, id);
CREATE INDEX unit_manager ON unit (tenant_id, manager_id) WHERE manager_id IS NOT NULL;
