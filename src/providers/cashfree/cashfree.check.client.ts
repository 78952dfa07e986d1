import {
  CHECK_KINDS,
  type CheckCapability,
  type CheckInputs,
  type ReadableCheck,
} from '../../domain/check/kinds/check-kinds.js';
import type { CallContext } from '../../domain/kernel/call-context.js';
import type { RawStatus } from '../../domain/kernel/lifecycle.js';
import type { CheckLink, CheckPort, CheckResult } from '../../domain/provider/check-port.js';
import type { Evidence } from '../../domain/provider/evidence.js';
import { type CashfreeCall, type CashfreeClient, checkedReference, type Payload } from './cashfree.client.js';
import type { CashfreeError } from './cashfree.contract.js';
import type { RefusedFields } from './cashfree.errors.client.js';
import type { FileSources } from './cashfree.file.client.js';
import { type CashfreePolicy, type Reading, toFacts, type Verdict } from './cashfree.mapping.js';

/** Where their documentation leaves a choice. */
export interface CashfreeChoices {
  /** Path of the UPI check, e.g. `/upi`. */
  readonly upiPath: string;
  /** Name of the field that tells a DigiLocker sign-in from a sign-up. */
  readonly digilockerFlowField: string;
  /** 0 to 1 as text; unset: theirs. */
  readonly faceMatchThreshold: string | undefined;
  readonly livenessApi: 'face-liveness' | 'liveliness';
  readonly gstinNameField: 'business_name' | 'businessName';
  /** Whether `POST /pan` is told the `verification_id`: its reference does not list one, their notes send it. */
  readonly panTakesVerificationId: boolean;
}

/** What every check is made with. */
export interface CashfreeDesk {
  readonly client: CashfreeClient;
  readonly choices: CashfreeChoices;
  readonly policy: CashfreePolicy;
  readonly files: FileSources;
}

/** What a request may need besides its input. */
export interface Asking {
  readonly choices: CashfreeChoices;
  /** A call before the one that checks. */
  readonly ask: <T>(call: CashfreeCall, parse: (body: unknown) => T) => Promise<T>;
}

/** How the same check is read later: asked for by its reference, or told by an event. */
export interface ReadAgain<Answer> {
  readonly request: (referenceId: string) => CashfreeCall;
  readonly parse: (body: unknown) => Answer;
  /** The beginning of the names of their events about it; null: there are none. */
  readonly event: RegExp | null;
}

/** Everything that Cashfree has to say of one kind of check. Total: what is left out does not compile. */
export interface CashfreeDefinition<Input, Answer, Again> {
  /** What the call is called in traces and metrics. */
  readonly operation: string;
  readonly path: string | ((input: Input, choices: CashfreeChoices) => string);
  readonly request: (input: Input, asking: Asking) => Payload | Promise<Payload>;
  readonly parse: (body: unknown) => Answer;
  /** What an error says of the thing that was checked, where it is no refusal of the request; null: nothing. */
  readonly told:
    | ((error: CashfreeError, status: number, input: Input, policy: CashfreePolicy) => CheckResult | null)
    | null;
  /** Which of our inputs their refusals are about. */
  readonly fields: RefusedFields;
  /** Whether names were compared. Without an input the answer was read again. */
  readonly comparesName: (input: Input | null, answer: Answer) => boolean;
  /** What their words come to. */
  readonly verdict: (answer: Answer, reading: Reading) => Verdict;
  /** What it says of the person or the record that was asked about, by our names; numbers are masked here already. */
  readonly facts: (answer: Answer, reading: Reading) => Readonly<Record<string, string | null>>;
  /** Null: what is read here ends nothing, so there is nothing to prove yet. */
  readonly evidence: ((answer: Answer, reading: Reading) => Evidence) | null;
  /** 0 to 1. */
  readonly score: (answer: Answer, reading: Reading) => number | null;
  readonly raw: (answer: Answer, reading: Reading) => RawStatus;
  /** The page on which the person carries on; null: there is none. */
  readonly link: ((answer: Answer, input: Input) => CheckLink | null) | null;
  readonly readAgain: Again;
}

interface Referenced {
  readonly reference_id: string | null;
}
type Asked<C extends CheckCapability> = CheckInputs[C] & { readonly checkId: string };
type UnreadableCheck = Exclude<CheckCapability, ReadableCheck>;

/** A check as the rest of the provider sees it: what only its own answer knows stays inside. */
export interface CashfreeCheck<Port> {
  readonly fields: RefusedFields;
  readonly port: (desk: CashfreeDesk) => Port;
  /** Their events about it; null: there are none. */
  readonly event: CheckEvent | null;
}

export interface CheckEvent {
  readonly name: RegExp;
  readonly read: (data: unknown, policy: CashfreePolicy) => CheckResult;
}

/** `compared`: whether names were compared; null: the answer tells. */
export interface ReadsAnswer<Answer> {
  readonly read: (answer: Answer, compared: boolean | null, policy: CashfreePolicy) => CheckResult;
}

