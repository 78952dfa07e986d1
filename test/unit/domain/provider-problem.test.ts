import { ApiError } from '../../../src/domain/kernel/api-error.js';
import { ProblemError } from '../../../src/domain/kernel/problem.js';
import {
  PROVIDER_ERROR_CODES,
  ProviderError,
  type ProviderErrorDetails,
} from '../../../src/domain/provider/provider-error.js';
import { providerCommand, toProblem } from '../../../src/domain/provider/provider-problem.js';

function errorOf(details: Partial<ProviderErrorDetails>): ProviderError {
  return new ProviderError({ providerId: 'cashfree', code: 'PROVIDER_ERROR', retryable: true, ...details });
}

describe('a provider’s error', () => {
  test('has a message of our own, whatever the provider said', () => {
    for (const code of PROVIDER_ERROR_CODES) {
      const { message } = errorOf({ code, providerCode: 'some_code', field: 'pan' });
      expect(message).toMatch(/^Provider cashfree [a-z, ]+\.$/);
      expect(message).not.toContain('some_code');
    }
  });

  test('becomes a rejection that names the field when the provider refused the input', () => {
    for (const code of ['PROVIDER_REJECTED', 'PROVIDER_CONFLICT'] as const) {
      expect(toProblem(errorOf({ code, field: 'pan' }))).toMatchObject({
        kind: 'ProviderRejected',
        providerId: 'cashfree',
        field: 'pan',
      });
      expect(toProblem(errorOf({ code }))).toMatchObject({ kind: 'ProviderRejected', field: null });
    }
  });

  test('becomes “not found” when the provider does not know the record', () => {
    const problem = toProblem(errorOf({ code: 'PROVIDER_NOT_FOUND', field: 'applicantId' }));
    expect(problem).toMatchObject({ kind: 'NotFound', field: 'applicantId' });
  });

  test('becomes “unavailable” with its code in every other case', () => {
    const others = PROVIDER_ERROR_CODES.filter((code) => !/REJECTED|CONFLICT|NOT_FOUND/.test(code));
    expect(others).toHaveLength(PROVIDER_ERROR_CODES.length - 3);
    for (const code of others)
      expect(toProblem(errorOf({ code }))).toMatchObject({ kind: 'ProviderUnavailable', providerErrorCode: code });
  });

  test('is never called retryable when the command may have been done', () => {
    expect(toProblem(errorOf({ outcomeUnknown: true }))).toMatchObject({ retryable: false, outcomeUnknown: true });
    expect(toProblem(errorOf({}))).toMatchObject({ retryable: true, outcomeUnknown: false });
  });

  test('gives the waiting time in whole seconds, rounded up', () => {
    expect(toProblem(errorOf({ retryAfterMs: 1_001 }))).toMatchObject({ retryAfter: 2 });
    expect(toProblem(errorOf({ retryAfterMs: 0 }))).toMatchObject({ retryAfter: 0 });
    expect(toProblem(errorOf({}))).toMatchObject({ retryAfter: null });
  });

  test('gives a minute to a rate limit that names no time', () => {
    const limited = { code: 'PROVIDER_RATE_LIMITED', retryable: true } as const;
    expect(toProblem(errorOf(limited))).toMatchObject({ retryable: true, retryAfter: 60 });
    expect(toProblem(errorOf({ ...limited, retryAfterMs: 2_000 }))).toMatchObject({ retryAfter: 2 });
  });
});

describe('a provider command', () => {
  test('hands on what it answers', async () => {
    expect(await providerCommand(async () => 7)).toBe(7);
  });

  test('records the failure before the caller is told', async () => {
    const recorded: string[] = [];
    const command = providerCommand(
      () => Promise.reject(errorOf({ code: 'PROVIDER_TIMEOUT' })),
      async ({ code }) => {
        await Promise.resolve();
        recorded.push(code);
      },
    );
    await expect(command).rejects.toMatchObject({ problem: { kind: 'ProviderUnavailable' } });
    await expect(command).rejects.toBeInstanceOf(ProblemError);
    expect(recorded).toEqual(['PROVIDER_TIMEOUT']);
  });

  test('lets every other error through as it is, unrecorded', async () => {
    const bug = new ApiError('FORBIDDEN', 'no');
    let recorded = false;
    const command = providerCommand(
      () => Promise.reject(bug),
      async () => {
        recorded = true;
      },
    );
    await expect(command).rejects.toBe(bug);
    expect(recorded).toBe(false);
  });
});
