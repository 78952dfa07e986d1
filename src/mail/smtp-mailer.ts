import { createTransport, type Transporter } from 'nodemailer';
import type { Mail, Mailer } from '../domain/mail/mailer.js';

const TIMEOUT_MS = 10_000;

export interface SmtpMailerOptions {
  /** `smtp://user:password@host:port`, or `smtps://…` for TLS from the first byte. */
  readonly url: string;
  /** The sender, e.g. `KYC <no-reply@example.com>`. */
  readonly from: string;
}

/** Hands mail to an SMTP server, one connection each: mail is rare. */
export class SmtpMailer implements Mailer {
  readonly #transporter: Transporter;

  constructor(private readonly options: SmtpMailerOptions) {
    const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
    this.#transporter = createTransport({
      url: options.url,
      ...timeouts,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    // Each message has its own answer; what goes wrong beside them is nobody's.
    this.#transporter.on('error', () => undefined);
  }

  /** Server answers may repeat the address, so they stay out of the error. */
  async send({ to, subject, text }: Mail): Promise<void> {
    try {
      await this.#transporter.sendMail({ from: this.options.from, to: { name: '', address: to }, subject, text });
    } catch (error) {
      throw new Error(`The mail server did not take a message (${codeOf(error)}).`);
    }
  }
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return /^[A-Z0-9_]{3,30}$/.test(code) ? code : 'unknown reason';
}
