import { startTinyGateway } from './tiny-gateway.js';

test('a route without a rule keeps the server from starting', async () => {
  const routes = [
    async (scope: { get: (url: string, handler: () => Promise<string>) => void }) => {
      scope.get('/forgotten/:id', async () => 'secret');
    },
  ];
  await expect(startTinyGateway({ routes })).rejects.toThrow('no rule for /forgotten/:id');
});

test('an address that only looks like one with a rule is no route', async () => {
  const gateway = await startTinyGateway();
  for (const path of ['/metrics', '/exports', '/webhooks', '/health', '/graphql/x']) {
    expect([path, (await fetch(gateway.url + path)).status]).toEqual([path, 404]);
  }
  await gateway.stop();
});
