-- Every backup there ever was. The manifests in the storage are the truth about those that are
-- there; this also remembers those that retention has removed.
create table stored_backup (
  backup        text primary key,
  target        text not null,
  deployment_id text not null,
  step_id       text not null,
  finished_at   timestamptz not null,
  bytes         bigint not null check (bytes >= 0),
  sha256        text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  verified_at   timestamptz,
  removed_at    timestamptz
);

create index stored_backup_by_target on stored_backup (target, finished_at desc);
