-- Whose roles may start orders of a definition, beside it: lists of types are told without bodies.
ALTER TABLE definition ADD COLUMN reporters text[] NOT NULL DEFAULT '{}';
