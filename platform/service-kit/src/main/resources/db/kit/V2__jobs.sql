-- Commands that were taken in. What a command's work has led to is kept, because the command may come
-- again. Times are the database's.
CREATE TABLE job (
  command_id       text        PRIMARY KEY,
  deployment_id    text        NOT NULL,
  step_id          text        NOT NULL,
  direction        text        NOT NULL,
  attempt          int         NOT NULL,
  state            text        NOT NULL CHECK (state IN ('QUEUED', 'RUNNING', 'DONE')),
  fence            bigint      NOT NULL,
  lease_owner      text,
  lease_until      timestamptz,
  process_groups   text        NOT NULL DEFAULT '',
  cancel_requested boolean     NOT NULL DEFAULT false,
  command          text        NOT NULL,
  traceparent      text,
  report_type      text,
  report           text,
  queued_at        timestamptz NOT NULL DEFAULT now(),
  started_at       timestamptz,
  finished_at      timestamptz,
  UNIQUE (deployment_id, step_id, direction, attempt),
  CHECK (state <> 'RUNNING' OR (lease_owner IS NOT NULL AND lease_until IS NOT NULL)),
  CHECK ((state = 'DONE') = (report IS NOT NULL))
);
CREATE INDEX job_open ON job (queued_at, command_id) WHERE state <> 'DONE';
CREATE INDEX job_done ON job (finished_at) WHERE state = 'DONE';
