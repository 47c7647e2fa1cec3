-- The two ways to ask for deeds that had no index yet: how they ended, and what kind of thing they touched.

CREATE INDEX audit_entry_outcome ON audit_entry (tenant_id, outcome, recorded_at, event_id);
CREATE INDEX audit_entry_kind ON audit_entry (tenant_id, object_kind, recorded_at, event_id);
