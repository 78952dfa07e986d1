import { claimRulesOf, needsOf } from '../../../src/domain/check/claims.js';
import { CHECK_CAPABILITIES } from '../../../src/domain/check/kinds/check-kinds.js';
import type { RawStatus } from '../../../src/domain/kernel/lifecycle.js';
import type { CheckResult } from '../../../src/domain/provider/check-port.js';
import type { CustomerAnswer, CustomerOutcome } from '../../../src/domain/provider/customer-port.js';
import { type Evidence, found } from '../../../src/domain/provider/evidence.js';
import type { ScreeningDetails, ScreeningState } from '../../../src/domain/provider/screening-port.js';
import type { RunnerApplicant, RunnerState } from '../../../src/domain/provider/workflow-port.js';

/** Words of a provider that only staff may read. */
export const RAW: RawStatus = {
  providerStatus: 'Raw-Status',
  providerCode: 'raw_code',
  providerLabel: 'RAW_LABEL',
};

const AT = new Date('2026-01-10T08:00:00Z');

export function screeningState(changes: Partial<ScreeningState> = {}): ScreeningState {
  return {
    providerApplicantId: 'personr-1',
    status: 'COMPLETED',
    decision: 'APPROVED',
    decisionFinal: true,
    decidedAt: AT,
    reasons: [],
    extracted: {
      firstName: 'Asha',
      lastName: 'Rao',
      dateOfBirth: '1990-04-05',
      documentCountry: 'IND',
      streetNumber: '12',
      street: 'Example Street',
      city: 'Bengaluru',
      state: 'Karnataka',
      postcode: '560001',
    },
    raw: RAW,
    ...changes,
  };
}

export function screeningDetails(changes: Partial<ScreeningDetails> = {}): ScreeningDetails {
  return {
    email: 'told@example.com',
    phone: '+919000010077',
    firstName: 'Asha',
    lastName: 'Rao',
    flowName: 'demo-flow',
    tags: ['demo'],
    ...changes,
  };
}

export function runnerState(changes: Partial<RunnerState> = {}): RunnerState {
  return {
    providerRunnerId: 'crego-1',
    refId: 'RUNNER-251-392',
    flowId: 'flow-1',
    designId: 'design-1',
    status: 'AWAITING_INPUT',
    currentNode: {
      name: 'applicant_extra_info',
      type: 'web_form',
      forms: [{ action: 'SUBMIT', schema: { type: 'object' }, ui: { order: ['city'] } }],
      navigations: [{ label: 'Back', targetNode: 'start' }],
    },
    visitedNodes: [{ name: 'start', action: 'SUBMIT', visitedAt: AT }],
    stepResult: { success: true, statusCode: 200, message: 'free text', errors: [], data: null },
    currentApplicantId: 'person-1',
    createdAt: AT,
    updatedAt: AT,
    raw: RAW,
    ...changes,
  };
}

export function runnerApplicant(): RunnerApplicant {
  return {
    providerApplicantId: 'person-1',
    name: 'Asha Rao',
    applicantType: 'applicant',
    relation: 'self',
    tags: ['primary'],
    shareHolder: false,
  };
}

/** An answer that confirms whatever any check may be given, and shows whatever one may need. */
const ALL_PROVEN: Evidence = {
  checkId: null,
  statements: Object.fromEntries(
    CHECK_CAPABILITIES.flatMap((capability) => [...claimRulesOf(capability).keys(), ...needsOf(capability)]).map(
      (name) => [name, found('CONFIRMED')],
    ),
  ),
  periods: [],
};

export function checkResult(changes: Partial<CheckResult> = {}): CheckResult {
  return {
    referenceId: '1001',
    status: 'COMPLETED',
    outcome: 'PASS',
    decision: null,
    reasons: [],
    score: 0.97,
    facts: [{ name: 'registeredName', value: 'ASHA RAO' }],
    retryable: false,
    raw: RAW,
    evidence: ALL_PROVEN,
    ...changes,
  };
}

/** An answer with a customer where the outcome has one. */
export function customerAnswer(outcome: CustomerOutcome): CustomerAnswer {
  const known = outcome === 'FOUND' || outcome === 'ONBOARDED';
  return { outcome, customer: known ? CUSTOMER : null, raw: RAW, field: null };
}

const CUSTOMER: NonNullable<CustomerAnswer['customer']> = {
  customerNumber: '7000001',
  firstName: 'Asha',
  middleName: 'K',
  lastName: 'Rao',
  dateOfBirth: '1990-04-05',
  mobile: '+919000010001',
  email: 'asha.cdp@example.com',
  customerStatus: 'ACTIVE',
  amlScanStatus: 'AML-Word',
  amlCategory: 'AML-Category',
  politicallyExposed: false,
  agentLocationId: 'AGENT-1',
  idStatus: 'Active',
  idExpiresOn: '2031-01-01',
};
