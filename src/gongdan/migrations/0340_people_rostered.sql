-- Days for which a published roster says when somebody works; without hours: a day off.
-- On these days it counts before the week that stands in how they work.
CREATE TABLE person_rostered (
    tenant_id uuid NOT NULL,
    person_id uuid NOT NULL,
    day date NOT NULL,
    begins smallint CHECK (begins BETWEEN 0 AND 1439),
    ends smallint CHECK (ends > begins AND ends <= begins + 1440),
    PRIMARY KEY (tenant_id, person_id, day),
    CHECK ((begins IS NULL) = (ends IS NULL)),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id)
);
CREATE INDEX person_rostered_day ON person_rostered (tenant_id, day);
SELECT isolate_by_tenant_v1('person_rostered');
GRANT SELECT, INSERT, UPDATE, DELETE ON person_rostered TO gongdan_app;
