import { randomUUID } from 'node:crypto';
import { mkdir, readdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { maskEmail } from '../domain/identifier/mask.js';
import type { Mail, Mailer } from '../domain/mail/mailer.js';

const KEPT = 20;

/** Puts mail into a folder instead of sending it, for development: the last few messages, each a text file without the address. */
export class FolderMailer implements Mailer {
  constructor(private readonly folder: string) {}

  async send({ to, subject, text }: Mail): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}.txt`;
    await writeFile(join(this.folder, name), `To: ${maskEmail(to)}\nSubject: ${subject}\n\n${text}`, {
      mode: 0o600,
      flag: 'wx',
    });
    const old = (await readdir(this.folder)).sort().slice(0, -KEPT);
    // Another gateway on this folder may have been faster.
    for (const file of old) await unlink(join(this.folder, file)).catch(() => undefined);
  }
}
