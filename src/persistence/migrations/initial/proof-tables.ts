/**
 * What must be provable later, also when the account that it is about is gone: nothing here refers to `users`. The database
 * itself refuses what nobody should do; the hashes of the chains tell of whoever is mighty enough to do it anyway.
 */
export const PROOF_TABLES = `
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
${chainTable('audit_events')}
${chainTable('access_log')}
CREATE TABLE chain_heads (
  chain text NOT NULL,
  seq bigint NOT NULL,
  hash text NOT NULL,
  seal text NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT chain_heads_pkey PRIMARY KEY (chain)
);
CREATE TABLE consents (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  purpose text NOT NULL,
  action text NOT NULL,
  notice_version integer,
  language text,
  items text[] NOT NULL,
  channel text,
  request_id text,
  created_at timestamptz NOT NULL,
  CONSTRAINT consents_pkey PRIMARY KEY (id)
);
CREATE INDEX consents_owner ON consents (user_id, id);
CREATE INDEX consents_standing ON consents (user_id, purpose, id);
CREATE TABLE disclosures (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  actor_id text NOT NULL,
  provider_id text NOT NULL,
  purpose text NOT NULL,
  items text[] NOT NULL,
  consent_id uuid,
  request_id text,
  created_at timestamptz NOT NULL,
  CONSTRAINT disclosures_pkey PRIMARY KEY (id),
  CONSTRAINT disclosures_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consents (id)
);
CREATE INDEX disclosures_consent ON disclosures (consent_id) WHERE consent_id IS NOT NULL;
CREATE INDEX disclosures_owner ON disclosures (user_id, id);
${staysAsWritten('consents')}
${staysAsWritten('disclosures')}
`;

function chainTable(chain: string): string {
  return `
CREATE TABLE ${chain} (
  seq bigint NOT NULL,
  id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  actor_id uuid,
  actor_role text NOT NULL,
  action text NOT NULL,
  subject_user_id uuid,
  target_type text,
  target_id text,
  purpose text,
  request_id text,
  details jsonb NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  CONSTRAINT ${chain}_pkey PRIMARY KEY (seq)
);
CREATE INDEX ${chain}_subject ON ${chain} (subject_user_id, id);
CREATE TRIGGER ${chain}_rows_stay BEFORE DELETE OR UPDATE ON ${chain}
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER ${chain}_stays BEFORE TRUNCATE ON ${chain} FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();`;
}

/** Rows may go when their time of retention is over; until then they stay as they were written. */
function staysAsWritten(table: string): string {
  return `
CREATE TRIGGER ${table}_rows_stay BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER ${table}_stays BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();`;
}
