import type { DataSource } from 'typeorm';
import type { Verification } from '../../domain/check/verification.js';
import type { VerificationRepository } from '../../domain/check/verification-repository.js';
import type { Vault } from '../../domain/personal-data/vault.js';
import { VerificationEntity } from '../entities/entities.js';
import type { LateWrites } from '../late-writes.js';
import { ProviderRecordTable } from './provider-record-table.js';

export class VerificationTable extends ProviderRecordTable<Verification> implements VerificationRepository {
  constructor(dataSource: DataSource, vault: Vault, late?: LateWrites) {
    super(dataSource, VerificationEntity, 'reference_id', vault, late);
  }
}
