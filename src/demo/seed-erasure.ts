import type { Verification } from '../domain/check/verification.js';
import type { LinkSecrets } from '../domain/kernel/link-secrets.js';
import type { ErasureRepository, SubjectDataRepository } from '../domain/privacy/erasure.js';
import { DEMO_ERASURE_RECEIPT } from './people.js';
import { demoRetained } from './seed-retained.js';

const BASIS = 'Prevention of Money-Laundering Act, section 12: records of identity';

/** Somebody who was forgotten: identification is under retention, and one provider has not answered yet. */
export async function seedErasure(
  deps: {
    readonly erasures: ErasureRepository;
    readonly subjects: Pick<SubjectDataRepository, 'findRetained' | 'erase'>;
    readonly secrets: Pick<LinkSecrets, 'hashOf'>;
  },
  id: string,
  check: Verification,
): Promise<void> {
  const { userId, createdAt: at } = check;
  const until = new Date(at.getTime() + 5 * 365 * 86_400_000);
  await deps.erasures.claim({
    id,
    userId,
    state: 'ON_HOLD',
    legalBasis: BASIS,
    holdUntil: until,
    scheduledFor: null,
    requestedAt: at,
    finishedAt: null,
    providers: [
      { providerId: 'cashfree', records: 2, outcome: 'TO_BE_ASKED', answeredAt: null },
      { providerId: 'personr', records: 1, outcome: 'ERASED', answeredAt: at },
    ],
    receiptHash: deps.secrets.hashOf(DEMO_ERASURE_RECEIPT),
  });
  const kept = (await deps.subjects.findRetained(userId)) !== null;
  if (!kept && (await deps.erasures.findOpen(userId)) !== null)
    await deps.subjects.erase(userId, demoRetained(check, { basis: BASIS, until }, at));
}
