-- Uploads on their way and finished files. The bytes lie outside, encrypted; here stand sizes,
-- kinds and wrapped keys. Names and what an original claims of itself (time, place) are sealed
-- with the file's own key (`meta`), so that they go when it goes.

CREATE TABLE upload (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    owner text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('image', 'video', 'document')),
    media_type text NOT NULL,
    size bigint NOT NULL CHECK (size > 0),
    key bytea NOT NULL,
    meta bytea NOT NULL,
    poster_of uuid,
    begun_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX upload_owner ON upload (tenant_id, owner);
CREATE INDEX upload_begun ON upload (tenant_id, begun_at);
SELECT isolate_by_tenant_v1('upload');
GRANT SELECT, INSERT, DELETE ON upload TO gongdan_app;

-- Equal content is stored once for each tenant: `content` is a keyed digest (HMAC), so that two
-- tenants with the same picture show nothing of it. `key` is NULL once it was destroyed.
CREATE TABLE file (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    blob_id uuid NOT NULL,
    owner text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('image', 'video', 'document')),
    media_type text NOT NULL,
    size bigint NOT NULL CHECK (size > 0),
    width integer NOT NULL,
    height integer NOT NULL,
    seconds double precision NOT NULL,
    display_type text NOT NULL,
    display_size bigint NOT NULL,
    thumbnail_size bigint NOT NULL,
    scan text NOT NULL CHECK (scan IN ('not_scanned', 'clean')),
    content bytea NOT NULL CHECK (octet_length(content) = 32),
    key bytea,
    meta bytea NOT NULL,
    subject_id uuid,
    holder_kind text NOT NULL,
    holder_id uuid,
    poster_id uuid,
    finished_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK ((holder_kind = '') = (holder_id IS NULL))
);
CREATE INDEX file_content ON file (tenant_id, content);
CREATE INDEX file_blob ON file (tenant_id, blob_id);
CREATE INDEX file_subject ON file (tenant_id, subject_id) WHERE subject_id IS NOT NULL;
CREATE INDEX file_unattached ON file (tenant_id, finished_at) WHERE holder_id IS NULL;
SELECT isolate_by_tenant_v1('file');
GRANT SELECT, INSERT, UPDATE, DELETE ON file TO gongdan_app;
