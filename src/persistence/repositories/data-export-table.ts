import type { DataSource } from 'typeorm';
import type { DataExport, DataExportRepository } from '../../domain/privacy/data-export.js';
import { DataExportEntity } from '../entities/privacy-entities.js';
import { Table } from './table.js';

export class DataExportTable implements DataExportRepository {
  readonly #exports: Table<DataExport>;

  constructor(private readonly dataSource: DataSource) {
    this.#exports = new Table(dataSource, DataExportEntity);
  }

  insert(dataExport: DataExport): Promise<void> {
    return this.#exports.insert(dataExport);
  }

  async find(id: string): Promise<DataExport | null> {
    return (await this.#exports.findMany([id]))[0] ?? null;
  }

  findExpired(at: Date): Promise<readonly DataExport[]> {
    return this.#exports.select('expires_at <= $1', [at]);
  }

  async delete(id: string): Promise<void> {
    await this.dataSource.query('DELETE FROM data_exports WHERE id = $1', [id]);
  }
}
