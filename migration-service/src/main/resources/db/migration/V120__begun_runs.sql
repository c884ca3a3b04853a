-- A tool whose database commits each statement by itself may have written rows although neither its
-- ledger nor the schema shows it: then only this tells that a run was broken off.
alter table migration_attempt
    -- When the tool was last started.
    add column begun_at  timestamptz,
    -- Null while it runs, and for ever when it was killed.
    add column exit_code integer,
    -- The command whose report has told somebody that nobody knows how far it came.
    add column told_by   text,
    add check (exit_code is null or begun_at is not null),
    add check (told_by is null or (begun_at is not null and exit_code is null));
