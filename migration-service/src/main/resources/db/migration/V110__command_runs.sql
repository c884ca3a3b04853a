-- Every program that was started for a step: a program has no ledger but this.
create table command_run (
    command_id    text        not null,
    fence         bigint      not null,
    deployment_id text        not null,
    step_id       text        not null,
    direction     text        not null check (direction in ('forward', 'back')),
    started_at    timestamptz not null default now(),
    -- Null while it runs, and for ever when it was killed.
    exit_code     integer,
    ended_at      timestamptz,
    -- Whether somebody was told that nobody knows how far it came.
    told          boolean     not null default false,
    primary key (command_id, fence),
    check ((exit_code is null) = (ended_at is null))
);

create index command_run_of_step on command_run (deployment_id, step_id, direction);
