import fc from 'fast-check';
import type { OtpRequest } from '../../../src/domain/provider/otp-port.js';
import type { JsonObject } from '../../../src/domain/provider/workflow-port.js';
import { refusedFieldOf } from '../../../src/providers/crego/crego.errors.client.js';
import { holdsMask, maskSchema, restoreMasked } from '../../../src/providers/crego/crego.form-masks.mapping.js';
import { maskValue, redactJson, redactText } from '../../../src/providers/crego/crego.redaction.mapping.js';
import { toUtcInstant } from '../../../src/providers/crego/crego.time.mapping.js';
import { parseOtpSendAnswer, parseOtpVerifyAnswer } from '../../../src/providers/crego/otp/otp.contract.js';
import { toOtpIdentifier, toOtpSent, toOtpVerified } from '../../../src/providers/crego/otp/otp.mapping.js';
import {
  parseApplicants,
  parseDocument,
  parseExecuteAnswer,
  parseRunner,
} from '../../../src/providers/crego/runner/runner.contract.js';
import { toRunnerApplicant, toRunnerState } from '../../../src/providers/crego/runner/runner.mapping.js';
import { ContractError } from '../../../src/providers/json-reader.js';

const rules = { completedNodes: ['end', 'completed'], currentApplicantKey: 'current_applicant_id' };
const aadhaar = '999941057058';
const json = fc.jsonValue({ maxDepth: 6 });

/** Any JSON under the keys that Crego uses, so that the readers get past the first one. */
const body = fc.dictionary(
  fc.constantFrom(
    'id',
    'ref_id',
    'current_node',
    'node',
    'visited_nodes',
    'data',
    'store',
    'created_at',
    'message',
    'status',
    'access',
    'element',
    'results',
  ),
  fc.oneof(
    json,
    fc.dictionary(
      fc.constantFrom('name', 'type', 'config', 'forms', 'schema', 'navigations', '_status_code', 'errors'),
      json,
    ),
  ),
);

const now = new Date('2026-02-01T00:00:00.000Z');

function nested(depth: number): unknown {
  let value: unknown = aadhaar;
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? { properties: value } : [value];
  return value;
}

describe('parsers and mappings', () => {
  test('throw nothing but a ContractError, whatever arrives', () => {
    const parsers = [
      (value: unknown) => toOtpSent(parseOtpSendAnswer(value)),
      (value: unknown) => toOtpVerified(parseOtpVerifyAnswer(value), now),
      (value: unknown) => toRunnerState(parseRunner(value), rules),
      (value: unknown) => parseExecuteAnswer(value),
      (value: unknown) => parseApplicants(value).map(toRunnerApplicant),
      (value: unknown) => parseDocument(value),
      (value: unknown) => refusedFieldOf(value),
      (value: unknown) => redactJson(value),
      (value: unknown) => maskSchema(value),
    ];
    fc.assert(
      fc.property(fc.oneof(json, body), (value) => {
        for (const parse of parsers) {
          try {
            parse(value);
          } catch (error) {
            expect(error).toBeInstanceOf(ContractError);
          }
        }
      }),
    );
    for (const value of [
      nested(20_000),
      {
        id: 'x',
        data: { data: nested(20_000) },
        node: { name: 'n', config: { forms: [{ action: 'submit', schema: nested(20_000) }] } },
      },
    ]) {
      expect(JSON.stringify(redactJson(value))).not.toContain(aadhaar);
      expect(JSON.stringify(maskSchema(value))).not.toContain(aadhaar);
    }
  });

  test('an unknown node type is neither waiting nor completed', () => {
    fc.assert(
      fc.property(
        fc.string().filter((type) => !/^[a-z_]+$/.test(type)),
        (type) => {
          const state = toRunnerState(parseRunner({ id: 'r', current_node: 'x', node: { name: 'x', type } }), rules);
          expect(state.status).toBe('UNKNOWN');
        },
      ),
    );
  });

  test('a score or a verdict never changes the status', () => {
    fc.assert(
      fc.property(json, (data) => {
        const runner = parseRunner({ id: 'r', node: { name: 'x', type: 'web_form' }, data: { success: true, data } });
        expect(toRunnerState(runner, rules).status).toBe('AWAITING_INPUT');
      }),
    );
  });
});

