import type { LinkSecrets } from '../domain/privacy/data-export.js';
import type { ErasureRepository } from '../domain/privacy/erasure.js';
import { DEMO_ERASURE_RECEIPT } from './people.js';

/** Somebody who was forgotten: identification is under retention, and one provider has not answered yet. */
export async function seedErasure(
  deps: { readonly erasures: ErasureRepository; readonly secrets: Pick<LinkSecrets, 'hashOf'> },
  ids: { readonly id: string; readonly userId: string },
  at: Date,
): Promise<void> {
  await deps.erasures.claim({
    ...ids,
    state: 'ON_HOLD',
    legalBasis: 'Prevention of Money-Laundering Act, section 12: records of identity',
    holdUntil: new Date(at.getTime() + 5 * 365 * 86_400_000),
    scheduledFor: null,
    requestedAt: at,
    finishedAt: null,
    providers: [
      { providerId: 'cashfree', records: 2, outcome: 'TO_BE_ASKED', answeredAt: null },
      { providerId: 'personr', records: 1, outcome: 'ERASED', answeredAt: at },
    ],
    receiptHash: deps.secrets.hashOf(DEMO_ERASURE_RECEIPT),
  });
}
