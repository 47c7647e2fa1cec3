-- A series of numbers is named by what its numbers say beside their counter, no longer by the order
-- type: two types that write the same would give a number twice. Counters go on where they stood.
ALTER TABLE definition NO FORCE ROW LEVEL SECURITY;
ALTER TABLE number_block NO FORCE ROW LEVEL SECURITY;
INSERT INTO number_block AS b (tenant_id, series, next)
SELECT old.tenant_id,
       regexp_replace(
           replace(coalesce(convert_from(d.body, 'UTF8')::jsonb ->> 'numbering', '{n:06}'),
                   '{year}', split_part(old.series, ':', 2)),
           '\{n[^}]*\}', '{n}') AS name,
       max(old.next)
FROM number_block AS old
JOIN definition AS d ON d.tenant_id = old.tenant_id AND d.key = split_part(old.series, ':', 1)
WHERE old.series ~ '^[a-z][a-z0-9_]*:[0-9]{4}$'
GROUP BY old.tenant_id, name
ON CONFLICT (tenant_id, series) DO UPDATE SET next = greatest(b.next, excluded.next);
ALTER TABLE definition FORCE ROW LEVEL SECURITY;
ALTER TABLE number_block FORCE ROW LEVEL SECURITY;
