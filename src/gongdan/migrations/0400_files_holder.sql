-- Lists and exports ask for the files of many things at once.
CREATE INDEX file_holder ON file (tenant_id, holder_id) WHERE holder_id IS NOT NULL;
