import { PlayError } from './play-client.js';
import { FIELD_ERRORS, need, PROBLEM, type Stage, type Step } from './play-step.js';

interface Verification {
  readonly subject: string;
  readonly outcome: string;
  readonly score: number | null;
  readonly source: { readonly providerId: string };
}

const VERIFICATION = '... on Verification { subject outcome score source { providerId } }';

/** The paid checks of registries, banks, names and faces. */
export const CHECK_STEPS: readonly Step[] = [
  {
    name: 'verify the PAN',
    play: ({ client, person: { pan, name } }) =>
      passed(
        client.mutate(
          `mutation ($input: VerifyPanInput!) { result: verifyPan(input: $input) { ${PROBLEM} ${FIELD_ERRORS} ${VERIFICATION} } }`,
          { input: { pan, name } },
          'Verification',
        ),
      ),
  },
  {
    name: 'verify the bank account',
    play: ({ client, person: { bankAccountNumber, ifsc, name } }) =>
      passed(
        client.mutate(
          `mutation ($input: VerifyBankAccountInput!) { result: verifyBankAccount(input: $input) { ${PROBLEM} ${FIELD_ERRORS} ${VERIFICATION} } }`,
          { input: { accountNumber: bankAccountNumber, ifsc, name } },
          'Verification',
        ),
      ),
  },
  {
    name: 'verify the GSTIN',
    play: ({ client, person: { gstin, businessName } }) =>
      passed(
        client.mutate(
          `mutation ($input: VerifyGstinInput!) { result: verifyGstin(input: $input) { ${PROBLEM} ${FIELD_ERRORS} ${VERIFICATION} } }`,
          { input: { gstin, businessName } },
          'Verification',
        ),
      ),
  },
  {
    name: 'match the names',
    play: ({ client, person: { firstName, lastName, name } }) =>
      passed(
        client.mutate(
          `mutation ($input: MatchNamesInput!) { result: matchNames(input: $input) { ${PROBLEM} ${FIELD_ERRORS} ${VERIFICATION} } }`,
          { input: { name, otherName: `${firstName} ${lastName.charAt(0)}` } },
          'Verification',
        ),
      ),
  },
  { name: 'check liveness', play: checkLiveness },
];

function checkLiveness(stage: Stage): Promise<string> {
  return passed(
    stage.client.mutate(
      `mutation ($documentId: ID!) { result: checkLiveness(documentId: $documentId) { ${PROBLEM} ${FIELD_ERRORS} ${VERIFICATION} } }`,
      { documentId: need(stage, 'selfie') },
      'Verification',
    ),
  );
}

async function passed(command: Promise<Verification>): Promise<string> {
  const { subject, outcome, score, source } = await command;
  if (outcome !== 'PASS') throw new PlayError(`the outcome is ${outcome}`);
  return `${outcome}${score === null ? '' : `, score ${score}`}, ${subject} (${source.providerId})`;
}
