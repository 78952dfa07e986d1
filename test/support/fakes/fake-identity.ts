import { BackgroundWork } from '../../../src/domain/kernel/background-work.js';
import { linkSecrets } from '../../../src/security/link-secrets.js';
import { textSigner } from '../../../src/security/text-signer.js';
import { FakeMailer } from './fake-mailer.js';
import { FakePasswordHasher } from './fake-password-hasher.js';
import { FakeTokenIssuer } from './fake-token-issuer.js';

/** What signing in needs, as fakes; tests look at `pauses` and `failures`. */
export function createFakeIdentity() {
  const pauses: number[] = [];
  const failures: string[] = [];
  return {
    passwords: new FakePasswordHasher(),
    tokens: new FakeTokenIssuer(),
    mailer: new FakeMailer(),
    background: new BackgroundWork((what) => failures.push(what)),
    pauses,
    failures,
    hash: (text: string) => `hash of ${text}`,
    pause: async (ms: number) => void pauses.push(ms),
    signer: textSigner('a secret of tests', 'given-out'),
    secrets: linkSecrets,
    passwordResetLink: null,
  };
}
