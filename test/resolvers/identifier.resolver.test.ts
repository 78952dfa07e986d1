import { CLEAR } from '../support/fakes/record-samples.js';
import { createWorld, type World } from '../support/schema-harness.js';

const VALIDATE = `query ($kind: IdentifierKind!, $value: LongText!) { validateIdentifier(kind: $kind, value: $value) {
  kind valid masked problems { code message } details { name value } } }`;

let world: World;

beforeEach(async () => {
  world = await createWorld();
});

describe('validateIdentifier', () => {
  test.each([
    ['PAN', CLEAR.pan.toLowerCase(), 'ABXXXXXX4F'],
    ['GSTIN', '29AAGCB7383J1Z4', '29AAXXXXXX3J1Z4'],
    ['IFSC', 'hdfc0000001', 'HDFC0000001'],
    ['PHONE', CLEAR.mobiles[0], '+91XXXXXX0001'],
    ['BANK_ACCOUNT', CLEAR.accountNumber, 'XXXXXXXX6789'],
    ['EMAIL', 'Asha@Example.com', 'a***@example.com'],
    ['PINCODE', '560001', '560001'],
    ['DEMAT_NSDL', `${CLEAR.dpId} ${CLEAR.clientId}`, 'XXXX0126 XXXX0001'],
  ])('accepts a %s and shows it masked, to anybody', async (kind, value, masked) => {
    const { data, errors } = await world.as(null)(VALIDATE, { kind, value });
    expect(errors).toEqual([]);
    expect(data.validateIdentifier).toMatchObject({ kind, valid: true, masked, problems: [] });
  });

  test('tells what can be read off it', async () => {
    const { data } = await world.as(null)(VALIDATE, { kind: 'PAN', value: CLEAR.pan });
    expect(data.validateIdentifier.details).toEqual([{ name: 'holderType', value: 'PERSON' }]);
  });

  test.each([
    ['PAN', 'ABCDE1234F', 'WRONG_FORMAT'],
    ['PAN', '', 'EMPTY'],
    ['GSTIN', '29AAGCB7383J1Z5', 'WRONG_CHECKSUM'],
    ['AADHAAR', '234123412347', 'WRONG_CHECKSUM'],
    ['PINCODE', '012345', 'WRONG_FORMAT'],
  ])('refuses the %s %j with a reason that does not repeat it', async (kind, value, code) => {
    const { data, errors } = await world.as(null)(VALIDATE, { kind, value });
    expect(errors).toEqual([]);
    expect(data.validateIdentifier).toMatchObject({
      kind,
      valid: false,
      masked: null,
      problems: [{ code }],
      details: [],
    });
    if (value !== '') expect(JSON.stringify(data)).not.toContain(value);
  });

  test.each([
    ['kind', { kind: 'PASSWORD', value: 'x' }],
    ['value', { kind: 'PAN', value: 'x'.repeat(100_000) }],
    ['value', { kind: 'PAN', value: 'a\u0000b' }],
    ['value', { kind: 'PAN', value: 7 }],
  ])('refuses a request whose %s cannot be', async (argument, variables) => {
    const { data, errors } = await world.as(null)(VALIDATE, variables);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors[0]?.message).toContain(`$${argument}`);
    expect(JSON.stringify(errors).length).toBeLessThan(1_000);
  });
});
