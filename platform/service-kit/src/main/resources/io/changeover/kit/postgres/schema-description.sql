-- One line for each object of the user's schemas. No OIDs, no owners and rights, no comments, no
-- position of a column within its table. What belongs to an extension is left to the extension.
WITH spaces AS (
  SELECT oid, nspname FROM pg_namespace
  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), relations AS (
  SELECT c.oid, c.relkind, c.relpersistence, quote_ident(s.nspname) || '.' || quote_ident(c.relname) AS name,
         c.relispartition, c.relpartbound
  FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
)
SELECT 'schema ' || quote_ident(nspname) FROM spaces
UNION ALL
SELECT 'extension ' || extname FROM pg_extension
UNION ALL
SELECT 'relation ' || name || ' kind ' || relkind::text || ' persistence ' || relpersistence::text
       || coalesce(' partition ' || pg_get_expr(relpartbound, oid), '')
       || coalesce(' partitioned by ' || pg_get_partkeydef(oid), '')
FROM relations WHERE relkind <> 'S'
UNION ALL
SELECT 'inherits ' || r.name || ' from ' || i.inhparent::regclass
FROM relations r JOIN pg_inherits i ON i.inhrelid = r.oid
UNION ALL
SELECT 'column ' || r.name || '.' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
       || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
       || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
       || CASE WHEN a.attidentity <> '' THEN ' identity ' || a.attidentity::text ELSE '' END
       || CASE WHEN a.attgenerated <> '' THEN ' generated ' || a.attgenerated::text ELSE '' END
       || CASE WHEN a.attcollation <> t.typcollation THEN ' collate ' || a.attcollation::regcollation ELSE '' END
FROM relations r
JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE r.relkind <> 'S'
UNION ALL
SELECT 'constraint ' || r.name || ' ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)
FROM relations r JOIN pg_constraint k ON k.conrelid = r.oid
WHERE k.contype IN ('p', 'u', 'f', 'c', 'x')
UNION ALL
SELECT 'index ' || r.name || ' ' || pg_get_indexdef(i.indexrelid)
       || CASE WHEN i.indisvalid THEN '' ELSE ' invalid' END
FROM relations r JOIN pg_index i ON i.indrelid = r.oid
UNION ALL
SELECT 'sequence ' || r.name || ' ' || format_type(q.seqtypid, NULL) || ' start ' || q.seqstart || ' by ' || q.seqincrement
       || ' from ' || q.seqmin || ' to ' || q.seqmax || CASE WHEN q.seqcycle THEN ' cycle' ELSE '' END
       || coalesce(' owned by ' || o.refobjid::regclass || '.' || quote_ident(a.attname), '')
FROM relations r JOIN pg_sequence q ON q.seqrelid = r.oid
LEFT JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = r.oid AND o.deptype IN ('a', 'i')
                     AND o.refclassid = 'pg_class'::regclass AND o.refobjsubid > 0
LEFT JOIN pg_attribute a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid
UNION ALL
SELECT 'view ' || r.name || ' ' || pg_get_viewdef(r.oid) FROM relations r WHERE r.relkind IN ('v', 'm')
UNION ALL
SELECT 'function ' || p.oid::regprocedure || ' ' || pg_get_functiondef(p.oid)
FROM pg_proc p JOIN spaces s ON s.oid = p.pronamespace
WHERE p.prokind IN ('f', 'p', 'w')
  AND NOT EXISTS (SELECT FROM pg_depend d
                  WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
UNION ALL
SELECT 'trigger ' || r.name || ' ' || pg_get_triggerdef(t.oid) || ' enabled ' || t.tgenabled::text
FROM relations r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal
UNION ALL
SELECT 'policy ' || r.name || ' ' || quote_ident(y.polname) || ' ' || y.polcmd::text || ' '
       || coalesce(pg_get_expr(y.polqual, y.polrelid), '') || ' check '
       || coalesce(pg_get_expr(y.polwithcheck, y.polrelid), '')
FROM relations r JOIN pg_policy y ON y.polrelid = r.oid
UNION ALL
SELECT 'enum ' || t.oid::regtype || ' '
       || (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
           FROM pg_enum e WHERE e.enumtypid = t.oid)
FROM pg_type t JOIN spaces s ON s.oid = t.typnamespace
WHERE t.typtype = 'e'
UNION ALL
SELECT 'domain ' || t.oid::regtype || ' ' || format_type(t.typbasetype, t.typtypmod)
       || CASE WHEN t.typnotnull THEN ' not null' ELSE '' END || coalesce(' default ' || t.typdefault, '')
       || coalesce((SELECT string_agg(' ' || pg_get_constraintdef(k.oid), '' ORDER BY k.conname)
                    FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'), '')
FROM pg_type t JOIN spaces s ON s.oid = t.typnamespace
WHERE t.typtype = 'd'
