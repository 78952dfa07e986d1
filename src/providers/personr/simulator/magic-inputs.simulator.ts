import type { MagicInput } from '../../simulator/simulator-kit.js';
import { PERSONR_PATHS } from '../personr.contract.js';
import { MAX_ATTEMPTS, PERSONR_MAGIC_LAST_NAMES } from './applicant.simulator.js';
import { OLDER_WEBHOOK_SOURCE_KEY } from './reviews.simulator.js';
import { PERSONR_SIMULATOR_LOGIN } from './token.simulator.js';

/** The flows that the simulator knows. */
export const FLOWS = ['KYC basic', 'KYC enhanced'];

export const PERSONR_MAGIC_INPUTS: readonly MagicInput[] = [
  ...Object.entries(PERSONR_MAGIC_LAST_NAMES).map(([input, effect]) => ({
    operation: 'createApplicant',
    input: `nameLast = ${input}`,
    effect,
  })),
  { operation: 'createApplicant', input: `flowName other than ${FLOWS.join(', ')}`, effect: '400 incorrect flow name' },
  { operation: 'createApplicant', input: 'email = slow@example.com', effect: 'answers after 3 s' },
  { operation: 'createApplicant', input: 'email = error500@example.com', effect: '500 with an HTML page' },
  {
    operation: 'createApplicant',
    input: 'email = malformed@example.com',
    effect: '200 with broken JSON; the applicant exists',
  },
  { operation: 'every call', input: 'an applicantId that does not exist', effect: '404 MISSING_DATA' },
  {
    operation: 'uploadDocument',
    input: 'filename begins with broken',
    effect: '200 with an error; the file is not kept',
  },
  { operation: 'uploadDocument', input: 'filename begins with blurred', effect: '200 with a warning' },
  { operation: 'requestCheck', input: `attempt ${MAX_ATTEMPTS + 1}`, effect: '400 no attempts left' },
  {
    operation: 'webhook',
    input: 'two seconds after requestCheck, or at the third look',
    effect: 'a call with the newer, flat body',
  },
  {
    operation: 'webhook',
    input: `sourceKey begins with ${OLDER_WEBHOOK_SOURCE_KEY}`,
    effect: 'the same with the older body: the envelope of the result call, without applicantId',
  },
  {
    operation: 'createVerificationLink',
    input: 'flowName = KYC enhanced',
    effect:
      'a customLink beside the verificationLink; the page behind the latter has one button, which starts the check',
  },
  {
    operation: 'token',
    input: `${PERSONR_PATHS.basicAuth} with the same login as HTTP Basic`,
    effect: 'the same as the form',
  },
  {
    operation: 'token',
    input: `${PERSONR_PATHS.tokenGenerate} with ${PERSONR_SIMULATOR_LOGIN.email} and ${PERSONR_SIMULATOR_LOGIN.password}`,
    effect: 'a new token; the previous one is void until the simulator restarts',
  },
];
