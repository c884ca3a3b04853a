-- What is known of each deployment, folded from its events.
CREATE TABLE deployment_view (
  deployment_id text PRIMARY KEY,
  sequence      bigint NOT NULL,
  view          text NOT NULL
);

-- Events that came before one that goes before them.
CREATE TABLE held_event (
  deployment_id text NOT NULL,
  sequence      bigint NOT NULL,
  type          text NOT NULL,
  version       integer NOT NULL,
  body          bytea NOT NULL,
  held_at       timestamptz NOT NULL,
  PRIMARY KEY (deployment_id, sequence)
);

CREATE INDEX held_event_by_age ON held_event (held_at);

-- Messages on their way. Of one deployment and address the lowest id goes first.
CREATE TABLE delivery (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  deployment_id   text NOT NULL,
  sequence        bigint NOT NULL,
  channel         text NOT NULL CHECK (channel IN ('SLACK', 'WEBHOOK', 'MAIL')),
  address         text NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('STATUS', 'THREAD', 'ALERT', 'MAIL')),
  notice          text,
  state           text NOT NULL DEFAULT 'PENDING'
                    CHECK (state IN ('PENDING', 'SENT', 'MERGED', 'FAILED')),
  attempts        integer NOT NULL DEFAULT 0,
  failures        integer NOT NULL DEFAULT 0,
  failing_since   timestamptz,
  -- For a failed one: when it is tried after all.
  next_attempt_at timestamptz,
  claimed_until   timestamptz,
  last_error      text,
  provider_id     text,
  created_at      timestamptz NOT NULL,
  sent_at         timestamptz,
  UNIQUE (deployment_id, sequence, channel, address, kind),
  CHECK (state <> 'PENDING' OR next_attempt_at IS NOT NULL),
  CHECK ((state = 'SENT') = (sent_at IS NOT NULL)),
  CHECK ((kind = 'STATUS') = (notice IS NULL))
);

CREATE INDEX delivery_lane ON delivery (deployment_id, channel, address, id) WHERE state = 'PENDING';
CREATE INDEX delivery_due ON delivery (next_attempt_at) WHERE state = 'PENDING';
CREATE INDEX delivery_again ON delivery (next_attempt_at) WHERE state = 'FAILED';
CREATE INDEX delivery_sent ON delivery (channel, sent_at) WHERE state = 'SENT';

-- The message of each deployment in each Slack channel, which is updated in place.
CREATE TABLE slack_message (
  deployment_id text NOT NULL,
  channel       text NOT NULL,
  channel_id    text NOT NULL,
  ts            text NOT NULL,
  PRIMARY KEY (deployment_id, channel)
);
