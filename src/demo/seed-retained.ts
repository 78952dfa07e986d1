import type { Verification } from '../domain/check/verification.js';
import type { RetainedRecord } from '../domain/privacy/erasure.js';
import { writeIdentity } from '../domain/privacy/retained-identity.js';

/** What the law keeps of the demo person who was forgotten. */
export function demoRetained(
  check: Verification,
  law: Pick<RetainedRecord, 'basis' | 'until'>,
  at: Date,
): RetainedRecord {
  const { userId } = check;
  const account = { name: 'Zoya Sample', email: 'zoya@example.com', mobile: '+919000000098' };
  const user = {
    ...account,
    id: userId,
    roles: [],
    mobileVerifiedAt: null,
    emailVerifiedAt: null,
    suspendedAt: null,
    createdAt: at,
    updatedAt: at,
  };
  const profile = {
    userId,
    pan: {
      number: 'AAAPS0098C',
      name: 'ZOYA SAMPLE',
      dateOfBirth: '1988-06-15',
      mobile: null,
      email: null,
      holderType: 'INDIVIDUAL',
    },
    personal: {
      gender: 'FEMALE',
      placeOfBirth: 'Kochi',
      occupation: 'Teacher',
      annualIncome: 400_000,
      indianCitizen: true,
      informationConfirmed: true,
    },
    address: {
      line: '98 Sample Street',
      landmark: null,
      city: 'Kochi',
      pincode: '682001',
      state: 'Kerala',
      country: 'India',
    },
    bankAccounts: [],
    dematAccounts: [],
    photoDocumentId: null,
  } as const;
  return { ...law, userId, createdAt: at, documentIds: [], content: writeIdentity(user, profile, [check]) };
}
