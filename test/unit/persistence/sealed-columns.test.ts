import { ENTITIES } from '../../../src/persistence/entities/entities.js';
import { BlindIndexColumn, SealedColumn } from '../../../src/persistence/sealing/sealed-column.js';

/**
 * Columns that can hold words or structures and are left in the clear, each for a reason: ids and keys that look-ups go
 * by, words from a closed list of ours, and hashes. Everything else says who somebody is or something about them.
 */
const CLEAR: Readonly<Record<string, readonly string[]>> = {
  'ids and keys': [
    'ProviderSnapshot.kind',
    'ProviderSnapshot.providerId',
    'ProviderSnapshot.recordKey',
    'WebhookEvent.providerId',
    'WebhookEvent.recordKey',
    'ProviderToken.providerId',
    'ProviderCommand.providerId',
    'ExternalIdentity.issuer',
    'Applicant.providerId',
    'Applicant.providerApplicantId',
    'Runner.providerId',
    'Runner.providerRunnerId',
    'Runner.refId',
    'DocumentCopy.providerId',
    'DocumentCopy.providerDocumentId',
    'Verification.providerId',
    'Verification.checkId',
    'Verification.referenceId',
    'CustomerLink.providerId',
    'CustomerLink.customerNumber',
    'VaultMark.name',
    'GuessCount.key',
    'Consent.requestId',
    'Disclosure.actorId',
    'Disclosure.providerId',
    'Disclosure.requestId',
  ],
  'words from a closed list': [
    'User.roles',
    'ApiKey.scopes',
    'Applicant.status',
    'Applicant.decision',
    'Runner.status',
    'Document.kind',
    'Document.side',
    'Document.country',
    'Document.contentType',
    'Document.state',
    'DocumentCopy.state',
    'DocumentCopy.errorCode',
    'Verification.capability',
    'Verification.status',
    'Verification.outcome',
    'Verification.decision',
    'Verification.validity',
    'Verification.attempts',
    'Verification.timeline',
    'CustomerLink.state',
    'Consent.purpose',
    'Consent.action',
    'Consent.language',
    'Consent.items',
    'Consent.channel',
    'Disclosure.purpose',
    'Disclosure.items',
    'WebhookEvent.eventType',
    'Session.device',
    'ProviderCommand.operation',
    'ProviderCommand.state',
    'ErasureRequest.state',
    'ErasureRequest.providers',
    'RetainedRecord.basis',
  ],
  'the chains of the audit trail: our own ids and words, which are hashed as they stand': [
    'AccessLogRow.action',
    'AccessLogRow.actorRole',
    'AccessLogRow.details',
    'AccessLogRow.purpose',
    'AccessLogRow.requestId',
    'AccessLogRow.targetId',
    'AccessLogRow.targetType',
    'AuditEvent.action',
    'AuditEvent.actorRole',
    'AuditEvent.details',
    'AuditEvent.purpose',
    'AuditEvent.requestId',
    'AuditEvent.targetId',
    'AuditEvent.targetType',
    'ChainHead.chain',
  ],
  'words of admins that can hold no number': ['ApiKey.name'],
  hashes: [
    'ApiKey.secretHash',
    'AccessLogRow.hash',
    'AccessLogRow.previousHash',
    'AuditEvent.hash',
    'AuditEvent.previousHash',
    'ChainHead.hash',
    'ChainHead.seal',
    'DataExport.tokenHash',
    'ErasureRequest.receiptHash',
    'User.passwordHash',
    'RefreshToken.tokenHash',
    'PasswordReset.tokenHash',
    'Document.sha256',
    'CustomerLink.documentFingerprints',
    'WebhookEvent.dedupeKey',
    'VaultMark.indexed',
  ],
};

const HOLDS_WORDS = new Set(['text', 'jsonb', 'json', 'bytea']);

function columnsWhere(test: (transformer: unknown) => boolean): string[] {
  return ENTITIES.flatMap(({ options: { name, columns } }) =>
    Object.entries(columns as Record<string, { type: unknown; transformer?: unknown }>)
      .filter(([, { type, transformer }]) => HOLDS_WORDS.has(String(type)) && test(transformer))
      .map(([property]) => `${name}.${property}`),
  ).sort();
}

test('every column that can hold words is sealed, a blind index, or clear for a reason', () => {
  const clear = columnsWhere((form) => !(form instanceof SealedColumn || form instanceof BlindIndexColumn));
  expect(clear).toEqual(Object.values(CLEAR).flat().sort());
});

test('what identifies people or tells about them is sealed', () => {
  expect(columnsWhere((form) => form instanceof SealedColumn)).toEqual(
    expect.arrayContaining([
      'Applicant.sourceKey',
      'Document.filename',
      'ExternalIdentity.subject',
      'Profile.address',
      'Profile.bankAccounts',
      'Profile.pan',
      'ProviderSnapshot.value',
      'User.email',
      'User.mobile',
      'User.name',
      'Verification.facts',
      'Verification.subject',
      'WebhookEvent.event',
    ]),
  );
});

test('every blind index is of a sealed column of its own table', () => {
  for (const { options } of ENTITIES) {
    const columns = options.columns as Record<string, { transformer?: unknown } | undefined>;
    for (const column of Object.values(columns)) {
      if (column?.transformer instanceof BlindIndexColumn)
        expect(columns[column.transformer.source]?.transformer).toBeInstanceOf(SealedColumn);
    }
  }
});
