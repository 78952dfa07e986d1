/** What providers told us, and what they were told to do. `provider_commands` refers to no account: it outlives it. */
export const PROVIDER_TABLES = `
CREATE TABLE provider_snapshots (
  provider_id text NOT NULL,
  kind text NOT NULL,
  record_key text NOT NULL,
  value text NOT NULL,
  fetched_at timestamptz NOT NULL,
  outdated_at timestamptz,
  CONSTRAINT provider_snapshots_pkey PRIMARY KEY (provider_id, record_key, kind)
);
CREATE INDEX provider_snapshots_look_ups ON provider_snapshots (kind)
  WHERE kind IN ('customer-lookup', 'provider-runners');
CREATE TABLE provider_tokens (
  user_id uuid NOT NULL,
  provider_id text NOT NULL,
  token_id uuid NOT NULL,
  access_token text NOT NULL,
  refresh_token text,
  expires_at timestamptz,
  updated_at timestamptz NOT NULL,
  CONSTRAINT provider_tokens_pkey PRIMARY KEY (user_id, provider_id),
  CONSTRAINT provider_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE TABLE provider_commands (
  id uuid NOT NULL,
  actor_user_id uuid NOT NULL,
  provider_id text NOT NULL,
  operation text NOT NULL,
  state text NOT NULL,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  CONSTRAINT provider_commands_pkey PRIMARY KEY (id)
);
CREATE INDEX provider_commands_state ON provider_commands (state, id);
CREATE TABLE webhook_events (
  id uuid NOT NULL,
  provider_id text NOT NULL,
  dedupe_key text NOT NULL,
  event_type text NOT NULL,
  record_key text NOT NULL,
  event text NOT NULL,
  occurred_at timestamptz,
  received_at timestamptz NOT NULL,
  processed_at timestamptz,
  next_try_at timestamptz,
  CONSTRAINT webhook_events_pkey PRIMARY KEY (id),
  CONSTRAINT webhook_events_once UNIQUE (provider_id, dedupe_key)
);
CREATE INDEX webhook_events_due ON webhook_events (next_try_at) WHERE processed_at IS NULL;
CREATE INDEX webhook_events_record ON webhook_events (provider_id, record_key);
`;