describe('one-time passwords', () => {
  test('a message is a yes only when it says so and nothing in it says no', () => {
    const verified = (message: string) =>
      toOtpVerified({ status: null, access: null, refresh: null, message }, now).verified;
    expect(['OTP verified successfully', 'Success', 'OTP is valid', 'Verified.'].map(verified)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const no = [
      'string',
      'ok',
      'Invalid OTP',
      'OTP not verified',
      'OTP expired',
      'Unsuccessful',
      'Verified failed',
      "Couldn't be verified",
      'Unverified',
    ];
    expect(no.filter(verified)).toEqual([]);
  });

  test('tokens under a false status prove nothing', () => {
    expect(toOtpVerified({ status: false, access: 'a', refresh: null, message: null }, now)).toEqual({
      verified: false,
      tokens: null,
    });
  });

  test('only Indian numbers lose their country code', () => {
    const cases: [OtpRequest, string][] = [
      [{ channel: 'SMS', destination: '+919000000001' }, '9000000001'],
      [{ channel: 'SMS', destination: '+61491570006' }, '+61491570006'],
      [{ channel: 'EMAIL', destination: 'asha@example.com' }, 'asha@example.com'],
    ];
    for (const [request, identifier] of cases) expect(toOtpIdentifier(request)).toBe(identifier);
  });
});

describe('times', () => {
  test.each([
    ['2025-01-31T08:01:22.790000', '2025-01-31T08:01:22.790Z'],
    ['2025-01-31T08:01:22', '2025-01-31T08:01:22.000Z'],
    ['2025-01-31T08:01:22+05:30', '2025-01-31T02:31:22.000Z'],
    ['2025-01-31T08:01:22Z', '2025-01-31T08:01:22.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(toUtcInstant(text)?.toISOString()).toBe(instant);
  });

  test('anything else is no time', () => {
    expect(['', 'yesterday', '2025-13-41T08:01:22', '31/01/2025', '2025-01-31'].map(toUtcInstant)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('redaction', () => {
  test('finds personal values in free text and leaves identifiers alone', () => {
    expect(
      redactText(`a ${aadhaar} b 9999-4105-7058 c AAAPR1234C d asha@example.com e +919000000002 f 919000000002`),
    ).toBe('a XXXXXXXX7058 b XXXXXXXX7058 c AAXXXXXX4C d XXXXXX e XXXXXX0002 f XXXXXX0002');
    for (const text of [
      '22222222-2222-4222-8222-999941057058',
      'RUNNER-251-392',
      'KN_LEAD_ID0000000000a',
      '999941057059',
      '2025-01-31T08:01:22.790000',
    ]) {
      expect(redactText(text)).toBe(text);
    }
    expect(redactText(`1234 1234 9999 4105 7058, aadhaar${aadhaar}`)).toBe(
      '1234 1234 XXXXXXXX7058, aadhaarXXXXXXXX7058',
    );
    expect(redactText(`token eyJhbGciOiJIUzI1NiJ9.e30.c2ln and ${'QUFB'.repeat(60)}`)).toBe('token XXXXXX and XXXXXX');
  });

  test('a value that is masked once stays as it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom(aadhaar, 'AAAPR1234C', 'Asha Rao', '9000000001')),
        fc.constantFrom('name', 'aadhaar_number'),
        (text, key) => {
          const masked = maskValue(key, text);
          expect(maskValue(key, masked)).toBe(masked);
          expect(masked).not.toContain(aadhaar);
        },
      ),
    );
  });

  test('keys decide where values cannot', () => {
    expect(
      redactJson({
        name: 'Asha',
        firstName: 'Asha',
        score: 0.5,
        ok: true,
        aadhaarNo: 123456789012,
        address: { state: ['KA', 'MH'] },
        node: 'end',
        note: 999941057058,
      }),
    ).toEqual({
      name: 'XXXXXX',
      firstName: 'XXXXXX',
      score: 'XXXXXX',
      ok: 'XXXXXX',
      aadhaarNo: 'XXXXXXXX9012',
      address: { state: ['XXXXXX', 'XXXXXX'] },
      node: 'end',
      note: 'XXXXXX',
    });
  });

  test('only a default that the form says anyway stays, every other one is masked or left out', () => {
    const schema = {
      properties: {
        kind: { enum: ['PAN', 'Other'], default: 'PAN' },
        fixed: { const: 'a', default: 'a' },
        picked: { oneOf: [{ const: 'b', title: 'B' }], default: 'b' },
        name: { enum: ['PAN'], default: 'Asha Rao' },
        count: { default: 3 },
        yes: { default: true },
        mobile: { default: 9000000001 },
        default: { default: 'Asha Rao', examples: ['Asha Rao'] },
        group: { default: { name: 'Asha Rao', size: 2 } },
      },
    };
    expect(maskSchema(schema)).toEqual({
      properties: {
        ...schema.properties,
        kind: { enum: ['PAN', 'Other'] },
        picked: { oneOf: [{ const: 'b', title: 'B' }] },
        count: { default: 'XXXXXX' },
        yes: {},
        name: { enum: ['PAN'] },
        mobile: { default: 'XXXXXX0001' },
        default: { default: 'XXXXXX', examples: ['XXXXXX'] },
        group: { default: { name: 'XXXXXX', size: 'XXXXXX' } },
      },
    });
  });

  test('what was masked is restored, what was typed is not touched', () => {
    const defaults = fc.dictionary(
      fc.constantFrom('name', 'mobile', 'aadhaar_number', 'city'),
      fc.oneof(fc.string(), fc.constantFrom(aadhaar, 'AAAPR1234C')),
    );
    fc.assert(
      fc.property(defaults, (values) => {
        const schema = {
          properties: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { default: value }])),
        };
        const shown: JsonObject = Object.fromEntries(
          Object.entries(values).map(([key, value]) => [key, maskValue(key, value)]),
        );
        expect(restoreMasked(shown, schema)).toEqual(values);
        expect(restoreMasked({ name: 'typed', other: 'XXXXXX' }, schema)).toEqual({ name: 'typed', other: 'XXXXXX' });
      }),
    );
    expect(holdsMask({ a: [{ b: 'XXXXXXXX7058' }] })).toBe(true);
    expect(holdsMask({ a: [{ b: 'Asha' }, null, 7] })).toBe(false);
  });
});
