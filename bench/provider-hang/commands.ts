import { setTimeout as delay } from 'node:timers/promises';
import { clientOf } from '../../test/support/test-gateway.js';

/** Stands in a command's input, so that the command can be told from all others on the wire. */
export const MARK = /Bench[a-z]{6}/g;

/** Commands that must not be sent twice, by the provider that gets them. */
const COMMANDS: Readonly<Record<string, string>> = {
  cashfree:
    'mutation ($mark: PersonName!) { done: verifyPan(input: { pan: "AAAPR1234C", name: $mark }) { ...answer } }',
  crego: 'mutation ($mark: RunnerRefId!) { done: createRunner(input: { refId: $mark }) { ...answer } }',
  personr: 'mutation ($mark: SourceKey!) { done: createApplicant(input: { sourceKey: $mark }) { ...answer } }',
};
const ANSWER = 'fragment answer on Problem { message ... on ProviderUnavailable { providerErrorCode outcomeUnknown } }';

export interface SentCommand {
  readonly mark: string;
  /** What the gateway says about whether the provider has it. */
  readonly verdict: 'done' | 'unknown' | 'not sent' | 'refused';
}

/** Sends a command for each mark, one every `everyMs`, and waits for all answers. */
export async function sendCommands(
  url: string,
  id: string,
  token: string,
  marks: readonly string[],
  everyMs: number,
): Promise<readonly SentCommand[]> {
  const mutation = COMMANDS[id];
  if (mutation === undefined) return [];
  const { send } = clientOf(url);
  return Promise.all(
    marks.map(async (mark, index) => {
      await delay(index * everyMs);
      const { data } = await send(`${mutation} ${ANSWER}`, { mark }, token);
      return { mark, verdict: verdictOf(data.done) };
    }),
  );
}

function verdictOf(done: { message?: string; providerErrorCode?: string; outcomeUnknown?: boolean }) {
  if (done.message === undefined) return 'done';
  if (done.providerErrorCode === undefined) return 'refused';
  return done.outcomeUnknown === true ? 'unknown' : 'not sent';
}

/** `count` different marks; `series` keeps those of one wave from those of another. */
export function newMarks(count: number, series: string): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const letters = index.toString(26).padStart(5, '0');
    return `Bench${series}${Array.from(letters, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('')}`;
  });
}
