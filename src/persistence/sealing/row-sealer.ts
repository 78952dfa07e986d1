import type { EntityMetadata } from 'typeorm';
import type { Vault } from '../../domain/personal-data/vault.js';
import { rowOf, type SealedField, type SealedTable, toSealedTable } from './sealed-table.js';

type Values = Record<string, unknown>;

/** Turns records into rows whose personal data is sealed, and back. */
export class RowSealer {
  readonly #table: SealedTable;
  readonly #vault: Vault | undefined;

  constructor(metadata: EntityMetadata, vault: Vault | undefined) {
    this.#table = toSealedTable(metadata);
    if (this.#table.fields.length > 0 && vault === undefined)
      throw new TypeError(`The table ${metadata.tableName} has sealed columns and needs a vault.`);
    this.#vault = vault;
  }

  /** The record as it is stored, with the blind indexes of what it holds. Properties that are absent stay absent. */
  toStored<T extends object>(record: T): T {
    const vault = this.#vault;
    if (vault === undefined || this.#table.fields.length === 0) return record;
    const { table, fields, indexes } = this.#table;
    const values = { ...record } as Values;
    const stored: Values = { ...values };
    const row = rowOf(this.#table, ({ property }) => values[property]);
    for (const { property, name, form } of fields) {
      const value = values[property];
      if (value !== undefined && value !== null)
        stored[property] = vault.sealer.seal(form.encode(value), { table, row, column: name });
    }
    for (const { property, name, form } of indexes) {
      if (!(form.source in values)) continue;
      const text = form.comparable(values[form.source]);
      stored[property] = text === null ? null : vault.indexer.index(text, { table, column: name });
    }
    return stored as T;
  }

  /** The blind index by which rows with this value are found, e.g. of property `emailIndex`. */
  indexOf(property: string, value: unknown): string | null {
    const field = this.#table.indexes.find((index) => index.property === property);
    if (field === undefined || this.#vault === undefined) throw new TypeError(`There is no blind index ${property}.`);
    const text = field.form.comparable(value);
    return text === null ? null : this.#vault.indexer.index(text, { table: this.#table.table, column: field.name });
  }

  /** Blind indexes of these properties. */
  indexesOf(properties: readonly string[]): readonly string[] {
    return this.#table.indexes.filter(({ form }) => properties.includes(form.source)).map(({ property }) => property);
  }

  /**
   * Lets `record` open its sealed properties. Each is opened when it is first read: what nobody asks for costs nothing,
   * and one that does not open throws `SealedValueError` there and spares the others.
   */
  open(record: Values, row: Readonly<Values>): void {
    if (this.#table.fields.length === 0) return;
    const key = rowOf(this.#table, ({ name }) => row[name]);
    for (const { property } of this.#table.indexes) delete record[property];
    for (const field of this.#table.fields) {
      const sealed = row[field.name];
      if (typeof sealed === 'string') this.#defer(record, field, key, sealed);
    }
  }

  #defer(record: Values, { property, name, form }: SealedField, row: string, sealed: string): void {
    const place = { table: this.#table.table, row, column: name };
    const vault = this.#vault;
    Object.defineProperty(record, property, {
      enumerable: true,
      configurable: true,
      get() {
        const value = vault === undefined ? undefined : form.decode(vault.sealer.open(sealed, place));
        Object.defineProperty(record, property, { value, enumerable: true, configurable: true, writable: true });
        return value;
      },
    });
  }
}
