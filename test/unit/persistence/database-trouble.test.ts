import { QueryFailedError } from 'typeorm';
import { StoreUnavailableError } from '../../../src/domain/kernel/store-unavailable.js';
import { DatabaseGate } from '../../../src/persistence/trouble/database-gate.js';
import { findTrouble, toStoreError } from '../../../src/persistence/trouble/database-trouble.js';

const coded = (code: string) => Object.assign(new Error('a value of somebody'), { code });

describe('what the driver says', () => {
  test.each([
    ['57P01', 'OUT_OF_REACH'],
    ['57P02', 'OUT_OF_REACH'],
    ['57P03', 'OUT_OF_REACH'],
    ['08006', 'OUT_OF_REACH'],
    ['ECONNREFUSED', 'OUT_OF_REACH'],
    ['ECONNRESET', 'OUT_OF_REACH'],
    ['53300', 'BUSY'],
    ['53100', 'BUSY'],
    ['55P03', 'BUSY'],
    ['57014', 'BUSY'],
    ['40P01', 'BUSY'],
    ['40001', 'BUSY'],
    ['25006', 'BUSY'],
  ])('%s is trouble of the database: %s', (code, trouble) => {
    expect(findTrouble(coded(code))).toBe(trouble);
    expect(findTrouble(new QueryFailedError('SELECT', [], coded(code)))).toBe(trouble);
    expect(toStoreError(coded(code))).toBeInstanceOf(StoreUnavailableError);
  });

  test.each([
    ['Query read timeout', 'OUT_OF_REACH'],
    ['Connection terminated unexpectedly', 'OUT_OF_REACH'],
    ['Connection terminated due to connection timeout', 'OUT_OF_REACH'],
    ['Client has encountered a connection error and is not queryable', 'OUT_OF_REACH'],
    ['timeout exceeded when trying to connect', 'BUSY'],
  ])('“%s” is, although it has no code', (message, trouble) => {
    expect(findTrouble(new Error(message))).toBe(trouble);
  });

  test.each(['23505', '23514', '22P02', '42P01', '28P01', 'ERR_INVALID_ARG_TYPE'])('%s is a fault of ours', (code) => {
    const error = coded(code);
    expect(findTrouble(error)).toBeNull();
    expect(toStoreError(error)).toBe(error);
  });

  test('is nowhere in what callers are told', () => {
    expect((toStoreError(coded('55P03')) as Error).message).not.toContain('somebody');
  });
});

describe('the gate', () => {
  const gateWith = (probe: () => Promise<void>) => {
    const changes: boolean[] = [];
    const gate = new DatabaseGate({ probe, probeEveryMs: 1, onChange: (reachable) => changes.push(reachable) });
    return { gate, changes };
  };
  const never = () => new Promise<void>(() => undefined);
  const fail = (code: string) => () => Promise.reject(coded(code));

  test('fails at once, without starting the work, once the database is out of reach', async () => {
    const { gate, changes } = gateWith(never);
    await expect(gate.run(fail('ECONNREFUSED'))).rejects.toBeInstanceOf(StoreUnavailableError);
    let started = false;
    const work = async () => {
      started = true;
    };
    await expect(gate.run(work)).rejects.toBeInstanceOf(StoreUnavailableError);
    expect({ started, changes }).toEqual({ started: false, changes: [false] });
  });

  test('stays open for trouble of one statement, and for faults of ours', async () => {
    const { gate } = gateWith(never);
    await expect(gate.run(fail('55P03'))).rejects.toBeInstanceOf(StoreUnavailableError);
    await expect(gate.run(fail('23505'))).rejects.toMatchObject({ code: '23505' });
    expect(await gate.run(async () => 'done')).toBe('done');
  });

  test.each([
    ['is answered', () => Promise.resolve()],
    ['is refused for want of connections, which is an answer too', fail('53300')],
  ])('opens when a probe %s', async (_what, last) => {
    let asked = 0;
    const opened = new Promise<void>((resolve) => {
      const probe = () => {
        asked += 1;
        return asked < 3 ? Promise.reject(coded('57P03')) : last();
      };
      const gate = new DatabaseGate({ probe, probeEveryMs: 1, onChange: (reachable) => reachable && resolve() });
      void gate.run(fail('57P01')).catch(() => undefined);
    });
    await opened;
    expect(asked).toBe(3);
  });
});