interface ReadablePort<Input> extends CheckPort<Input> {
  readAgain(referenceId: string, context: CallContext): Promise<CheckResult>;
}

export function defineCashfreeCheck<C extends ReadableCheck, Answer extends Referenced>(
  capability: C,
  definition: CashfreeDefinition<Asked<C>, Answer, ReadAgain<Answer>>,
): CashfreeCheck<ReadablePort<CheckInputs[C]>> & ReadsAnswer<Answer>;
export function defineCashfreeCheck<C extends UnreadableCheck, Answer extends Referenced>(
  capability: C,
  definition: CashfreeDefinition<Asked<C>, Answer, null>,
): CashfreeCheck<CheckPort<CheckInputs[C]>> & ReadsAnswer<Answer>;
export function defineCashfreeCheck<C extends CheckCapability, Answer extends Referenced>(
  capability: C,
  definition: CashfreeDefinition<Asked<C>, Answer, ReadAgain<Answer> | null>,
): CashfreeCheck<CheckPort<CheckInputs[C]>> & ReadsAnswer<Answer> {
  const { fields, readAgain } = definition;
  const read: ReadsAnswer<Answer>['read'] = (answer, compared, policy) =>
    toResult(capability, definition, answer, { compared, policy });
  const port = (desk: CashfreeDesk): CheckPort<CheckInputs[C]> => ({
    check: (input, context) => ask(capability, definition, desk, input, context),
  });
  if (readAgain === null) return { fields, port, event: null, read };
  const { event, parse } = readAgain;
  return {
    fields,
    port: (desk: CashfreeDesk): ReadablePort<CheckInputs[C]> => ({
      ...port(desk),
      readAgain: async (referenceId, context) => {
        const call = readAgain.request(checkedReference(referenceId));
        const answer = await desk.client.ask(call, context, { parse, fields, told: () => null });
        return read(answer, null, desk.policy);
      },
    }),
    event: event === null ? null : { name: event, read: (data, policy) => read(parse(data), null, policy) },
    read,
  };
}

export interface CashfreeStep<Input, Answer> extends ReadsAnswer<Answer> {
  readonly fields: RefusedFields;
  readonly ask: (desk: CashfreeDesk, input: Input, context: CallContext) => Promise<CheckResult>;
}

/** A call that carries a check on, where one call does not end it. */
export function defineCashfreeStep<Input, Answer extends Referenced>(
  capability: CheckCapability,
  definition: CashfreeDefinition<Input, Answer, null>,
): CashfreeStep<Input, Answer> {
  return {
    fields: definition.fields,
    ask: (desk, input, context) => ask(capability, definition, desk, input, context),
    read: (answer, compared, policy) => toResult(capability, definition, answer, { compared, policy }),
  };
}

async function ask<Input, Answer extends Referenced>(
  capability: CheckCapability,
  definition: CashfreeDefinition<Input, Answer, unknown>,
  { client, choices, policy }: CashfreeDesk,
  input: Input,
  context: CallContext,
): Promise<CheckResult> {
  const { operation, path, parse, told, fields, link } = definition;
  const first: Asking['ask'] = (call, parseFirst) =>
    client.ask(call, context, { parse: parseFirst, fields, told: () => null });
  const payload = await definition.request(input, { choices, ask: first });
  const call = { operation, path: typeof path === 'string' ? path : path(input, choices), ...payload };
  return client.ask(call, context, {
    fields,
    told: (error, status) => told?.(error, status, input, policy) ?? null,
    parse: (body) => {
      const answer = parse(body);
      const compared = definition.comparesName(input, answer);
      const result = toResult(capability, definition, answer, { compared, policy });
      return link === null ? result : { ...result, link: link(answer, input) };
    },
  });
}

function toResult<Input, Answer extends Referenced>(
  capability: CheckCapability,
  { comparesName, verdict, evidence, score, facts, raw }: CashfreeDefinition<Input, Answer, unknown>,
  answer: Answer,
  { compared, policy }: { readonly compared: boolean | null; readonly policy: CashfreePolicy },
): CheckResult {
  const field = CHECK_KINDS[capability].reasonField;
  const reading: Reading = { policy, field, compared: compared ?? comparesName(null, answer) };
  return {
    ...verdict(answer, reading),
    ...(evidence === null ? {} : { evidence: evidence(answer, reading) }),
    referenceId: answer.reference_id,
    score: score(answer, reading),
    facts: toFacts(facts(answer, reading)),
    raw: raw(answer, reading),
  };
}

/** For a product that compares no names. */
export function comparesNone(): false {
  return false;
}

/** What else a caller may give, and may leave blank. */
export function isGiven(name: string | null | undefined): boolean {
  return name !== null && name !== undefined && name.trim() !== '';
}

export function inMs(ms: number): Date {
  return new Date(Date.now() + ms);
}
