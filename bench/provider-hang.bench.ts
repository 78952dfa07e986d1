import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DEMO_PEOPLE } from '../src/demo/people.js';
import { endGatewayProcesses, startGatewayProcess } from '../test/support/gateway-process.js';
import { clientOf } from '../test/support/test-gateway.js';
import { type Child, startChild } from './child.js';
import { newMarks, type SentCommand, sendCommands } from './provider-hang/commands.js';
import { type Summary, summarise } from './provider-hang/figures.js';
import type { LoadReply, LoadRequest, Sample } from './provider-hang/loader.process.js';
import { readOptions } from './provider-hang/options.js';
import { PROVIDER_IDS, queryOfOnly, queryWithout } from './provider-hang/queries.js';
import type { StageReply, StageRequest } from './provider-hang/stage.process.js';

/** What other people may notice of a provider that hangs: their slowest answers take at most twice as long. */
const MAX_RATIO = 2;
/** From healing to the first live answer: the circuit stays open for 30 s. */
const MAX_RECOVERY_S = 35;
const WARM_UP_MS = 5_000;
const CIRCUIT_POLL_MS = 100;
const COMMAND_EVERY_MS = 100;

type Loader = Child<LoadRequest, LoadReply>;

const options = readOptions(process.argv.slice(2));
const { provider } = options;
const dataDir = await mkdtemp(join(tmpdir(), 'kyc-bench-'));
const stage = startChild<StageRequest, StageReply>('./provider-hang/stage.process.ts');
const others: Loader = startChild('./provider-hang/loader.process.ts');
const needy: Loader = startChild('./provider-hang/loader.process.ts');

