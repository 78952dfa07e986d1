import type { RetainedRecord, SubjectDataRepository } from '../../../src/domain/privacy/erasure.js';

export class MemoryRetainedRecords implements Pick<SubjectDataRepository, 'findRetained'> {
  readonly records = new Map<string, RetainedRecord>();

  async findRetained(userId: string): Promise<RetainedRecord | null> {
    return this.records.get(userId) ?? null;
  }
}
