import { readFile } from 'node:fs/promises';
import { ACCOUNT_STEPS } from '../demo/play-account-steps.js';
import { CHECK_STEPS } from '../demo/play-check-steps.js';
import { PlayClient, PlayError } from '../demo/play-client.js';
import { CONSENT_STEPS } from '../demo/play-consent-steps.js';
import { makePerson } from '../demo/play-person.js';
import { PROVIDER_STEPS } from '../demo/play-provider-steps.js';
import { RUNNER_STEPS } from '../demo/play-runner-steps.js';
import type { Stage, Step } from '../demo/play-step.js';

/** `npm run demo`: the whole onboarding of one synthetic person through the public API of a running gateway. */
const STEPS: readonly Step[] = [...ACCOUNT_STEPS, ...CONSENT_STEPS, ...CHECK_STEPS, ...PROVIDER_STEPS, ...RUNNER_STEPS];

const MERGED_QUERY = new URL('../../schema/operations/first-look.graphql', import.meta.url);

const url = process.env.GATEWAY_URL ?? `http://localhost:${process.env.PORT ?? 4000}`;
const stage: Stage = { client: new PlayClient(url.replace(/\/+$/, '')), person: makePerson(), ids: new Map() };

try {
  await refuseRealProviders(stage.client);
  for (const [index, step] of STEPS.entries()) await playStep(step, index + 1);
  const answer = await stage.client.query(await readFile(MERGED_QUERY, 'utf8'));
  say(`\nThe merged query (schema/operations/first-look.graphql) answers:\n${JSON.stringify(answer, null, 2)}`);
  say(`\nLog in as ${stage.person.email}, password ${stage.person.password}, to look around.`);
} catch (error) {
  if (!(error instanceof PlayError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function playStep({ name, play }: Step, number: number): Promise<void> {
  try {
    say(`${String(number).padStart(2)}/${STEPS.length}  ${name.padEnd(34)} ${await play(stage)}`);
  } catch (error) {
    if (!(error instanceof PlayError)) throw error;
    throw new PlayError(`Step ${number}, "${name}", failed: ${error.message}`);
  }
}

/** The steps call paid services and create customers for good: only ever at simulators. */
async function refuseRealProviders(client: PlayClient): Promise<void> {
  const { providers } = await client.query<{ providers: { displayName: string; simulated: boolean }[] }>(
    '{ providers { displayName simulated } }',
  );
  const real = providers.filter(({ simulated }) => !simulated).map(({ displayName }) => displayName);
  if (real.length > 0) {
    throw new PlayError(
      `The demo plays with simulators only: calls to ${real.join(', ')} would be real and cost money. Unset the *_BASE_URL of ${real.length === 1 ? 'this provider' : 'these providers'}.`,
    );
  }
  if (providers.length === 0) throw new PlayError('This gateway has no providers: start it in demo mode.');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
