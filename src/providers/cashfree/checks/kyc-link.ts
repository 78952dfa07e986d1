import type { LinkChannel } from '../../../domain/check/kinds/kyc-link.js';
import { detail, parseForm } from '../cashfree.answer.contract.js';
import {
  type Details,
  date,
  everyStatus,
  factsAt,
  noScore,
  proves,
  rawOf,
  textAt,
  when,
} from '../cashfree.answer.mapping.js';
import { comparesNone, defineCashfreeCheck } from '../cashfree.check.client.js';
import { digits, json, optional, read } from '../cashfree.client.js';
import { type Finding, reason, word } from '../cashfree.mapping.js';
import { byWords, SESSION, toLink } from '../cashfree.words.mapping.js';

const CHANNEL_WORDS: Readonly<Record<LinkChannel, string>> = { SMS: 'sms', EMAIL: 'email', WHATSAPP: 'whatsapp' };
const readForm = factsAt([['linkExpiresOn', 'link_expiry', date]]);

export const cashfreeKycLinkCheck = defineCashfreeCheck('KYC_LINK', {
  operation: 'createKycLink',
  path: '/form',
  request: (input) =>
    json({
      verification_id: input.checkId,
      phone: digits(input.phone)?.slice(-10),
      template_name: input.templateName,
      ...optional('name', input.name),
      ...optional('email', input.email),
      ...optional('link_expiry', input.expiresOn),
      ...(input.notifyBy.length === 0 ? {} : { notification_types: input.notifyBy.map((word) => CHANNEL_WORDS[word]) }),
    }),
  parse: parseForm,
  told: null,
  fields: {
    inputs: {
      phone: 'phone',
      template_name: 'templateName',
      name: 'name',
      email: 'email',
      link_expiry: 'expiresOn',
      notification_types: 'notifyBy',
    },
    file: null,
  },
  comparesName: comparesNone,
  verdict: byWords(SESSION, refineForm),
  facts: (answer) => ({ ...readForm(answer), ...formChecks(answer.details) }),
  evidence: proves((d) => ({
    statements: { formChecks: when(everyStatus(d.verification_details, /^(SUCCESS|VALID)$/)) },
  })),
  score: noScore,
  raw: rawOf,
  link: (answer, { expiresOn }) =>
    toLink(answer, 'form_link', expiresOn === null ? null : new Date(`${expiresOn}T23:59:59+05:30`)),
  readAgain: {
    // camelCase only here.
    request: (reference) => read('getKycLink', '/form', { referenceID: reference }),
    parse: parseForm,
    event: /^KYC_LINK_/,
  },
});

/** A form that was filled in fails when one of the checks behind it did. */
function refineForm(status: string, details: Details): Finding | null {
  const checks = detail(details, 'verification_details');
  if (status !== 'SUCCESS' || !Array.isArray(checks)) return null;
  const words = checks.map((check: unknown) => (typeof check === 'object' && check !== null ? readStatus(check) : ''));
  const failed = words.some((text) => /^(FAIL|FAILED|FAILURE|INVALID)$/.test(text));
  return failed ? { outcome: 'FAIL', reasons: [reason('OTHER', null, null)] } : null;
}

function readStatus(check: object): string {
  return 'status' in check && typeof check.status === 'string' ? check.status : '';
}

const FORM_CHECKS: Readonly<Record<string, string>> = {
  OFFLINE_AADHAAR_VERIFICATION: 'aadhaarCheck',
  PANDETAILS_VERIFICATION: 'cashfreePanCheck',
  BANKDETAILS_VALIDATION: 'cashfreeBankAccountCheck',
  UPIDETAILS_VALIDATION: 'cashfreeUpiCheck',
};

/** How each check behind a form ended. */
function formChecks(details: Readonly<Record<string, unknown>>): Record<string, string | null> {
  const list = detail(details, 'verification_details');
  const indices = Array.isArray(list) ? [...list.keys()] : [];
  return Object.fromEntries(
    indices.flatMap((index) => {
      const name = FORM_CHECKS[textAt(details, `verification_details.${index}.type`) ?? ''];
      return name === undefined ? [] : [[name, word(textAt(details, `verification_details.${index}.status`))]];
    }),
  );
}
