import { createIdentity, type IdentityDependencies } from '../../../src/app/identity.js';
import { BackgroundWork } from '../../../src/domain/background-work.js';
import { linkSecrets } from '../../../src/security/link-secrets.js';
import { FakeMailer } from './fake-mailer.js';
import { FakePasswordHasher } from './fake-password-hasher.js';
import { FakeTokenIssuer } from './fake-token-issuer.js';

type Given = Pick<
  IdentityDependencies,
  'repositories' | 'auditTrail' | 'newId' | 'clock' | 'providers' | 'consentGate' | 'spendCap' | 'providerSessions'
>;

/** Signing in, with everything that it needs as a fake; what the tests look at comes with it. */
export function createFakeIdentity(given: Given) {
  const pauses: number[] = [];
  const failures: string[] = [];
  const seen = {
    passwords: new FakePasswordHasher(),
    tokens: new FakeTokenIssuer(),
    mailer: new FakeMailer(),
    background: new BackgroundWork((what) => failures.push(what)),
    pauses,
    failures,
  };
  const services = createIdentity({
    ...given,
    ...seen,
    hash: (text) => `hash of ${text}`,
    pause: async (ms) => void pauses.push(ms),
    secrets: linkSecrets,
    passwordResetLink: null,
  });
  return { seen, services };
}
