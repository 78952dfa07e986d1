import { CONSENT_PURPOSES } from '../../src/domain/kernel/consent-purpose.js';
import { agree, WITHOUT_CONSENT } from '../support/consents.js';
import { startTestGateway, type TestGateway } from '../support/test-gateway.js';
import { PIXEL_PNG } from './images.js';
import { newCustomer } from './new-customer.js';
import { readOperationFile, readOperationFiles } from './operation-files.js';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startTestGateway();
});
afterEach(() => gateway.stop());

const calls = () => [...gateway.simulators.values()].flatMap(({ requests }) => requests);

async function withdrawAll(token: string): Promise<void> {
  const fields = CONSENT_PURPOSES.map((purpose) => `${purpose}: withdrawConsent(purpose: ${purpose}) { state }`);
  const { data } = await gateway.send(`mutation { ${fields.join(' ')} }`, {}, token);
  for (const purpose of CONSENT_PURPOSES) expect(data[purpose].state).toBe('WITHDRAWN');
}

test('with every consent withdrawn, each sample that gives data to a provider asks for consent, and none is called', async () => {
  const samples = readOperationFiles().filter(
    ({ kind, rootFields }) => kind === 'mutation' && !rootFields.some((field) => WITHOUT_CONSENT.has(field)),
  );
  const accounts = new Set(samples.flatMap(({ as }) => (as === null ? [] : [as])));
  const tokens = new Map<string, string>();
  for (const email of accounts) tokens.set(email, await gateway.login(email));
  for (const token of tokens.values()) await withdrawAll(token);
  const answers: Record<string, string> = {};
  for (const { name, text, variables, variableNames, rootFields, as } of samples) {
    const token = tokens.get(as ?? '');
    const { data } = variableNames.includes('file')
      ? await gateway.upload(text, variables, { name: 'file.png', bytes: PIXEL_PNG }, token)
      : await gateway.send(text, variables, token);
    answers[name] = data?.[rootFields[0] ?? '']?.__typename;
  }
  expect(Object.entries(answers).filter(([, type]) => type !== 'ConsentRequired')).toEqual([]);
  expect(Object.keys(answers).length).toBeGreaterThan(25);
  expect(calls()).toEqual([]);
});

test('a person agrees, is checked, sees where the data went, withdraws, and nothing more goes out', async () => {
  const { token } = await newCustomer(gateway, { agreed: false });
  const verify = async () =>
    (await gateway.send(readOperationFile('verify-pan').text, { input: { pan: 'ABCPV1234D' } }, token)).data.verifyPan;
  const mine = async () => (await gateway.send(readOperationFile('my-privacy').text, {}, token)).data.me;

  expect((await verify()).__typename).toBe('ConsentRequired');
  expect(calls()).toEqual([]);
  expect((await mine()).disclosures.nodes).toEqual([]);

  await agree(gateway, token, ['IDENTITY_VERIFICATION']);
  const { __typename, id } = await verify();
  expect(__typename).toBe('Verification');
  const disclosure = { providerId: 'cashfree', purpose: 'IDENTITY_VERIFICATION', items: ['PAN', 'NAME'] };
  expect((await mine()).disclosures.nodes).toMatchObject([disclosure]);

  await withdrawAll(token);
  const sent = calls().length;
  expect((await verify()).__typename).toBe('ConsentRequired');
  const read = '($id: ID!) { verification(id: $id) { source { state error { code } } outcome } }';
  const { data } = await gateway.send(`query ${read}`, { id }, token);
  expect(data.verification).toMatchObject({ source: { state: 'STALE', error: { code: 'CONSENT_WITHDRAWN' } } });
  expect(calls()).toHaveLength(sent);
  const { consentHistory, disclosures } = await mine();
  expect(disclosures.nodes).toHaveLength(1);
  expect(consentHistory.nodes).toHaveLength(1 + CONSENT_PURPOSES.length);
  expect(consentHistory.nodes.at(-1)).toMatchObject({ purpose: 'IDENTITY_VERIFICATION', action: 'GIVEN' });
});

test('a person sees which staff looked at what of theirs, and why; a value in clear is on record before it is shown', async () => {
  const [asha, ravi] = [await gateway.login('asha@example.com'), await gateway.login('ravi@example.com')];
  const { variables, text } = readOperationFile('reveal-field');
  const { recordId } = variables.input as { recordId: string };
  const read = 'query ($id: ID!) { user(id: $id) { name applicants(first: 1) { nodes { id } } } }';
  const { user } = (await gateway.send(read, { id: recordId }, ravi)).data;
  const input = { recordId, field: 'PAN', purpose: 'FRAUD_INVESTIGATION' };
  const revealed = await gateway.send(text, { input }, ravi);
  expect(revealed.data.revealField).toMatchObject({
    __typename: 'RevealedField',
    value: expect.stringMatching(/^AAAPR/),
  });
  const stranger = await gateway.send(text, { input }, await gateway.login('tara@example.com'));
  expect(stranger.data.revealField).toMatchObject({ __typename: 'NotFound' });

  const { me } = (await gateway.send(readOperationFile('my-privacy').text, {}, asha)).data;
  const who = { actorRole: 'REVIEWER', actor: me.accessLog.nodes[0].actor };
  expect(who.actor).toMatch(/^XXXX[0-9a-f]{4}$/);
  expect(me.accessLog.nodes).toHaveLength(3);
  expect(me.accessLog.nodes[0]).toMatchObject({
    ...who,
    action: 'REVEAL',
    field: 'PAN',
    purpose: 'FRAUD_INVESTIGATION',
  });
  expect(me.accessLog.nodes.slice(1)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ ...who, action: 'READ', recordType: 'User', recordId }),
      expect.objectContaining({
        ...who,
        action: 'READ',
        recordType: 'Applicant',
        recordId: user.applicants.nodes[0].id,
      }),
    ]),
  );
});
