import fc from 'fast-check';
import { CUSTOMER_OUTCOMES } from '../../../src/domain/provider/customer-port.js';
import {
  isAuthRefusal,
  isEnvelope,
  parseEnvelope,
  parseServiceGrant,
} from '../../../src/providers/cdp/cdp.contract.js';
import { DEFAULT_ERROR_CODES, toVerdict } from '../../../src/providers/cdp/cdp.mapping.js';
import { ContractError } from '../../../src/providers/json-reader.js';

const operation = fc.constantFrom('findCustomer', 'onboardCustomer', 'getCustomer');
const loose = fc.oneof(fc.jsonValue(), fc.constantFrom('success', 'failure', 200, '404', 45001, '45003', null));
const envelope = fc.record(
  {
    status: loose,
    statusCode: loose,
    status_code: loose,
    errorCode: loose,
    error_code: loose,
    message: fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('Blocked', 'not found', 'not Subscribed', 'Customer Updation Failure'),
    ),
    data: fc.oneof(fc.jsonValue(), fc.record({ ecrn: loose, id_date_of_expiry: loose, first_name: loose })),
  },
  { requiredKeys: [] },
);
const httpStatus = fc.constantFrom(200, 201, 400, 401, 404, 406, 500, 502);

const verdict = (op: 'findCustomer' | 'onboardCustomer' | 'getCustomer', status: number, body: unknown) =>
  toVerdict(op, parseEnvelope(status, body), DEFAULT_ERROR_CODES);

describe('parsing', () => {
  test('any body is parsed or refused by a ContractError', () => {
    fc.assert(
      fc.property(httpStatus, fc.oneof(envelope, fc.jsonValue(), fc.anything()), (status, body) => {
        isEnvelope(body);
        isAuthRefusal(status, body);
        for (const parse of [() => parseEnvelope(status, body), () => parseServiceGrant(body)]) {
          try {
            parse();
          } catch (error) {
            expect(error).toBeInstanceOf(ContractError);
          }
        }
      }),
    );
  });

  test('an error status of HTTP, an error code or a failed status code is never a success', () => {
    fc.assert(
      fc.property(operation, httpStatus, envelope, (op, status, body) => {
        const good = { ...body, data: { ecrn: '1' } };
        fc.pre(isEnvelope(good));
        const bad =
          status >= 400 || typeof body.errorCode === 'number' || body.status === 'failure' || body.statusCode === '404';
        fc.pre(bad);
        const { answer } = verdict(op, status, good);
        expect(['FOUND', 'ONBOARDED']).not.toContain(answer?.outcome);
      }),
    );
  });
});

describe('verdicts', () => {
  test('every parsed answer has one, with a customer exactly when it is a success', () => {
    fc.assert(
      fc.property(operation, httpStatus, envelope, (op, status, body) => {
        const answer = (() => {
          try {
            return parseEnvelope(status, body);
          } catch {
            return null;
          }
        })();
        fc.pre(answer !== null);
        const result = toVerdict(op, answer, DEFAULT_ERROR_CODES);
        if (result.answer === null) {
          expect(['UPSTREAM_ERROR', 'AUTH_FAILED']).toContain(result.failure);
          return;
        }
        const { outcome, customer, raw } = result.answer;
        expect(CUSTOMER_OUTCOMES).toContain(outcome);
        expect(customer !== null).toBe(outcome === 'FOUND' || outcome === 'ONBOARDED');
        for (const kept of Object.values(raw)) expect(kept ?? 'none').toMatch(/^[A-Za-z0-9_.-]{1,64}$/);
      }),
    );
  });

  test('a code that no table lists is UNKNOWN, also when it is the name of a built-in', () => {
    for (const errorCode of ['45999', 'constructor', '__proto__', 'toString']) {
      const result = verdict('findCustomer', 200, { status: 'failure', statusCode: 417, errorCode });
      expect(result.answer).toMatchObject({ outcome: 'UNKNOWN', raw: { providerCode: errorCode } });
    }
  });

  test.each([
    ['findCustomer', 'SUBSCRIPTION_PENDING'],
    ['getCustomer', 'NOT_SUBSCRIBED'],
  ] as const)('45003 in %s is %s', (op, outcome) => {
    expect(verdict(op, 200, { status: 'failure', errorCode: 45003 }).answer?.outcome).toBe(outcome);
  });

  test.each([
    ['customer BLOCKED', 'BLOCKED'],
    ['Compliance check', 'UNDER_COMPLIANCE_INVESTIGATION'],
    ['under investigation', 'UNDER_COMPLIANCE_INVESTIGATION'],
    ['Subscription Pending', 'SUBSCRIPTION_PENDING'],
    ['Customer Not Found', 'NOT_FOUND'],
    ['Invalid Master Data', 'INVALID_MASTER_DATA'],
    ['Mandatory field missing', 'MANDATORY_FIELD_MISSING'],
    ['Customer Updation Failure', 'UPDATE_FAILED'],
    ['something new', 'UNKNOWN'],
    ['', 'UNKNOWN'],
  ])('the message %p alone is %s', (message, outcome) => {
    expect(verdict('findCustomer', 200, { status: 'failure', message }).answer?.outcome).toBe(outcome);
  });

  test('the code outranks the message, the message outranks the status code', () => {
    const code = { status: 'failure', statusCode: 400, errorCode: 45001, message: 'blocked' };
    expect(verdict('findCustomer', 200, code).answer?.outcome).toBe('NOT_FOUND');
    const message = { status: 'failure', statusCode: 400, message: 'blocked' };
    expect(verdict('findCustomer', 200, message).answer?.outcome).toBe('BLOCKED');
  });

  test.each([
    ['2034-04-30T00:00:00.000+00:00', '2034-04-30'],
    ['2034-04-30', '2034-04-30'],
    ['30/04/2034', null],
    ['2034-13-40', null],
  ])('the date %p is read as %p', (text, date) => {
    const body = { status: 'success', data: { ecrn: '1', id_date_of_expiry: text } };
    expect(verdict('findCustomer', 200, body).answer?.customer?.idExpiresOn).toBe(date);
  });
});
