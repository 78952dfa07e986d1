import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ArchiveEntry } from '../domain/privacy/data-export.js';

/** A ZIP file as a stream, one entry after the other. */
export function zipArchive(entries: readonly ArchiveEntry[]): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const fail = (error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error('An entry failed.'));
  };
  // Its reader hears of a failure; when there is none (yet), nobody else may have to.
  output.on('error', () => undefined);
  zip.on('error', fail);
  const addAll = async () => {
    for (const { name, read } of entries) {
      if (output.destroyed) return;
      const bytes = await read();
      if (bytes !== null) zip.addBuffer(Buffer.from(bytes), name);
    }
    zip.end();
  };
  addAll().catch(fail);
  return output;
}
