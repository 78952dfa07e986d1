import { startTestGateway } from '../support/test-gateway.js';

test('a gateway does without the providers that are not chosen', async () => {
  const gateway = await startTestGateway({ PROVIDERS: 'personr, cashfree' });
  try {
    const { data } = await gateway.send('{ providers { id } }');
    expect(data.providers).toEqual([{ id: 'cashfree' }, { id: 'personr' }]);
    expect([...gateway.simulators.keys()].sort()).toEqual(['cashfree', 'personr']);
    const token = await gateway.login('asha@example.com');
    const asked = await gateway.send('mutation { requestOtp(input: { channel: SMS }) { __typename } }', {}, token);
    expect(asked.data.requestOtp.__typename).toBe('Blocked');
  } finally {
    await gateway.stop();
  }
});

test('a provider that nobody knows stops the start', async () => {
  await expect(startTestGateway({ PROVIDERS: 'cashfree,karza' })).rejects.toThrow(
    /PROVIDERS must be `all` or some of cashfree, /,
  );
});
