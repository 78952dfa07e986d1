import type { Transport, TransportEvent } from '../../../src/transport/transport.js';
import { COMMAND, closeAll, errorOf, httpUpstream, json, READ, rawUpstream, transportTo, until } from './loopback.js';

afterEach(closeAll);

async function fail(transport: Transport, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await errorOf(transport.send(READ));
}

function releaseAll(held: (() => void)[]): void {
  for (const release of held.splice(0)) release();
}

describe('circuit', () => {
  const QUICK = { maxRetries: 0, breaker: { minimumCalls: 4, openMs: 60 } };

  test('opens when half of enough calls failed, refuses while open, heals by one probe', async () => {
    let healthy = true;
    const held: (() => void)[] = [];
    let hold = false;
    const upstream = await httpUpstream((_, response) => {
      const answer = () => json(response, {}, healthy ? 200 : 500);
      if (hold) held.push(answer);
      else answer();
    });
    const events: TransportEvent[] = [];
    const transport = transportTo(upstream.url, { ...QUICK, onEvent: (event) => events.push(event) });
    await transport.send(READ);
    await transport.send(READ);
    healthy = false;
    await fail(transport, 1);
    expect(transport.state().circuit).toBe('CLOSED');
    await fail(transport, 1);
    expect(transport.state().circuit).toBe('OPEN');

    const refused = await errorOf(transport.send(COMMAND));
    expect(refused).toMatchObject({ code: 'CIRCUIT_OPEN', retryable: true, outcomeUnknown: false });
    expect(refused.retryAfterMs).toBeGreaterThan(0);
    expect(refused.retryAfterMs).toBeLessThanOrEqual(65);
    expect(upstream.seen).toHaveLength(4);

    await until(() => transport.state().circuit === 'HALF_OPEN');
    healthy = true;
    hold = true;
    const probe = transport.send(READ);
    await until(() => held.length === 1);
    expect((await errorOf(transport.send(READ))).code).toBe('CIRCUIT_OPEN');
    held[0]?.();
    expect((await probe).status).toBe(200);
    expect(upstream.seen).toHaveLength(5);
    expect(transport.state()).toMatchObject({ circuit: 'CLOSED', calls: { attempts: 5, refused: 2 } });
    expect(events.flatMap((event) => (event.type === 'circuit' ? [event.state] : []))).toEqual([
      'OPEN',
      'HALF_OPEN',
      'CLOSED',
    ]);
  });

  test('stays open when the probe fails', async () => {
    const upstream = await httpUpstream((_, response) => json(response, {}, 500));
    const transport = transportTo(upstream.url, QUICK);
    await fail(transport, 4);
    await until(() => transport.state().circuit === 'HALF_OPEN');
    expect((await errorOf(transport.send(READ))).code).toBe('SERVER_ERROR');
    expect((await errorOf(transport.send(READ))).code).toBe('CIRCUIT_OPEN');
  });

  test('a probe that nobody waited for decides nothing: the next call is the probe', async () => {
    const upstream = await httpUpstream((_, response, number) => {
      if (number <= 4) json(response, {}, 500);
      else if (number > 5) json(response, {});
    });
    const transport = transportTo(upstream.url, QUICK);
    await fail(transport, 4);
    await until(() => transport.state().circuit === 'HALF_OPEN');
    const caller = new AbortController();
    const probe = errorOf(transport.send({ ...READ, signal: caller.signal }));
    await until(() => upstream.seen.length === 5);
    caller.abort();
    expect((await probe).code).toBe('ABORTED');
    await until(() => transport.state().inFlight === 0);
    expect(transport.state().circuit).toBe('HALF_OPEN');
    expect((await transport.send(READ)).status).toBe(200);
    expect(transport.state().circuit).toBe('CLOSED');
  });

  test.each([400, 404, 422])('%i is no failure', async (status) => {
    const upstream = await httpUpstream((_, response) => json(response, {}, status));
    const transport = transportTo(upstream.url, QUICK);
    for (let i = 0; i < 8; i++) await transport.send(READ);
    expect(transport.state().circuit).toBe('CLOSED');
  });

  test('neither are calls that the caller left', async () => {
    const upstream = await rawUpstream(() => {});
    const transport = transportTo(upstream.url, QUICK);
    for (let i = 1; i <= 8; i++) {
      const caller = new AbortController();
      const call = errorOf(transport.send({ ...READ, signal: caller.signal }));
      await until(() => upstream.seen.length === i);
      caller.abort();
      await call;
    }
    expect(transport.state().circuit).toBe('CLOSED');
  });

  test('429 and deadlines are', async () => {
    const limited = await httpUpstream((_, response) => json(response, {}, 429));
    const first = transportTo(limited.url, QUICK);
    await fail(first, 4);
    expect(first.state().circuit).not.toBe('CLOSED');

    const silent = await rawUpstream(() => {});
    const second = transportTo(silent.url, { ...QUICK, operationTimeoutMs: 20 });
    await fail(second, 4);
    await until(() => second.state().circuit !== 'CLOSED');
  });

  test('a read whose retry is refused reports what went wrong', async () => {
    const upstream = await httpUpstream((_, response) => json(response, {}, 503));
    const transport = transportTo(upstream.url, { breaker: { minimumCalls: 2, openMs: 60_000 } });
    expect(await errorOf(transport.send(READ))).toMatchObject({ code: 'SERVER_ERROR', status: 503 });
    expect(upstream.seen).toHaveLength(2);
    expect(transport.state()).toMatchObject({ circuit: 'OPEN', calls: { attempts: 2, refused: 0 } });
  });
});

