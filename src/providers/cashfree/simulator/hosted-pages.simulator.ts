import type { BankBody, BankRequest } from './bank-account.simulator.js';
import { checkAccount, pendingAccount, refuseMagicAccount } from './bank-account.simulator.js';
import { SimulatedError } from './magic-inputs.simulator.js';
import type { SimulatedSession } from './sessions.simulator.js';

const SECOND = 1000;
const LINK_MS = 600 * SECOND;

type Made = Omit<SimulatedSession, 'told'>;

/** `/bank-account/async`: ends after 30 s as the same account would have in `/bank-account/sync`. */
export function bankSession(input: BankRequest, reference: number, userId: string | null, now: number): Made {
  const user: BankBody = userId === null ? {} : { user_id: userId };
  const after: BankBody = { ...endedAccount(input, reference), ...user };
  const status = after.account_status;
  const event = status === 'VALID' ? 'SUCCESS' : status === 'REJECTED' ? 'REJECTED' : 'FAILED';
  return {
    kind: 'bank',
    before: { ...pendingAccount(reference, 'RECEIVED', 'VALIDATION_IN_PROGRESS'), ...user },
    after,
    hint: '',
    endsAt: now + 30 * SECOND,
    event: `BANK_ACCOUNT_VERIFICATION_${event}`,
    legacy: input.account.endsWith('0077'),
    disorder: input.account.endsWith('0078'),
  };
}

function endedAccount(input: BankRequest, reference: number): BankBody {
  try {
    refuseMagicAccount(input.account, () => reference);
  } catch (error) {
    if (!(error instanceof SimulatedError)) throw error;
    const status = error.code === 'fraud_account' ? 'REJECTED' : 'FAILED';
    return pendingAccount(reference, status, error.code.toUpperCase());
  }
  return checkAccount(input, reference);
}

/** How a page ends, by words in the address to return to. */
function fate(hint: string): 'never' | 'expired' | 'denied' | 'failed' | 'done' {
  const found = /never|expired|denied|failed/i.exec(hint)?.[0].toLowerCase();
  return found === 'never' || found === 'expired' || found === 'denied' || found === 'failed' ? found : 'done';
}

function manner(hint: string): Pick<Made, 'legacy' | 'disorder'> {
  return { legacy: /legacy/i.test(hint), disorder: /disorder/i.test(hint) };
}

export function digilockerSession(reference: number, id: string, documents: unknown, hint: string, now: number): Made {
  const common = { verification_id: id, reference_id: reference, document_requested: documents };
  const end = fate(hint);
  const ended = {
    never: ['PENDING', 'SUCCESS'],
    failed: ['FAILURE', 'FAILURE'],
    expired: ['EXPIRED', 'LINK_EXPIRED'],
    denied: ['CONSENT_DENIED', 'CONSENT_DENIED'],
    done: ['AUTHENTICATED', 'SUCCESS'],
  }[end];
  const user = { name: 'Test Holder', dob: '12-04-1990', gender: 'F', eaadhaar: 'Y', mobile: '9000000001' };
  return {
    kind: 'digilocker',
    before: { ...common, status: 'PENDING', user_details: {}, document_consent: [] },
    after: {
      ...common,
      status: ended[0],
      document_consent: end === 'done' ? documents : [],
      user_details: end === 'done' ? user : {},
    },
    hint,
    endsAt: end === 'never' ? null : now + (end === 'expired' ? LINK_MS : 20 * SECOND),
    event: `DIGILOCKER_VERIFICATION_${ended[1]}`,
    ...manner(hint),
  };
}

/** What a form was made for; only what was given comes back. */
export interface FormPerson {
  readonly phone: string;
  readonly name?: string;
  readonly email?: string;
}

/** `/form`: by the end of the phone number, 0009 expires, 0008 ends with a failed check, 0007 never ends. */
export function formSession(reference: number, id: string, person: FormPerson, link: string, now: number): Made {
  const { phone } = person;
  const common = { ...person, verification_id: id, reference_id: reference, form_link: link };
  const details = (status: string) => [
    { reference_id: reference + 1, type: 'PANDETAILS_VERIFICATION', status: 'SUCCESS' },
    { reference_id: reference + 2, type: 'BANKDETAILS_VALIDATION', status },
  ];
  const expired = phone.endsWith('0009');
  const after = { ...common, form_status: expired ? 'EXPIRED' : 'SUCCESS' };
  return {
    kind: 'form',
    before: { ...common, form_status: 'RECEIVED', verification_details: [] },
    after: expired ? after : { ...after, verification_details: details(phone.endsWith('0008') ? 'FAILED' : 'SUCCESS') },
    hint: '',
    endsAt: phone.endsWith('0007') ? null : now + 30 * SECOND,
    event: expired ? 'KYC_LINK_EXPIRED' : 'KYC_LINK_SUCCESS',
    legacy: phone.endsWith('0077'),
    disorder: phone.endsWith('0078'),
  };
}

/** What was given to `POST /esignature`, as far as it comes back. */
export interface Signing {
  readonly verificationId: string;
  readonly documentId: number;
  readonly signerName: string;
  readonly redirectUrl: string;
}

export function signSession(reference: number, given: Signing, now: number): Made {
  const { verificationId: id, documentId, redirectUrl: hint } = given;
  const signer = (status: string) => ({ name: given.signerName, status, is_notified: true });
  const common = { verification_id: id, reference_id: reference, document_id: documentId };
  const end = fate(hint);
  const status = { never: 'SUCCESS', expired: 'EXPIRED', denied: 'FAILURE', failed: 'FAILURE', done: 'SUCCESS' }[end];
  const { legacy, disorder } = manner(hint);
  return {
    kind: 'esign',
    before: { ...common, status: 'IN_PROGRESS', signers: [signer('RECEIVED')], signed_doc_url: '' },
    after: {
      ...common,
      status,
      signers: [signer(status)],
      signed_doc_url: status === 'SUCCESS' ? `https://sign.example.com/signed/${reference}.pdf` : '',
    },
    hint,
    endsAt: end === 'never' ? null : now + 60 * SECOND,
    // Their list of events and their samples spell it differently.
    event: `${legacy ? 'ESIGN' : 'E_SIGN'}_VERIFICATION_${status}`,
    legacy,
    disorder,
  };
}

export function rpdSession(reference: number, id: string, name: string | null, now: number): Made {
  const hint = name ?? '';
  const common = { verification_id: id, ref_id: String(reference) };
  const end = fate(hint);
  const status = end === 'expired' ? 'EXPIRED' : end === 'failed' ? 'FAILURE' : 'SUCCESS';
  const account = { bank_account: '026291800001191', ifsc: 'YESB0000262', name_at_bank: 'JOHN DOE' };
  const compared = /^john/i.test(hint)
    ? { name_match_score: '100.00', name_match_result: 'DIRECT_MATCH' }
    : { name_match_score: '0.00', name_match_result: 'NO_MATCH' };
  return {
    kind: 'rpd',
    before: { ...common, status: 'CREATED' },
    after: { ...common, status, ...(status === 'SUCCESS' ? { ...account, ...(name === null ? {} : compared) } : {}) },
    hint,
    endsAt: end === 'never' ? null : now + (end === 'expired' ? LINK_MS : 20 * SECOND),
    event: `RPD_BANK_ACCOUNT_VERIFICATION_${status}`,
    ...manner(hint),
  };
}
