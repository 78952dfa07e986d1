import type { ProviderRecordRepository } from '../kernel/owned-repository.js';
import type { Verification } from './verification.js';

export type VerificationRepository = ProviderRecordRepository<Verification>;
