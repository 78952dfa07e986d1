import type { Applicant } from '../../../src/domain/applicant/applicant.js';
import type { Verification } from '../../../src/domain/check/verification.js';
import type { CustomerLink } from '../../../src/domain/customer/customer-link.js';
import type { Document } from '../../../src/domain/document/document.js';
import type { Role } from '../../../src/domain/kernel/actor.js';
import type { Runner } from '../../../src/domain/runner/runner.js';
import type { Profile } from '../../../src/domain/user/profile.js';
import type { NewUser } from '../../../src/domain/user/user-repository.js';
import { RAW } from './provider-samples.js';

const AT = new Date('2026-01-12T09:00:00Z');
const OWNED = { createdAt: AT, updatedAt: AT };

/** Values in clear that no answer may hold. */
export const CLEAR = {
  pan: 'ABCPR1234F',
  accountNumber: '000123456789',
  dpId: 'IN300126',
  clientId: '10000001',
  mobiles: ['9000010001', '9000010002', '9000010003', '9000010004', '9000010077'],
} as const;

export const PASSWORD = 'a-long-password-1';

/** People are told apart by number: 1 is the person that most tests are about. */
export function newUser(id: string, number: number, name: string, role: Role): NewUser {
  return {
    id,
    email: `${name.split(' ')[0]?.toLowerCase()}@example.com`,
    name,
    mobile: `+91900001000${number}`,
    roles: [role],
    mobileVerifiedAt: null,
    emailVerifiedAt: null,
    suspendedAt: null,
    passwordHash: `fake-hash-of(${PASSWORD})`,
    ...OWNED,
  };
}

export function newProfile(userId: string): Profile {
  return {
    userId,
    pan: {
      number: CLEAR.pan,
      name: 'Asha Rao',
      dateOfBirth: '1990-04-05',
      mobile: '+919000010001',
      email: 'pan@example.com',
      holderType: 'INDIVIDUAL',
    },
    personal: {
      gender: 'FEMALE',
      placeOfBirth: 'Mysuru',
      occupation: 'Engineer',
      annualIncome: 1_200_000,
      indianCitizen: true,
      informationConfirmed: true,
    },
    address: {
      line: '12, Example Street',
      landmark: null,
      city: 'Bengaluru',
      pincode: '560001',
      state: 'Karnataka',
      country: 'India',
    },
    bankAccounts: [
      {
        id: 'bank-1',
        bankName: 'Example Bank',
        accountType: 'SAVINGS',
        accountNumber: CLEAR.accountNumber,
        ifsc: 'HDFC0000001',
        primary: true,
      },
    ],
    dematAccounts: [
      {
        id: 'demat-1',
        depository: 'NSDL',
        dpId: CLEAR.dpId,
        clientId: CLEAR.clientId,
        primary: true,
        clientMasterDocumentId: null,
      },
    ],
    photoDocumentId: null,
  };
}

export function newApplicant(id: string, userId: string): Applicant {
  return {
    id,
    userId,
    providerId: 'personr',
    providerApplicantId: `personr-${id.slice(-4)}`,
    flowName: 'demo-flow',
    sourceKey: 'web',
    status: 'PROCESSING',
    decision: null,
    checkRequests: 0,
    ...OWNED,
  };
}

export function newRunner(id: string, userId: string): Runner {
  return {
    id,
    userId,
    providerId: 'crego',
    providerRunnerId: `crego-${id.slice(-4)}`,
    flowId: 'flow-1',
    refId: 'RUNNER-LOCAL-1',
    status: 'PROCESSING',
    ...OWNED,
  };
}

export function newDocument(id: string, userId: string): Document {
  return {
    id,
    userId,
    kind: 'SELFIE',
    side: 'FRONT',
    country: 'IND',
    filename: 'face.jpg',
    contentType: 'image/jpeg',
    sizeBytes: 10,
    sha256: 'ab'.repeat(32),
    state: 'STORED',
    createdAt: AT,
  };
}

export function newVerification(id: string, userId: string): Verification {
  return {
    id,
    userId,
    capability: 'PAN',
    providerId: 'cashfree',
    checkId: `kyc-${id}`,
    referenceId: '1001',
    subject: 'ABXXXXXX4F',
    documentId: null,
    status: 'COMPLETED',
    outcome: 'PASS',
    decision: null,
    validity: 'VALID',
    validUntil: null,
    comparisons: [{ claim: 'pan', result: 'CONFIRMED', score: null, source: 'LOCAL' }],
    score: 0.5,
    reasons: [],
    facts: [{ name: 'registeredName', value: 'KEPT NAME' }],
    retryable: false,
    raw: RAW,
    link: null,
    attempts: [{ providerId: 'cashfree', startedAt: AT, finishedAt: AT, errorCode: null }],
    timeline: [{ at: AT, status: 'COMPLETED', outcome: 'PASS' }],
    completedAt: AT,
    ...OWNED,
  };
}

export function newLink(id: string, userId: string): CustomerLink {
  return {
    id,
    userId,
    providerId: 'cdp',
    customerNumber: '7000001',
    state: 'LINKED',
    documentFingerprints: [],
    ...OWNED,
  };
}