describe('bulkhead', () => {
  test('so many on the wire, a hundred waiting, the rest refused', async () => {
    const held: (() => void)[] = [];
    let most = 0;
    let now = 0;
    const upstream = await httpUpstream((_, response) => {
      most = Math.max(most, ++now);
      held.push(() => {
        now--;
        json(response, {});
      });
    });
    const transport = transportTo(upstream.url, { maxConcurrent: 3 });
    const calls = Array.from({ length: 103 }, () => transport.send(COMMAND));
    await until(() => held.length === 3);
    expect(transport.state()).toMatchObject({ inFlight: 3, queued: 100 });

    const refused = await errorOf(transport.send(COMMAND));
    expect(refused).toMatchObject({ code: 'BUSY', retryable: true, outcomeUnknown: false });
    expect(transport.state().calls.refused).toBe(1);

    const pump = setInterval(() => releaseAll(held), 1);
    const answers = await Promise.all(calls);
    clearInterval(pump);
    expect(answers).toHaveLength(103);
    expect(most).toBe(3);
    expect(upstream.seen).toHaveLength(103);
    await until(() => transport.state().inFlight === 0);
  });

  test('who gives up in the queue leaves it and was never sent', async () => {
    const upstream = await rawUpstream((socket, number) => {
      if (number > 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
    });
    const transport = transportTo(upstream.url, { maxConcurrent: 1 });
    const first = new AbortController();
    const holding = errorOf(transport.send({ ...COMMAND, signal: first.signal }));
    await until(() => upstream.seen.length === 1);

    const second = new AbortController();
    const late = errorOf(transport.send({ ...COMMAND, path: '/late', deadlineMs: 20 }));
    const gone = errorOf(transport.send({ ...COMMAND, path: '/gone', signal: second.signal }));
    const patient = transport.send({ ...COMMAND, path: '/patient' });
    expect(transport.state().queued).toBe(3);
    second.abort();
    expect(await gone).toMatchObject({ code: 'ABORTED', outcomeUnknown: false });
    expect(await late).toMatchObject({ code: 'TIMEOUT', outcomeUnknown: false, retryable: true });
    expect(transport.state().queued).toBe(1);

    first.abort();
    await holding;
    expect((await patient).status).toBe(200);
    expect(upstream.seen).toEqual(['POST /things', 'POST /patient']);
    // None of those who left says anything about the upstream.
    expect(transport.state().calls).toMatchObject({ attempts: 2, succeeded: 1, failed: 1 });
  });

  test('the queue is let go at once when the circuit opens', async () => {
    const held: (() => void)[] = [];
    const upstream = await httpUpstream((_, response, number) => {
      if (number > 2) json(response, {}, 500);
      else held.push(() => json(response, {}, 500));
    });
    const transport = transportTo(upstream.url, { maxConcurrent: 2, breaker: { minimumCalls: 2 } });
    const calls = Array.from({ length: 20 }, () => errorOf(transport.send(COMMAND)));
    await until(() => held.length === 2);
    releaseAll(held);
    const codes = (await Promise.all(calls)).map(({ code }) => code);
    expect(codes.slice(0, 2)).toEqual(['SERVER_ERROR', 'SERVER_ERROR']);
    expect(codes.filter((code) => code === 'CIRCUIT_OPEN').length).toBeGreaterThanOrEqual(17);
    expect(upstream.seen.length).toBeLessThanOrEqual(3);
  });
});

test('an event listener that throws harms nothing', async () => {
  const upstream = await httpUpstream((_, response) => json(response, {}));
  const transport = transportTo(upstream.url, {
    onEvent: () => {
      throw new Error('metrics are down');
    },
  });
  expect((await transport.send(READ)).status).toBe(200);
});
