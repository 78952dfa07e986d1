import type { CheckCapability } from '../../src/domain/check/kinds/check-kinds.js';
import type { Capability } from '../../src/domain/provider/capability.js';
import { ProviderError, type ProviderErrorDetails } from '../../src/domain/provider/provider-error.js';
import type { FakeGateway } from '../support/fakes/fake-gateway.js';
import { createWorld, type World } from '../support/schema-harness.js';
import { rootOperations } from './root-operations.js';

interface Command {
  readonly field: string;
  readonly port: keyof FakeGateway['ports'];
  readonly method: string;
  readonly providerId: string;
  readonly capability: Capability;
  /** What there is without a provider: nobody can be chosen, or the one that the record belongs to is gone. */
  readonly without: 'Blocked' | 'ProviderUnavailable';
}

const COMMANDS: readonly Command[] = [
  ...(['requestOtp', 'verifyOtp'] as const).map((field) => command(field, 'otp', 'crego', 'OTP')),
  command('createApplicant', 'screening', 'personr', 'SCREENING'),
  {
    ...command('requestApplicantCheck', 'screening', 'personr', 'SCREENING', 'ProviderUnavailable'),
    method: 'requestCheck',
  },
  command('createRunner', 'workflow', 'crego', 'WORKFLOW'),
  ...(['executeRunner', 'setCurrentApplicant', 'submitApplication'] as const).map((field) =>
    command(field, 'workflow', 'crego', 'WORKFLOW', 'ProviderUnavailable'),
  ),
  { ...command('createAndExecuteRunner', 'tools', 'crego', 'RUNNER_TOOLS'), method: 'createAndExecute' },
  command('onboardCustomer', 'customer', 'cdp', 'CUSTOMER'),
  check('verifyPan', 'PAN'),
  check('verifyBankAccount', 'BANK_ACCOUNT'),
  check('verifyGstin', 'GSTIN'),
  check('matchNames', 'NAME_MATCH'),
  check('checkLiveness', 'LIVENESS'),
];

function command(
  field: string,
  port: Command['port'],
  providerId: string,
  capability: Capability,
  without: Command['without'] = 'Blocked',
): Command {
  return { field, port, method: field, providerId, capability, without };
}

function check(field: string, capability: CheckCapability): Command {
  return { ...command(field, 'checks', 'cashfree', capability), method: 'check' };
}

let world: World;

async function start(without: readonly Capability[] = []) {
  world = await createWorld({ without });
  const { asha } = world.people;
  const ids = {
    user: '',
    verification: '',
    applicant: (await world.addApplicant(asha)).globalId,
    runner: (await world.addRunner(asha)).globalId,
    document: (await world.addDocument(asha)).globalId,
  };
  return async (field: string) => {
    const { query, variables } = rootOperations(ids)[field]!;
    return world.as(asha)(query, variables);
  };
}

/** How the provider fails, and what the caller is told. */
const FAILURES: readonly [string, Omit<ProviderErrorDetails, 'providerId'>, (providerId: string) => object][] = [
  [
    'refuses a field',
    { code: 'PROVIDER_REJECTED', retryable: false, field: 'name', providerCode: 'inner_code' },
    (providerId) => ({ __typename: 'ProviderRejected', providerId, field: 'name' }),
  ],
  [
    'has one like it already',
    { code: 'PROVIDER_CONFLICT', retryable: false },
    (providerId) => ({ __typename: 'ProviderRejected', providerId, field: null }),
  ],
  [
    'does not know the record',
    { code: 'PROVIDER_NOT_FOUND', retryable: false },
    () => ({ __typename: 'NotFound', field: null }),
  ],
  [
    'asks to slow down',
    { code: 'PROVIDER_RATE_LIMITED', retryable: true, retryAfterMs: 1_500 },
    (providerId) => ({ ...unavailable(providerId, 'PROVIDER_RATE_LIMITED', true), retryAfter: 2 }),
  ],
  [
    'cannot be reached',
    { code: 'PROVIDER_UNREACHABLE', retryable: true },
    (providerId) => unavailable(providerId, 'PROVIDER_UNREACHABLE', true),
  ],
  [
    'does not accept our credentials',
    { code: 'PROVIDER_AUTH_FAILED', retryable: false },
    (providerId) => unavailable(providerId, 'PROVIDER_AUTH_FAILED', false),
  ],
  [
    'may have done it',
    { code: 'PROVIDER_BAD_RESPONSE', retryable: true, outcomeUnknown: true },
    (providerId) => ({ ...unavailable(providerId, 'PROVIDER_BAD_RESPONSE', false), outcomeUnknown: true }),
  ],
];

