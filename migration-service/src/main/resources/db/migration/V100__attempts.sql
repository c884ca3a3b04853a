-- Every attempt at a migration: what it found before it ran anything, and how it ended.
create table migration_attempt (
    number          bigint generated always as identity primary key,
    command_id      text        not null,
    fence           bigint      not null,
    deployment_id   text        not null,
    step_id         text        not null,
    direction       text        not null check (direction in ('forward', 'back')),
    database_url    text        not null,
    -- The login role of the attempt at that database, or the tag of its sessions.
    login           text        not null,
    started_at      timestamptz not null default now(),
    deadline        timestamptz not null,
    revision_before text,
    schema_before   text,
    outcome         text check (outcome in ('succeeded', 'failed', 'stopped')),
    ended_at        timestamptz,
    -- Whether the login and its sessions are known to be gone from that database.
    login_gone      boolean     not null default false,
    unique (command_id, fence),
    check ((outcome is null) = (ended_at is null)),
    check ((revision_before is null) = (schema_before is null))
);

create index migration_attempt_of_step on migration_attempt (deployment_id, step_id);
create index migration_attempt_left on migration_attempt (database_url) where not login_gone;
create index migration_attempt_done on migration_attempt (database_url, number) where outcome = 'succeeded';
