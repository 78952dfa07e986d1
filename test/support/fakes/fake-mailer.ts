import type { Mail, Mailer } from '../../../src/domain/mail/mailer.js';

export class FakeMailer implements Mailer {
  readonly sent: Mail[] = [];

  async send(mail: Mail): Promise<void> {
    this.sent.push(mail);
  }
}
