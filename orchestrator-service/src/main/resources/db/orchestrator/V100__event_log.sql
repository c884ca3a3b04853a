-- The truth about every deployment: its events. Everything else here follows from them.
create table event (
    deployment_id text        not null,
    sequence      bigint      not null check (sequence > 0),
    id            text        not null unique,
    type          text        not null,
    version       integer     not null,
    at            timestamptz not null,
    causation     text        not null,
    traceparent   text,
    payload       json        not null,
    previous      text        not null,
    hash          text        not null,
    primary key (deployment_id, sequence)
);

create function event_is_insert_only() returns trigger language plpgsql as $$
begin
    raise exception 'the event log is insert-only' using errcode = 'integrity_constraint_violation';
end $$;

create trigger event_is_insert_only before update or delete on event
    for each row execute function event_is_insert_only();
create trigger event_is_never_truncated before truncate on event
    for each statement execute function event_is_insert_only();

-- The sequence has no gap: each event's predecessor is there and has the hash that it names.
create function events_follow() returns trigger language plpgsql as $$
begin
    if exists (
        select 1 from added
        left join event before
            on before.deployment_id = added.deployment_id
            and before.sequence = added.sequence - 1
            and before.hash = added.previous
        where added.sequence > 1 and before.deployment_id is null
    ) then
        raise exception 'an event does not follow the one before it'
            using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;

create trigger events_follow after insert on event
    referencing new table as added
    for each statement execute function events_follow();

-- One row for each deployment: what lists show, and what is locked while a decision is made.
create table deployment (
    id           text primary key,
    plan         text        not null,
    version      text        not null,
    plan_digest  text        not null,
    environment  text        not null,
    targets      text[]      not null,
    reason       text        not null,
    requested_by text        not null,
    requested_at timestamptz not null,
    state        text        not null,
    ended        boolean     not null,
    changed_at   timestamptz not null,
    wake_at      timestamptz,
    sequence     bigint      not null,
    last_hash    text        not null
);

create index deployment_newest on deployment (requested_at desc, id desc);
create index deployment_due on deployment (wake_at) where wake_at is not null;

create function terminal_is_final() returns trigger language plpgsql as $$
begin
    if old.ended and (new.state <> old.state or not new.ended) then
        raise exception 'deployment % has ended as %', old.id, old.state
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create trigger terminal_is_final before update on deployment
    for each row execute function terminal_is_final();

-- At most one live deployment for each target.
create table live_target (
    target        text primary key,
    deployment_id text not null references deployment (id)
);

create index live_target_deployment on live_target (deployment_id);
