import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startTestGateway } from '../support/test-gateway.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `npm run demo` without its build, against a gateway. */
function play(gatewayUrl: string): Promise<{ code: number; out: string; err: string }> {
  const args = ['--import', 'tsx', 'src/commands/play-demo.command.ts'];
  const env = { PATH: process.env.PATH, GATEWAY_URL: gatewayUrl };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT, env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

describe('npm run demo', () => {
  test('plays one onboarding to its end, twice on the same data, and prints the merged answer', async () => {
    const gateway = await startTestGateway();
    for (const _ of ['first', 'second']) {
      const { code, out, err } = await play(gateway.url);

      expect({ code, err }).toEqual({ code: 0, err: '' });
      const steps = out.split('\n').filter((line) => /^ *\d+\/\d+ /.test(line));
      expect(steps).toHaveLength(Number(/\/(\d+)/.exec(steps[0] ?? '')?.[1]));
      const answer = JSON.parse(out.slice(out.indexOf('\n{'), out.lastIndexOf('\n}') + 2));
      expect(answer.me).toMatchObject({
        kyc: { missing: [] },
        customer: { customerStatus: 'ACTIVE', source: { state: 'LIVE' } },
        applicants: { nodes: [{ decision: 'APPROVED', source: { state: 'LIVE' } }] },
        runners: { nodes: [{ status: 'COMPLETED', source: { state: 'LIVE' } }] },
      });
      expect(answer.me.verifications.nodes).toHaveLength(5);
    }
    await gateway.stop();
  }, 90_000);

  test('says in one line that no gateway is there', async () => {
    const { code, out, err } = await play('http://127.0.0.1:1');

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^No gateway answers at .*npm start.*\n$/);
  });

  test('refuses to spend money at a real provider', async () => {
    const gateway = await startTestGateway({
      CASHFREE_BASE_URL: 'http://127.0.0.1:1',
      CASHFREE_CLIENT_ID: 'a',
      CASHFREE_CLIENT_SECRET: 'b',
    });
    const { code, out, err } = await play(gateway.url);
    await gateway.stop();

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^The demo plays with simulators only: calls to Cashfree would be real and cost money\./);
  });
});
