-- What was answered to a request that carried an Idempotency-Key.
create table answered_request (
    actor       text        not null,
    key         text        not null,
    fingerprint text        not null,
    status      integer     not null,
    location    text,
    body        text        not null,
    at          timestamptz not null default now(),
    primary key (actor, key)
);

create index answered_request_age on answered_request (at);

-- What the specialists said last that they can reach.
create table specialist (
    name         text primary key,
    at           timestamptz not null,
    databases    text[]      not null,
    applications text[]      not null,
    workspaces   text[]      not null
);
