/** What belongs to an account: its records at the providers, its documents and its checks. */
export const RECORD_TABLES = `
CREATE TABLE applicants (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  provider_id text NOT NULL,
  provider_applicant_id text,
  flow_name text,
  source_key text,
  status text NOT NULL,
  decision text,
  check_requests integer NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT applicants_pkey PRIMARY KEY (id),
  CONSTRAINT applicants_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX applicants_owner ON applicants (user_id, id);
CREATE INDEX applicants_provider_record ON applicants (provider_id, provider_applicant_id);
CREATE TABLE runners (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  provider_id text NOT NULL,
  provider_runner_id text,
  flow_id text,
  ref_id text,
  status text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT runners_pkey PRIMARY KEY (id),
  CONSTRAINT runners_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX runners_owner ON runners (user_id, id);
CREATE TABLE documents (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  kind text NOT NULL,
  side text,
  country text,
  filename text NOT NULL,
  content_type text NOT NULL,
  size_bytes integer NOT NULL,
  sha256 text NOT NULL,
  state text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT documents_pkey PRIMARY KEY (id),
  CONSTRAINT documents_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX documents_owner ON documents (user_id, id);
CREATE TABLE document_copies (
  id uuid NOT NULL,
  document_id uuid NOT NULL,
  provider_id text NOT NULL,
  provider_document_id text,
  applicant_id uuid,
  runner_id uuid,
  state text NOT NULL,
  error_code text,
  remarks text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT document_copies_pkey PRIMARY KEY (id),
  CONSTRAINT document_copies_applicant_id_fkey FOREIGN KEY (applicant_id) REFERENCES applicants (id),
  CONSTRAINT document_copies_document_id_fkey FOREIGN KEY (document_id) REFERENCES documents (id),
  CONSTRAINT document_copies_runner_id_fkey FOREIGN KEY (runner_id) REFERENCES runners (id)
);
CREATE INDEX document_copies_applicant ON document_copies (applicant_id) WHERE applicant_id IS NOT NULL;
CREATE INDEX document_copies_document ON document_copies (document_id, id);
CREATE INDEX document_copies_original ON document_copies (provider_id, provider_document_id);
CREATE INDEX document_copies_runner ON document_copies (runner_id) WHERE runner_id IS NOT NULL;
CREATE TABLE profiles (
  user_id uuid NOT NULL,
  pan text,
  pan_index text,
  personal text,
  address text,
  bank_accounts text NOT NULL,
  demat_accounts text NOT NULL,
  photo_document_id uuid,
  updated_at timestamptz NOT NULL,
  CONSTRAINT profiles_pkey PRIMARY KEY (user_id),
  CONSTRAINT profiles_photo_document_id_fkey FOREIGN KEY (photo_document_id) REFERENCES documents (id),
  CONSTRAINT profiles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX profiles_pan ON profiles (pan_index);
CREATE INDEX profiles_photo ON profiles (photo_document_id) WHERE photo_document_id IS NOT NULL;
CREATE TABLE verifications (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  capability text NOT NULL,
  provider_id text NOT NULL,
  check_id text NOT NULL,
  reference_id text,
  subject text NOT NULL,
  document_id uuid,
  status text NOT NULL,
  outcome text,
  decision text,
  validity text,
  valid_until text,
  comparisons text,
  score double precision,
  reasons text NOT NULL,
  facts text NOT NULL,
  retryable boolean NOT NULL,
  raw text NOT NULL,
  link text,
  attempts jsonb NOT NULL,
  timeline jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  completed_at timestamptz,
  CONSTRAINT verifications_pkey PRIMARY KEY (id),
  CONSTRAINT verifications_check UNIQUE (check_id),
  CONSTRAINT verifications_document_id_fkey FOREIGN KEY (document_id) REFERENCES documents (id),
  CONSTRAINT verifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX verifications_document ON verifications (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX verifications_owner ON verifications (user_id, id);
CREATE INDEX verifications_provider_record ON verifications (provider_id, reference_id);
CREATE TABLE customer_links (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  provider_id text NOT NULL,
  customer_number text,
  state text NOT NULL,
  document_fingerprints text[] NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT customer_links_pkey PRIMARY KEY (id),
  CONSTRAINT customer_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX customer_links_open ON customer_links (state, id) WHERE state IN ('PENDING', 'UNKNOWN');
CREATE INDEX customer_links_owner ON customer_links (user_id, id);
CREATE UNIQUE INDEX customer_links_one_open ON customer_links (user_id, provider_id) WHERE state <> 'FAILED';
CREATE UNIQUE INDEX customer_links_one_user ON customer_links (provider_id, customer_number);
`;
