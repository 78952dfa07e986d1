/** The gateway's keys are not those of its database. The message names the settings and holds no key. */
export class VaultMismatchError extends Error {
  override readonly name = 'VaultMismatchError';

  constructor(setting: 'DATA_KEYS' | 'BLIND_INDEX_KEY' | 'AUDIT_KEY') {
    super(
      `${setting === 'AUDIT_KEY' ? 'The audit trail' : 'The personal data'} of this database belongs to another ${setting}. Set ${setting} as it was when the database was ` +
        'filled, or KYC_DATA_DIR to the data folder that the keys were made in.',
    );
  }
}
