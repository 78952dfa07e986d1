import { CHECK_CAPABILITIES, CHECK_KINDS, type CheckCapability } from '../../../src/domain/check/kinds/check-kinds.js';
import type { Verification } from '../../../src/domain/check/verification.js';
import type { Capability } from '../../../src/domain/provider/capability.js';
import type { CheckResult } from '../../../src/domain/provider/check-port.js';
import type { KycProvider } from '../../../src/domain/provider/kyc-provider.js';
import { ProviderError } from '../../../src/domain/provider/provider-error.js';
import { type Mutation, mutationsOf } from './answer-mutations.js';
import { type ReplayServer, startReplay } from './cashfree-harness.js';
import { createSuite } from './cashfree-suite-harness.js';
import { HERE, PASSING, type PassingCheck } from './passing-checks.js';
import { recorded } from './recorded-checks.js';

/**
 * What an answer may lack or say without losing its pass, each for a reason; everything that is not here carries it. A
 * new kind of check, and a new value of an answer, is therefore held to carry the pass until somebody says otherwise.
 */
const DESCRIPTION =
  /^(type|gender|father_name|aadhaar_seeding_status|first_name|last_name|date_of_birth|aadhaar_linked|address(\..*)?|bank_name|city|branch|micr|taxpayer_type|date_of_registration|country_code|city_risk_score|quality|quality\.exposure|year_of_birth|dob|user_details(\..*)?|document_requested(\..*)?|issue_date|digilocker_id|form_link|age|state|application_type|company_name|owner|class|reg_date|document_id|signed_doc_url|ifsc|reversal_status|account_type)$/;

/** Of one check only, where the name means more elsewhere. */
const ALSO: Partial<Record<CheckCapability, RegExp>> = {
  DRIVING_LICENCE: /^(dl_validity\.non_transport\.from|details_of_driving_licence\.(name|date_of_issue))$/,
  KYC_LINK: /^verification_details\.\*\.(reference_id|type)$/,
  E_SIGN: /^signers\.\*\.is_notified$/,
  DOCUMENT_OCR: /^document_fields\.(dob|name|father)$/,
  BANK_ACCOUNT: /^ifsc_details\.bank$/,
  BANK_ACCOUNT_ASYNC: /^ifsc_details\.bank$/,
};

/** `dob` is no description where a date of birth was given. */
const CLAIMED: Partial<Record<CheckCapability, RegExp>> = { DRIVING_LICENCE: /^dob$/, PASSPORT: /^dob$/ };

/** The pass stands without these, since something else says as much; but not against them. */
const CARRIED_BY_OTHERS =
  /^(reference_id|ref_id|verification_id|message|name_provided|pan_status|name_match_score|name_match_result|registered_name|account_status_code|ifsc_details|ifsc_details\.ifsc|name_1|name_2|reason|liveness_score|face_match_score|legal_name_of_business|trade_name_of_business|application_received_date|name_at_bank)$/;
/** …where this is the only value that says it. */
const ALONE: Partial<Record<CheckCapability, RegExp>> = {
  PAN_ADVANCED: /^registered_name$/,
  PAN_LITE: /^pan_status$/,
  UPI: /^name_at_bank$/,
  REVERSE_PENNY_DROP: /^name_at_bank$/,
};

/** One of several values agrees, and one of two names is enough. */
const ONE_OF_SEVERAL = /^(legal_name_of_business|trade_name_of_business)$/;
/** The call finds the record; a test environment has its own; and free text is read for what it warns of only. */
const NOT_HELD_AGAINST = /^(reference_id|ref_id|message)$/;
/** Nothing was given to hold these against: that they are there is what counts. */
const ANY_TEXT: Partial<Record<CheckCapability, RegExp>> = {
  AADHAAR_OTP: /^name$/,
  DIGILOCKER_DOCUMENT: /^(name|dl_number)$/,
  REVERSE_PENNY_DROP: /^bank_account$/,
  DOCUMENT_OCR: /^document_fields\.pan$/,
};
/** A text that is no number is no score, and then the label says it alone. */
const SCORE_IN_TEXT = /_score$/;
/** What of the other values says the same again. */
const SAME_MEANING: Readonly<Record<string, readonly unknown[]>> = {
  name_match_score: [7, 1_100],
  blacklist_status: [false],
};

function mayStillPass(capability: CheckCapability, { path, kind, value }: Mutation): boolean {
  if (CLAIMED[capability]?.test(path) !== true && DESCRIPTION.test(path)) return true;
  if (ALSO[capability]?.test(path)) return true;
  if (NOT_HELD_AGAINST.test(path) && kind !== 'MISSING') return !(path === 'message' && /INVALID/.test(String(value)));
  if (ONE_OF_SEVERAL.test(path)) return true;
  if (SAME_MEANING[path]?.includes(value)) return true;
  if (SCORE_IN_TEXT.test(path) && typeof value === 'string' && !/^\d+$/.test(value)) return true;
  if (kind === 'CONTRADICTED') return ANY_TEXT[capability]?.test(path) === true;
  // The document of a PAN comes without a status.
  if (capability === 'DIGILOCKER_DOCUMENT' && path === 'status') return kind === 'MISSING';
  return CARRIED_BY_OTHERS.test(path) && ALONE[capability]?.test(path) !== true;
}

let server: ReplayServer;
let suite: KycProvider;

beforeAll(async () => {
  server = await startReplay();
  suite = createSuite(server.url);
});
afterAll(async () => {
  await suite.close();
  await server.close();
});

function resultOf(capability: CheckCapability, answer: object): Promise<CheckResult> {
  server.playText(JSON.stringify(answer).replaceAll(HERE, new URL(server.url).origin));
  const ask = PASSING[capability].ask as (port: unknown) => Promise<CheckResult>;
  return ask(suite.ports[capability satisfies Capability]);
}

/** What is recorded when the provider answers this; null when the answer is refused. */
async function record(capability: CheckCapability, answer: object): Promise<Verification | null> {
  const check = PASSING[capability] as PassingCheck;
  try {
    return recorded(capability, check, await resultOf(capability, answer));
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'PROVIDER_BAD_RESPONSE') return null;
    throw error;
  }
}

describe.each(CHECK_CAPABILITIES)('%s', (capability) => {
  test('passes with evidence for everything', async () => {
    const made = await record(capability, PASSING[capability].answer);
    expect(made).toMatchObject({ status: 'COMPLETED', outcome: 'PASS', validity: 'VALID', reasons: [] });
    expect(made?.comparisons?.filter(({ result }) => result !== 'CONFIRMED')).toEqual([]);
  });

  test('runs out with no other dates than its kind states', async () => {
    const { evidence } = await resultOf(capability, PASSING[capability].answer);
    const fields = evidence?.periods.map(({ field }) => field) ?? [];
    expect(CHECK_KINDS[capability].expiresWith).toEqual(expect.arrayContaining(fields));
  });

  test('does not pass without one of the values that carry it, or against one', async () => {
    const mutations = mutationsOf(PASSING[capability].answer);
    const falsePasses: string[] = [];
    for (const mutation of mutations) {
      const made = await record(capability, mutation.answer);
      if (made?.outcome === 'PASS' && !mayStillPass(capability, mutation))
        falsePasses.push(`${mutation.path} ${mutation.kind} ${String(JSON.stringify(mutation.value))}`);
    }
    expect(falsePasses).toEqual([]);
    expect(mutations.length).toBeGreaterThan(10);
  });
});
