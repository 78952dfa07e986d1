import { ArgonPasswordHasher } from '../../../src/security/password-hasher.js';

const passwords = new ArgonPasswordHasher();

describe('a password', () => {
  test('is kept as argon2id with 19 MiB, two rounds and a salt of its own', async () => {
    const [one, other] = await Promise.all([passwords.hash('demo-password-1'), passwords.hash('demo-password-1')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(other).not.toBe(one);
    expect(one).not.toContain('demo-password');
  });

  test('is recognised, and nothing near it', async () => {
    const hash = await passwords.hash('demo-password-1');
    expect(await passwords.verify(hash, 'demo-password-1')).toBe(true);
    for (const wrong of ['demo-password-2', 'Demo-password-1', 'demo-password-1 ', ''])
      expect([wrong, await passwords.verify(hash, wrong)]).toEqual([wrong, false]);
  });

  test('counts to its last byte, however long it is', async () => {
    const long = 'अ'.repeat(200);
    const hash = await passwords.hash(`${long}1`);
    expect(await passwords.verify(hash, `${long}1`)).toBe(true);
    expect(await passwords.verify(hash, `${long}2`)).toBe(false);
  });
});
