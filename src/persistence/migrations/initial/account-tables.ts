/** Accounts, and the ways to sign in to them. Personal data is sealed text; what it is found by is its blind index. */
export const ACCOUNT_TABLES = `
CREATE TABLE users (
  id uuid NOT NULL,
  email text NOT NULL,
  email_index text NOT NULL,
  name text NOT NULL,
  mobile text NOT NULL,
  mobile_index text NOT NULL,
  roles text[] NOT NULL,
  password_hash text NOT NULL,
  mobile_verified_at timestamptz,
  email_verified_at timestamptz,
  suspended_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_email_index UNIQUE (email_index)
);
CREATE INDEX users_mobile ON users (mobile_index);
CREATE INDEX users_not_customers ON users (id) WHERE roles <> '{CUSTOMER}';
CREATE INDEX users_suspended ON users (id) WHERE suspended_at IS NOT NULL;
CREATE TABLE sessions (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  device text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  CONSTRAINT sessions_pkey PRIMARY KEY (id),
  CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE TABLE refresh_tokens (
  token_hash text NOT NULL,
  session_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  used_at timestamptz,
  answered_at timestamptz,
  CONSTRAINT refresh_tokens_pkey PRIMARY KEY (token_hash),
  CONSTRAINT refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);
CREATE TABLE password_resets (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  token_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT password_resets_pkey PRIMARY KEY (id),
  CONSTRAINT password_resets_token UNIQUE (token_hash),
  CONSTRAINT password_resets_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX password_resets_expiry ON password_resets (expires_at);
CREATE INDEX password_resets_owner ON password_resets (user_id);
CREATE TABLE api_keys (
  id uuid NOT NULL,
  name text NOT NULL,
  scopes text[] NOT NULL,
  secret_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  CONSTRAINT api_keys_pkey PRIMARY KEY (id)
);
CREATE TABLE external_identities (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  issuer text NOT NULL,
  subject text NOT NULL,
  subject_index text NOT NULL,
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  CONSTRAINT external_identities_pkey PRIMARY KEY (id),
  CONSTRAINT external_identities_subject UNIQUE (issuer, subject_index),
  CONSTRAINT external_identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX external_identities_owner ON external_identities (user_id, id);
`;
