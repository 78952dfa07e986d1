import { type Actor, isAdmin, isStaff, maySee, type Role, type Scope } from '../../../src/domain/kernel/actor.js';
import { getOwned, listOwned } from '../../../src/domain/kernel/owned-records.js';
import type { OwnedRepository } from '../../../src/domain/kernel/owned-repository.js';
import { toPage } from '../../../src/domain/kernel/paging.js';
import { ProblemError } from '../../../src/domain/kernel/problem.js';
import { isHiddenFromSubject, type ReasonCode } from '../../../src/domain/kernel/reason.js';

function actorOf(userId: string, ...roles: Role[]): Actor {
  return { userId, sessionId: 'session', roles };
}

interface Thing {
  readonly id: string;
  readonly userId: string;
}

class Things implements OwnedRepository<Thing> {
  /** Whose records were listed; null: everybody's. */
  listedFor: (string | null)[] = [];

  constructor(private readonly things: readonly Thing[]) {}

  async insert(): Promise<void> {}

  async save(): Promise<void> {}

  async findMany(ids: readonly string[]) {
    return this.things.filter(({ id }) => ids.includes(id));
  }

  async list(userId: string | null) {
    this.listedFor.push(userId);
    return { items: this.things, hasNextPage: false };
  }

  async listByUsers() {
    return new Map();
  }
}

describe('who may see what', () => {
  test('everybody sees their own; reviewers and admins everybody’s; services and nobody else', () => {
    expect(maySee(actorOf('asha', 'CUSTOMER'), 'asha')).toBe(true);
    expect(maySee(actorOf('asha'), 'asha')).toBe(true);
    expect(maySee(actorOf('asha', 'CUSTOMER'), 'ravi')).toBe(false);
    expect(maySee(actorOf('ravi', 'REVIEWER'), 'asha')).toBe(true);
    expect(maySee(actorOf('ravi', 'CUSTOMER', 'ADMIN'), 'asha')).toBe(true);
    expect(isStaff(actorOf('robot', 'SERVICE'))).toBe(false);
  });

  test('programs see what their scopes are for, own nothing, and are never staff', async () => {
    const program = (...scopes: Scope[]): Actor => ({ ...actorOf('asha', 'SERVICE', 'ADMIN'), scopes });
    expect(maySee(actorOf('asha', 'SERVICE'), 'asha')).toBe(false);
    expect(maySee(program(), 'asha')).toBe(false);
    expect(maySee(program('READ_RECORDS'), 'ravi')).toBe(true);
    expect(maySee(program('READ_RECORDS'), 'asha', 'READ_USERS')).toBe(false);
    expect(maySee(program('READ_USERS'), 'ravi', 'READ_USERS')).toBe(true);
    expect([isStaff(program('READ_USERS')), isAdmin(program('READ_USERS'))]).toEqual([false, false]);
    const things = new Things([]);
    await listOwned(things, program('READ_RECORDS'), { first: 1, after: null });
    expect(things.listedFor).toEqual([null]);
  });

  test('a record of somebody else and one that does not exist get the same answer', async () => {
    const things = new Things([{ id: 'one', userId: 'asha' }]);
    const other = actorOf('mallory', 'CUSTOMER');
    const problemOf = (id: string) =>
      getOwned(things, other, id, 'thingId').then(
        () => null,
        (error: unknown) => (error instanceof ProblemError ? error.problem : error),
      );
    expect(await problemOf('one')).toMatchObject({ kind: 'NotFound', field: 'thingId' });
    expect(await problemOf('one')).toEqual(await problemOf('two'));
    expect(await getOwned(things, actorOf('asha', 'CUSTOMER'), 'one', 'thingId')).toMatchObject({ id: 'one' });
  });

  test('staff do not act in somebody else’s name', async () => {
    const things = new Things([{ id: 'one', userId: 'asha' }]);
    for (const role of ['REVIEWER', 'ADMIN'] as const) {
      await expect(getOwned(things, actorOf('ravi', role), 'one', 'thingId')).rejects.toBeInstanceOf(ProblemError);
    }
  });

  test('customers list their own records, staff everybody’s', async () => {
    const things = new Things([]);
    await listOwned(things, actorOf('asha', 'CUSTOMER'), { first: 1, after: null });
    await listOwned(things, actorOf('ravi', 'REVIEWER'), { first: 1, after: null });
    expect(things.listedFor).toEqual(['asha', null]);
  });

  test('reasons of fraud and screening stay hidden from the person concerned', () => {
    const reasonOf = (code: ReasonCode) => ({ code, retryable: false, field: null, providerCode: null });
    const hidden: ReasonCode[] = ['DOC_TAMPERED', 'DOC_FORGED', 'SANCTIONS_HIT', 'PEP_HIT', 'ADVERSE_MEDIA_HIT'];
    for (const code of hidden) expect([code, isHiddenFromSubject(reasonOf(code))]).toEqual([code, true]);
    const shown: ReasonCode[] = ['IMAGE_BLURRED', 'DOC_EXPIRED', 'NAME_MISMATCH', 'REGISTRY_NOT_FOUND', 'OTHER'];
    for (const code of shown) expect([code, isHiddenFromSubject(reasonOf(code))]).toEqual([code, false]);
  });
});

describe('a page', () => {
  test('drops the row that was read only to know of a next page', () => {
    expect(toPage([1, 2, 3], 2)).toEqual({ items: [1, 2], hasNextPage: true });
    expect(toPage([1, 2], 2)).toEqual({ items: [1, 2], hasNextPage: false });
    expect(toPage([], 2)).toEqual({ items: [], hasNextPage: false });
  });
});