try {
  const faults = await run();
  process.stdout.write(faults.length === 0 ? 'Every bound holds.\n' : `BROKEN: ${faults.join('; ')}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await Promise.all([others.stop(), needy.stop()]);
  await endGatewayProcesses();
  await stage.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function run(): Promise<string[]> {
  const { env } = await stage.ask({ type: 'start' });
  const { url } = await startGatewayProcess({ ...env, KYC_DATA_DIR: dataDir, DEMO: 'on', LOG_LEVEL: 'silent' });
  const [sender = '', ...tokens] = await signIn(url);
  const send = (series: string) =>
    sendCommands(url, provider, sender, newMarks(options.commands, series), COMMAND_EVERY_MS);
  await phase(url, tokens, WARM_UP_MS);

  const [undisturbed, firstWave] = await Promise.all([phase(url, tokens, options.seconds * 1_000), send('a')]);

  await stage.ask({ type: 'hang', id: provider });
  const hangsAt = Date.now();
  const circuits = watchCircuits(url);
  const [hanging, secondWave] = await Promise.all([phase(url, tokens, options.seconds * 1_000), send('b')]);

  await stage.ask({ type: 'heal', id: provider });
  const healedAt = Date.now();
  const recovery = await load(needy, url, tokens, { forMs: 60_000, needs: true, untilState: 'LIVE' });
  const opened = await circuits.stop();
  const thirdWave = await send('c');
  const { marks } = await stage.ask({ type: 'marks' });

  const ratio = summarise(hanging.others).p99Ms / summarise(undisturbed.others).p99Ms;
  const recoveryS = secondsTo(recovery.find(({ states }) => states.includes('LIVE'))?.at, healedAt);
  const waves = { 'before it hangs': firstWave, 'while it hangs': secondWave, 'after healing': thirdWave };
  print(undisturbed, hanging, ratio);
  process.stdout.write(
    `circuit of ${provider} opened ${secondsTo(opened.get(provider), hangsAt)} s after it began to hang\n`,
  );
  process.stdout.write(`first LIVE answer ${recoveryS} s after healing (at most ${MAX_RECOVERY_S})\n`);
  console.table(Object.fromEntries(Object.entries(waves).map(([name, wave]) => [name, tally(wave, marks)])));
  return faultsOf({ ratio, recoveryS, opened, others: [...undisturbed.others, ...hanging.others], waves, marks });
}

interface Phase {
  readonly others: readonly Sample[];
  readonly needy: readonly Sample[];
}

/** Half of the clients ask what needs the provider, half what does not. */
async function phase(url: string, tokens: readonly string[], forMs: number): Promise<Phase> {
  const [without, of] = await Promise.all([
    load(others, url, tokens, { forMs, needs: false }),
    load(needy, url, tokens, { forMs, needs: true }),
  ]);
  return { others: without, needy: of };
}

function load(
  loader: Loader,
  url: string,
  tokens: readonly string[],
  { forMs, needs, untilState }: { forMs: number; needs: boolean; untilState?: string },
): Promise<LoadReply> {
  const clients = Math.ceil(options.clients / 2);
  return loader.ask({
    url,
    query: needs ? queryOfOnly(provider) : queryWithout(provider),
    tokens: Array.from({ length: clients }, (_, index) => tokens[index % tokens.length] ?? ''),
    everyMs: (2 * clients * 1_000) / options.rate,
    forMs,
    // Who waits for the provider asks nothing else meanwhile; to all others a missed request is a slow one.
    skipsMissed: needs,
    untilState,
  });
}

/** A token for each demo customer: identical reads of one person would share a call. The first one's are the commands. */
function signIn(url: string): Promise<string[]> {
  const customers = DEMO_PEOPLE.filter(({ role }) => role === 'CUSTOMER');
  return Promise.all(customers.map(({ email }) => clientOf(url).login(email)));
}

/** Epochs in milliseconds at which each circuit was first seen open. */
function watchCircuits(url: string): { stop(): Promise<ReadonlyMap<string, number>> } {
  const opened = new Map<string, number>();
  let watching = true;
  const watch = (async () => {
    for (; watching; await delay(CIRCUIT_POLL_MS)) {
      const { data } = await clientOf(url).send('{ providers { id circuit } }');
      for (const { id, circuit } of data.providers)
        if (circuit !== 'CLOSED' && !opened.has(id)) opened.set(id, Date.now());
    }
    return opened;
  })();
  return {
    stop() {
      watching = false;
      return watch;
    },
  };
}

function secondsTo(at: number | undefined, from: number): number {
  return at === undefined ? Number.POSITIVE_INFINITY : Math.round((at - from) / 100) / 10;
}

function print(undisturbed: Phase, hanging: Phase, ratio: number): void {
  const rows: Record<string, Summary> = {
    'others, undisturbed': summarise(undisturbed.others),
    [`others, ${provider} hangs`]: summarise(hanging.others),
    [`need ${provider}, undisturbed`]: summarise(undisturbed.needy),
    [`need ${provider}, it hangs`]: summarise(hanging.needy),
  };
  console.table(rows, ['requests', 'p50Ms', 'p99Ms', 'slowestMs']);
  for (const [name, { states }] of Object.entries(rows)) process.stdout.write(`${name}: ${states}\n`);
  process.stdout.write(`p99 of the others: ${ratio.toFixed(2)} times the undisturbed one (at most ${MAX_RATIO})\n`);
}

/** How often commands came in over the wire, beside what the gateway said of them. */
function tally(wave: readonly SentCommand[], marks: ReadonlyMap<string, number>): Record<string, number> {
  const count = (test: (command: SentCommand) => boolean) => wave.filter(test).length;
  return {
    sent: wave.length,
    done: count(({ verdict }) => verdict === 'done'),
    unknown: count(({ verdict }) => verdict === 'unknown'),
    'not sent': count(({ verdict }) => verdict === 'not sent'),
    'arrived once': count(({ mark }) => marks.get(mark) === 1),
    'arrived twice': count(({ mark }) => (marks.get(mark) ?? 0) > 1),
  };
}

interface Outcome {
  readonly ratio: number;
  readonly recoveryS: number;
  readonly opened: ReadonlyMap<string, number>;
  readonly others: readonly Sample[];
  readonly waves: Readonly<Record<string, readonly SentCommand[]>>;
  readonly marks: ReadonlyMap<string, number>;
}

function faultsOf({ ratio, recoveryS, opened, others: samples, waves, marks }: Outcome): string[] {
  const disturbed = samples.filter(({ states }) => states !== 'LIVE LIVE LIVE').length;
  const wrong = PROVIDER_IDS.filter((id) => opened.has(id) !== (id === provider));
  const commands = Object.values(waves).flat();
  const lied = commands.filter(({ mark, verdict }) => {
    const expected = verdict === 'done' || verdict === 'unknown' ? 1 : 0;
    return (marks.get(mark) ?? 0) !== expected;
  });
  const undone = [...(waves['before it hangs'] ?? []), ...(waves['after healing'] ?? [])];
  return [
    ...(ratio <= MAX_RATIO ? [] : [`p99 of the others grew ${ratio.toFixed(2)} times`]),
    ...(recoveryS <= MAX_RECOVERY_S ? [] : [`no live answer within ${MAX_RECOVERY_S} s of healing`]),
    ...(wrong.length === 0 ? [] : [`the circuit of ${wrong.join(', ')} is not what it should be`]),
    ...(disturbed === 0 ? [] : [`${disturbed} answers of the others were not live`]),
    ...(lied.length === 0 ? [] : [`${lied.length} commands did not arrive as often as the gateway says`]),
    ...(undone.every(({ verdict }) => verdict === 'done') ? [] : ['commands failed while nothing hung']),
  ];
}
