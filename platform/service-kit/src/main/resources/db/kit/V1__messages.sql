-- Records that wait to be sent. The relay deletes what the broker has acknowledged.
CREATE TABLE outbox (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic      text        NOT NULL,
  record_key text        NOT NULL,
  headers    text        NOT NULL,
  payload    text        NOT NULL,
  added_at   timestamptz NOT NULL DEFAULT now()
);

-- Which records were taken in, so that a record that comes twice is taken in once.
CREATE TABLE inbox (
  record_id text        PRIMARY KEY,
  seen_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX inbox_age ON inbox (seen_at);

-- Records that could not be understood, or that could not be handled, with their bytes.
CREATE TABLE parked_record (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic            text        NOT NULL,
  record_partition int         NOT NULL,
  record_offset    bigint      NOT NULL,
  record_key       text,
  headers          text        NOT NULL,
  payload          bytea,
  reason           text        NOT NULL,
  parked_at        timestamptz NOT NULL DEFAULT now(),
  UNIQUE (topic, record_partition, record_offset)
);
