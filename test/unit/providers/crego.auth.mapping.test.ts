import { parsePing, parseTokenGrant, readClaims } from '../../../src/providers/crego/auth/auth.contract.js';
import { toProviderTokens } from '../../../src/providers/crego/auth/auth.mapping.js';
import { ContractError } from '../../../src/providers/json-reader.js';

const AT = new Date('2026-02-01T00:00:00.000Z');
const jwt = (claims: unknown) =>
  ['{}', JSON.stringify(claims), 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.');

describe('tokens', () => {
  test.each([
    ['its own claim', jwt({ exp: 1_770_000_000, user_id: '9000000001' }), 900, 1_770_000_000_000],
    ['expires_in where it says nothing', jwt({}), 900, AT.getTime() + 900_000],
    ['nothing', 'opaque', null, null],
    ['a claim of another type', jwt({ exp: 'soon' }), null, null],
    ['a claim beyond any date', jwt({ exp: 1e300 }), null, null],
  ])('end by %s', (_name, access, expires_in, expected) => {
    const { expiresAt } = toProviderTokens({ access, refresh: null, expires_in }, AT);
    expect(expiresAt?.getTime() ?? null).toBe(expected);
  });

  test('name their holder where they do', () => {
    expect(
      toProviderTokens({ access: jwt({ user_id: '9000000001' }), refresh: null, expires_in: null }, AT).holder,
    ).toBe('9000000001');
    expect(toProviderTokens({ access: 'opaque', refresh: null, expires_in: null }, AT).holder).toBeNull();
  });

  test.each(['', '.', '..', 'a.b.c', `a.${'['.repeat(9)}.c`, jwt(null), jwt([]), jwt('x')])(
    '%j has no claims',
    (token) => {
      expect(readClaims(token)).toEqual({ exp: null, user_id: null });
    },
  );

  test.each([{}, [], null, { access: null }, { access: 'two words' }, { access: 'line\nfeed' }, { access: 'ü' }])(
    '%j is no grant',
    (body) => {
      expect(() => parseTokenGrant(body)).toThrow(ContractError);
    },
  );

  test('are read from the body or its data', () => {
    expect(parseTokenGrant({ data: { access: 'a', refresh: 'b' } })).toEqual({
      access: 'a',
      refresh: 'b',
      expires_in: null,
    });
  });
});

describe('a ping', () => {
  test.each([
    [undefined, true],
    [{}, true],
    [{ status: 'ok' }, true],
    [{ success: true }, true],
    [{ success: false }, false],
    [{ status: 'ok', authenticated: false }, false],
  ])('%j: %s', (body, alive) => {
    expect(parsePing(body)).toBe(alive);
  });

  test.each([[[]], ['text'], [{ status: 'error' }], [{ status: 7 }], [{ valid: 'perhaps' }]])(
    '%j says nothing',
    (body) => {
      expect(() => parsePing(body)).toThrow(ContractError);
    },
  );
});
