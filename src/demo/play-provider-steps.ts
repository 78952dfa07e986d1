import { PlayError } from './play-client.js';
import { uploadCopy } from './play-copy.js';
import { FIELD_ERRORS, need, PROBLEM, type Stage, type Step } from './play-step.js';

const POLL_MS = 400;
const POLLS = 60;

/** Screening, and the customer data platform. */
export const PROVIDER_STEPS: readonly Step[] = [
  { name: 'create an applicant', play: createApplicant },
  { name: 'upload the ID to the applicant', play: uploadId },
  { name: 'request the check', play: requestCheck },
  { name: 'wait for the decision', play: awaitDecision },
  { name: 'onboard the customer', play: onboardCustomer },
  { name: 'find the customer', play: findCustomer },
];

async function createApplicant({ client, person, ids }: Stage): Promise<string> {
  const applicant = await client.mutate<{ id: string; status: string; source: { providerId: string } }>(
    `mutation ($input: CreateApplicantInput!) { result: createApplicant(input: $input) {
      ${PROBLEM} ${FIELD_ERRORS} ... on Applicant { id status source { providerId } } } }`,
    { input: { firstName: person.firstName, lastName: person.lastName, sourceKey: 'demo' } },
    'Applicant',
  );
  ids.set('applicant', applicant.id);
  return `${applicant.status} (${applicant.source.providerId})`;
}

async function uploadId(stage: Stage): Promise<string> {
  const input = { kind: 'PASSPORT', side: 'FRONT', applicantId: need(stage, 'applicant') };
  const { state, providerId } = await uploadCopy(stage, input, 'passport.png');
  return `${state} (${providerId})`;
}

async function requestCheck(stage: Stage): Promise<string> {
  const { status, checkRequests } = await stage.client.mutate<{ status: string; checkRequests: number }>(
    `mutation ($applicantId: ID!) { result: requestApplicantCheck(applicantId: $applicantId) {
      ${PROBLEM} ... on Applicant { status checkRequests } } }`,
    { applicantId: need(stage, 'applicant') },
    'Applicant',
  );
  return `${status}, request ${checkRequests}`;
}

async function awaitDecision(stage: Stage): Promise<string> {
  const id = need(stage, 'applicant');
  for (let poll = 1; poll <= POLLS; poll += 1) {
    const { applicant } = await stage.client.query<{ applicant: { status: string; decision: string | null } }>(
      'query ($id: ID!) { applicant(id: $id) { status decision } }',
      { id },
    );
    if (applicant.decision !== null) return `${applicant.status}, ${applicant.decision} at look ${poll}`;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new PlayError(`no decision after ${POLLS} looks`);
}

async function onboardCustomer(stage: Stage): Promise<string> {
  const customer = await stage.client.mutate<{ outcome: string; customerNumber: string; customerStatus: string }>(
    `mutation ($input: OnboardCustomerInput!) { result: onboardCustomer(input: $input) {
      ${PROBLEM} ${FIELD_ERRORS} ... on Customer { outcome customerNumber customerStatus } } }`,
    { input: onboardingInput(stage) },
    'Customer',
  );
  return `${customer.outcome}, number ${customer.customerNumber}, ${customer.customerStatus}`;
}

function onboardingInput(stage: Stage): Record<string, unknown> {
  const { firstName, lastName, name, dateOfBirth, email, mobile, idNumber } = stage.person;
  const address = {
    line1: '7, Example Street',
    city: 'Pune',
    state: 'Maharashtra',
    postalCode: '411001',
    country: 'IN',
  };
  return {
    firstName,
    lastName,
    dateOfBirth,
    email,
    mobile,
    gender: 'FEMALE',
    nationality: 'IN',
    countryOfResidence: 'IN',
    countryOfBirth: 'IN',
    placeOfBirth: 'Pune',
    politicallyExposed: false,
    addresses: [{ type: 'PRESENT', ...address }],
    idDocuments: [
      {
        idType: 4,
        idNumber,
        nameAsPerId: name,
        issuedCountry: 'IN',
        issuedOn: '2024-05-01',
        expiresOn: '2034-04-30',
        frontDocumentId: need(stage, 'panCard'),
      },
    ],
    photoDocumentId: need(stage, 'selfie'),
  };
}

async function findCustomer({ client, person: { idNumber } }: Stage): Promise<string> {
  const { findCustomer: customer } = await client.query<{
    findCustomer: { outcome: string; customerNumber: string | null; email: string | null };
  }>(
    'query ($idNumber: IdNumber!) { findCustomer(idType: "4", idNumber: $idNumber) { outcome customerNumber email } }',
    { idNumber },
  );
  if (customer.outcome !== 'FOUND') throw new PlayError(`the outcome is ${customer.outcome}`);
  return `${customer.outcome}, number ${customer.customerNumber}, ${customer.email}`;
}
