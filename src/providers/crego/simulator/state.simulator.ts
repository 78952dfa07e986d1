import { randomBytes } from 'node:crypto';
import { DEMO_PEOPLE, type DemoPerson } from '../../../demo/people.js';
import type { CregoVisit } from '../runner/runner.contract.js';
import type { CregoAuthState } from './auth.simulator.js';
import { type CregoAdminState, type CregoStorageState, firstDesignsAndDocuments } from './first-designs.simulator.js';

/** The sample flow of the simulator. */
export const CREGO_SIMULATOR_FLOW_ID = '22222222-2222-4222-8222-222222222222';
export const DESIGN_ID = '33333333-3333-4333-8333-333333333333';
export const STORE_ID = '44444444-4444-4444-8444-444444444444';

export interface SimulatedApplicant {
  readonly id: string;
  readonly name: string;
  readonly applicant_type: string;
  readonly relation_with_primary_applicant: string;
  readonly tags: readonly string[];
  readonly share_holder: boolean;
}

/** What a step said about itself, in the wire's words. */
export interface SimulatedStep {
  readonly _status_code: number;
  readonly success: boolean;
  readonly message: string;
  readonly errors: readonly string[];
  readonly data: unknown;
}

export interface SimulatedVisit extends CregoVisit {
  readonly user_id: string;
  /** Always empty: what a person submits, Aadhaar numbers included, is not kept. */
  readonly data: Record<string, never>;
}

export interface SimulatedRunner {
  readonly id: string;
  readonly ref_id: string;
  readonly flow_id: string;
  readonly created_at: string;
  updated_at: string | null;
  readonly created_by: string;
  updated_by: string;
  /** Null past the last node. */
  current_node: string | null;
  readonly visited: Record<string, SimulatedVisit[]>;
  business_name: string | null;
  applicants: SimulatedApplicant[];
  current_applicant_id: string | null;
  step: SimulatedStep;
  /** Where an admin moved it; absent: the design of the sample flow. */
  design_id?: string;
  /** What an admin put into its store beside what the flow keeps there. */
  stored?: Record<string, unknown>;
}

export interface CregoSimulatorState extends CregoAuthState, CregoAdminState, CregoStorageState {
  readonly runners: Record<string, SimulatedRunner>;
  readonly documents: Record<string, { readonly name: string; readonly content_type: string; readonly size: number }>;
}

export function storeOf({ business_name, current_applicant_id, stored }: SimulatedRunner): Record<string, unknown> {
  return { ...stored, business: { name: business_name }, current_applicant_id };
}

export function stepDone(data: unknown = {}): SimulatedStep {
  return { _status_code: 200, success: true, message: '', errors: [], data };
}

/** ISO with microseconds and, as Crego writes it, without a zone. */
export function wireTime(time: Date = new Date()): string {
  return time.toISOString().replace('Z', '000');
}

export function ownValue<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Where the demo people's runners wait, in turn; `null` is past the last node. */
const WAITING_AT: readonly (string | null)[] = [
  'applicant_extra_info',
  'applicant_list',
  'applicant_pan_and_mobile',
  null,
  'applicant_bank_details',
  'signing_form',
  'applicant_screening',
  'pan_or_gst',
  'business_info',
  'shareholders',
  'business_extra_info',
  'business_asset_detail',
];

const ON_THE_WAY: readonly string[] = [
  'pan_or_gst',
  'business_info',
  'shareholders',
  'business_extra_info',
  'business_asset_detail',
  'applicant_list',
  'applicant_pan_and_mobile',
  'applicant_extra_info',
  'applicant_bank_details',
  'signing_form',
];

export function initialState(): CregoSimulatorState {
  const runners = Object.fromEntries(DEMO_PEOPLE.map((person) => [person.cregoRunnerId, demoRunner(person)]));
  return {
    signingKey: randomBytes(32).toString('hex'),
    spent: {},
    runners,
    documents: {},
    ...firstDesignsAndDocuments(),
  };
}

function demoRunner(person: DemoPerson): SimulatedRunner {
  const current = WAITING_AT[(person.number - 1) % WAITING_AT.length] ?? null;
  const mobile = person.mobile.slice(-10);
  const visits = visitedBefore(current, mobile);
  return {
    id: person.cregoRunnerId,
    ref_id: person.cregoRefId,
    flow_id: CREGO_SIMULATOR_FLOW_ID,
    created_at: '2025-01-31T08:01:22.790000',
    updated_at: '2025-01-31T08:23:57.017388',
    created_by: mobile,
    updated_by: mobile,
    current_node: current,
    visited: Object.fromEntries(visits.map((visit) => [visit.name, [visit]])),
    business_name: `${person.lastName} Example Traders`,
    applicants: [demoApplicant(person)],
    current_applicant_id:
      current?.startsWith('applicant_') === true && current !== 'applicant_list' ? person.cregoApplicantId : null,
    step: stepDone(current === 'applicant_extra_info' ? matchedData(person) : {}),
  };
}

function demoApplicant(person: DemoPerson): SimulatedApplicant {
  return {
    id: person.cregoApplicantId,
    name: `${person.firstName} ${person.lastName}`,
    applicant_type: 'applicant',
    relation_with_primary_applicant: 'self',
    tags: ['primary'],
    share_holder: true,
  };
}

function visitedBefore(current: string | null, mobile: string): SimulatedVisit[] {
  const reached = current === 'applicant_screening' ? 'applicant_extra_info' : current;
  const count = reached === null ? ON_THE_WAY.length : ON_THE_WAY.indexOf(reached);
  return ON_THE_WAY.slice(0, count).map((name, index) => ({
    name,
    action: 'submit',
    user_id: mobile,
    timestamp: wireTime(new Date(Date.UTC(2025, 0, 31, 8, 2 + index, 10))),
    data: {},
  }));
}

/** The undecidable answer of the documented step: `success`, a score of 0, and nothing matched. */
export function matchedData(person: DemoPerson | null, name = ''): Record<string, unknown> {
  const squeeze = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const compared = {
    name: squeeze(person === null ? name : `${person.firstName}${person.lastName}`),
    dob: person?.dateOfBirth.slice(0, 4) ?? '',
    pob: squeeze(person?.state ?? ''),
    gender: person?.gender.toLowerCase() ?? '',
    address: person === null ? '' : squeeze(`${person.street}${person.city}${person.state}${person.pincode}`),
    passportNo: '',
    emailAddress: '',
    identificationNo: person?.pan.toLowerCase() ?? '',
  };
  return {
    applicationId: `KN_LEAD_ID${((person?.number ?? 4000) + 9).toString(16).padStart(11, '0')}`,
    match_score: 0.0,
    matched_data: Object.fromEntries(
      Object.entries(compared).map(([key, value]) => [key, [value, 'No Match Found - 0']]),
    ),
  };
}
