-- Rows are also known by a mail address.

ALTER TABLE import_match DROP CONSTRAINT import_match_known_by_check;
ALTER TABLE import_match ADD CONSTRAINT import_match_known_by_check
    CHECK (known_by IN ('code', 'phone', 'email'));
