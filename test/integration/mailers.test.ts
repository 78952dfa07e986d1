import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { FolderMailer } from '../../src/mail/folder-mailer.js';
import { SmtpMailer } from '../../src/mail/smtp-mailer.js';

const MAIL = { to: 'asha@example.com', subject: 'A new password', text: 'The token: abc_123\nIt works once.\n' };

interface Received {
  readonly to: readonly string[];
  readonly text: string;
}

async function withServer(
  answer: (address: string) => Error | null,
  work: (url: string, received: readonly Received[]) => Promise<void>,
): Promise<void> {
  const received: Received[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'gateway' && password === 'letmein' ? done(null, { user: username }) : done(new Error('no')),
    onRcptTo: ({ address }, _session, done) => done(answer(address)),
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push({
          to: envelope.rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    await work(`smtp://gateway:letmein@127.0.0.1:${port}`, received);
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

const from = 'KYC <no-reply@example.com>';

test('a mail server gets the message with its sender, receiver and text', async () => {
  await withServer(
    () => null,
    async (url, received) => {
      await new SmtpMailer({ url, from }).send(MAIL);
      expect(received).toMatchObject([{ to: ['asha@example.com'] }]);
      expect(received[0]?.text).toMatch(/^From: KYC <no-reply@example\.com>\r$/m);
      expect(received[0]?.text).toMatch(/^Subject: A new password\r$/m);
      expect(received[0]?.text).toContain('The token: abc_123');
    },
  );
});

test('an address cannot add a receiver or a header', async () => {
  await withServer(
    () => null,
    async (url, received) => {
      const to = 'asha@example.com,other@example.com\r\nBcc: third@example.com';
      await new SmtpMailer({ url, from }).send({ ...MAIL, to }).catch(() => undefined);
      expect(received.flatMap((mail) => mail.to)).not.toContain('other@example.com');
      expect(received.flatMap((mail) => mail.to)).not.toContain('third@example.com');
    },
  );
});

test('what a mail server says about an address stays out of the error', async () => {
  await withServer(
    (address) => new Error(`no such mailbox: ${address}`),
    async (url) => {
      const error = await new SmtpMailer({ url, from }).send(MAIL).catch((thrown: unknown) => thrown);
      expect(String(error)).toBe('Error: The mail server did not take a message (EENVELOPE).');
    },
  );
});

test('a mail server that is not there is an error that names nobody', async () => {
  const error = await new SmtpMailer({ url: 'smtp://127.0.0.1:1', from }).send(MAIL).catch((thrown: unknown) => thrown);
  expect(String(error)).toMatch(/^Error: The mail server did not take a message \([A-Z_]+\)\.$/);
});

test('without one the last twenty messages are files that only the owner reads', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'mail-')), 'mail');
  try {
    const mailer = new FolderMailer(folder);
    for (let count = 0; count < 23; count += 1) await mailer.send({ ...MAIL, subject: `Message ${count}` });
    const files = (await readdir(folder)).sort();
    expect(files).toHaveLength(20);
    const last = join(folder, files.at(-1) ?? '');
    expect(await readFile(last, 'utf8')).toMatch(
      /^To: a\*\*\*@example\.com\nSubject: Message \d+\n\nThe token: abc_123\n/,
    );
    expect((await stat(last)).mode & 0o777).toBe(0o600);
  } finally {
    await rm(join(folder, '..'), { recursive: true });
  }
});
