/** Exports, erasures and what stays after them. Rows outlive the account that they are about, so they do not refer to it. */
export const PRIVACY_TABLES = `
CREATE TABLE data_exports (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  token_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT data_exports_pkey PRIMARY KEY (id)
);
CREATE INDEX data_exports_expiry ON data_exports (expires_at);
CREATE TABLE erasure_requests (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  state text NOT NULL,
  legal_basis text,
  hold_until timestamptz,
  scheduled_for timestamptz,
  requested_at timestamptz NOT NULL,
  finished_at timestamptz,
  providers jsonb NOT NULL,
  receipt_hash text NOT NULL,
  CONSTRAINT erasure_requests_pkey PRIMARY KEY (id),
  CONSTRAINT erasure_requests_receipt UNIQUE (receipt_hash)
);
CREATE UNIQUE INDEX erasure_requests_one_open ON erasure_requests (user_id)
  WHERE state IN ('REQUESTED', 'ON_HOLD', 'SCHEDULED', 'IN_PROGRESS');
CREATE TABLE legal_holds (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  basis text NOT NULL,
  until timestamptz NOT NULL,
  placed_by uuid NOT NULL,
  placed_at timestamptz NOT NULL,
  released_at timestamptz,
  CONSTRAINT legal_holds_pkey PRIMARY KEY (id)
);
CREATE INDEX legal_holds_user ON legal_holds (user_id);
CREATE TABLE retained_records (
  user_id uuid NOT NULL,
  basis text NOT NULL,
  until timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  document_ids uuid[] NOT NULL,
  content text NOT NULL,
  CONSTRAINT retained_records_pkey PRIMARY KEY (user_id)
);
`;
