import { join } from 'node:path';
import type { MAIL_SETTINGS } from '../config/mail-settings.js';
import type { SettingValues } from '../config/setting.js';
import type { Mailer } from '../domain/mail/mailer.js';
import { FolderMailer } from '../mail/folder-mailer.js';
import { SmtpMailer } from '../mail/smtp-mailer.js';

/** Null: in production without a mail server nothing is sent, and nothing is pretended to be. */
export function openMailer(
  { SMTP_URL, MAIL_FROM, NODE_ENV }: SettingValues<typeof MAIL_SETTINGS> & { readonly NODE_ENV: string },
  dataDir: string,
): Mailer | null {
  if (SMTP_URL !== undefined) return new SmtpMailer({ url: SMTP_URL, from: MAIL_FROM });
  return NODE_ENV === 'production' ? null : new FolderMailer(join(dataDir, 'mail'));
}
