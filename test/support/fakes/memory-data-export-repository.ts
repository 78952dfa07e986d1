import type { DataExport, DataExportRepository } from '../../../src/domain/privacy/data-export.js';

export class MemoryDataExportRepository implements DataExportRepository {
  readonly exports = new Map<string, DataExport>();

  async insert(dataExport: DataExport): Promise<void> {
    this.exports.set(dataExport.id, dataExport);
  }

  async find(id: string): Promise<DataExport | null> {
    return this.exports.get(id) ?? null;
  }

  async findExpired(at: Date): Promise<readonly DataExport[]> {
    return [...this.exports.values()].filter(({ expiresAt }) => expiresAt <= at);
  }

  async delete(id: string): Promise<void> {
    this.exports.delete(id);
  }
}
