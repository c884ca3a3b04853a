-- Two columns: the table that an entry belongs to (empty for none), and the entry.
select t.TABLE_NAME, concat_ws(' ', lower(t.TABLE_TYPE), t.TABLE_NAME, t.ENGINE, t.TABLE_COLLATION,
       if(t.CREATE_OPTIONS like '%partitioned%', 'partitioned', null))
from information_schema.TABLES t
where t.TABLE_SCHEMA = database()
union all
select c.TABLE_NAME, concat_ws(' ', 'column', concat(c.TABLE_NAME, '.', c.COLUMN_NAME), c.COLUMN_TYPE,
       if(c.IS_NULLABLE = 'NO', 'not null', 'null'), concat('default ', c.COLUMN_DEFAULT),
       nullif(c.EXTRA, ''), c.COLLATION_NAME, concat('as ', c.GENERATION_EXPRESSION))
from information_schema.COLUMNS c
join information_schema.TABLES t using (TABLE_SCHEMA, TABLE_NAME)
where c.TABLE_SCHEMA = database() and t.TABLE_TYPE = 'BASE TABLE'
union all
select i.TABLE_NAME, concat_ws(' ', if(i.NON_UNIQUE = 0, 'unique index', 'index'),
       concat(i.TABLE_NAME, '.', i.INDEX_NAME), lower(i.INDEX_TYPE),
       concat('(', group_concat(i.COLUMN_NAME, coalesce(concat('(', i.SUB_PART, ')'), '')
              order by i.SEQ_IN_INDEX separator ', '), ')'))
from information_schema.STATISTICS i
where i.TABLE_SCHEMA = database()
group by i.TABLE_NAME, i.INDEX_NAME, i.NON_UNIQUE, i.INDEX_TYPE
union all
select k.TABLE_NAME, concat_ws(' ', 'foreign key', concat(k.TABLE_NAME, '.', k.CONSTRAINT_NAME),
       concat('(', group_concat(k.COLUMN_NAME order by k.ORDINAL_POSITION separator ', '), ')'), 'to',
       nullif(k.REFERENCED_TABLE_SCHEMA, database()), k.REFERENCED_TABLE_NAME,
       concat('(', group_concat(k.REFERENCED_COLUMN_NAME order by k.ORDINAL_POSITION separator ', '), ')'),
       'update', lower(r.UPDATE_RULE), 'delete', lower(r.DELETE_RULE))
from information_schema.KEY_COLUMN_USAGE k
join information_schema.REFERENTIAL_CONSTRAINTS r
  on r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA and r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
 and r.TABLE_NAME = k.TABLE_NAME
where k.TABLE_SCHEMA = database() and k.REFERENCED_TABLE_NAME is not null
group by k.TABLE_NAME, k.CONSTRAINT_NAME, k.REFERENCED_TABLE_SCHEMA, k.REFERENCED_TABLE_NAME,
         r.UPDATE_RULE, r.DELETE_RULE
union all
select c.TABLE_NAME, concat_ws(' ', 'check', concat(c.TABLE_NAME, '.', c.CONSTRAINT_NAME), c.CHECK_CLAUSE)
from information_schema.CHECK_CONSTRAINTS c
where c.CONSTRAINT_SCHEMA = database()
union all
select v.TABLE_NAME, concat_ws(' ', 'view', v.TABLE_NAME, lower(v.SECURITY_TYPE), 'as', v.VIEW_DEFINITION)
from information_schema.VIEWS v
where v.TABLE_SCHEMA = database()
union all
select g.EVENT_OBJECT_TABLE, concat_ws(' ', 'trigger', concat(g.EVENT_OBJECT_TABLE, '.', g.TRIGGER_NAME),
       lower(g.ACTION_TIMING), lower(g.EVENT_MANIPULATION), g.ACTION_ORDER, g.ACTION_STATEMENT)
from information_schema.TRIGGERS g
where g.TRIGGER_SCHEMA = database()
union all
select '', concat_ws(' ', lower(o.ROUTINE_TYPE), o.ROUTINE_NAME, o.DTD_IDENTIFIER,
       lower(o.SECURITY_TYPE), o.ROUTINE_DEFINITION)
from information_schema.ROUTINES o
where o.ROUTINE_SCHEMA = database()
union all
select '', concat_ws(' ', 'event', e.EVENT_NAME, e.STATUS, e.EXECUTE_AT, e.INTERVAL_VALUE, e.INTERVAL_FIELD,
       e.EVENT_DEFINITION)
from information_schema.EVENTS e
where e.EVENT_SCHEMA = database()
