-- What a tenant's administrator may change: name, language, zone, and whose public holidays count.
-- `country` is an ISO 3166-1 code; without one only weekends are days off.

ALTER TABLE tenant
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN country text NOT NULL DEFAULT '' CHECK (country = '' OR country ~ '^[A-Z]{2}$');
UPDATE tenant SET country = 'CN' WHERE zone IN ('Asia/Shanghai', 'Asia/Urumqi');