function unavailable(providerId: string, providerErrorCode: string, retryable: boolean) {
  return {
    __typename: 'ProviderUnavailable',
    providerId,
    providerErrorCode,
    retryable,
    retryAfter: null,
    outcomeUnknown: false,
  };
}

describe.each(COMMANDS)('$field', ({ field, port, method, providerId, capability, without }) => {
  test.each(FAILURES)('tells when the provider %s, and sends nothing twice', async (_name, details, expected) => {
    const run = await start();
    world.gateway.ports[port].fail(method, new ProviderError({ providerId, ...details }));
    const { data, errors } = await run(field);
    expect(errors).toEqual([]);
    expect(data[field]).toEqual({ message: expect.stringContaining(providerId), ...expected(providerId) });
    expect(JSON.stringify(data)).not.toContain('inner_code');
    expect(world.gateway.ports[port].calls.map((call) => call.method)).toEqual([method]);
  });

  test(`is ${without} without a provider for ${capability}`, async () => {
    const run = await start([capability]);
    const { data, errors } = await run(field);
    expect(errors).toEqual([]);
    expect(data[field]).toMatchObject({ __typename: without });
    expect(world.gateway.ports[port].calls).toEqual([]);
  });

  test('does not take a fault of ours for one of the provider', async () => {
    const run = await start();
    world.gateway.ports[port].fail(method, new TypeError('a fault of ours'));
    await expect(run(field)).rejects.toThrow('a fault of ours');
  });
});

describe('what is kept when the provider fails', () => {
  const statuses = ({ gateway }: World) => ({
    applicants: [...gateway.applicants.records.values()].map(({ status }) => status),
    runners: [...gateway.runners.records.values()].map(({ status }) => status),
  });

  test.each([
    [false, 'ERRORED'],
    [true, 'UNKNOWN'],
  ])('when the outcome is unknown (%p): what was to be made is %s', async (unknown, status) => {
    const run = await start();
    const { screening, workflow } = world.gateway.ports;
    const details = { code: 'PROVIDER_TIMEOUT', retryable: true, outcomeUnknown: unknown } as const;
    screening.fail('createApplicant', new ProviderError({ providerId: 'personr', ...details }));
    workflow.fail('createRunner', new ProviderError({ providerId: 'crego', ...details }));
    await run('createApplicant');
    await run('createRunner');
    expect(statuses(world)).toEqual({ applicants: ['PROCESSING', status], runners: ['PROCESSING', status] });
  });

  test.each(['requestApplicantCheck', 'executeRunner', 'setCurrentApplicant', 'submitApplication'])(
    '%s leaves its record as it was',
    async (field) => {
      const run = await start();
      const kept = () => [...world.gateway.applicants.records.values(), ...world.gateway.runners.records.values()];
      const before = kept();
      for (const port of [world.gateway.ports.screening, world.gateway.ports.workflow]) {
        const error = new ProviderError({ providerId: 'crego', code: 'PROVIDER_TIMEOUT', retryable: true });
        port.fail(field === 'requestApplicantCheck' ? 'requestCheck' : field, error);
      }
      const { data } = await run(field);
      expect(data[field].__typename).toBe('ProviderUnavailable');
      expect(kept()).toEqual(before);
    },
  );
});
