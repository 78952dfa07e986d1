/**
 * What is counted. Rate limits stand in the order of columns that rate-limiter-flexible inserts, and are unlogged: after a
 * crash everybody begins anew. Guesses are logged: a crash of the database must not give anybody ten more.
 */
export const COUNTING_TABLES = `
CREATE UNLOGGED TABLE rate_limits (
  key varchar(255) NOT NULL,
  points integer NOT NULL DEFAULT 0,
  expire bigint,
  CONSTRAINT rate_limits_pkey PRIMARY KEY (key)
);
CREATE TABLE spend_days (
  user_id uuid NOT NULL,
  day date NOT NULL,
  units integer NOT NULL,
  CONSTRAINT spend_days_pkey PRIMARY KEY (user_id, day)
);
CREATE TABLE guess_counts (
  key text NOT NULL,
  count integer NOT NULL,
  ends_at timestamptz NOT NULL,
  CONSTRAINT guess_counts_pkey PRIMARY KEY (key)
);
CREATE INDEX guess_counts_ends ON guess_counts (ends_at);
`;

/** Proof of the keys that the database was filled with. */
export const VAULT_TABLES = `
CREATE TABLE vault_marks (
  name text NOT NULL,
  sealed text,
  indexed text NOT NULL,
  CONSTRAINT vault_marks_pkey PRIMARY KEY (name)
);
`;
