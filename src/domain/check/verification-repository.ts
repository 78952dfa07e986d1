import type { ProviderRecordRepository } from '../owned-repository.js';
import type { Verification } from './verification.js';

export type VerificationRepository = ProviderRecordRepository<Verification>;
