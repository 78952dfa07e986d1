import fc from 'fast-check';
import { CUSTOMER_OUTCOMES, type OnboardingInput } from '../../../src/domain/provider/customer-port.js';
import { isAuthRefusal, isEnvelope, parseAnswer, parseTokenGrant } from '../../../src/providers/cdp/cdp.contract.js';
import {
  type CdpVocabulary,
  DEFAULT_ERROR_CODES,
  toOnboardingRequest,
  toVerdict,
} from '../../../src/providers/cdp/cdp.mapping.js';
import { ContractError } from '../../../src/providers/json-reader.js';

const WORDS: CdpVocabulary = {
  channel: undefined,
  agentLocationId: undefined,
  residentTypeId: undefined,
  genders: { MALE: 'M', FEMALE: 'F', OTHER: 'O' },
  addressTypes: { PRESENT: '1', PERMANENT: '2' },
};

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
  toVerdict(op, parseAnswer(status, body), DEFAULT_ERROR_CODES);

describe('parsing', () => {
  test('any body is parsed or refused by a ContractError', () => {
    fc.assert(
      fc.property(httpStatus, fc.oneof(envelope, fc.jsonValue(), fc.anything()), (status, body) => {
        isEnvelope(body);
        isAuthRefusal(status, body);
        for (const parse of [() => parseAnswer(status, body), () => parseTokenGrant(body)]) {
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
            return parseAnswer(status, body);
          } catch {
            return null;
          }
        })();
        fc.pre(answer !== null);
        const result = toVerdict(op, answer, DEFAULT_ERROR_CODES);
        if (result.answer === null) {
          expect(['UPSTREAM_ERROR', 'CONFLICT', 'AUTH_FAILED']).toContain(result.failure);
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

describe('onboarding request', () => {
  const address: OnboardingInput['addresses'][number] = {
    type: 'PRESENT',
    line1: '12',
    street: 'Example Street',
    landmark: null,
    city: 'Dubai',
    district: null,
    state: null,
    country: 'AE',
    postalCode: null,
  };
  const image = { bytes: new Uint8Array([1, 2, 3]), contentType: 'image/png' };
  const document: OnboardingInput['idDocuments'][number] = {
    idType: 4,
    idNumber: 'N1',
    nameAsPerId: null,
    issuedCountry: 'IN',
    issuedOn: '2020-01-02',
    expiresOn: null,
    front: image,
    back: null,
  };
  const input: OnboardingInput = {
    firstName: 'Noor',
    middleName: 'A',
    lastName: 'Example',
    nationality: 'IN',
    dateOfBirth: '1991-02-03',
    countryOfBirth: 'IN',
    placeOfBirth: 'Chennai',
    countryOfResidence: 'AE',
    gender: 'OTHER',
    mobile: '+919000000050',
    email: 'noor@example.com',
    occupationId: null,
    politicallyExposed: true,
    addresses: [address, { ...address, type: 'PERMANENT' }],
    idDocuments: [document, { ...document, idType: 28, front: null, back: image }],
    profilePhoto: image,
  };

  test('has the names of the wire and leaves out what is missing', () => {
    const sent: unknown = JSON.parse(JSON.stringify(toOnboardingRequest(input, WORDS)));
    const encoded = { base64_data: 'AQID', content_type: 'image/png' };
    const place = { building_name: '12', street_name: 'Example Street', city: 'Dubai', country: 'AE' };
    const id = { id_number: 'N1', issued_country: 'IN', issued_on: '2020-01-02', active_status: true };
    expect(sent).toEqual({
      first_name: 'Noor',
      middle_name: 'A',
      last_name: 'Example',
      nationality: 'IN',
      date_of_birth: '1991-02-03',
      country_of_birth: 'IN',
      place_of_birth: 'Chennai',
      country_of_residence: 'AE',
      gender: 'O',
      primary_mobile_number: '+919000000050',
      email_id: 'noor@example.com',
      political_exposed_person: true,
      address_list: [
        { address_type_id: '1', ...place },
        { address_type_id: '2', ...place },
      ],
      id_details: [
        { id_type: 4, ...id, default_status: true, id_front: encoded },
        { id_type: 28, ...id, default_status: false, id_back: encoded },
      ],
      customer_classification: { profile_photo: encoded },
    });
  });

  test('has no classification without a photo', () => {
    expect(toOnboardingRequest({ ...input, profilePhoto: null }, WORDS).customer_classification).toBeUndefined();
  });
});
