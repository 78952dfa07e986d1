import { startPersonrSimulator } from '../../../src/providers/personr/simulator/personr.simulator.js';
import {
  OLDER_WEBHOOK_SOURCE_KEY,
  PERSONR_SIMULATOR_WEBHOOK_TOKEN,
} from '../../../src/providers/personr/simulator/reviews.simulator.js';
import { PERSONR_SIMULATOR_TOKEN } from '../../../src/providers/personr/simulator/token.simulator.js';
import type { RunningSimulator } from '../../../src/providers/simulator/simulator-kit.js';
import { applicant, context, type OpenedPersonr, openPersonr, type Replay, startReplay } from './personr.harness.js';

let simulator: RunningSimulator;
let receiver: Replay;
let opened: OpenedPersonr;
beforeEach(async () => {
  [simulator, receiver] = await Promise.all([startPersonrSimulator({ port: 0 }), startReplay()]);
  receiver.answer({ status: 200, body: {} });
  simulator.configureWebhooks({ target: `${receiver.url}/hook` });
  opened = openPersonr(simulator.url, { PERSONR_TOKEN: PERSONR_SIMULATOR_TOKEN });
});
afterEach(async () => {
  await opened.provider.close();
  await simulator.close();
  await receiver.close();
});

async function checked(lastName: string, sourceKey: string | null = null): Promise<string> {
  const { screening } = opened;
  const { providerApplicantId } = await screening.createApplicant(applicant({ lastName, sourceKey }), context);
  await screening.requestCheck(providerApplicantId, context);
  return providerApplicantId;
}

async function received(): Promise<Record<string, unknown>[]> {
  await simulator.webhooksSettled();
  return receiver.seen.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
}

test('nothing is sent before the review ends, and one call when it does', async () => {
  const applicantId = await checked('Nobody');
  expect(await received()).toEqual([]);
  simulator.advanceTime(2_100);
  simulator.advanceTime(60_000);
  expect(await received()).toMatchObject([{ applicantId, actionStatus: 'Reviewed', reviewAnswer: 'Approved' }]);
  expect(receiver.seen[0]).toMatchObject({
    path: '/hook',
    authorization: `Bearer ${PERSONR_SIMULATOR_WEBHOOK_TOKEN}`,
    contentType: 'application/json',
  });
});

test('time moved over HTTP counts as well', async () => {
  const applicantId = await checked('Reject-Final');
  const headers = { 'content-type': 'application/json' };
  await fetch(`${simulator.url}/__simulator/time`, { method: 'POST', headers, body: '{"advanceMs":2100}' });
  while (receiver.seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(await received()).toMatchObject([
    { applicantId, reviewAnswer: 'Rejected', rejectLabels: ['FORGERY', 'CRIMINAL'] },
  ]);
});

test('the third look ends a review too', async () => {
  const applicantId = await checked('Nobody');
  for (let look = 0; look < 3; look += 1) await opened.screening.getApplicantState(applicantId, context);
  expect(await received()).toHaveLength(1);
});

test('the older body names the applicant in its result alone', async () => {
  const applicantId = await checked('Nobody', `${OLDER_WEBHOOK_SOURCE_KEY}:1`);
  simulator.advanceTime(2_100);
  const [body] = await received();
  expect(body).toMatchObject({ status: 'success', response: { result: { applicant: applicantId } } });
  expect(body).not.toHaveProperty('applicantId');
});

test('a second final result follows the first, and the read answers with it', async () => {
  const applicantId = await checked('Approve-Then-Reject');
  simulator.advanceTime(2_100);
  expect(await opened.screening.getApplicantState(applicantId, context)).toMatchObject({ decision: 'APPROVED' });
  simulator.advanceTime(4_000);
  expect(await opened.screening.getApplicantState(applicantId, context)).toMatchObject({
    decision: 'DECLINED',
    decisionFinal: true,
  });
  expect((await received()).map(({ reviewAnswer }) => reviewAnswer)).toEqual(['Approved', 'Rejected']);
});

test('every magic input is listed', async () => {
  const page = (await (await fetch(`${simulator.url}/__simulator`)).json()) as { magicInputs: { input: string }[] };
  const inputs = page.magicInputs.map(({ input }) => input).join('\n');
  for (const magic of ['Approve-Then-Reject', 'Aml-Hit', OLDER_WEBHOOK_SOURCE_KEY, 'api-basic-auth'])
    expect(inputs).toContain(magic);
});
