import { claimRulesOf, needsOf } from '../../../../src/domain/check/claims.js';
import { CHECK_CAPABILITIES, CHECK_KINDS } from '../../../../src/domain/check/kinds/check-kinds.js';
import { COVERED_ITEMS } from '../../../../src/domain/kernel/consent-purpose.js';

const kinds = CHECK_CAPABILITIES.map((capability) => CHECK_KINDS[capability]);

test.each(['IDENTITY_VERIFICATION', 'BANK_VERIFICATION', 'BIOMETRIC_CHECK'] as const)(
  'the notice of %s names just what its checks give away: nobody agrees to more',
  (purpose) => {
    const given = kinds
      .filter(({ discloses }) => discloses.purpose === purpose)
      .flatMap((kind) => kind.discloses.items);
    expect([...new Set<string>(given)].sort()).toEqual([...COVERED_ITEMS[purpose]].sort());
  },
);

test.each(CHECK_CAPABILITIES)('a pass of %s hangs on something that was given or must be shown', (capability) => {
  const byOutcome = Object.values(CHECK_KINDS[capability].inputs).some(
    (rule) => rule === 'BY_OUTCOME' || 'document' in Object(rule),
  );
  expect(byOutcome || claimRulesOf(capability).size + needsOf(capability).length > 0).toBe(true);
});

test.each(CHECK_CAPABILITIES)('%s costs a whole number of units', (capability) => {
  expect(CHECK_KINDS[capability].units).toBeGreaterThanOrEqual(1);
  expect(Number.isInteger(CHECK_KINDS[capability].units)).toBe(true);
});
